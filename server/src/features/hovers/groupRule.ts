import { markdown, markdownCode } from '../../explain/escape';
import type { Page } from '../../explain/pages/page';
import { listInWords, trafficInWords } from '../../explain/traffic';
import { intersectAddresses, noAddressIn, ofFamily } from '../../ip/addresses';
import type { Network } from '../../network/model';
import { publicAddresses } from '../../reachability/hosts';
import { groupAddress, readGroupRules, type GroupRule, type RulePeer } from '../../rules/groupRules';
import { defaultRuleOptions, type RuleContext } from '../../rules/rule';
import { exposureOf, type Exposure } from '../../rules/securityGroups/exposure';
import { peerAddresses } from '../../rules/securityGroups/internet';
import { permissionsOf, ruleTraffic } from '../../rules/securityGroups/permissions';
import { countRules, defaultRuleQuota } from '../../rules/securityGroups/ruleQuota';
import { identityOf, integerOf, textOf } from '../../rules/values';
import type { Expression } from '../../syntax/tree';
import { children } from '../../syntax/walk';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { referenceName } from '../../terraform/values/unknowns';
import { writeJson } from '../../terraform/writeJson';
import { holds, resourcesAt } from '../locations';
import { admittedBy } from './admitted';
import { importId } from './importId';
import { distinctSections, type Place, type Section } from './section';

/**
 * The group rule that the cursor is in: what it means in plain words, who it lets in or out by name, whether the
 * internet can use it, what the argument under the cursor comes to, and what the group has used of its quota.
 */
export function groupRuleSections(place: Place): readonly Section[] {
  const { configuration, cursor, model } = place;
  const isGroup = ({ type }: ResourceInstance): boolean => type.includes('security_group');
  if (!resourcesAt(configuration, cursor).some(isGroup)) return [];
  const rules = readGroupRules(configuration);
  const here = rules.filter((rule) => holds(configuration, rule.source, cursor));
  const [first] = here;
  if (first === undefined) return [];
  const argument = [...first.arguments.values()].find((one) =>
    holds(configuration, argumentSource(one), cursor),
  );
  const context: RuleContext = {
    configuration,
    options: defaultRuleOptions,
    committed: () => [],
    groupRules: () => rules,
    network: model.network,
    index: model.index,
  };
  const pages = here.slice(0, 50).map((rule) => pageOf(rule, context));
  const sections = distinctSections(pages, argument === undefined ? first.header : undefined, place);
  const isOnName = argument !== undefined && holds(configuration, argument.nameSource, cursor);
  const value = isOnName ? valueLine(argument) : [];
  return sections.map((section, index) =>
    index > 0 ? section : { ...section, page: { ...section.page, body: [...section.page.body, ...value] } },
  );
}

function argumentSource(argument: EvaluatedAttribute): EvaluatedAttribute['source'] {
  const { start } = argument.nameSource.range;
  return { chunk: argument.source.chunk, range: { start, end: argument.source.range.end } };
}

function pageOf(rule: GroupRule, context: RuleContext): Page {
  const group = groupAddress(rule) ?? identityOf(rule.group);
  const direction = { ingress: 'inbound rule', egress: 'outbound rule' };
  return {
    what: rule.direction === undefined ? 'group rule' : direction[rule.direction],
    of: `of ${group === undefined ? 'an unknown group' : markdownCode(group)}`,
    body: [
      meaning(rule, group, context.network()),
      ...internetText(rule, group, context),
      ...quotaText(rule, group, context),
      ...importText(rule),
    ],
  };
}

function meaning(rule: GroupRule, group: string | undefined, network: Network): string {
  const inward = rule.direction !== 'egress';
  const traffic = rule.direction === undefined ? 'traffic' : trafficOf(rule);
  const carriers = group === undefined ? 'its group' : markdownCode(group);
  const doubt = rule.uncertain ? 'It is unknown whether this rule exists. ' : '';
  const heading = `${doubt}Lets ${inward ? 'in' : 'out'} ${markdown(traffic)} ${inward ? 'to' : 'from'} whatever carries ${carriers}, ${inward ? 'from' : 'to'}:`;
  const lines = rule.peers.map((peer) => `- ${peerLine(peer, group, network)}`);
  if (rule.peersIncomplete) lines.push(`- others that nobody knows yet${unknownLists(rule)}`);
  if (lines.length === 0) lines.push('- nobody: no source is named');
  return `${heading}\n\n${lines.join('\n')}`;
}

/** What the lists hang on of which nothing is known. */
function unknownLists(rule: GroupRule): string {
  const causes = [...rule.arguments.values()].flatMap(({ value }) =>
    value.kind === 'unknown' ? value.causes : [],
  );
  const [cause] = causes;
  return cause === undefined ? '' : `: ${markdownCode(cause.value)} (unknown: ${markdown(cause.why)})`;
}

function trafficOf(rule: GroupRule): string {
  const protocol = textOf(rule.protocol?.value)?.toLowerCase();
  if (protocol === undefined) return 'traffic of an unknown protocol';
  const from = integerOf(rule.fromPort?.value);
  const to = integerOf(rule.toPort?.value);
  if (['icmp', 'icmpv6', '1', '58'].includes(protocol)) return trafficInWords(protocol, icmpTypes(from, to));
  const hasPorts = ['tcp', 'udp', '6', '17'].includes(protocol);
  if (!hasPorts) return trafficInWords(protocol, '');
  if (from === undefined || to === undefined) return `${protocol.toUpperCase()} on unknown ports`;
  return trafficInWords(protocol, from === to ? String(from) : `${from}-${to}`);
}

/** `from_port` is the type and `to_port` the code; -1 is any. */
function icmpTypes(type: number | undefined, code: number | undefined): string {
  if (type === undefined || type < 0) return '';
  return code === undefined || code < 0 ? String(type) : `${type}/${code}`;
}

function peerLine(peer: RulePeer, group: string | undefined, network: Network): string {
  if (peer.value.kind === 'unknown') return peerName(peer);
  const { surely, perhaps } = admittedBy(peer, group, network);
  const named = (names: readonly string[]): string => listInWords(names.map(markdownCode));
  const here = surely.length === 0 ? '' : `: ${named(surely)}`;
  const maybe = perhaps.length === 0 ? '' : `${here === '' ? ':' : ','} perhaps ${named(perhaps)}`;
  const nobody = here === '' && maybe === '' ? ' (nobody here has it)' : '';
  return `${peerName(peer)}${here}${maybe}${nobody}`;
}

function peerName(peer: RulePeer): string {
  if (peer.kind === 'self') return 'whatever carries the same group';
  if (peer.value.kind === 'unknown') {
    const [cause] = peer.value.causes;
    return cause === undefined
      ? 'somebody unknown'
      : `${markdownCode(cause.value)} (unknown: ${markdown(cause.why)})`;
  }
  const id = identityOf(peer.value) ?? '';
  if (id === '0.0.0.0/0') return `${markdownCode(id)}, every IPv4 address on the internet and in here`;
  if (id === '::/0') return `${markdownCode(id)}, every IPv6 address on the internet and in here`;
  return peer.kind === 'group' ? `whatever carries ${markdownCode(id)}` : markdownCode(id);
}

/** Whether somebody on the internet whom the rule lets in can use it, where it lets in any. */
function internetText(rule: GroupRule, group: string | undefined, context: RuleContext): string[] {
  const traffic = ruleTraffic(rule);
  if (rule.direction !== 'ingress' || group === undefined || traffic === undefined) return [];
  const admitted = rule.peers.map((peer) =>
    intersectAddresses(peerAddresses(peer, context.network), publicAddresses),
  );
  return ([4, 6] as const)
    .filter((family) => admitted.some((addresses) => !noAddressIn(ofFamily(addresses, family))))
    .map((family) => exposureText(exposureOf(group, family, traffic, context), `IPv${family}`));
}

function exposureText(exposure: Exposure, family: string): string {
  switch (exposure.kind) {
    case 'nobody':
      return `Over ${family} the internet can not use it yet: nothing here is known to carry the group.`;
    case 'hidden':
      return `Over ${family} the internet can not use it: ${markdown(listInWords(exposure.reasons, 3))}.`;
    case 'faces':
      return exposure.via === undefined
        ? `**Over ${family} the internet may be able to use it**: not all is known that stands between.`
        : `**Over ${family} the internet can use it**, by ${markdownCode(exposure.via.owner ?? exposure.via.name)}.`;
  }
}

/** How many of the rules that AWS allows the group has, in each family that the rule counts in. */
function quotaText(
  rule: GroupRule,
  group: string | undefined,
  { groupRules, network }: RuleContext,
): string[] {
  const [own] = permissionsOf(rule);
  const word = rule.direction === 'egress' ? 'outbound' : 'inbound';
  if (own === undefined || group === undefined) return [];
  const all = groupRules()
    .filter(
      (one) => one.direction === rule.direction && (groupAddress(one) ?? identityOf(one.group)) === group,
    )
    .flatMap(permissionsOf);
  const used = ([4, 6] as const)
    .map((family) => ({ family, total: countRules(all, family, network) }))
    .filter(({ total }) => total > 0)
    .map(({ family, total }) => `${total} of ${defaultRuleQuota} ${word} rules for IPv${family}`);
  return used.length === 0 ? [] : [`Quota: the group has ${listInWords(used)}.`];
}

/** The command that takes over a rule that somebody made by hand. */
function importText(rule: GroupRule): string[] {
  const id = importId(rule);
  return id === undefined || rule.uncertain
    ? []
    : [`To import it: ${markdownCode(`terraform import '${rule.resource.address}' ${id}`)}`];
}

/** What the argument comes to; nothing for a literal, nor where that is unknown: the rule's meaning has said why. */
function valueLine(argument: EvaluatedAttribute): string[] {
  const { name, value, expression } = argument;
  if (value.kind === 'unknown' || isLiteral(expression)) return [];
  const written = value.kind === 'reference' ? referenceName(value) : JSON.stringify(writeJson(value));
  return [markdownCode(`${name} = ${written}`)];
}

function isLiteral(expression: Expression): boolean {
  if (expression.kind === 'variable') return false;
  return children(expression).every(isLiteral);
}
