import { attributeExpression } from '../../edits/naming';
import { listInWords } from '../../explain/traffic';
import { valueOf } from '../../network/maybe';
import type { GroupRule, RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { hasPort, rulePorts } from '../rulePorts';
import { identityOf, textOf } from '../values';
import { balancersBefore } from './exposure';
import { isWholeInternet, peerAddresses } from './internet';
import { replaceSource } from './replaceSource';

/**
 * Port 80 open to the whole internet on anything but a load balancer's group. What is sent over plain HTTP can be read and
 * changed on its way; a balancer takes it to redirect to HTTPS.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18
 */
export const openWebPort: Rule = {
  id: 'sg-open-web-port',
  severity: 'warning',
  title: 'Plain HTTP open to the whole internet, and not on a load balancer',
  strictOnly: true,
  check: (context) =>
    context.groupRules().flatMap((rule) => rule.peers.flatMap((peer) => findingFor(rule, peer, context))),
};

function findingFor(rule: GroupRule, peer: RulePeer, context: RuleContext): RawFinding[] {
  const ports = rule.direction === 'ingress' && !rule.uncertain ? rulePorts(rule) : undefined;
  const group = identityOf(rule.group);
  if (group === undefined || !hasPort(ports?.tcp, 80)) return [];
  const addresses = peerAddresses(peer, context.network);
  const isOpen = isWholeInternet(addresses, 4) || isWholeInternet(addresses, 6);
  if (!isOpen || isOnBalancersOnly(group, context)) return [];
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) =>
        `Anyone on the internet may use plain HTTP (port 80) to what carries ${subjects}, which is no load balancer: ${textOf(peer.value) ?? identityOf(peer.value) ?? 'the source'} is everybody.`,
      fixes: () => onlyBalancer(rule, peer, group, context),
    },
  ];
}

/** Whether balancers carry the group, and nothing else does. */
function isOnBalancersOnly(group: string, context: RuleContext): boolean {
  const carriers = context.index().interfacesOfGroup(group);
  const { loadBalancers } = context.network();
  return carriers.length > 0 && carriers.every((one) => loadBalancers.has(one.owner ?? ''));
}

/** Only from the balancers that have what carries the group as a target. */
function onlyBalancer(rule: GroupRule, peer: RulePeer, group: string, context: RuleContext): Fix[] {
  const { configuration } = context;
  const { interfaces } = context.network();
  const ids = balancersBefore(context.index().interfacesOfGroup(group), context)
    .flatMap((balancer) => balancer.interfaces)
    .flatMap((id) => interfaces.get(id)?.securityGroups ?? [])
    .map((id) => valueOf(id) ?? '');
  const groups = [...new Set(ids)].flatMap((id) => configuration.byAddress.get(id) ?? []);
  const expressions = groups.flatMap(
    (one) => attributeExpression(one, 'id', rule.resource.module, configuration) ?? [],
  );
  const edits =
    expressions.length === 0
      ? undefined
      : replaceSource(rule, peer, { kind: 'group', expressions }, configuration);
  return edits === undefined
    ? []
    : [
        {
          title: `Admit only ${listInWords(
            groups.map((one) => one.address),
            3,
          )}`,
          edits,
          preferred: false,
        },
      ];
}
