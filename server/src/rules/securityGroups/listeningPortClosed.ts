import { editsForChange } from '../../edits';
import { serviceOfPort } from '../../explain/services';
import { listInWords } from '../../explain/traffic';
import { overlaps } from '../../ip/ranges';
import { portTraffic } from '../../ip/traffic';
import { known, valueOf } from '../../network/maybe';
import type { ListeningPort, SecurityGroup, Workload } from '../../network/model';
import { atMost } from '../../reachability/filterTraffic';
import type { ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { computeGroups, isDataStore, vpcOfGroup } from './carriers';
import { groupsArgument } from './groupsArgument';

/**
 * A database, cache, broker or file system whose groups all have no ingress rule for the port that it answers on: nothing
 * can connect to it. The port is the one that is written, else the default of the engine. What balancers listen on, and the
 * HTTPS port of interface endpoints, are matters of rules of their own.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
 */
export const listeningPortClosed: Rule = {
  id: 'listening-port-closed',
  severity: 'warning',
  title: 'A data store that no group lets anybody connect to',
  check: (context) => {
    const stores = context.configuration.resources.some((one) => mayBeStore(one));
    return stores ? [...context.network().workloads.values()].flatMap((one) => findingFor(one, context)) : [];
  },
};

/** A cheap look before the network is asked for. */
function mayBeStore(resource: ResourceInstance): boolean {
  return resource.mode === 'managed' && isDataStore({ kind: resource.type.slice('aws_'.length) });
}

function findingFor(workload: Workload, context: RuleContext): RawFinding[] {
  const resource = context.configuration.byAddress.get(workload.id);
  if (!isDataStore(workload) || workload.uncertain !== undefined || resource === undefined) return [];
  // A cluster's instances stand behind the cluster's groups, and are told with it.
  if (workload.kind === 'rds_cluster_instance') return [];
  const groups = groupsOf(workload, context);
  const ports = workload.listens.flatMap((one) => portOf(one) ?? []);
  if (groups === undefined || ports.length === 0 || ports.length < workload.listens.length) return [];
  if (groups.some((group) => ports.some((port) => mayAdmit(group, port)))) return [];
  const [first] = ports;
  if (first === undefined) return [];
  const names = listInWords(groups.map((group) => group.name));
  const what = listInWords(ports.map(({ port }) => inWords(port)));
  const written = portArgument(resource, first.port);
  return [
    {
      source: written?.source ?? groupsArgument(resource)?.source ?? resourceHeader(resource),
      subject: workload.id,
      message: (subjects) =>
        `Nothing can connect to ${subjects} on ${what}: ${names} ${groups.length === 1 ? 'has' : 'have'} no ingress rule for ${ports.length === 1 ? 'that port' : 'any of these ports'}.`,
      related: groups.flatMap((group) => relatedGroup(group, context)),
      fixes: () => [
        ...letIn(workload, groups, first, context),
        ...(written === undefined ? [] : onAdmittedPort(groups, first, written, context)),
      ],
    },
  ];
}

interface Port {
  readonly protocol: 6 | 17;
  readonly port: number;
}

function portOf({ protocol, port }: ListeningPort): Port | undefined {
  return port.known ? { protocol, port: port.value } : undefined;
}

/** The groups of all its interfaces; undefined where one of them is unknown, or nothing filters. */
function groupsOf(workload: Workload, { network }: RuleContext): readonly SecurityGroup[] | undefined {
  const { interfaces, securityGroups } = network();
  const ids = new Set<string>();
  for (const id of workload.interfaces) {
    const one = interfaces.get(id);
    if (one === undefined || one.securityGroups.length === 0) return undefined;
    for (const group of one.securityGroups) ids.add(valueOf(group) ?? '');
  }
  const groups = [...ids].map((id) => securityGroups.get(id));
  const found = groups.filter((group) => group !== undefined);
  return found.length === 0 || found.length < groups.length ? undefined : found;
}

/** Whether some rule lets somebody in on the port, if everything unknown is favourable. */
function mayAdmit(group: SecurityGroup, { protocol, port }: Port): boolean {
  if (group.rulesIncomplete.ingress !== undefined || group.uncertain !== undefined) return true;
  const asked = portTraffic(protocol, port, port);
  return group.rules.some((rule) => rule.direction === 'ingress' && overlaps(atMost(rule.traffic), asked));
}

function inWords(port: number): string {
  const service = serviceOfPort('tcp', port);
  return service === undefined ? `port ${port}` : `port ${port} (${service})`;
}

function portArgument(
  resource: ResourceInstance,
  port: number,
): { readonly source: SourceRange } | undefined {
  const argument = resource.body.attributes.get('port');
  return argument !== undefined && integerOf(argument.value) === port ? argument : undefined;
}

function relatedGroup(
  group: SecurityGroup,
  { configuration }: RuleContext,
): { message: string; source: SourceRange }[] {
  const resource = configuration.byAddress.get(group.id);
  return resource === undefined
    ? []
    : [{ message: `${group.name} guards it`, source: resourceHeader(resource) }];
}

/** The port opened to a group that compute of the VPC carries. */
function letIn(
  workload: Workload,
  groups: readonly SecurityGroup[],
  { protocol, port }: Port,
  context: RuleContext,
): Fix[] {
  const group = groups.find((one) => context.configuration.byAddress.has(one.id));
  const vpc = group === undefined ? undefined : vpcOfGroup(group.id, context);
  if (group === undefined || vpc === undefined) return [];
  const clients = computeGroups(vpc, context).filter((client) => client.address !== group.id);
  return clients.slice(0, 3).flatMap((client) => {
    const edits = editsForChange(
      [
        {
          kind: 'addSecurityGroupRule',
          securityGroup: group.id,
          rule: {
            direction: 'ingress',
            traffic: known({ kind: 'ports', protocol, from: port, to: port }),
            peer: known({ kind: 'securityGroup', securityGroup: client.address }),
          },
        },
      ],
      context.configuration,
    );
    return edits === undefined
      ? []
      : [
          {
            title: `Let ${client.address} in: opens ${inWords(port)} of ${workload.name} to it`,
            edits,
            preferred: false,
          },
        ];
  });
}

/** The port changed to the only one that the groups admit. */
function onAdmittedPort(
  groups: readonly SecurityGroup[],
  { protocol, port }: Port,
  { source }: { readonly source: SourceRange },
  { configuration }: RuleContext,
): Fix[] {
  const admitted = groups
    .flatMap((group) => group.rules)
    .flatMap((rule) => {
      const traffic = rule.direction === 'ingress' ? valueOf(rule.traffic) : undefined;
      return traffic?.kind === 'ports' && traffic.protocol === protocol && traffic.from === traffic.to
        ? [traffic.from]
        : [];
    });
  const [only, ...others] = [...new Set(admitted)];
  const place = configuration.locate(source);
  if (only === undefined || others.length > 0 || place === undefined || !isLiteral(source, port)) return [];
  const edits = [{ file: place.path, range: place.range, newText: String(only) }];
  return [{ title: `Listen on ${inWords(only)}, which its group admits`, edits, preferred: false }];
}

function isLiteral({ chunk, range }: SourceRange, port: number): boolean {
  const line = chunk.text.split('\n')[range.start.line] ?? '';
  return line.slice(range.start.character, range.end.character) === String(port);
}
