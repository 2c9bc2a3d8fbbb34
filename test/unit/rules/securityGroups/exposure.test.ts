import assert from 'node:assert/strict';
import { exposure } from '../../../../server/src/rules/securityGroups/exposureRule';
import { openToInternet } from '../../../../server/src/rules/securityGroups/openToInternet';
import { everyFlavour, group, inline, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { parseFixture } from '../../../support/fixture';
import { checkFix, checkRule, findingsIn } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';
const carrier = (isPublic: boolean | string, name = 'web'): string =>
  instance(name, '[aws_security_group.app.id]', `associate_public_ip_address = ${isPublic}`);
const open = (port: number | string, source = '«"0.0.0.0/0"»'): string =>
  group(own + inline(port, `cidr_blocks = [${source}]`));
const unmarked = (text: string): string => text.replace(/[«»]/g, '');

/** A network ACL of the subnet with one entry for everything in each of these directions. */
const acl = (...directions: readonly string[]): string => `
  resource "aws_network_acl" "main" {
    vpc_id     = aws_vpc.main.id
    subnet_ids = [aws_subnet.main.id]
    ${directions
      .map(
        (direction) => `
    ${direction} {
      rule_no    = 100
      action     = "allow"
      protocol   = "-1"
      from_port  = 0
      to_port    = 0
      cidr_block = "0.0.0.0/0"
    }`,
      )
      .join('')}
  }
`;

/** A balancer to the instance, in front of the internet. */
const balancer = (type: 'network' | 'application'): string => `
  resource "aws_lb" "front" {
    load_balancer_type = "${type}"
    subnets            = [aws_subnet.main.id]
    ${type === 'application' ? 'security_groups    = [aws_security_group.front.id]' : ''}
  }
  ${group(own, 'front')}
  resource "aws_lb_target_group" "web" {
    port     = 443
    protocol = "${type === 'network' ? 'TCP' : 'HTTPS'}"
    vpc_id   = aws_vpc.main.id
  }
  resource "aws_lb_target_group_attachment" "web" {
    target_group_arn = aws_lb_target_group.web.arn
    target_id        = aws_instance.web.id
  }
  resource "aws_lb_listener" "web" {
    load_balancer_arn = aws_lb.front.arn
    port              = 443
    protocol          = "${type === 'network' ? 'TCP' : 'HTTPS'}"
    default_action {
      type             = "forward"
      target_group_arn = aws_lb_target_group.web.arn
    }
  }
`;

const noAddress =
  'info: Nothing on the internet can use this rule of aws_security_group.app: aws_instance.web has no public address.';

describe('sg-exposure', () => {
  it('finds a rule for everybody on something without a public address, in every flavour', async () => {
    for (const rule of Object.values(everyFlavour(443, 'cidr4', '"0.0.0.0/0"')))
      await checkRule(exposure, vpcWithSubnet(true) + carrier(false) + rule, noAddress);
  });

  it('finds it where the route, an ACL or Block Public Access is in the way', async () => {
    await checkRule(
      exposure,
      vpcWithSubnet() + carrier(true) + open(443),
      'info: the subnet of aws_instance.web has no route to an internet gateway',
    );
    await checkRule(
      exposure,
      vpcWithSubnet(true) + acl('egress') + carrier(true) + open(443),
      'info: aws_network_acl.main lets no packet in to aws_instance.web',
    );
    await checkRule(
      exposure,
      vpcWithSubnet(true) + acl('ingress') + carrier(true) + open(443),
      'info: aws_network_acl.main lets no reply out to aws_instance.web',
    );
    await checkRule(
      exposure,
      `${vpcWithSubnet(true)}${carrier(true)}${open(443)}
      resource "aws_vpc_block_public_access_options" "off" {
        internet_gateway_block_mode = "block-bidirectional"
      }`,
      'info: VPC Block Public Access is on for aws_instance.web',
    );
  });

  it('finds IPv6 on something without an IPv6 address', () =>
    checkRule(
      exposure,
      vpcWithSubnet(true) + carrier(true) + group(own + inline(443, 'ipv6_cidr_blocks = [«"::/0"»]')),
      'info: aws_instance.web has no public IPv6 address',
    ));

  it('finds it on an instance behind an Application Load Balancer, which connects by itself', () =>
    checkRule(
      exposure,
      vpcWithSubnet(true) + carrier(false) + balancer('application') + open(443),
      noAddress,
    ));

  it('tells the instances of a module together', () =>
    checkRule(
      exposure,
      inModule(vpcWithSubnet(true) + carrier(false) + open(443)),
      'info: module.app["a"].aws_security_group.app and module.app["b"].aws_security_group.app',
    ));

  it('is silent where the internet can use it, by itself or through a balancer that keeps its address', async () => {
    await checkRule(exposure, vpcWithSubnet(true) + carrier(true) + unmarked(open(443)));
    await checkRule(
      exposure,
      vpcWithSubnet(true) + carrier(false) + carrier(true, 'other') + unmarked(open(443)),
    );
    await checkRule(
      exposure,
      vpcWithSubnet(true) + carrier(false) + balancer('network') + unmarked(open(443)),
    );
    await checkRule(
      exposure,
      vpcWithSubnet(true) + acl('ingress', 'egress') + carrier(true) + unmarked(open(443)),
    );
  });

  it('is silent on the IPv6 twin of a rule that is used', () =>
    checkRule(
      exposure,
      vpcWithSubnet(true) +
        carrier(true) +
        group(own + inline(443, 'cidr_blocks = ["0.0.0.0/0"]\n ipv6_cidr_blocks = ["::/0"]')),
    ));

  it('is silent on groups that nothing carries, narrower sources, and what another rule speaks about', async () => {
    await checkRule(exposure, vpcWithSubnet(true) + unmarked(open(443)));
    await checkRule(exposure, vpcWithSubnet(true) + carrier(false) + open(443, '"10.0.0.0/8"'));
    await checkRule(exposure, vpcWithSubnet(true) + carrier(false) + open(443, '"0.0.0.0/1"'));
    await checkRule(exposure, vpcWithSubnet(true) + carrier(false) + unmarked(open(22)));
  });

  it('is silent where addresses, routes or carriers are unknown', async () => {
    const variable = 'variable "x" {}\n';
    await checkRule(exposure, variable + vpcWithSubnet(true) + carrier('var.x') + unmarked(open(443)));
    await checkRule(
      exposure,
      variable +
        vpcWithSubnet(true).replace('aws_internet_gateway.main.id\n', 'var.x\n') +
        carrier(true) +
        unmarked(open(443)),
    );
    await checkRule(
      exposure,
      variable +
        vpcWithSubnet(true) +
        carrier(false) +
        instance('other', '[var.x]', 'associate_public_ip_address = true') +
        unmarked(open(443)),
    );
    await checkRule(exposure, variable + vpcWithSubnet(true) + carrier(false) + open(443, 'var.x'));
  });

  it('is silent where a firewall endpoint may pass packets on', () =>
    checkRule(
      exposure,
      vpcWithSubnet(true).replace(
        'gateway_id = aws_internet_gateway.main.id',
        'vpc_endpoint_id = "vpce-0123456789abcdef0"',
      ) +
        carrier(true) +
        unmarked(open(443)),
    ));

  it('admits only the balancer, or only the VPC', async () => {
    const text = (
      source: string,
    ): string => `${vpcWithSubnet(true)}${carrier(false)}${balancer('application')}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    ${source}
  }
}
`;
    await checkFix(
      exposure,
      text('cidr_blocks     = ["0.0.0.0/0"]'),
      'Admit only aws_security_group.front',
      text('security_groups = [aws_security_group.front.id]'),
    );
    await checkFix(
      exposure,
      text('cidr_blocks     = ["0.0.0.0/0"]'),
      'Admit only aws_vpc.main',
      text('cidr_blocks     = [aws_vpc.main.cidr_block]'),
    );
  });
});

describe('sg-open-to-internet', () => {
  it('says what is in the way, as a note', () =>
    checkRule(
      openToInternet,
      vpcWithSubnet(true) + acl('egress') + carrier(true) + open(22),
      'info: nothing that carries it can be reached from there today: aws_network_acl.main lets no packet in to aws_instance.web.',
    ));

  it('says through what it is exposed', async () => {
    const { files } = parseFixture(vpcWithSubnet(true) + carrier(true) + unmarked(open(22)));
    const [finding] = await findingsIn(openToInternet, files);
    assert.equal(finding?.severity, 'error');
    assert.deepEqual(
      finding.related.map((one) => one.message),
      ['Exposed by aws_instance.web: it has a public address, and its subnet a route to an internet gateway'],
    );
  });
});
