import { listInWords } from '../../explain/traffic';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { fix } from '../securityGroups/ruleArguments';
import { wellKnownPorts } from '../securityGroups/wellKnownPorts';
import { integerOf, textOf } from '../values';
import { aclEntries, type AclEntry } from './aclEntries';
import { entryProtocol } from './aclLists';
import { setArguments } from './entryText';

/**
 * A TCP or UDP entry without `from_port` or `to_port`. The provider sends 0 for what is absent, so that the entry is for
 * port 0 instead of all ports.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule
 */
export const aclPortsMissing: Rule = {
  id: 'nacl-ports-missing',
  severity: 'error',
  title: 'A TCP or UDP entry of a network ACL without ports, which is for port 0',
  check: (context) => aclEntries(context.configuration).flatMap((entry) => findingFor(entry, context)),
};

function findingFor(entry: AclEntry, context: RuleContext): RawFinding[] {
  const protocol = entryProtocol(entry);
  if (protocol !== 6 && protocol !== 17) return [];
  const missing = [
    ...(entry.fromPort === undefined ? ['from_port'] : []),
    ...(entry.toPort === undefined ? ['to_port'] : []),
  ];
  if (missing.length === 0) return [];
  const name = protocol === 6 ? 'tcp' : 'udp';
  const outcome =
    missing.length === 2 ? `is for ${name.toUpperCase()} port 0 only` : `has 0 for ${missing.join('')}`;
  return [
    {
      source: entry.protocol?.source ?? entry.header,
      subject: entry.resource.address,
      message: (subjects) =>
        `An entry of ${subjects} ${outcome}: it lacks ${listInWords(missing)}, and what is absent is sent as 0.`,
      fixes: () => fixes(entry, name, missing, context),
    },
  ];
}

function fixes(
  entry: AclEntry,
  protocol: 'tcp' | 'udp',
  missing: readonly string[],
  context: RuleContext,
): Fix[] {
  return portsFor(entry, protocol).flatMap(([from, to, title]) => {
    const all = { from_port: from, to_port: to };
    const values = Object.fromEntries(Object.entries(all).filter(([name]) => missing.includes(name)));
    return fix(title, setArguments(entry, values, context.configuration));
  });
}

/** The port that the entry already names, else the service that its name tells, else all. */
function portsFor(
  entry: AclEntry,
  protocol: 'tcp' | 'udp',
): readonly (readonly [from: string, to: string, title: string])[] {
  const given = integerOf((entry.fromPort ?? entry.toPort)?.value);
  if (given !== undefined) return [[String(given), String(given), `Only port ${given}`]];
  const word = entry.resource.name
    .split(/[_-]/)
    .find((part) => wellKnownPorts.get(part)?.protocol === protocol);
  const port = String(wellKnownPorts.get(word ?? '')?.port);
  const own = word === undefined ? [] : [[port, port, `Port ${port} (${word})`] as const];
  const opens = textOf(entry.action?.value)?.toLowerCase() === 'deny' ? '' : ': opens 0 to 65535';
  return [...own, ['0', '65535', `All ${protocol.toUpperCase()} ports${opens}`]];
}
