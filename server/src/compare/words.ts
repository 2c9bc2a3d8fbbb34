import { plain } from '../explain/escape';
import { placeInWords } from '../explain/place';
import { ruleInWords } from '../explain/ruleText';
import { count, listInWords, trafficInShort } from '../explain/traffic';
import type { Id, Network, Origin } from '../network/model';
import { isSame, type Comparison } from './compare';
import type { RuleDifference } from './rules';
import { pairedKinds, type PairedKind } from './side';
import type { TrafficDifference } from './traffic';

/** What the two sides are called, and how a file is named. */
export interface ComparisonWords {
  /** `the code`, `the account`; `snapshot before`. */
  readonly left: string;
  readonly right: string;
  readonly nameFile?: (path: string) => string;
}

const kindWords: Readonly<Record<PairedKind, string>> = {
  vpcs: 'VPC',
  subnets: 'subnet',
  internetGateways: 'internet gateway',
  natGateways: 'NAT gateway',
  transitGateways: 'transit gateway',
  peeringConnections: 'peering connection',
  endpoints: 'VPC endpoint',
  prefixLists: 'prefix list',
  routeTables: 'route table',
  networkAcls: 'network ACL',
  securityGroups: 'security group',
  loadBalancers: 'load balancer',
  workloads: 'workload',
};

const ruleKindWords = {
  securityGroup: 'security group',
  networkAcl: 'network ACL',
  routeTable: 'route table',
} as const;

/** The comparison for people, as plain text. */
export function comparisonText(
  comparison: Comparison,
  { left, right }: { readonly left: Network; readonly right: Network },
  words: ComparisonWords,
): string {
  const { pairing, rules, traffic } = comparison;
  const names = namer(left, right);
  const lines: string[] = [];
  const title = (text: string): void => void lines.push(...(lines.length > 0 ? [''] : []), text);
  if (isSame(comparison)) lines.push(`${upper(words.left)} and ${words.right} are the same network.`);
  if (traffic.differences.length > 0) {
    title(`Traffic that differs (${count(traffic.differences.length, 'pair')}):`);
    for (const one of traffic.differences) lines.push(...trafficLines(one, names, words));
  }
  const told = new Set(traffic.differences.flatMap(({ why }) => why));
  const others = rules.filter((rule) => !told.has(rule));
  if (others.length > 0) {
    title('Rules that differ, and change nothing for what is in both:');
    for (const rule of others) lines.push(`  ${ruleText(rule, names, words)}`);
  }
  for (const [side, things] of [
    [words.left, pairing.onlyLeft],
    [words.right, pairing.onlyRight],
  ] as const) {
    if (things.length === 0) continue;
    title(`Only in ${side}:`);
    for (const kind of pairedKinds) {
      const those = things.filter((one) => one.kind === kind);
      const called = listInWords(
        those.map(({ id, name }) => (name === id ? id : `${name} (${id})`)),
        10,
      );
      if (those.length > 0) lines.push(`  ${kindWords[kind]}: ${called}`);
    }
  }
  if (pairing.ambiguous.length > 0) {
    title('Not compared, because several things could be the same (a state, or Name tags, would tell):');
    for (const { kind, left: id, candidates } of pairing.ambiguous)
      lines.push(`  ${kindWords[kind]} ${names.left(id)}: ${listInWords(candidates, 4)}`);
  }
  if (traffic.unknown > 0)
    title(`${count(traffic.unknown, 'pair')} of ends could not be compared: one side does not know.`);
  if (traffic.more > 0) title(`${count(traffic.more, 'more pair')} differ and are not shown.`);
  return `${lines.map((line) => plain(line, 1000)).join('\n')}\n`;
}

function trafficLines(one: TrafficDifference, names: Namer, words: ComparisonWords): string[] {
  const lines = [`  ${names.pair(one.from.left, one.from.right)} → ${names.pair(one.to.left, one.to.right)}`];
  const only = (side: string, texts: TrafficDifference['onlyLeft']): void => {
    if (texts.length === 0) return;
    lines.push(`    only in ${side}: ${listInWords(trafficsInShort(texts))}`);
  };
  only(words.left, one.onlyLeft);
  only(words.right, one.onlyRight);
  for (const rule of one.why) lines.push(`    ${ruleText(rule, names, words)}`);
  return lines;
}

/** Each protocol with its ports; of the 250 that nobody uses only that there are some. */
function trafficsInShort(texts: TrafficDifference['onlyLeft']): readonly string[] {
  const isUsual = ({ protocol }: { readonly protocol: string }): boolean =>
    /^(-1|all|tcp|udp|icmp|icmpv6)$/.test(protocol);
  const unusual = texts.filter((one) => !isUsual(one));
  const shown = unusual.length > 6 ? texts.filter(isUsual) : texts;
  const rest = unusual.length > 6 ? [`${unusual.length} other protocols`] : [];
  return [...shown.map(({ protocol, ports }) => trafficInShort(protocol, ports)), ...rest];
}

/** One rule that only one side has, with what the next apply does about it. */
export function ruleText(rule: RuleDifference, names: Namer, words: ComparisonWords): string {
  const side = rule.only === 'left' ? words.left : words.right;
  const what = ruleInWords(rule.rule) ?? 'a rule';
  const id = rule.rule['id'];
  const direction =
    rule.direction === 'routes' ? 'route' : rule.direction === 'ingress' ? 'inbound' : 'outbound';
  const place = placed(rule.origin, words);
  const apply =
    rule.nextApply === undefined
      ? ''
      : {
          added: '; the next apply adds it',
          removed: '; the next apply removes it',
          kept: '; Terraform does not know of it, and keeps it',
        }[rule.nextApply];
  const maybe = rule.maybe === undefined ? '' : `; it may be ${rule.maybe.value}, which is not known`;
  const named = typeof id === 'string' && id.startsWith('sgr-') ? ` (${id})` : '';
  return `only in ${side}: ${direction} ${what}${named} of ${ruleKindWords[rule.kind]} ${names.pair(rule.left, rule.right)}${place}${apply}${maybe}`;
}

function placed(origin: Origin | undefined, { nameFile }: ComparisonWords): string {
  if (origin === undefined || 'arn' in origin) return '';
  const named = nameFile === undefined ? origin : { ...origin, file: nameFile(origin.file) };
  return ` (${placeInWords(named) ?? ''})`;
}

/** What things are called on either side. */
export interface Namer {
  readonly left: (id: Id) => string;
  /** `aws_security_group.app = sg-0abc (app)`; one name where both are the same. */
  readonly pair: (left: Id, right: Id) => string;
}

/** Names of both networks' components. */
export function namer(left: Network, right: Network): Namer {
  const names = new Map<Id, string>();
  for (const network of [right, left])
    for (const kind of pairedKinds) for (const { id, name } of network[kind].values()) names.set(id, name);
  const called = (id: Id): string => {
    const name = names.get(id);
    return name === undefined || name === id ? id : `${name} (${id})`;
  };
  return {
    left: called,
    pair: (a, b) => (a === b ? called(a) : `${a} = ${called(b)}`),
  };
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The comparison for programs. */
export function comparisonJson({ pairing, rules, traffic }: Comparison): object {
  const { pairs, ambiguous, onlyLeft, onlyRight } = pairing;
  return {
    version: 1,
    traffic: traffic.differences,
    rules,
    pairs,
    ambiguous,
    onlyLeft,
    onlyRight,
    unknownPairs: traffic.unknown,
  };
}
