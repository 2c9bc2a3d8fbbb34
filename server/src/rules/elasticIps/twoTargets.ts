/** Rules about Elastic IPs. */
import type { ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import { identityKey } from '../networkAcls/aclKey';
import { removal } from '../removal';
import { certain, managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, removeArguments } from '../textEdits';

/**
 * An Elastic IP for two things: `instance` and `network_interface` of one `aws_eip`, which AWS takes and does with what it
 * likes; `network_interface` with the interface of a NAT gateway, which has its own arguments for addresses; or secondary
 * addresses of a NAT gateway both in its list and as `aws_nat_gateway_eip_association`.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eip,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway
 */
export const eipTwoTargets: Rule = {
  id: 'eip-two-targets',
  severity: 'warning',
  title: 'An Elastic IP for two things, or given to a NAT gateway in two ways',
  check: (context) => [
    ...certain(context.configuration, 'aws_eip').flatMap((eip) => [
      ...both(eip, context),
      ...onNatGateway(eip, context),
    ]),
    ...certain(context.configuration, 'aws_nat_gateway_eip_association').flatMap((one) =>
      besideList(one, context),
    ),
  ],
};

function both(eip: ResourceInstance, context: RuleContext): RawFinding[] {
  const { attributes } = eip.body;
  const [instance, networkInterface] = [attributes.get('instance'), attributes.get('network_interface')];
  if (networkInterface === undefined || !isGiven(instance?.value) || !isGiven(networkInterface.value))
    return [];
  return [
    {
      source: networkInterface.nameSource,
      subject: eip.address,
      message: (subjects) =>
        `Nobody can tell what ${subjects} is the address of: it is given an instance and a network interface, and takes one of them.`,
      fixes: () =>
        ['network_interface', 'instance'].flatMap((name) => without(eip, name, `Remove ${name}`, context)),
    },
  ];
}

/** Whether it is surely there. */
function isGiven(value: Value | undefined): boolean {
  return value?.kind === 'reference' || (value?.kind === 'string' && value.value !== '');
}

function onNatGateway(eip: ResourceInstance, context: RuleContext): RawFinding[] {
  const argument = eip.body.attributes.get('network_interface');
  const key = identityKey(argument?.value) ?? '';
  const type = /(?:^|\.)(aws_nat_gateway|aws_lb|aws_alb)\.[^.]+\./.exec(key)?.[1];
  if (argument === undefined || type === undefined) return [];
  const what =
    type === 'aws_nat_gateway'
      ? 'a NAT gateway takes it by allocation_id'
      : 'a load balancer takes it by subnet_mapping';
  return [
    {
      source: argument.source,
      subject: eip.address,
      message: (subjects) =>
        `AWS does not let ${subjects} be put on that interface, which belongs to a service: ${what}.`,
      fixes: () => without(eip, 'network_interface', 'Remove network_interface', context),
    },
  ];
}

function besideList(association: ResourceInstance, context: RuleContext): RawFinding[] {
  const argument = association.body.attributes.get('nat_gateway_id');
  const gateway = managed(context.configuration, 'aws_nat_gateway').find(
    (one) => one.address === identityKey(argument?.value),
  );
  const listed = gateway?.body.attributes.get('secondary_allocation_ids');
  if (gateway === undefined || argument === undefined || listed?.value.kind !== 'list') return [];
  if (gateway.uncertain !== undefined) return [];
  return [
    {
      source: argument.source,
      subject: association.address,
      message: (subjects) =>
        `${gateway.address} and ${subjects} undo each other at every apply: with secondary_allocation_ids, Terraform takes every other address off the gateway.`,
      related: [{ message: 'The gateway lists its addresses here', source: listed.nameSource }],
      fixes: () => [
        ...removal(association, context),
        ...without(gateway, 'secondary_allocation_ids', 'Leave the addresses to the associations', context),
      ],
    },
  ];
}

function without(resource: ResourceInstance, name: string, title: string, context: RuleContext): Fix[] {
  const { attributes } = resource.block.body;
  const written = attributes.find((one) => one.name === name);
  if (written === undefined) return [];
  const edits = placeEdits(
    removeArguments(resource.source.chunk, attributes, [written]),
    context.configuration,
  );
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}
