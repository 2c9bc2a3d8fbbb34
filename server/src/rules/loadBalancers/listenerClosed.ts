import { editsForChange } from '../../edits/index';
import { portTraffic, type Traffic } from '../../ip/traffic';
import { anyIpv4 } from '../../network/fromTerraform/belonging';
import { known, valueOf } from '../../network/maybe';
import type { Listener, LoadBalancer, Network, SecurityGroup } from '../../network/model';
import type { NetworkEdit } from '../../reachability/change';
import type { SourceRange } from '../../terraform/source';
import { rulesAbout, wholeGroups } from '../admits';
import { changeTitle } from '../changeTitle';
import { proven } from '../provenFix';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { sourceOf } from '../sourceOf';

/**
 * A listener on a port that no rule of the load balancer's groups admits anybody to. Nobody can connect to it.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export const listenerClosed: Rule = {
  id: 'lb-listener-closed',
  severity: 'error',
  title: 'A listener on a port that its load balancer admits nobody to',
  check: (context) =>
    [...context.network().loadBalancers.values()].flatMap((balancer) =>
      balancer.listeners.flatMap((listener) => findings(balancer, listener, context)),
    ),
};

function findings(balancer: LoadBalancer, listener: Listener, context: RuleContext): RawFinding[] {
  const groups = groupsOf(context.network(), balancer);
  const traffic = trafficOfListener(listener);
  const port = valueOf(listener.port);
  const source = sourceOfPort(listener, context);
  if (groups === undefined || groups.length === 0 || traffic === undefined || source === undefined) return [];
  if (balancer.uncertain !== undefined || rulesAbout(groups, 'ingress', traffic).length > 0) return [];
  const names = groups.map((group) => group.name).join(' and ');
  return [
    {
      source,
      subject: balancer.id,
      message: (subjects) =>
        `Nobody can connect to ${subjects} on port ${port ?? ''}: ${names} ${groups.length === 1 ? 'has' : 'have'} no ingress rule for it.`,
      fixes: () => admit(balancer, listener, groups, context),
    },
  ];
}

/** The groups that all nodes have; none for a Network Load Balancer without any, which filters nothing. */
function groupsOf(network: Network, balancer: LoadBalancer): readonly SecurityGroup[] | undefined {
  const [node] = balancer.interfaces.flatMap((id) => network.interfaces.get(id) ?? []);
  return node === undefined ? undefined : wholeGroups(network, node.securityGroups, 'ingress');
}

function trafficOfListener({ port, protocol }: Listener): Traffic | undefined {
  const [number, transport] = [valueOf(port), valueOf(protocol)];
  if (number === undefined || transport === undefined) return undefined;
  return portTraffic(transport === 'tcp_udp' ? 6 : transport, number, number);
}

function sourceOfPort({ id, origin }: Listener, { configuration }: RuleContext): SourceRange | undefined {
  const port = configuration.byAddress.get(id ?? '')?.body.attributes.get('port');
  return port?.source ?? sourceOf(origin, configuration);
}

/** A rule for those whom the balancer is there for: the internet, or its VPC. */
function admit(
  balancer: LoadBalancer,
  listener: Listener,
  [group]: readonly SecurityGroup[],
  context: RuleContext,
): readonly Fix[] {
  const network = context.network();
  const port = valueOf(listener.port);
  const scheme = valueOf(balancer.scheme);
  const vpc = network.vpcs.get(valueOf(balancer.vpc) ?? '');
  const cidr = scheme === 'internet-facing' ? anyIpv4 : vpc?.cidrs.flatMap((one) => valueOf(one) ?? []).at(0);
  if (group === undefined || port === undefined || cidr === undefined || scheme === undefined) return [];
  const match = {
    kind: 'ports',
    protocol: valueOf(listener.protocol) === 17 ? 17 : 6,
    from: port,
    to: port,
  } as const;
  const edits: readonly NetworkEdit[] = [
    {
      kind: 'addSecurityGroupRule',
      securityGroup: group.id,
      rule: { direction: 'ingress', traffic: known(match), peer: known({ kind: 'cidr', cidr }) },
    },
  ];
  const text = editsForChange(edits, context.configuration);
  if (text === undefined) return [];
  const fix = { title: changeTitle(edits, '', network), edits: text, preferred: false };
  return proven(context, fix, ({ network: edited }) => {
    const after = edited.loadBalancers.get(balancer.id);
    const groups = after === undefined ? undefined : groupsOf(edited, after);
    const traffic = trafficOfListener(listener);
    return groups !== undefined && traffic !== undefined && rulesAbout(groups, 'ingress', traffic).length > 0;
  });
}
