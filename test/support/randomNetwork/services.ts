import type {
  Listener,
  LoadBalancer,
  Network,
  NetworkInterface,
  Target,
  TargetGroup,
  VpcEndpoint,
  Workload,
} from '../../../server/src/network/model';
import type { Dice } from './dice';
import { is } from './draft';

/**
 * The network with services on its interfaces, in front of some of them balancers with several nodes, listeners and
 * targets, some of which keep the client's address, and endpoints to some of these. The oracle has no opinion on them: they are for comparing
 * the engine's own ways to ask.
 */
export function withServices(dice: Dice, network: Network): Network {
  const free = [...network.interfaces.values()].filter((one) => one.kind === 'interface');
  const workloads = drawWorkloads(dice, free);
  const targetGroups = new Map(network.targetGroups);
  const loadBalancers = new Map(network.loadBalancers);
  const interfaces = new Map(network.interfaces);
  const nodes = dice.some(free, 40).filter(({ id }) => !workloads.some((one) => one.interfaces.includes(id)));
  const targets = [...workloads.map(({ id }) => id), ...free.map(({ id }) => id)];
  for (let each = 0; nodes.length > 0 && each < 3; each += 1) {
    const balancer = drawBalancer(dice, `front-${each}`, nodes.splice(0, 1 + dice.below(2)));
    for (const listener of balancer.listeners) {
      for (const group of listener.targetGroups) {
        if (group.known && !targetGroups.has(group.value))
          targetGroups.set(group.value, drawTargets(dice, group.value, targets));
      }
    }
    loadBalancers.set(balancer.id, balancer);
    for (const id of balancer.interfaces) {
      const one = interfaces.get(id);
      const kind = balancer.kind === 'network' ? 'networkLoadBalancer' : 'loadBalancer';
      if (one !== undefined) interfaces.set(id, { ...one, kind, owner: balancer.id });
    }
  }
  const services = [...loadBalancers.values()].filter(({ kind }) => kind === 'network');
  const endpoints = new Map(network.endpoints);
  const doors = nodes.slice(0, 2);
  const [service] = services;
  if (service !== undefined && doors.length > 0) {
    endpoints.set('private-link', drawEndpoint(dice, doors));
    for (const one of doors) interfaces.set(one.id, { ...one, kind: 'vpcEndpoint', owner: 'private-link' });
  }
  return {
    ...network,
    interfaces,
    targetGroups,
    loadBalancers,
    endpoints,
    workloads: new Map(workloads.map((one) => [one.id, one])),
    endpointServices: new Map(
      service === undefined
        ? []
        : [
            [
              'own',
              { id: 'own', name: 'own', service: is('own'), loadBalancers: [is(service.id)], zones: [] },
            ],
          ],
    ),
  };
}

function drawWorkloads(dice: Dice, free: readonly NetworkInterface[]): readonly Workload[] {
  const rest = dice.some(free, 60);
  const workloads: Workload[] = [];
  while (rest.length > 0) {
    const own = rest.splice(0, 1 + dice.below(3)).map(({ id }) => id);
    const id = `service-${workloads.length}`;
    workloads.push({
      id,
      name: id,
      kind: 'ecs_service',
      interfaces: own,
      placement: dice.chance(60) ? 'any' : 'all',
      listens: dice.chance(60) ? [{ protocol: 6, port: is(dice.pick([80, 443, 5432])) }] : [],
      clientPorts: dice.pick(['linux', 'windows', 'aws', 'unknown']),
    });
  }
  return workloads;
}

function drawBalancer(dice: Dice, id: string, nodes: readonly NetworkInterface[]): LoadBalancer {
  const isNetwork = dice.chance(60);
  const isPublic = nodes.every(({ addresses }) =>
    addresses.some(({ publicAddress }) => publicAddress.known && publicAddress.value !== undefined),
  );
  return {
    id,
    name: id,
    kind: isNetwork ? 'network' : 'application',
    scheme: is(isPublic ? 'internet-facing' : 'internal'),
    vpc: is('any'),
    interfaces: nodes.map((one) => one.id),
    crossZone: is(!isNetwork || dice.chance(70)),
    listeners: [80, 443, 53].slice(0, 1 + dice.below(3)).map((port): Listener => ({
      protocol: is(port === 53 && isNetwork ? 'tcp_udp' : 6),
      port: is(port),
      targetGroups: dice.chance(85) ? [is(`${id}-${dice.below(2)}`)] : [],
    })),
  };
}

function drawTargets(dice: Dice, id: string, targets: readonly string[]): TargetGroup {
  return {
    id,
    name: id,
    vpc: is('any'),
    targetType: is('ip'),
    protocol: is(dice.chance(20) ? 'tcp_udp' : 6),
    port: is(dice.pick([80, 443, 5432])),
    targets: dice
      .some(targets, 30)
      .slice(0, 3)
      .map((to): Target => ({ to: is({ id: to }) })),
    healthCheckPort: is('traffic-port'),
    preserveClientAddress: is(dice.chance(40)),
    crossZone: is(dice.pick([undefined, undefined, true, false])),
  };
}

function drawEndpoint(dice: Dice, doors: readonly NetworkInterface[]): VpcEndpoint {
  return {
    id: 'private-link',
    name: 'private-link',
    type: is('interface'),
    vpc: is('any'),
    service: is('own'),
    routeTables: [],
    interfaces: doors.map(({ id }) => id),
    privateDns: is(false),
    fullAccessPolicy: is(true),
    available: is(dice.chance(85)),
  };
}
