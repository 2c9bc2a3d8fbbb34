import { attributeExpression } from '../../edits/naming';
import { listInWords } from '../../explain/traffic';
import type { Family } from '../../ip/cidr';
import { includes } from '../../ip/ranges';
import { noTraffic, type Traffic } from '../../ip/traffic';
import { valueOf } from '../../network/maybe';
import type { GroupRule, RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { hasPort, rulePorts } from '../rulePorts';
import { identityOf, textOf } from '../values';
import { vpcOfGroup } from './carriers';
import { balancersBefore, exposureOf } from './exposure';
import { isWholeInternet, peerAddresses } from './internet';
import { ruleTraffic } from './permissions';
import { replaceSource } from './replaceSource';

/**
 * An ingress rule for the whole internet that nothing on the internet can use: what carries the group has no public address
 * or no route to an internet gateway, or network ACLs or VPC Block Public Access are in the way. What it does let in comes
 * from inside, and a rule for that would say so. Rules for ports that give control of a machine are `sg-open-to-internet`,
 * which says the same of them, or through what they are exposed. Silent where the way in is unknown, on groups that nothing
 * carries, and on the IPv6 twin of an IPv4 rule that is used.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const exposure: Rule = {
  id: 'sg-exposure',
  severity: 'info',
  title: 'A rule for the whole internet that nothing on the internet can use',
  check: (context) =>
    context.groupRules().flatMap((rule) => rule.peers.flatMap((peer) => findingFor(rule, peer, context))),
};

function findingFor(rule: GroupRule, peer: RulePeer, context: RuleContext): RawFinding[] {
  const group = identityOf(rule.group);
  const family = rule.direction === 'ingress' && !rule.uncertain ? familyOf(peer) : undefined;
  if (group === undefined || family === undefined || isSensitive(rule, context)) return [];
  if (!isWholeInternet(peerAddresses(peer, context.network), family)) return [];
  const traffic = ruleTraffic(rule);
  const view = traffic === undefined ? undefined : exposureOf(group, family, traffic, context);
  if (traffic === undefined || view?.kind !== 'hidden' || isCompanion(group, family, traffic, context))
    return [];
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) =>
        `Nothing on the internet can use this rule of ${subjects}: ${listInWords(view.reasons, 2)}. It lets in what comes from inside.`,
      fixes: () => fixes(rule, peer, group, family, context),
    },
  ];
}

/** Whether the group lets everybody of the other family in to the same, who can use that: the two are written together. */
function isCompanion(group: string, family: Family, traffic: Traffic, context: RuleContext): boolean {
  const other = family === 4 ? 6 : 4;
  const isOpen = context
    .groupRules()
    .some(
      (rule) =>
        rule.direction === 'ingress' &&
        identityOf(rule.group) === group &&
        includes(ruleTraffic(rule) ?? noTraffic, traffic) &&
        rule.peers.some((peer) => isWholeInternet(peerAddresses(peer, context.network), other)),
    );
  return isOpen && exposureOf(group, other, traffic, context).kind === 'faces';
}

/** The family of a source that can be the whole internet. */
function familyOf(peer: RulePeer): Family | undefined {
  if (peer.kind === 'cidr6') return 6;
  if (peer.kind !== 'cidr4') return undefined;
  return textOf(peer.value)?.endsWith('/0') === true ? 4 : undefined;
}

/** Whether it opens a port that `sg-open-to-internet` speaks about. */
function isSensitive(rule: GroupRule, { options }: RuleContext): boolean {
  const ports = rulePorts(rule);
  return options.sensitivePorts.some((port) => hasPort(ports?.tcp, port) || hasPort(ports?.udp, port));
}

/** Only the balancer before it, or only its VPC. */
function fixes(rule: GroupRule, peer: RulePeer, group: string, family: Family, context: RuleContext): Fix[] {
  const { configuration } = context;
  const { module } = rule.resource;
  const network = context.network();
  const balancers = balancersBefore(context.index().interfacesOfGroup(group), context)
    .flatMap((balancer) => balancer.interfaces)
    .flatMap((id) => network.interfaces.get(id)?.securityGroups ?? [])
    .map((id) => configuration.byAddress.get(valueOf(id) ?? ''));
  const vpc = configuration.byAddress.get(vpcOfGroup(group, context)?.id ?? '');
  const candidates = [
    ...[...new Set(balancers)].map((resource) => ({ resource, attribute: 'id', kind: 'group' as const })),
    family === 4
      ? { resource: vpc, attribute: 'cidr_block', kind: 'cidr4' as const }
      : { resource: vpc, attribute: 'ipv6_cidr_block', kind: 'cidr6' as const },
  ];
  return candidates.flatMap(({ resource, attribute, kind }) => {
    const expression =
      resource === undefined || resource.address === group
        ? undefined
        : attributeExpression(resource, attribute, module, configuration);
    const edits =
      expression === undefined
        ? undefined
        : replaceSource(rule, peer, { kind, expressions: [expression] }, configuration);
    return edits === undefined || resource === undefined
      ? []
      : [{ title: `Admit only ${resource.address}`, edits, preferred: false }];
  });
}
