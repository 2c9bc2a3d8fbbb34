import type { Cidr } from '../../../server/src/ip/cidr';
import type {
  NetworkAcl,
  NetworkAclEntry,
  Peer,
  SecurityGroup,
  SecurityGroupRule,
  TrafficMatch,
} from '../../../server/src/network/model';
import type { Dice } from './dice';
import { anywhere, anywhere6, block, type Draft, internetHost, is, serviceBlock, valueIn } from './draft';

/** ACL entries and group rules that have something to do with each other: few ports, blocks that overlap. */

/** Port ranges whose bounds meet. */
const portRanges: readonly (readonly [number, number])[] = [
  [443, 443],
  [80, 443],
  [5432, 5432],
  [0, 65535],
  [1024, 65535],
  [32768, 60999],
  [0, 1023],
  [40000, 50000],
];

export function drawTraffic(dice: Dice): TrafficMatch {
  const kind = dice.below(100);
  if (kind < 30) return { kind: 'all' };
  if (kind < 85) {
    const [from, to] = dice.pick(portRanges);
    return { kind: 'ports', protocol: dice.chance(80) ? 6 : 17, from, to };
  }
  if (kind < 95) {
    const protocol = dice.chance(70) ? 1 : 58;
    const type = dice.pick([undefined, 0, 8, 128, 129]);
    return { kind: 'icmp', protocol, type, code: type === undefined || dice.chance(50) ? undefined : 0 };
  }
  return { kind: 'protocol', protocol: dice.pick([47, 50, 6]) };
}

/** Everything, a VPC, a part of one, a host, the internet's. */
export function drawBlock(dice: Dice, draft: Draft): Cidr {
  const kind = dice.below(100);
  if (kind < 30) return anywhere;
  if (kind < 45) return anywhere6;
  if (kind < 50) return dice.pick([internetHost, serviceBlock, block(0n, 1), block(0x80000000n, 1)]);
  const vpc = dice.pick(draft.vpcs);
  const own = valueIn(dice.pick(vpc.cidrs));
  if (kind < 75) return own;
  if (own.family === 6) return { ...own, prefixLength: dice.pick([56, 64]) };
  const part = own.address + (BigInt(dice.below(4)) << 8n);
  if (kind < 90) return block(part, 24);
  return block(part + BigInt(10 + dice.below(3)), 32);
}

/** Allows and denies between each other, numbers in no order. */
export function drawAcl(dice: Dice, draft: Draft, vpc: string, id: string): NetworkAcl {
  const count = 2 + dice.below(9);
  const taken = new Set<string>();
  const entries: NetworkAclEntry[] = [];
  for (let each = 0; each < count; each += 1) {
    const direction = dice.chance(50) ? 'ingress' : 'egress';
    const number = 1 + dice.below(30);
    if (taken.has(`${direction} ${number}`)) continue;
    taken.add(`${direction} ${number}`);
    entries.push({
      direction,
      number: is(number),
      action: is(dice.chance(70) ? 'allow' : 'deny'),
      traffic: is(drawTraffic(dice)),
      cidr: is(drawBlock(dice, draft)),
    });
  }
  // Most ACLs shall let something through after all.
  for (const direction of ['ingress', 'egress'] as const) {
    if (!dice.chance(65)) continue;
    const cidr = is(dice.chance(80) ? anywhere : anywhere6);
    entries.push({ direction, number: is(100), action: is('allow'), traffic: is({ kind: 'all' }), cidr });
  }
  return { id, name: id, vpc: is(vpc), entries, entriesIncomplete: {} };
}

/** Groups of all VPCs; rules refer to groups of any VPC. */
export function drawGroups(dice: Dice, draft: Draft): void {
  const ids = draft.vpcs.map((_, index) =>
    Array.from({ length: 1 + dice.below(3) }, (__, each) => `sg-${index}-${each}`),
  );
  draft.vpcs.forEach((vpc, index) => {
    for (const id of ids[index] ?? []) {
      const rules = (['ingress', 'egress'] as const).flatMap((direction) =>
        Array.from({ length: dice.below(5) }, () =>
          drawRule(dice, draft, direction, ids[index] ?? [], ids.flat()),
        ),
      );
      // Most groups let something through after all: there is more to test than groups.
      const open = [
        ...(dice.chance(75) ? [everyone('egress', anywhere)] : []),
        ...(dice.chance(40) ? [everyone('egress', anywhere6)] : []),
        ...(dice.chance(40) ? [everyone('ingress', anywhere)] : []),
        ...(dice.chance(25) ? [everyone('ingress', anywhere6)] : []),
      ];
      const group: SecurityGroup = {
        id,
        name: id,
        vpc: is(vpc.id),
        rules: [...rules, ...open],
        rulesIncomplete: {},
        associatedVpcs: [],
      };
      draft.securityGroups.push(group);
    }
  });
}

function everyone(direction: 'ingress' | 'egress', cidr: Cidr): SecurityGroupRule {
  return { direction, traffic: is({ kind: 'all' }), peer: is({ kind: 'cidr', cidr }) };
}

function drawRule(
  dice: Dice,
  draft: Draft,
  direction: 'ingress' | 'egress',
  near: readonly string[],
  all: readonly string[],
): SecurityGroupRule {
  return { direction, traffic: is(drawTraffic(dice)), peer: is(drawPeer(dice, draft, near, all)) };
}

function drawPeer(dice: Dice, draft: Draft, near: readonly string[], all: readonly string[]): Peer {
  const kind = dice.below(100);
  if (kind < 40) return { kind: 'securityGroup', securityGroup: dice.pick(dice.chance(60) ? near : all) };
  const list = draft.prefixLists[0];
  if (kind < 50 && list !== undefined)
    return { kind: 'prefixList', prefixList: dice.pick(draft.prefixLists).id };
  return { kind: 'cidr', cidr: drawBlock(dice, draft) };
}
