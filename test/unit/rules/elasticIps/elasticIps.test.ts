import { eipTwoTargets } from '../../../../server/src/rules/elasticIps/twoTargets';
import { eipUnattached } from '../../../../server/src/rules/elasticIps/unattached';
import { resource } from '../../../support/routeTexts';
import { checkFix, checkRule } from '../../../support/rules';

const eip = (items: Readonly<Record<string, string>>): string =>
  resource('aws_eip', 'e', { domain: '"vpc"', ...items });
const owners = 'resource "aws_instance" "i" {}\nresource "aws_network_interface" "n" {}\n';

describe('eip-two-targets', () => {
  const both = { instance: 'aws_instance.i.id', network_interface: 'aws_network_interface.n.id' };
  const gateway = (list: string): string =>
    resource('aws_nat_gateway', 'g', {
      subnet_id: '"subnet-0123456789abcdef0"',
      secondary_allocation_ids: list,
    });
  const association = (id: string): string =>
    resource('aws_nat_gateway_eip_association', 'a', {
      allocation_id: '"eipalloc-0123456789abcdef0"',
      nat_gateway_id: id,
    });

  it('finds an address for an instance and an interface', async () => {
    await checkRule(
      eipTwoTargets,
      owners + eip({ instance: both.instance, '«network_interface»': both.network_interface }),
      'warning: Nobody can tell what aws_eip.e is the address of',
    );
  });

  it('finds one on the interface of a NAT gateway', async () => {
    await checkRule(
      eipTwoTargets,
      `${gateway('[]').replace(/\n {2}secondary.*/, '')}${eip({ network_interface: '«aws_nat_gateway.g.network_interface_id»' })}`,
      'warning: AWS does not let aws_eip.e be put on that interface, which belongs to a service: a NAT gateway takes it by allocation_id.',
    );
  });

  it('finds addresses of a NAT gateway in two places', async () => {
    await checkRule(
      eipTwoTargets,
      gateway('["eipalloc-0fedcba9876543210"]') + association('«aws_nat_gateway.g.id»'),
      'warning: aws_nat_gateway.g and aws_nat_gateway_eip_association.a undo each other at every apply',
    );
  });

  it('is silent on one target, on null, and on unknowns', async () => {
    await checkRule(eipTwoTargets, owners + eip({ instance: both.instance }));
    await checkRule(eipTwoTargets, owners + eip({ ...both, instance: 'null' }));
    await checkRule(eipTwoTargets, `variable "i" {}\n${owners}${eip({ ...both, instance: 'var.i' })}`);
    await checkRule(
      eipTwoTargets,
      `variable "l" {}\n${gateway('var.l')}${association('aws_nat_gateway.g.id')}`,
    );
    await checkRule(eipTwoTargets, `variable "g" {}\n${gateway('["x"]')}${association('var.g')}`);
  });

  it('takes one of the two out', async () => {
    await checkFix(
      eipTwoTargets,
      owners + eip(both),
      'Remove network_interface',
      owners + eip({ instance: both.instance }),
    );
    await checkFix(
      eipTwoTargets,
      gateway('["x"]') + association('aws_nat_gateway.g.id'),
      'Leave the addresses to the associations',
      resource('aws_nat_gateway', 'g', { subnet_id: '"subnet-0123456789abcdef0"' }) +
        association('aws_nat_gateway.g.id'),
    );
    await checkFix(
      eipTwoTargets,
      `${gateway('["x"]')}\n${association('aws_nat_gateway.g.id')}`,
      'Remove aws_nat_gateway_eip_association.a',
      gateway('["x"]'),
    );
  });
});

describe('eip-unattached', () => {
  it('finds an address that nothing names, all instances of it at once', async () => {
    await checkRule(
      eipUnattached,
      eip({}).replace('resource "aws_eip" "e"', '«$&»'),
      'hint: Nothing uses aws_eip.e, and AWS charges for it all the same.',
    );
    await checkRule(
      eipUnattached,
      '«resource "aws_eip" "e"» {\n  count = 2\n}\n# not aws_eipx.e\n',
      'hint: Nothing uses aws_eip.e[0] and aws_eip.e[1]',
    );
  });

  it('is silent where it names something, where something names it, and where it may not be', async () => {
    await checkRule(eipUnattached, owners + eip({ instance: 'aws_instance.i.id' }));
    await checkRule(eipUnattached, `variable "i" {}\n${eip({ instance: 'var.i' })}`);
    await checkRule(
      eipUnattached,
      eip({}) + resource('aws_eip_association', 'a', { allocation_id: 'aws_eip.e.id' }),
    );
    await checkRule(eipUnattached, `${eip({})}output "ip" {\n  value = aws_eip.e[*].public_ip\n}\n`);
    await checkRule(eipUnattached, 'variable "n" {}\nresource "aws_eip" "e" {\n  count = var.n\n}\n');
    await checkRule(
      eipUnattached,
      `--- main.tf.json\n{"resource": {"aws_eip": {"e": {}}}, "output": {"ip": {"value": "\${aws_eip.e.public_ip}"}}}`,
    );
  });

  it('gives it back', async () => {
    await checkFix(
      eipUnattached,
      `${owners}\n${eip({})}`,
      'Remove aws_eip.e: gives the address back',
      owners,
    );
  });
});
