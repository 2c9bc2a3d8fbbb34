import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import { identityKey } from '../networkAcls/aclKey';
import { removal } from '../removal';
import { certain } from '../../terraform/resources';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, removeLines } from '../textEdits';

/**
 * Options of a peering in two places: blocks in the connection (or its accepter), and an
 * `aws_vpc_peering_connection_options` for it, which overwrite each other; or two connections between the same VPCs, of which
 * AWS takes one.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection_options,
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
export const peeringOptionsTwice: Rule = {
  id: 'peering-options-twice',
  severity: 'warning',
  title: 'Options of a peering in two places, or two peerings of the same VPCs',
  check: (context) => [...options(context), ...connections(context)],
};

const sides = ['accepter', 'requester'] as const;

function options(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const standalone = certain(configuration, 'aws_vpc_peering_connection_options');
  if (standalone.length === 0) return [];
  const owners = certain(configuration, 'aws_vpc_peering_connection', 'aws_vpc_peering_connection_accepter');
  return standalone.flatMap((one) => {
    const id = connectionOf(one.body.attributes.get('vpc_peering_connection_id')?.value, context);
    return owners
      .filter((owner) => id !== undefined && ownConnection(owner, context) === id)
      .flatMap((owner) => sides.flatMap((side) => twice(owner, one, side, context)));
  });
}

/** An accepter stands for the connection that it accepts. */
function connectionOf(
  value: Parameters<typeof identityKey>[0],
  { configuration }: RuleContext,
): string | undefined {
  const key = identityKey(value);
  const accepter = configuration.byAddress.get(key ?? '');
  return accepter?.type === 'aws_vpc_peering_connection_accepter'
    ? identityKey(accepter.body.attributes.get('vpc_peering_connection_id')?.value)
    : key;
}

function ownConnection(owner: ResourceInstance, context: RuleContext): string | undefined {
  return owner.type === 'aws_vpc_peering_connection'
    ? owner.address
    : connectionOf(owner.body.attributes.get('vpc_peering_connection_id')?.value, context);
}

function twice(
  owner: ResourceInstance,
  standalone: ResourceInstance,
  side: (typeof sides)[number],
  context: RuleContext,
): RawFinding[] {
  const inline = owner.body.blocks.find((block) => block.type === side && block.uncertain === undefined);
  const own = standalone.body.blocks.find((block) => block.type === side);
  if (inline === undefined || own === undefined) return [];
  return [
    {
      source: inline.source,
      subject: owner.address,
      message: (subjects) =>
        `${subjects} and ${standalone.address} both set the ${side}'s options of this peering, and overwrite each other.`,
      related: [{ message: `${standalone.address} sets them`, source: own.source }],
      fixes: () => {
        if (inline.dynamic !== undefined) return [];
        const { chunk, range } = inline.source;
        const edits = placeEdits([removeLines(chunk, range)], context.configuration);
        const title = `Leave them to ${standalone.address}`;
        return edits === undefined ? [] : [{ title, edits, preferred: false }];
      },
    },
  ];
}

function connections(context: RuleContext): RawFinding[] {
  const all = certain(context.configuration, 'aws_vpc_peering_connection').flatMap((connection) => {
    const { attributes } = connection.body;
    const ends = ['vpc_id', 'peer_vpc_id'].map((name) => identityKey(attributes.get(name)?.value));
    return ends.includes(undefined) ? [] : [{ connection, key: ends.sort().join(' and ') }];
  });
  return [...groupBy(all, ({ key }) => key)].flatMap(([pair, same]) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    return others.map(({ connection }): RawFinding => ({
      source: connection.body.attributes.get('peer_vpc_id')?.source ?? resourceHeader(connection),
      subject: connection.address,
      severity: 'error',
      message: (subjects) =>
        `AWS refuses ${subjects}: ${first.connection.address} connects ${pair} already, and two VPCs have one peering.`,
      related: [{ message: 'They are connected here', source: resourceHeader(first.connection) }],
      fixes: () => removal(connection, context),
    }));
  });
}
