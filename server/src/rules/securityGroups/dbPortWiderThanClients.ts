import { serviceOfPort } from '../../explain/services';
import { listInWords } from '../../explain/traffic';
import { attributeExpression } from '../../edits/naming';
import { cidrContains, formatCidr, parseCidr, type Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Vpc } from '../../network/model';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import type { GroupRule, RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { hasPort } from '../rulePorts';
import { computeGroups, isDataStore, vpcOfGroup, workloadsOfGroup } from './carriers';
import { ingressBlocks, type IngressBlock } from './ingressBlocks';
import { isWholeInternet, peerAddresses } from './internet';
import { replaceSource } from './replaceSource';

/**
 * The port of a data store is open to a public block of addresses, to one wider than /16 or to the whole VPC, although what
 * runs in the VPC has groups that could be named instead. The message says what else gets in. A port that `sg-open-to-internet`
 * watches is left to that rule.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
 */
export const dbPortWiderThanClients: Rule = {
  id: 'db-port-wider-than-clients',
  severity: 'warning',
  title: 'The port of a data store is open to more than its clients',
  check: (context) =>
    context.groupRules().flatMap((rule) => ingressBlocks(rule).flatMap((one) => findingFor(one, context))),
};

function findingFor(block: IngressBlock, context: RuleContext): RawFinding[] {
  const { rule, peer, cidr, group } = block;
  if (mayBeNarrow(block, context)) return [];
  const ports = openPorts(block, context);
  const [first] = ports;
  const vpc = first === undefined ? undefined : vpcOfGroup(group, context);
  const width = vpc === undefined ? undefined : widthOf(block, vpc);
  if (first === undefined || vpc === undefined || width === undefined) return [];
  if (watched(first.port, peer, cidr, context)) return [];
  const clients = computeGroups(vpc, context).filter((client) => client.address !== group);
  if (clients.length === 0) return [];
  const what = listInWords([
    ...new Set(ports.map(({ port }) => serviceOfPort('tcp', port) ?? `port ${port}`)),
  ]);
  const names = listInWords(
    clients.map((client) => client.address),
    3,
  );
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) =>
        `${width} can reach ${what} of ${first.store} by ${subjects}; what runs in ${vpc.name} carries ${names}, and the rule can name ${clients.length === 1 ? 'that group' : 'those groups'} instead.`,
      fixes: () => fixes(rule, peer, clients, context),
    },
  ];
}

/** A cheap look first: a narrow private block in VPCs that are all wider can be no finding. */
function mayBeNarrow({ cidr, isPrivate }: IngressBlock, { configuration }: RuleContext): boolean {
  if (cidr.prefixLength < 16 || !isPrivate) return false;
  return !vpcBlocks(configuration).some((block) => cidrContains(cidr, block));
}

const vpcBlocks = remembered((configuration: Configuration): readonly Cidr[] =>
  configuration.resources.flatMap((one) => {
    const block = one.type === 'aws_vpc' ? one.body.attributes.get('cidr_block')?.value : undefined;
    const parsed = block?.kind === 'string' ? parseCidr(block.value) : undefined;
    return parsed?.kind === 'cidr' ? [parsed.cidr] : [];
  }),
);

/** The ports that data stores with the group answer on, and the rule opens. */
function openPorts({ group, ports }: IngressBlock, context: RuleContext): { port: number; store: string }[] {
  const range = ports?.tcp;
  if (range === undefined) return [];
  return workloadsOfGroup(group, context)
    .filter(isDataStore)
    .flatMap((store) =>
      store.listens
        .flatMap(({ protocol, port }) => (protocol === 6 ? [valueOf(port)] : []))
        .filter((port) => port !== undefined)
        .filter((port) => hasPort(range, port))
        .map((port) => ({ port, store: store.name })),
    );
}

/** Who gets in, where that is more than a rule should let in; else undefined. */
function widthOf({ cidr, isPrivate }: IngressBlock, vpc: Vpc): string | undefined {
  const text = formatCidr(cidr);
  const own = vpc.cidrs
    .flatMap((block) => valueOf(block) ?? [])
    .filter((block) => block.family === cidr.family);
  if (cidr.prefixLength === 0) return 'Everyone on the internet, and everything in the VPC,';
  if (!own.some((block) => cidrContains(cidr, block) || cidrContains(block, cidr)) && !isPrivate)
    return `${text}, a public block of addresses,`;
  if (own.length > 0 && own.every((block) => cidrContains(cidr, block)))
    return `Everything in ${vpc.name} (${text})`;
  return cidr.prefixLength < 16 && cidr.family === 4
    ? `Everything in ${text}, wider than any VPC,`
    : undefined;
}

function watched(port: number, peer: RulePeer, cidr: Cidr, context: RuleContext): boolean {
  return (
    context.options.sensitivePorts.includes(port) &&
    isWholeInternet(peerAddresses(peer, context.network), cidr.family)
  );
}

function fixes(
  rule: GroupRule,
  peer: RulePeer,
  clients: readonly ResourceInstance[],
  context: RuleContext,
): Fix[] {
  const named = clients.flatMap((client) => {
    const expression = attributeExpression(client, 'id', rule.resource.module, context.configuration);
    return expression === undefined ? [] : [{ client, expression }];
  });
  const choices = named.length > 1 ? [named, ...named.slice(0, 3).map((one) => [one])] : [named];
  return choices.flatMap((chosen) => {
    const expressions = chosen.map((one) => one.expression);
    const edits =
      chosen.length === 0
        ? undefined
        : replaceSource(rule, peer, { kind: 'group', expressions }, context.configuration);
    const whom = listInWords(
      chosen.map((one) => one.client.address),
      3,
    );
    return edits === undefined ? [] : [{ title: `Admit only ${whom}`, edits, preferred: false }];
  });
}
