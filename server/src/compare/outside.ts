import { cidrContains, parseCidr, type Cidr } from '../ip/cidr';
import type { Id, Network } from '../network/model';
import type { Pairing } from './pairing';
import type { RuleDifference } from './rules';

/** An address block outside of all VPCs, and an end (by its id in the right network) that a rule opens to it. */
export interface OutsidePair {
  readonly block: string;
  readonly end: Id;
  readonly direction: 'ingress' | 'egress';
}

/**
 * Whom else to ask about: "the internet" is one end, and a group rule for one office more changes nothing for it. So the
 * blocks of group rules that only one side has are ends of their own, where no VPC has their addresses.
 */
export function outsidePairs(
  right: Network,
  { leftOf }: Pairing,
  rules: readonly RuleDifference[],
): readonly OutsidePair[] {
  const inside = [...right.vpcs.values()].flatMap(({ cidrs }) =>
    cidrs.flatMap((one) => (one.known ? [one.value] : [])),
  );
  const isOutside = (block: Cidr): boolean =>
    block.prefixLength > 0 && !inside.some((vpc) => cidrContains(vpc, block));
  const found = new Map<string, OutsidePair>();
  for (const { kind, direction, right: group, rule } of rules) {
    const block = rule['peer'];
    if (kind !== 'securityGroup' || direction === 'routes' || typeof block !== 'string') continue;
    const parsed = parseCidr(block);
    if (parsed.kind !== 'cidr' || !isOutside(parsed.cidr)) continue;
    for (const end of endsWith(right, group))
      if (leftOf.has(end)) found.set(`${block} ${end} ${direction}`, { block, end, direction });
  }
  return [...found.values()];
}

/** What runs behind an interface that carries the group. */
function endsWith(network: Network, group: Id): readonly Id[] {
  const carries = (id: Id): boolean =>
    network.interfaces.get(id)?.securityGroups.some((one) => one.known && one.value === group) === true;
  return [...network.workloads.values(), ...network.loadBalancers.values()]
    .filter(({ interfaces }) => interfaces.some(carries))
    .map(({ id }) => id);
}
