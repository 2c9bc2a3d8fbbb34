import { groupsPerInterface } from '../../../../server/src/rules/securityGroups/groupsPerInterface';
import { current, group, inModule, instance, vpcWithSubnet } from '../../../support/groupTexts';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

const own = 'vpc_id = aws_vpc.main.id';
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `g${index}`);
const groups = (count: number): string =>
  names(count)
    .map((name) => group(own, name))
    .join('');
const list = (count: number): string =>
  `[${names(count)
    .map((name) => `aws_security_group.${name}.id`)
    .join(', ')}]`;
const place = vpcWithSubnet();

describe('sg-groups-per-interface', () => {
  it('finds six groups on an instance, in a module too', async () => {
    await checkRule(
      groupsPerInterface,
      place + groups(6) + instance('web', `«${list(6)}»`),
      'warning: AWS refuses aws_instance.web unless the quota was raised: it has 6 groups on one interface, and 5 are allowed.',
    );
    await checkRule(
      groupsPerInterface,
      inModule(place + groups(6) + instance('web', `«${list(6)}»`)),
      'warning: AWS refuses module.app["a"].aws_instance.web and module.app["b"].aws_instance.web unless',
    );
  });

  it('finds those that attachments add', async () => {
    await checkRule(
      groupsPerInterface,
      `${place}${groups(6)}${instance('web', `«${list(5)}»`)}
      resource "aws_network_interface_sg_attachment" "more" {
        security_group_id    = aws_security_group.g5.id
        network_interface_id = aws_instance.web.primary_network_interface_id
      }`,
      'warning: it has 6 groups on one interface',
    );
  });

  it('finds them in the nested block of a service and of a function', async () => {
    await checkRule(
      groupsPerInterface,
      `${place}${groups(6)}
      resource "aws_ecs_service" "web" {
        name = "web"
        network_configuration {
          subnets         = [aws_subnet.main.id]
          security_groups = «${list(6)}»
        }
      }`,
      'warning: AWS refuses aws_ecs_service.web unless',
    );
  });

  it('says where no raise of the quota helps', async () => {
    await checkRule(
      groupsPerInterface,
      place + groups(17) + instance('web', `«${list(17)}»`),
      'warning: it has 17 groups on one interface, and no more than 16 are possible',
    );
    const many = Array.from({ length: 130 }, (_, index) =>
      current(`r${index}`, 1000 + index, 'cidr_ipv4 = "10.0.0.0/16"', 'aws_security_group.g0.id'),
    ).join('');
    await checkRule(
      groupsPerInterface,
      place + groups(8) + many + instance('web', `«${list(8)}»`),
      'warning: it has 8 groups on one interface, one of them with 130 rules, and the quotas of the two multiplied can not exceed 1000',
    );
  });

  it('is silent on five, on one that is named twice, and on unknown ones', async () => {
    await checkRule(groupsPerInterface, place + groups(6) + instance('web', list(5)));
    await checkRule(
      groupsPerInterface,
      place + groups(6) + instance('web', list(5).replace(']', ', aws_security_group.g0.id]')),
    );
    await checkRule(
      groupsPerInterface,
      `variable "x" {}\n${place}${groups(6)}${instance('web', list(5).replace(']', ', var.x]'))}`,
    );
  });

  it('takes a group off of which another one has all the rules, and that no rule names', async () => {
    const rules = (narrow: string): string =>
      current('wide', 443, 'cidr_ipv4 = "10.0.0.0/8"', 'aws_security_group.g0.id') +
      current('narrow', 443, narrow, 'aws_security_group.g1.id') +
      names(6)
        .slice(2)
        .map((name, index) =>
          current(name, 8000 + index, 'cidr_ipv4 = "10.0.0.0/8"', `aws_security_group.${name}.id`),
        )
        .join('');
    const text = (value: string, narrow = 'cidr_ipv4 = "10.0.7.0/24"'): string =>
      place + groups(6) + rules(narrow) + instance('web', value);
    await checkFix(
      groupsPerInterface,
      text(list(6)),
      'Take aws_security_group.g1 off: aws_security_group.g0 has all its rules',
      text(list(6).replace('aws_security_group.g1.id, ', '')),
    );
    await checkFixTitles(groupsPerInterface, text(list(6), 'cidr_ipv4 = "192.168.0.0/24"'));
    await checkFixTitles(
      groupsPerInterface,
      text(list(6)) +
        current(
          'named',
          443,
          'referenced_security_group_id = aws_security_group.g1.id',
          'aws_security_group.g2.id',
        ),
    );
  });
});
