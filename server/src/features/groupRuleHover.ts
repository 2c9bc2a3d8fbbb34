import { MarkupKind, type Hover } from 'vscode-languageserver-protocol';
import { markdown, markdownCode } from '../explain/escape';
import { listInWords, trafficInWords } from '../explain/traffic';
import { groupAddress, readGroupRules, type GroupRule, type RulePeer } from '../rules/groupRules';
import { identityOf, integerOf, textOf } from '../rules/values';
import { writeJson } from '../terraform/writeJson';
import { referenceName } from '../terraform/values/unknowns';
import type { EvaluatedAttribute, ResourceInstance } from '../terraform/configuration';
import type { Network } from '../network/model';
import { admittedBy } from './admitted';
import { holds, resourcesAt, type Cursor } from './locations';
import type { Model } from './model';

/**
 * Hover on a group rule: what it means in plain words, who it lets in or out by name, and what the argument under the
 * cursor comes to. Undefined where the cursor is on no group rule.
 */
export function groupRuleHover(model: Model, cursor: Cursor): Hover | undefined {
  const { configuration } = model;
  if (configuration === undefined) return undefined;
  // Reading the rules of all groups takes longer than a hover may.
  const isGroup = ({ type }: ResourceInstance): boolean => type.includes('security_group');
  if (!resourcesAt(configuration, cursor).some(isGroup)) return undefined;
  const here = readGroupRules(configuration).filter((rule) => holds(configuration, rule.source, cursor));
  const [rule] = here;
  if (rule === undefined) return undefined;
  const argument = [...rule.arguments.values()].find((one) =>
    holds(configuration, argumentSource(one), cursor),
  );
  const sections = [
    ...new Set(here.slice(0, 5).map((one) => meaning(one, model.network()))),
    ...(argument === undefined ? [] : valueLine(argument)),
    ...(here.length > 5 ? [`… and ${here.length - 5} more instances.`] : []),
  ];
  const range = configuration.locate(rule.header)?.range;
  return {
    contents: { kind: MarkupKind.Markdown, value: sections.join('\n\n') },
    ...(argument !== undefined || range === undefined ? {} : { range }),
  };
}

function argumentSource(argument: EvaluatedAttribute): EvaluatedAttribute['source'] {
  const { start } = argument.nameSource.range;
  return { chunk: argument.source.chunk, range: { start, end: argument.source.range.end } };
}

function meaning(rule: GroupRule, network: Network): string {
  const group = groupAddress(rule) ?? identityOf(rule.group);
  const inward = rule.direction !== 'egress';
  const traffic = rule.direction === undefined ? 'traffic' : trafficOf(rule);
  const carriers = group === undefined ? 'its group' : markdownCode(group);
  const verb = inward ? 'Lets in' : 'Lets out';
  const whole = rule.uncertain ? ' It is unknown whether this rule exists.' : '';
  const heading = `**${verb}** ${markdown(traffic)} ${inward ? 'to' : 'from'} whatever carries ${carriers}, ${inward ? 'from' : 'to'}:${whole}`;
  const lines = rule.peers.map((peer) => `- ${peerLine(peer, group, network)}`);
  if (rule.peersIncomplete) lines.push('- others that nobody knows yet');
  if (lines.length === 0) lines.push('- nobody: no source is named');
  return `${heading}\n\n${lines.join('\n')}`;
}

function trafficOf(rule: GroupRule): string {
  const protocol = textOf(rule.protocol?.value)?.toLowerCase();
  if (protocol === undefined) return 'traffic of an unknown protocol';
  const from = integerOf(rule.fromPort?.value);
  const to = integerOf(rule.toPort?.value);
  const hasPorts = ['tcp', 'udp', '6', '17'].includes(protocol);
  if (!hasPorts) return trafficInWords(protocol, '');
  if (from === undefined || to === undefined) return `${protocol.toUpperCase()} on unknown ports`;
  return trafficInWords(protocol, from === to ? String(from) : `${from}-${to}`);
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
      : `${markdownCode(cause.value)}, which is unknown: ${markdown(cause.why)}`;
  }
  const id = identityOf(peer.value) ?? '';
  if (id === '0.0.0.0/0') return `${markdownCode(id)}, every IPv4 address on the internet and in here`;
  if (id === '::/0') return `${markdownCode(id)}, every IPv6 address on the internet and in here`;
  return peer.kind === 'group' ? `whatever carries ${markdownCode(id)}` : markdownCode(id);
}

/** What the argument comes to; nothing where that is unknown, since the rule's meaning has said why. */
function valueLine(argument: EvaluatedAttribute): string[] {
  const { name, value } = argument;
  if (value.kind === 'unknown') return [];
  const written = value.kind === 'reference' ? referenceName(value) : JSON.stringify(writeJson(value));
  return [markdownCode(`${name} = ${written}`)];
}
