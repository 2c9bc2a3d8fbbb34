import type { GroupRule } from './groupRules';
import { integerOf, textOf } from './values';

/** Which TCP and UDP ports a group rule matches; `undefined` where that hangs on an unknown. */
export interface RulePorts {
  readonly tcp: PortRange | undefined;
  readonly udp: PortRange | undefined;
}

/** Both ends count. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const allPorts: PortRange = { from: 0, to: 65535 };

/**
 * The ports of a rule as AWS applies it: `-1` is all protocols, and ports that are given with it are ignored
 * (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
 */
export function rulePorts(rule: GroupRule): RulePorts | undefined {
  const protocol = textOf(rule.protocol?.value)?.toLowerCase();
  if (protocol === undefined) return undefined;
  if (protocol === '-1' || protocol === 'all') return { tcp: allPorts, udp: allPorts };
  const tcp = protocol === 'tcp' || protocol === '6';
  const udp = protocol === 'udp' || protocol === '17';
  if (!tcp && !udp) return { tcp: undefined, udp: undefined };
  const from = integerOf(rule.fromPort?.value);
  const to = integerOf(rule.toPort?.value);
  if (from === undefined || to === undefined) return undefined;
  const range = from === -1 && to === -1 ? allPorts : { from, to };
  return { tcp: tcp ? range : undefined, udp: udp ? range : undefined };
}

/** Whether the range holds the port. */
export function hasPort(range: PortRange | undefined, port: number): boolean {
  return range !== undefined && range.from <= port && port <= range.to;
}
