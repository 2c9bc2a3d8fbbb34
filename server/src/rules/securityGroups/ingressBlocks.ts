import type { Cidr } from '../../ip/cidr';
import { remembered } from '../../util/remembered';
import type { GroupRule, RulePeer } from '../groupRules';
import { rulePorts, type RulePorts } from '../rulePorts';
import { groupKeyOf } from './groupKey';
import { cidrOfPeer } from './permissions';
import { isPrivateCidr } from './privateRanges';

/** A block of addresses that an ingress rule lets in. */
export interface IngressBlock {
  readonly rule: GroupRule;
  readonly peer: RulePeer;
  /** As `groupKeyOf` has it. */
  readonly group: string;
  readonly cidr: Cidr;
  /** Whether it is nobody's on the internet. */
  readonly isPrivate: boolean;
  readonly ports: RulePorts | undefined;
}

/** The blocks that an ingress rule surely lets in, of a group that is known. */
export const ingressBlocks = remembered((rule: GroupRule): readonly IngressBlock[] => {
  const group = rule.direction === 'ingress' && !rule.uncertain ? groupKeyOf(rule.group) : undefined;
  if (group === undefined) return [];
  const ports = rulePorts(rule);
  return rule.peers.flatMap((peer) => {
    const cidr = cidrOfPeer(peer);
    return cidr === undefined ? [] : [{ rule, peer, group, cidr, isPrivate: isPrivateCidr(cidr), ports }];
  });
});
