import { certain } from '../../terraform/resources';
import { editsForChange } from '../../edits';
import { trafficInShort } from '../../explain/traffic';
import { formatPorts } from '../../ip/traffic';
import { parseCidr } from '../../ip/cidr';
import { known } from '../../network/maybe';
import type {
  Network,
  NetworkInterface,
  SecurityGroup,
  SecurityGroupRule,
  TrafficMatch,
} from '../../network/model';
import type { NetworkEdit } from '../../reachability/change';
import { listInWords } from '../../explain/traffic';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';

/**
 * A group without any egress rule on something that has to open connections. Terraform takes away the rule to everywhere
 * that AWS gives a new group, so that nothing may be sent but replies. Silent where `egress` is written, if only as `[]`,
 * and on what just answers (databases, caches). Only `info` on instances that others may connect to: they may have no more to do than answer.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const noEgress: Rule = {
  id: 'sg-no-egress',
  severity: 'warning',
  title: 'A group without egress on something that opens connections',
  check,
};

/** What opens connections by itself. */
const initiating =
  /^(instance|autoscaling_group|ecs_service|ecs_task_definition|lambda_function|batch_compute_environment|codebuild_project|emr_cluster|glue_connection|eks_cluster|eks_node_group|launch_template|spot_instance_request|db_proxy|apprunner_vpc_connector|sagemaker_notebook_instance|mwaa_environment|dms_replication_instance|app_autoscaling)$/;

function check(context: RuleContext): RawFinding[] {
  const groups = certain(context.configuration, 'aws_security_group').filter(
    (one) =>
      !one.body.attributes.has('egress') &&
      !one.block.body.blocks.some((block) => block.type === 'egress' || block.labels[0]?.text === 'egress'),
  );
  if (groups.length === 0) return [];
  const network = context.network();
  return groups.flatMap((resource) => {
    const group = network.securityGroups.get(resource.address);
    if (group === undefined || mayLetOut(group)) return [];
    const stuck = context.index().interfacesOfGroup(group.id).filter(hasOnlyThis);
    const owners = stuck.flatMap((one) => initiatorOf(one, group, network) ?? []);
    if (owners.length === 0) return [];
    const certain = owners.filter((owner) => owner.known);
    const spoken = certain.length > 0 ? certain : owners;
    const names = listInWords([...new Set(spoken.map((owner) => owner.name))], 3);
    return [
      {
        source: resourceHeader(resource),
        subject: resource.address,
        severity: certain.length > 0 ? ('warning' as const) : ('info' as const),
        message: (subjects: string) =>
          `${names} can not open a single connection: ${subjects}, the only group there, has no egress rule, and Terraform takes AWS's own away.`,
        fixes: () => fixes(group, context),
      },
    ];
  });
}

function mayLetOut(group: SecurityGroup): boolean {
  return (
    group.rulesIncomplete.egress !== undefined || group.rules.some((rule) => rule.direction === 'egress')
  );
}

function hasOnlyThis(one: NetworkInterface): boolean {
  return one.securityGroups.length === 1 && one.uncertain === undefined;
}

function letsIn(group: SecurityGroup): boolean {
  return (
    group.rulesIncomplete.ingress !== undefined || group.rules.some((rule) => rule.direction === 'ingress')
  );
}

interface Owner {
  readonly name: string;
  /** Whether it is certain that it opens connections. */
  readonly known: boolean;
}

function initiatorOf(one: NetworkInterface, group: SecurityGroup, network: Network): Owner | undefined {
  const balancer = one.owner === undefined ? undefined : network.loadBalancers.get(one.owner);
  if (balancer !== undefined)
    return balancer.listeners.some((listener) => listener.targetGroups.length > 0)
      ? { name: balancer.name, known: true }
      : undefined;
  const workload =
    (one.owner === undefined ? undefined : network.workloads.get(one.owner)) ??
    [...network.workloads.values()].find((candidate) => candidate.interfaces.includes(one.id));
  if (workload !== undefined)
    return initiating.test(workload.kind) && workload.guessed === undefined
      ? { name: workload.name, known: workload.kind !== 'instance' || !letsIn(group) }
      : undefined;
  return one.kind === 'interface' && one.owner === undefined ? { name: one.name, known: false } : undefined;
}

const https: TrafficMatch = { kind: 'ports', protocol: 6, from: 443, to: 443 };

function fixes(group: SecurityGroup, context: RuleContext): Fix[] {
  return [
    ...towardsAdmitting(group, context),
    ...toEverywhere(group, https, context),
    ...toEverywhere(group, { kind: 'all' }, context),
  ];
}

function toEverywhere(group: SecurityGroup, traffic: TrafficMatch, { configuration }: RuleContext): Fix[] {
  const everywhere = parseCidr('0.0.0.0/0');
  if (everywhere.kind !== 'cidr') return [];
  const edits = editsForChange(
    [addEgress(group, traffic, { kind: 'cidr', cidr: everywhere.cidr })],
    configuration,
  );
  const what = traffic.kind === 'all' ? 'all traffic' : 'HTTPS (TCP port 443)';
  return edits === undefined
    ? []
    : [{ title: `Let it out to everywhere: opens ${what} to 0.0.0.0/0`, edits, preferred: false }];
}

/** Out to the groups that let this one in, with the traffic that they let in. */
function towardsAdmitting(group: SecurityGroup, { configuration, network }: RuleContext): Fix[] {
  const admitting = [...network().securityGroups.values()].flatMap((other) =>
    other.rules
      .filter((rule) => rule.direction === 'ingress' && rule.peer.known && rule.uncertain === undefined)
      .flatMap((rule) =>
        other.id !== group.id &&
        rule.traffic.known &&
        rule.peer.known &&
        rule.peer.value.kind === 'securityGroup' &&
        rule.peer.value.securityGroup === group.id
          ? [{ other, traffic: rule.traffic.value }]
          : [],
      ),
  );
  if (admitting.length === 0) return [];
  const edits = editsForChange(
    admitting.map(({ other, traffic }) =>
      addEgress(group, traffic, { kind: 'securityGroup', securityGroup: other.id }),
    ),
    configuration,
  );
  const whom = admitting.map(({ other, traffic }) => `${other.name} (${inShort(traffic)})`);
  return edits === undefined
    ? []
    : [{ title: `Let it out to ${listInWords(whom, 3)} only`, edits, preferred: false }];
}

function inShort(traffic: TrafficMatch): string {
  if (traffic.kind === 'all') return 'all traffic';
  const ports = traffic.kind === 'ports' ? formatPorts([traffic.from, traffic.to + 1]) : '';
  return trafficInShort(String(traffic.protocol), ports);
}

function addEgress(
  group: SecurityGroup,
  traffic: TrafficMatch,
  peer: Extract<SecurityGroupRule['peer'], { known: true }>['value'],
): NetworkEdit {
  return {
    kind: 'addSecurityGroupRule',
    securityGroup: group.id,
    rule: { direction: 'egress', traffic: known(traffic), peer: known(peer) },
  };
}
