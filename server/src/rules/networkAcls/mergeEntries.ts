import { quoted } from '../../edits/hcl';
import { cidrOf, formatCidr, sameCidr, type Cidr } from '../../ip/cidr';
import { sameRanges } from '../../ip/ranges';
import type { Configuration } from '../../terraform/configuration';
import { literalText } from '../../syntax/literalText';
import type { Fix } from '../rule';
import { changeArguments } from '../securityGroups/ruleArguments';
import { writtenArguments } from '../securityGroups/ruleText';
import { placeEdits, removeLines } from '../textEdits';
import { integerOf } from '../values';
import { entryProtocol, type AclList, type KnownEntry } from './aclLists';
import { removeResource } from './removeResource';

/**
 * The first two entries, next to each other in the order, that are one: the same block with ports that meet, or the same
 * traffic with the two halves of a block. Nothing else is let through or kept out.
 */
export function mergeNeighbours(list: AclList, configuration: Configuration): Fix[] {
  for (const [index, second] of list.known.entries()) {
    const first = list.known[index - 1];
    const values = first === undefined ? undefined : mergedValues(first, second);
    if (first === undefined || values === undefined) continue;
    const changed = changeArguments(first.entry, values, configuration);
    const removed = removal(second, configuration);
    if (changed === undefined || removed === undefined) continue;
    const title = `Merge entries ${first.number} and ${second.number}, which are next to each other`;
    return [{ title, edits: [...changed, ...removed], preferred: false }];
  }
  return [];
}

/** What the first entry becomes; undefined where the two can not be one, or their text is not plain. */
function mergedValues(first: KnownEntry, second: KnownEntry): Record<string, string> | undefined {
  const alike =
    first.action === second.action &&
    entryProtocol(first.entry) === entryProtocol(second.entry) &&
    !first.entry.repeated &&
    !second.entry.repeated;
  if (!alike) return undefined;
  const values = sameCidr(first.cidr, second.cidr)
    ? joinedPorts(first, second)
    : sameRanges(first.traffic, second.traffic)
      ? wholeBlock(first, second)
      : undefined;
  const written = writtenArguments(first.entry);
  const literal = Object.keys(values ?? {}).every((name) => {
    const expression = written?.find((one) => one.name === name)?.expression;
    return expression?.kind === 'number' || literalText(expression) !== undefined;
  });
  return literal ? values : undefined;
}

function joinedPorts(first: KnownEntry, second: KnownEntry): Record<string, string> | undefined {
  const protocol = entryProtocol(first.entry);
  const [a, b] = [first.entry, second.entry].map((entry) => ({
    from: integerOf(entry.fromPort?.value),
    to: integerOf(entry.toPort?.value),
  }));
  if (protocol !== 6 && protocol !== 17) return undefined;
  if (a?.from === undefined || a.to === undefined || b?.from === undefined || b.to === undefined)
    return undefined;
  if (b.from > a.to + 1 || a.from > b.to + 1) return undefined;
  return { from_port: String(Math.min(a.from, b.from)), to_port: String(Math.max(a.to, b.to)) };
}

function wholeBlock({ cidr: a }: KnownEntry, { cidr: b }: KnownEntry): Record<string, string> | undefined {
  if (a.family !== b.family || a.prefixLength !== b.prefixLength || a.prefixLength === 0) return undefined;
  const whole = (cidr: Cidr): Cidr => cidrOf(cidr.family, cidr.address, cidr.prefixLength - 1);
  if (!sameCidr(whole(a), whole(b))) return undefined;
  return { [a.family === 4 ? 'cidr_block' : 'ipv6_cidr_block']: quoted(formatCidr(whole(a))) };
}

function removal({ entry }: KnownEntry, configuration: Configuration): Fix['edits'] | undefined {
  if (entry.flavour === 'aws_network_acl_rule') return removeResource(entry.resource, configuration);
  const { chunk, range } = entry.source;
  return entry.flavour === 'block' ? placeEdits([removeLines(chunk, range)], configuration) : undefined;
}
