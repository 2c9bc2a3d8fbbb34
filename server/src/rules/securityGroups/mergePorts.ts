import { listInWords, trafficInShort } from '../../explain/traffic';
import { literalText } from '../../syntax/literalText';
import type { Configuration } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import type { GroupRule } from '../groupRules';
import type { Fix } from '../rule';
import { rulePorts, type PortRange } from '../rulePorts';
import { peerInWords, type Permission } from './permissions';
import { removeRule } from './removePeer';
import { changeArguments, fix } from './ruleArguments';
import { writtenArguments } from './ruleText';

/** A rule whose text can be changed for itself, and its ports. */
interface Mergeable {
  readonly rule: GroupRule;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: PortRange;
  /** Whom it lets in or out, for people. */
  readonly peers: string;
}

/**
 * Rules of one group and direction that are about the same peers, and whose ports meet, as one rule: the first in the code
 * gets all the ports, the others go. Nothing else is let through. Of several such runs, the one that saves the most rules.
 */
export function mergePorts(permissions: readonly Permission[], configuration: Configuration): Fix[] {
  const byRule = [...groupBy(permissions, ({ rule }) => rule).values()];
  const alike = groupBy(byRule.flatMap(mergeable), ({ protocol, peers }) => `${protocol} ${peers}`);
  const runs = [...alike.values()].flatMap(runsOf).filter((run) => run.length > 1);
  const [longest] = runs.sort((a, b) => b.length - a.length);
  return longest === undefined ? [] : merge(longest, byRule, configuration);
}

function mergeable(permissions: readonly Permission[]): Mergeable[] {
  const [first] = permissions;
  // A peer that is not known is no permission, and may differ.
  if (first === undefined || first.rule.repeated || permissions.length !== first.rule.peers.length) return [];
  const { rule } = first;
  const { tcp, udp } = rulePorts(rule) ?? {};
  if ((tcp === undefined) === (udp === undefined) || !hasLiteralPorts(rule)) return [];
  const peers = listInWords(permissions.map(peerInWords).sort(), permissions.length);
  const ports = tcp ?? udp;
  return ports === undefined || ports.from > ports.to
    ? []
    : [{ rule, protocol: tcp === undefined ? 'udp' : 'tcp', ports, peers }];
}

function hasLiteralPorts(rule: GroupRule): boolean {
  const written = writtenArguments(rule);
  return ['from_port', 'to_port'].every((name) => {
    const expression = written?.find((one) => one.name === name)?.expression;
    return expression?.kind === 'number' || literalText(expression) !== undefined;
  });
}

/** Rules whose ports follow one another or overlap, by their ports. */
function runsOf(rules: readonly Mergeable[]): Mergeable[][] {
  const runs: Mergeable[][] = [];
  let end = -Infinity;
  for (const one of [...rules].sort((a, b) => a.ports.from - b.ports.from)) {
    if (one.ports.from > end + 1) runs.push([one]);
    else runs.at(-1)?.push(one);
    end = Math.max(end, one.ports.to);
  }
  return runs;
}

function merge(
  run: readonly Mergeable[],
  inOrder: readonly (readonly Permission[])[],
  configuration: Configuration,
): Fix[] {
  const ordered = inOrder.flatMap(([one]) => run.filter(({ rule }) => rule === one?.rule));
  const [kept, ...others] = ordered;
  if (kept === undefined) return [];
  const from = Math.min(...run.map(({ ports }) => ports.from));
  const to = Math.max(...run.map(({ ports }) => ports.to));
  const changed = changeArguments(kept.rule, { from_port: String(from), to_port: String(to) }, configuration);
  const removed = others.map(({ rule }) => removeRule(rule, configuration));
  if (changed === undefined || removed.some((edits) => edits === undefined)) return [];
  const way = kept.rule.direction === 'egress' ? 'to' : 'from';
  const ports = trafficInShort(kept.protocol, from === to ? String(from) : `${from}-${to}`);
  return fix(`Merge ${run.length} rules into one for ${ports} ${way} ${kept.peers}: opens nothing`, [
    ...changed,
    ...removed.flatMap((edits) => edits ?? []),
  ]);
}
