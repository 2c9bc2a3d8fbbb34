import { protocolName } from '../../ip/traffic';
import { formatCidr } from '../../ip/cidr';
import type { Listener, LoadBalancer, Target, TargetGroup } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { listInWords, trafficInWords } from '../traffic';
import { named, table, told, unknownText, type Page } from './page';
import { reachLine } from './reachLine';
import { groupsText } from './workload';

/** A load balancer: where its nodes are, what it listens on and where that goes, who can reach it. */
export function loadBalancerPage(index: NetworkIndex, balancer: LoadBalancer): Page {
  const { network } = index;
  const interfaces = balancer.interfaces.flatMap((id) => network.interfaces.get(id) ?? []);
  const subnets = [...new Set(interfaces.map(({ subnet }) => told(subnet, (id) => named(network, id))))];
  const scheme = told(balancer.scheme, (known) => known);
  const { listenersIncomplete: more } = balancer;
  return {
    what: `${balancer.kind} load balancer`,
    of: markdownCode(balancer.name),
    body: [
      `Scheme: ${scheme}.${subnets.length === 0 ? '' : ` A node in each of ${listInWords(subnets, 4)}.`}`,
      ...groupsText(index, interfaces),
      ...table(
        ['listens on', 'sends to'],
        balancer.listeners.map((listener) => [listenerPort(listener), listenerTargets(index, listener)]),
      ),
      ...(more === undefined ? [] : [`There may be more listeners: that hangs on ${unknownText(more)}.`]),
      ...(balancer.listeners.length === 0 && more === undefined
        ? ['It has no listener: it answers nobody.']
        : []),
      ...(interfaces.length === 0 ? [] : reachLine(index, balancer.id)),
    ],
  };
}

/** A listener: its port, and the target groups behind it. */
export function listenerPage(index: NetworkIndex, balancer: LoadBalancer, listener: Listener): Page {
  return {
    what: 'listener',
    of: `on ${listenerPort(listener)} of ${markdownCode(balancer.name)}`,
    body: [
      `Sends to ${listenerTargets(index, listener)}.`,
      ...listener.targetGroups.flatMap((id) => {
        const group = id.known ? index.network.targetGroups.get(id.value) : undefined;
        return group === undefined ? [] : targetsText(index, group);
      }),
    ],
  };
}

/** A target group: its targets and their ports, the health check, the balancers that send to it. */
export function targetGroupPage(index: NetworkIndex, group: TargetGroup): Page {
  const balancers = [...index.network.loadBalancers.values()].filter(({ listeners }) =>
    listeners.some(({ targetGroups }) => targetGroups.some((id) => id.known && id.value === group.id)),
  );
  const check = told(group.healthCheckPort, (port) =>
    port === 'traffic-port' ? 'the port of the traffic' : `port ${port}`,
  );
  return {
    what: 'target group',
    of: markdownCode(group.name),
    body: [
      balancers.length === 0
        ? 'No listener here is known to send to it.'
        : `Gets its traffic from ${listInWords(
            balancers.map(({ name }) => markdownCode(name)),
            4,
          )}. Health checks go to ${check}.`,
      ...targetsText(index, group),
    ],
  };
}

function listenerPort({ protocol, port }: Listener): string {
  return told(port, (number) => portText(protocol, number));
}

/** `TCP port 443 (HTTPS)`; a listener for both is told as TCP and UDP. */
function portText(protocol: Listener['protocol'], port: number): string {
  if (!protocol.known) return `port ${port}`;
  if (protocol.value === 'tcp_udp') return `TCP and UDP port ${port}`;
  return markdown(trafficInWords(protocolName(protocol.value), String(port)));
}

function listenerTargets({ network }: NetworkIndex, { targetGroups }: Listener): string {
  if (targetGroups.length === 0) return 'nobody: it redirects or answers by itself';
  return listInWords(
    targetGroups.map((group) => told(group, (id) => named(network, id))),
    4,
  );
}

function targetsText(index: NetworkIndex, group: TargetGroup): string[] {
  const { targetsIncomplete: more } = group;
  const rows = group.targets.map((target) => [targetName(index, target), targetPort(group, target)]);
  return [
    ...table(['target', 'on'], rows),
    ...(more === undefined ? [] : [`There may be more targets: that hangs on ${unknownText(more)}.`]),
    ...(rows.length === 0 && more === undefined
      ? [`Nothing here is known to be a target of ${markdownCode(group.name)}.`]
      : []),
  ];
}

function targetName({ network }: NetworkIndex, { to, uncertain }: Target): string {
  const name = told(to, (known) =>
    'id' in known
      ? named(network, known.id)
      : markdownCode(formatCidr(known.address).replace(/\/(32|128)$/, '')),
  );
  return uncertain === undefined ? name : `${name}, if it exists: that hangs on ${unknownText(uncertain)}`;
}

function targetPort(group: TargetGroup, target: Target): string {
  if (group.targetType.known && group.targetType.value === 'lambda') return 'an invocation';
  return told(target.port ?? group.port, (port) => portText(group.protocol, port));
}
