/**
 * Rules about load balancers. This file asks the engine whether each balancer can reach what is registered behind it;
 * the others beside it are one rule each.
 */
import { valueOf } from '../../network/maybe';
import type { Id, LoadBalancer, Target, TargetGroup } from '../../network/model';
import type { Answer } from '../../reachability/answer';
import { answer, type NetworkIndex } from '../../reachability/index';
import type { Question } from '../../reachability/question';
import { remembered } from '../../util/remembered';

/** A connection that a balancer opens by itself to a target. */
export interface TargetLeg {
  readonly balancer: LoadBalancer;
  readonly group: TargetGroup;
  readonly target: Target;
  /** The workload that is registered. */
  readonly workload: Id;
  readonly port: number;
  /** For requests, or (only) to see whether the target is healthy. */
  readonly purpose: 'requests' | 'health';
  readonly question: Question;
  readonly answer: Answer;
}

/**
 * What balancers send to their targets. Where a Network Load Balancer keeps the client's address the requests are the
 * clients' affair, but health checks come from its own addresses.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
 */
export const targetLegs = remembered((index: NetworkIndex): readonly TargetLeg[] => {
  const { network } = index;
  return [...network.loadBalancers.values()].flatMap((balancer) => {
    if (balancer.kind === 'gateway' || balancer.uncertain !== undefined) return [];
    const ids = balancer.listeners.flatMap((listener) =>
      listener.targetGroups.flatMap((id) => valueOf(id) ?? []),
    );
    return [...new Set(ids)].flatMap((id) => {
      const group = network.targetGroups.get(id);
      return group === undefined ? [] : legsTo(index, balancer, group);
    });
  });
});

function legsTo(index: NetworkIndex, balancer: LoadBalancer, group: TargetGroup): TargetLeg[] {
  const type = valueOf(group.targetType);
  const speaksForItself = balancer.kind !== 'network' || valueOf(group.preserveClientAddress) === false;
  if (group.uncertain !== undefined || type === undefined || type === 'lambda' || type === 'alb') return [];
  const health = valueOf(group.healthCheckPort);
  return group.targets.flatMap((target) => {
    const to = valueOf(target.to);
    const workload = to !== undefined && 'id' in to ? index.network.workloads.get(to.id) : undefined;
    if (workload === undefined || target.uncertain !== undefined || workload.uncertain !== undefined)
      return [];
    const port = valueOf(target.port ?? group.port);
    const own = (purpose: TargetLeg['purpose'], asked: number | undefined): TargetLeg[] =>
      asked === undefined || !isPort(asked)
        ? []
        : legTo(index, { balancer, group, target, workload: workload.id, port: asked, purpose });
    const requests = speaksForItself && isTcp(group) ? own('requests', port) : [];
    const checked = health === 'traffic-port' ? port : health;
    return [...requests, ...(requests.length > 0 && checked === port ? [] : own('health', checked))];
  });
}

function isTcp({ protocol }: TargetGroup): boolean {
  return valueOf(protocol) === 6 || valueOf(protocol) === 'tcp_udp';
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65536;
}

function legTo(index: NetworkIndex, leg: Omit<TargetLeg, 'question' | 'answer'>): TargetLeg[] {
  const { port } = leg;
  const question: Question = {
    from: leg.balancer.id,
    to: leg.workload,
    traffic: { protocol: 6, ports: { from: port, to: port } },
  };
  const result = answer(index, question);
  return result.kind === 'answer' ? [{ ...leg, question, answer: result.answer }] : [];
}
