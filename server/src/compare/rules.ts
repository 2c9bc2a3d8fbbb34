import type { Id, NetworkAclEntry, Origin, Route, SecurityGroupRule, Unknown } from '../network/model';
import type { RuleFacts } from '../reachability/answer';
import { aclEntryFacts, groupRuleFacts, routeFacts } from '../reachability/facts';
import type { Pairing } from './pairing';
import type { Side } from './side';

/** A rule, entry or route that only one side has. */
export interface RuleDifference {
  readonly only: 'left' | 'right';
  readonly kind: 'securityGroup' | 'networkAcl' | 'routeTable';
  /** The component on both sides. */
  readonly left: Id;
  readonly right: Id;
  readonly rule: RuleFacts;
  /** `ingress`, `egress`; routes have none. */
  readonly direction: 'ingress' | 'egress' | 'routes';
  readonly origin?: Origin;
  /**
   * What the next apply does: `added` (the code has it), `removed` (the code owns all rules of the component, and has it
   * not), `kept` (Terraform does not know of it). Undefined where no side is code.
   */
  readonly nextApply?: 'added' | 'removed' | 'kept';
  /** Set where the other side has a rule that nobody knows, which this may be. */
  readonly maybe?: Unknown;
}

/** What two sides differ in, of the components that are paired. `isCode`: the left side is code, and the right one real. */
export function ruleDifferences(
  left: Side,
  right: Side,
  pairing: Pairing,
  isCode: boolean,
): readonly RuleDifference[] {
  const differences: RuleDifference[] = [];
  const toRight = (id: Id): Id => pairing.rightOf.get(id) ?? `left ${id}`;
  const keep = (id: Id): Id => id;
  for (const pair of pairing.pairs) {
    const base = { left: pair.left, right: pair.right };
    const add = (kind: RuleDifference['kind'], a: Listed, b: Listed): void => {
      differences.push(...listDifferences({ ...base, kind }, a, b, left.owned, isCode));
    };
    if (pair.kind === 'securityGroups') {
      const [a, b] = [
        left.network.securityGroups.get(pair.left),
        right.network.securityGroups.get(pair.right),
      ];
      if (a === undefined || b === undefined) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        add(
          'securityGroup',
          listedRules(a.rules, direction, a.rulesIncomplete[direction], toRight),
          listedRules(b.rules, direction, b.rulesIncomplete[direction], keep),
        );
      }
    } else if (pair.kind === 'networkAcls') {
      const [a, b] = [left.network.networkAcls.get(pair.left), right.network.networkAcls.get(pair.right)];
      if (a === undefined || b === undefined) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        add(
          'networkAcl',
          listedEntries(a.entries, direction, a.entriesIncomplete[direction]),
          listedEntries(b.entries, direction, b.entriesIncomplete[direction]),
        );
      }
    } else if (pair.kind === 'routeTables') {
      const [a, b] = [left.network.routeTables.get(pair.left), right.network.routeTables.get(pair.right)];
      if (a === undefined || b === undefined) continue;
      add(
        'routeTable',
        listedRoutes(a.routes, a.routesIncomplete, toRight),
        listedRoutes(b.routes, b.routesIncomplete, keep),
      );
    }
  }
  return differences;
}

/** The rules of one component in one direction, by a key that is the same for the same rule on both sides. */
interface Listed {
  readonly direction: RuleDifference['direction'];
  readonly rules: ReadonlyMap<string, { readonly facts: RuleFacts; readonly origin: Origin | undefined }>;
  /** Why there may be others. */
  readonly open: Unknown | undefined;
}

function listDifferences(
  base: Pick<RuleDifference, 'kind' | 'left' | 'right'>,
  a: Listed,
  b: Listed,
  owned: Side['owned'],
  isCode: boolean,
): readonly RuleDifference[] {
  const isOwned = owned.has(`${base.left} ${a.direction}`);
  const missing = (
    only: RuleDifference['only'],
    those: Listed,
    others: Listed,
    nextApply: RuleDifference['nextApply'],
  ): RuleDifference[] =>
    [...those.rules].flatMap(([key, { facts, origin }]) =>
      others.rules.has(key)
        ? []
        : [
            {
              ...base,
              only,
              direction: those.direction,
              rule: facts,
              ...(origin === undefined ? {} : { origin }),
              ...(isCode && nextApply !== undefined ? { nextApply } : {}),
              ...(others.open === undefined ? {} : { maybe: others.open }),
            },
          ],
    );
  return [...missing('left', a, b, 'added'), ...missing('right', b, a, isOwned ? 'removed' : 'kept')];
}

function listedRules(
  rules: readonly SecurityGroupRule[],
  direction: 'ingress' | 'egress',
  incomplete: Unknown | undefined,
  same: (id: Id) => Id,
): Listed {
  const known = new Map<string, { facts: RuleFacts; origin: Origin | undefined }>();
  let open = incomplete;
  for (const rule of rules) {
    if (rule.direction !== direction) continue;
    if (!rule.traffic.known || !rule.peer.known || rule.uncertain !== undefined) {
      open ??= rule.uncertain ?? unknownOf(rule.traffic, rule.peer);
      continue;
    }
    const facts = groupRuleFacts(rule);
    const { value: peer } = rule.peer;
    const to =
      peer.kind === 'cidr'
        ? facts['peer']
        : same(peer.kind === 'securityGroup' ? peer.securityGroup : peer.prefixList);
    known.set(JSON.stringify([rule.traffic.value, to]), { facts, origin: rule.origin });
  }
  return { direction, rules: known, open };
}

function listedEntries(
  entries: readonly NetworkAclEntry[],
  direction: 'ingress' | 'egress',
  incomplete: Unknown | undefined,
): Listed {
  const known = new Map<string, { facts: RuleFacts; origin: Origin | undefined }>();
  let open = incomplete;
  for (const entry of entries) {
    if (entry.direction !== direction) continue;
    const unknown = entry.uncertain ?? unknownOf(entry.number, entry.action, entry.traffic, entry.cidr);
    if (unknown !== undefined) {
      open ??= unknown;
      continue;
    }
    const facts = aclEntryFacts(entry);
    known.set(JSON.stringify(facts), { facts, origin: entry.origin });
  }
  return { direction, rules: known, open };
}

/** Static routes; the local ones are the VPC's blocks, and propagated ones follow from elsewhere. */
function listedRoutes(
  routes: readonly Route[],
  incomplete: Unknown | undefined,
  same: (id: Id) => Id,
): Listed {
  const known = new Map<string, { facts: RuleFacts; origin: Origin | undefined }>();
  let open = incomplete;
  for (const route of routes) {
    if (route.kind === 'propagated') continue;
    const unknown = route.uncertain ?? unknownOf(route.destination, route.target);
    if (unknown !== undefined || !route.destination.known || !route.target.known) {
      open ??= unknown;
      continue;
    }
    const { value: target } = route.target;
    if (target.kind === 'local') continue;
    const facts = routeFacts(route);
    const { value: destination } = route.destination;
    const to = destination.kind === 'cidr' ? facts['destination'] : same(destination.prefixList);
    // Targets that are not paired are compared by kind: their ids can not be the same.
    const by = same(target.id);
    known.set(JSON.stringify([to, target.kind, by.startsWith('left ') ? '' : by, route.state]), {
      facts,
      origin: route.origin,
    });
  }
  return { direction: 'routes', rules: known, open };
}

function unknownOf(
  ...values: readonly ({ readonly known: true } | { readonly known: false; readonly unknown: Unknown })[]
): Unknown | undefined {
  for (const value of values) if (!value.known) return value.unknown;
  return undefined;
}
