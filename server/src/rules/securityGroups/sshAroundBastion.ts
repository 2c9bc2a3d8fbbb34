import { attributeExpression } from '../../edits/naming';
import { serviceOfPort } from '../../explain/services';
import { listInWords } from '../../explain/traffic';
import { cidrContains } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { NetworkInterface, Vpc } from '../../network/model';
import { remembered } from '../../util/remembered';
import { resourceHeader, type GroupRule, type RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { hasPort, rulePorts, type PortRange } from '../rulePorts';
import { vpcOfGroup } from './carriers';
import { groupKeyOf } from './groupKey';
import { leadsToInternet } from './internet';
import { ingressBlocks, type IngressBlock } from './ingressBlocks';
import { cidrOfPeer } from './permissions';
import { isPrivateCidr } from './privateRanges';
import { replaceSource } from './replaceSource';

/**
 * SSH or RDP to something in a private subnet is open to the whole VPC, or more, although there is a bastion: an instance in
 * a public subnet, whose group lets the outside in to SSH or RDP alone. Everything else in the VPC gets around it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html
 */
export const sshAroundBastion: Rule = {
  id: 'ssh-around-bastion',
  severity: 'info',
  title: 'SSH or RDP around the bastion',
  check,
};

const ports = [22, 3389];

function check(context: RuleContext): RawFinding[] {
  const admitting = context.groupRules().flatMap(adminBlocks);
  // A bastion, and what is behind it, each have such a rule.
  const rules = context.groupRules().filter((rule) => openedPorts(rule).length > 0);
  if (admitting.length === 0 || rules.length < 2) return [];
  return admitting.flatMap((block) => findingFor(block, context));
}

/** Blocks that a rule lets in to SSH or RDP; not everybody, which is another rule's matter. */
const adminBlocks = remembered((rule: GroupRule): readonly IngressBlock[] =>
  openedPorts(rule).length === 0 ? [] : ingressBlocks(rule).filter(({ cidr }) => cidr.prefixLength > 0),
);

/** The ports of SSH and RDP that an ingress rule opens. */
const openedPorts = remembered((rule: GroupRule): readonly number[] => {
  const range = rule.direction === 'ingress' && !rule.uncertain ? rulePorts(rule)?.tcp : undefined;
  return ports.filter((port) => hasPort(range, port));
});

function findingFor({ rule, peer, cidr, group }: IngressBlock, context: RuleContext): RawFinding[] {
  const vpc = vpcOfGroup(group, context);
  if (vpc === undefined) return [];
  const own = vpc.cidrs.flatMap((block) => valueOf(block) ?? []).filter((one) => one.family === cidr.family);
  if (own.length === 0 || !own.every((block) => cidrContains(cidr, block))) return [];
  const carriers = context.index().interfacesOfGroup(group);
  const isPrivate =
    carriers.length > 0 && carriers.every((one) => leadsToInternet(context.network(), one) === false);
  const bastion = isPrivate ? bastionOf(vpc, group, context) : undefined;
  const resource = bastion === undefined ? undefined : context.configuration.byAddress.get(bastion);
  if (bastion === undefined || resource === undefined) return [];
  const what = listInWords(openedPorts(rule).map((port) => serviceOfPort('tcp', port) ?? String(port)));
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) =>
        `Everything in ${vpc.name} can use ${what} to what carries ${subjects}, around the bastion that ${bastion} is for.`,
      related: [{ message: "The bastion's group", source: resourceHeader(resource) }],
      fixes: () => throughBastion(rule, peer, bastion, context),
    },
  ];
}

/** The group of a bastion of the VPC. */
function bastionOf(vpc: Vpc, except: string, context: RuleContext): string | undefined {
  const network = context.network();
  return [...network.securityGroups.values()].find(
    (group) =>
      group.id !== except &&
      valueOf(group.vpc) === vpc.id &&
      letsOnlyAdminsIn(group.id, context) &&
      context
        .index()
        .interfacesOfGroup(group.id)
        .some((one) => isPublicInstance(one, context)),
  )?.id;
}

/** Whether all that it lets in from the outside is SSH and RDP, and it lets some of that in. */
function letsOnlyAdminsIn(group: string, context: RuleContext): boolean {
  const own = context
    .groupRules()
    .filter((rule) => rule.direction === 'ingress' && groupKeyOf(rule.group) === group);
  const outside = own.filter((rule) => rule.peersIncomplete || rule.peers.some(isOutside));
  return outside.length > 0 && outside.every((rule) => isAdminPort(rulePorts(rule)?.tcp));
}

/** A block that is not private, or that nobody knows: an office's, from a variable. */
function isOutside(peer: RulePeer): boolean {
  if (peer.kind !== 'cidr4' && peer.kind !== 'cidr6') return false;
  const cidr = cidrOfPeer(peer);
  return cidr === undefined || !isPrivateCidr(cidr);
}

function isAdminPort(range: PortRange | undefined): boolean {
  return range !== undefined && range.from === range.to && ports.includes(range.from);
}

function isPublicInstance(one: NetworkInterface, context: RuleContext): boolean {
  const workload = context.index().workloadOf(one);
  return (
    /^(instance|autoscaling_group)$/.test(workload?.kind ?? '') &&
    leadsToInternet(context.network(), one) === true
  );
}

function throughBastion(
  rule: GroupRule,
  peer: RulePeer,
  bastion: string,
  { configuration }: RuleContext,
): Fix[] {
  const resource = configuration.byAddress.get(bastion);
  const expression =
    resource === undefined
      ? undefined
      : attributeExpression(resource, 'id', rule.resource.module, configuration);
  const edits =
    expression === undefined
      ? undefined
      : replaceSource(rule, peer, { kind: 'group', expressions: [expression] }, configuration);
  return edits === undefined ? [] : [{ title: `Admit only ${bastion}`, edits, preferred: false }];
}
