import type { RuleFacts } from '../reachability/answer';
import { trafficInWords } from './traffic';

/**
 * A group rule, ACL entry or route in a few words, from its plain fields: `TCP port 443 (HTTPS) from 10.0.0.0/16`,
 * `entry 100 (deny all traffic from 0.0.0.0/0)`, `0.0.0.0/0 to igw-0abc`. Undefined where there is nothing to say.
 */
export function ruleInWords(rule: RuleFacts | undefined): string | undefined {
  if (rule === undefined) return undefined;
  const destination = field(rule, 'destination');
  const target = field(rule, 'target');
  if (destination !== undefined && target !== undefined) return `${destination} to ${target}`;
  const traffic = ruleTraffic(rule);
  const peer = field(rule, 'peer') ?? field(rule, 'cidr');
  const preposition = rule['direction'] === 'egress' ? 'to' : 'from';
  const what = [traffic, peer === undefined ? undefined : `${preposition} ${peer}`].filter(
    (part) => part !== undefined,
  );
  const number = field(rule, 'number');
  const action = field(rule, 'action');
  if (number !== undefined || action !== undefined) {
    return `${entryName(number)} (${[action, ...what].filter((part) => part !== undefined).join(' ')})`;
  }
  return what.length === 0 ? undefined : what.join(' ');
}

/** A field as text; undefined where it is not there or empty. */
export function field(rule: RuleFacts | undefined, name: string): string | undefined {
  const value = rule?.[name];
  return value === undefined || value === '' ? undefined : String(value);
}

function ruleTraffic(rule: RuleFacts): string | undefined {
  const words = field(rule, 'traffic');
  if (words !== undefined) return words;
  const protocol = field(rule, 'protocol');
  return protocol === undefined ? undefined : trafficInWords(protocol, field(rule, 'ports') ?? '');
}

function entryName(number: string | undefined): string {
  return number === undefined || number === '*' || number === '32767'
    ? 'the last entry (*)'
    : `entry ${number}`;
}
