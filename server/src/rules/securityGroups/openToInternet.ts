import { listInWords } from '../../explain/traffic';
import { serviceOfPort } from '../../explain/services';
import type { AddressSet } from '../../ip/addresses';
import type { Family } from '../../ip/cidr';
import { unite } from '../../ip/ranges';
import { noTraffic, portTraffic, type Traffic } from '../../ip/traffic';
import { groupBy } from '../../util/collections';
import { resourceHeader, type GroupRule, type RulePeer } from '../groupRules';
import type { RawFinding, RelatedSource, Rule, RuleContext } from '../rule';
import { hasPort, rulePorts } from '../rulePorts';
import { identityOf, textOf } from '../values';
import { resourceOfInterface } from './carriers';
import { exposureOf, type Exposure } from './exposure';
import { isWholeInternet, peerAddresses, uniteAll } from './internet';
import { restrictingFixes } from './restrictSource';

/**
 * A port that gives control of a machine (SSH, RDP) is open to everyone on the internet: the sources of a group's rules
 * for that port are, taken together, all public IPv4 or IPv6 addresses. So two halves (`0.0.0.0/1` and `128.0.0.0/1`)
 * count as the whole, and so does a prefix list with `/0` in it. Only `info` where something carries the group, but
 * nothing on the internet can get to that: it has no public address or no route to an internet gateway, or network ACLs or
 * VPC Block Public Access are in the way. Where the internet does get there, the finding says through what.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const openToInternet: Rule = {
  id: 'sg-open-to-internet',
  severity: 'error',
  title: 'A port that gives control of a machine is open to the whole internet',
  check,
};

/** One source of one rule, with what it admits. */
interface Admission {
  readonly rule: GroupRule;
  readonly peer: RulePeer;
  readonly group: string;
  readonly addresses: AddressSet;
  readonly ports: readonly number[];
}

/** A source through which the whole internet gets to some ports, by itself or together with others. */
interface Opening {
  readonly admission: Admission;
  readonly family: Family;
  readonly ports: Set<number>;
  readonly others: ReadonlySet<Admission>;
}

function check(context: RuleContext): RawFinding[] {
  const byGroup = groupBy(admissions(context), (one) => one.group);
  return [...byGroup.values()].flatMap((own) =>
    openings(own, context.options.sensitivePorts).map((opening) => finding(opening, context)),
  );
}

function admissions(context: RuleContext): Admission[] {
  return context.groupRules().flatMap((rule) => {
    const group = identityOf(rule.group);
    const ports = rule.direction === 'ingress' && !rule.uncertain ? rulePorts(rule) : undefined;
    if (ports === undefined || group === undefined) return [];
    const open = context.options.sensitivePorts.filter(
      (port) => hasPort(ports.tcp, port) || hasPort(ports.udp, port),
    );
    if (open.length === 0) return [];
    return rule.peers.map((peer) => ({
      rule,
      peer,
      group,
      addresses: peerAddresses(peer, context.network),
      ports: open,
    }));
  });
}

function openings(admissionsOfGroup: readonly Admission[], sensitivePorts: readonly number[]): Opening[] {
  const found = new Map<string, Opening>();
  const places = new Map(admissionsOfGroup.map((admission, index) => [admission, index]));
  for (const family of [4, 6] as const) {
    for (const port of sensitivePorts) {
      const forPort = admissionsOfGroup.filter((one) => one.ports.includes(port) && admits(one, family));
      for (const { admission, others } of through(forPort, family)) {
        const key = `${places.get(admission) ?? ''} ${family}`;
        const earlier = found.get(key);
        if (earlier === undefined)
          found.set(key, { admission, family, ports: new Set([port]), others: new Set(others) });
        else earlier.ports.add(port);
      }
    }
  }
  return [...found.values()];
}

/** The sources that are the whole internet by themselves; where there are none, those that are it together. */
function through(
  admissionsForPort: readonly Admission[],
  family: Family,
): { readonly admission: Admission; readonly others: readonly Admission[] }[] {
  const alone = admissionsForPort.filter((one) => isWholeInternet(one.addresses, family));
  if (alone.length > 0) return alone.map((admission) => ({ admission, others: [] }));
  if (!isWholeInternet(uniteAll(admissionsForPort.map((one) => one.addresses)), family)) return [];
  return admissionsForPort.map((admission) => ({
    admission,
    others: admissionsForPort.filter((other) => other !== admission),
  }));
}

function admits(admission: Admission, family: Family): boolean {
  return (family === 4 ? admission.addresses.v4 : admission.addresses.v6).length > 0;
}

function finding({ admission, family, ports, others }: Opening, context: RuleContext): RawFinding {
  const { peer, rule, group } = admission;
  const services = listInWords([...ports].map(serviceInWords));
  const source = textOf(peer.value) ?? identityOf(peer.value) ?? 'its source';
  const whole =
    others.size === 0
      ? `${source} is every IPv${family} address`
      : `${source} and ${listInWords([...others].map((one) => textOf(one.peer.value) ?? 'another source'))} are together every IPv${family} address`;
  const exposure = exposureOf(group, family, trafficOf(ports), context);
  const hidden = exposure.kind === 'hidden';
  return {
    source: peer.source,
    subject: group,
    ...(hidden ? { severity: 'info' as const } : {}),
    message: (groups) =>
      hidden
        ? `${groups} admits everyone on the internet to ${services}, since ${whole}; nothing that carries it can be reached from there today: ${listInWords(exposure.reasons, 2)}.`
        : `Anyone on the internet can reach ${services} of what carries ${groups}: ${whole}.`,
    related: [
      ...exposedVia(exposure, context),
      ...[...others].map((one) => ({
        message: `The rest of the internet gets in here: ${textOf(one.peer.value) ?? 'another source'}`,
        source: one.peer.source,
      })),
    ],
    fixes: () => restrictingFixes(rule, peer, [...ports], context),
  };
}

function trafficOf(ports: ReadonlySet<number>): Traffic {
  return [...ports].reduce<Traffic>(
    (all, port) => unite(all, unite(portTraffic(6, port, port), portTraffic(17, port, port))),
    noTraffic,
  );
}

/** What of those who carry the group the internet surely gets to. */
function exposedVia(exposure: Exposure, context: RuleContext): RelatedSource[] {
  const via = exposure.kind === 'faces' ? exposure.via : undefined;
  const resource = via === undefined ? undefined : resourceOfInterface(via, context);
  return resource === undefined
    ? []
    : [
        {
          message: `Exposed by ${resource.address}: it has a public address, and its subnet a route to an internet gateway`,
          source: resourceHeader(resource),
        },
      ];
}

function serviceInWords(port: number): string {
  const service = serviceOfPort('tcp', port);
  return service === undefined ? `port ${port}` : `${service} (port ${port})`;
}
