import type { Cidr } from '../../server/src/ip/cidr';
import { parseAddress, parseCidr } from '../../server/src/ip/cidr';
import type * as m from '../../server/src/network/model';

/**
 * Networks in words, for tests. One thing a line; its rules, entries or routes are indented under it:
 *
 *     vpc main 10.0.0.0/16
 *     igw gate in main
 *     table public in main
 *       0.0.0.0/0 -> igw gate
 *     acl tight
 *       in 100 allow tcp 443 from 0.0.0.0/0
 *       out 100 allow tcp 1024-65535 to 0.0.0.0/0
 *     subnet a 10.0.1.0/24 in main zone a table public acl tight
 *     group web in main
 *       in tcp 443 from 0.0.0.0/0
 *       in icmp 8/0 from group web
 *       out all to list s3
 *     instance app in a at 10.0.1.10 groups web public 203.0.113.5 listens 443 client linux
 *     tasks api in a, b groups web listens 8080
 *
 * `instance` is one workload with one interface of the same name; `tasks` is one that runs in each of its subnets, under
 * addresses that nobody knows. A VPC comes with a main table, a default ACL that lets everything pass, and a default
 * group. `?name` in place of a value is an unknown of that name; `maybe name` at the end of a line makes the thing itself
 * uncertain. Lines that start with # are left out.
 */
export function network(text: string): m.Network {
  const builder = newBuilder();
  let parent: Words | undefined;
  for (const line of text.split('\n')) {
    const words = line
      .trim()
      .split(/[\s,]+/)
      .filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#') === true) continue;
    const uncertain = takeMaybe(words);
    if (words[1] === '->' || isRule(words)) {
      if (parent === undefined) throw new Error(`nothing to put "${line.trim()}" under`);
      addRule(builder, parent, words, uncertain);
      continue;
    }
    parent = new Words(words);
    addThing(builder, parent, uncertain);
  }
  return builder.network;
}

/** An unknown of that name, as `?name` makes it. */
export function unknownNamed(name: string): m.Unknown {
  return { value: name, why: 'nobody gave it a value' };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : T[K] };

interface Builder {
  readonly network: Mutable<m.Network>;
}

/** The words of a line: the first is what it is, the second its name, the rest `key value…` pairs and flags. */
class Words {
  constructor(private readonly words: readonly string[]) {}

  get kind(): string {
    return this.words[0] ?? '';
  }

  get name(): string {
    return this.words[1] ?? '';
  }

  /** Words between the name and the first keyword. */
  get values(): readonly string[] {
    return this.until(2);
  }

  has(flag: string): boolean {
    return this.words.includes(flag);
  }

  all(key: string): readonly string[] {
    const place = this.words.indexOf(key);
    if (place < 0) return [];
    // A name may be a keyword too: `table public`.
    const [first] = this.words.slice(place + 1);
    return named.has(key) && first !== undefined ? [first, ...this.until(place + 2)] : this.until(place + 1);
  }

  one(key: string): string | undefined {
    return this.all(key)[0];
  }

  private until(start: number): readonly string[] {
    const rest = this.words.slice(start);
    const end = rest.findIndex((word) => keywords.has(word));
    return end < 0 ? rest : rest.slice(0, end);
  }
}

const keywords = new Set([
  'in',
  'zone',
  'table',
  'acl',
  'bpa',
  'at',
  'groups',
  'public',
  'private',
  'listens',
  'client',
  'nocheck',
  'kind',
  'of',
  'to',
  'pending',
  'regions',
  'references',
  'noreferences',
  'service',
  'routes',
  'incomplete',
  'internet-facing',
  'internal',
  'nocross',
  'port',
  'targets',
  'preserve',
  'type',
  'gateways',
  'dns',
  'nodns',
  'unavailable',
  'noeip',
  'regional',
  'via',
  'on',
  'appliance',
  'maps',
  'edge',
]);

/** Keys that always have a value. */
const named = new Set([
  'in',
  'zone',
  'table',
  'acl',
  'of',
  'to',
  'on',
  'client',
  'kind',
  'type',
  'service',
  'groups',
]);

function isRule(words: readonly string[]): boolean {
  const [first, second = ''] = words;
  if (first === 'propagate' || first === 'listen') return true;
  if (first !== 'in' && first !== 'out') return false;
  return second !== '';
}

function takeMaybe(words: string[]): m.Unknown | undefined {
  const place = words.indexOf('maybe');
  if (place < 0) return undefined;
  const [, name = 'something'] = words.splice(place);
  return unknownNamed(name);
}

function maybe<T>(word: string, read: (word: string) => T): m.Maybe<T> {
  return word.startsWith('?')
    ? { known: false, unknown: unknownNamed(word.slice(1)) }
    : { known: true, value: read(word) };
}

const asId = (word: string): m.Maybe<string> => maybe(word, (id) => id);

function cidr(word: string): Cidr {
  const parsed = parseCidr(word);
  if (parsed.kind === 'cidr') return parsed.cidr;
  const address = parseAddress(word);
  if (address === undefined) throw new Error(`"${word}" is neither a CIDR nor an address`);
  return address;
}

function newBuilder(): Builder {
  return {
    network: {
      vpcs: new Map(),
      subnets: new Map(),
      interfaces: new Map(),
      securityGroups: new Map(),
      prefixLists: new Map(),
      networkAcls: new Map(),
      routeTables: new Map(),
      internetGateways: new Map(),
      egressOnlyInternetGateways: new Map(),
      natGateways: new Map(),
      vpnGateways: new Map(),
      carrierGateways: new Map(),
      vpnConnections: new Map(),
      peeringConnections: new Map(),
      transitGateways: new Map(),
      transitGatewayAttachments: new Map(),
      transitGatewayRouteTables: new Map(),
      endpoints: new Map(),
      endpointServices: new Map(),
      loadBalancers: new Map(),
      targetGroups: new Map(),
      workloads: new Map(),
      notCollected: {},
      problems: [],
    },
  };
}

function addThing({ network: net }: Builder, words: Words, uncertain: m.Unknown | undefined): void {
  const { name: id } = words;
  const base = { id, name: id, ...(uncertain === undefined ? {} : { uncertain }) };
  const vpc = asId(words.one('in') ?? 'main');
  switch (words.kind) {
    case 'vpc':
      addVpc(net, words, base);
      return;
    case 'subnet': {
      const own = vpc.known ? net.vpcs.get(vpc.value) : undefined;
      const setting = words.one('bpa');
      net.subnets.set(id, {
        ...base,
        vpc,
        cidrs: words.values.map((word) => maybe(word, cidr)),
        zone: asId(words.one('zone') ?? 'a'),
        routeTable: asId(words.one('table') ?? `${own?.id ?? ''}/main`),
        networkAcl: asId(words.one('acl') ?? `${own?.id ?? ''}/acl`),
        mapPublicIpOnLaunch: { known: true, value: words.has('maps') },
        blockPublicAccess: maybe(setting ?? 'off', (word) => word as m.BlockPublicAccess),
      });
      return;
    }
    case 'group':
      net.securityGroups.set(id, {
        ...base,
        vpc,
        rules: [],
        rulesIncomplete: incompleteness(words),
        associatedVpcs: [],
      });
      return;
    case 'acl':
      net.networkAcls.set(id, { ...base, vpc, entries: [], entriesIncomplete: incompleteness(words) });
      return;
    case 'table':
      net.routeTables.set(id, {
        ...base,
        vpc,
        routes: [],
        gateways: words.all('edge').map(asId),
        ...(words.has('incomplete') ? { routesIncomplete: unknownNamed(words.one('incomplete') ?? id) } : {}),
      });
      return;
    case 'igw':
      net.internetGateways.set(id, {
        ...base,
        vpc: words.has('in') ? vpc : { known: true, value: undefined },
      });
      return;
    case 'eigw':
      net.egressOnlyInternetGateways.set(id, { ...base, vpc });
      return;
    case 'vgw':
      net.vpnGateways.set(id, { ...base, vpc: words.has('in') ? vpc : { known: true, value: undefined } });
      return;
    case 'vpn':
      net.vpnConnections.set(id, {
        ...base,
        gateway: asId(words.one('on') ?? ''),
        kind: 'vpn',
        routes: words.all('routes').map((word) => maybe(word, cidr)),
        ...(words.has('incomplete') ? { routesIncomplete: unknownNamed(id) } : {}),
      });
      return;
    case 'list':
      net.prefixLists.set(id, {
        ...base,
        family: { known: true, value: 4 },
        entries: words.values.map((word) => ({ cidr: maybe(word, cidr) })),
        maximumEntries: { known: true, value: 10 },
        ...(words.has('service') ? { service: words.one('service') ?? '' } : {}),
        ...(words.has('incomplete')
          ? { entriesIncomplete: unknownNamed(words.one('incomplete') ?? id) }
          : {}),
      });
      return;
    case 'instance':
    case 'interface':
    case 'tasks':
      addWorkload(net, words, base);
      return;
    case 'nat':
      addNat(net, words, base);
      return;
    case 'peering': {
      const [a = '', b = ''] = words.values;
      const [here, there] = words.all('regions');
      net.peeringConnections.set(id, {
        ...base,
        requester: { vpc: asId(a), cidrs: [], ...(here === undefined ? {} : { region: here }) },
        accepter: { vpc: asId(b), cidrs: [], ...(there === undefined ? {} : { region: there }) },
        active: maybe(
          words.one('pending') ?? (words.has('pending') ? 'no' : 'yes'),
          (word) => word === 'yes',
        ),
      });
      return;
    }
    case 'tgw':
      net.transitGateways.set(id, {
        ...base,
        securityGroupReferencing: { known: true, value: words.has('references') },
      });
      return;
    case 'attachment':
      addAttachment(net, words, base);
      return;
    case 'transit-table':
      net.transitGatewayRouteTables.set(id, {
        ...base,
        transitGateway: asId(words.one('of') ?? 'tgw'),
        routes: [],
        propagations: [],
        ...(words.has('incomplete') ? { routesIncomplete: unknownNamed(id) } : {}),
      });
      return;
    case 'endpoint':
      addEndpoint(net, words, base);
      return;
    case 'lb':
      addBalancer(net, words, base);
      return;
    case 'endpoint-service':
      net.endpointServices.set(id, {
        ...base,
        service: { known: true, value: id },
        loadBalancers: words.all('to').map(asId),
        zones: [],
      });
      return;
    case 'target-group':
      net.targetGroups.set(id, {
        ...base,
        vpc,
        targetType: maybe(words.one('type') ?? 'instance', (word) => word as 'instance' | 'ip'),
        protocol: { known: true, value: 6 },
        port: maybe(words.one('port') ?? '80', Number),
        targets: words.all('targets').map((word) => ({ to: maybe(word, (target) => ({ id: target })) })),
        healthCheckPort: { known: true, value: 'traffic-port' },
        preserveClientAddress: { known: true, value: words.has('preserve') },
        crossZone: { known: true, value: undefined },
        ...(words.has('incomplete') ? { targetsIncomplete: unknownNamed(id) } : {}),
      });
      return;
    default:
      throw new Error(`nobody knows what a "${words.kind}" is`);
  }
}

interface Base {
  readonly id: string;
  readonly name: string;
}

type Net = Builder['network'];

function incompleteness(words: Words): { ingress?: m.Unknown; egress?: m.Unknown } {
  const both = words.has('incomplete') ? unknownNamed(words.one('incomplete') ?? words.name) : undefined;
  return both === undefined ? {} : { ingress: both, egress: both };
}

function addVpc(net: Net, words: Words, base: Base): void {
  const { id } = base;
  const open = (direction: 'ingress' | 'egress', block: string): m.NetworkAclEntry => ({
    direction,
    number: { known: true, value: block.includes(':') ? 101 : 100 },
    action: { known: true, value: 'allow' },
    traffic: { known: true, value: { kind: 'all' } },
    cidr: { known: true, value: cidr(block) },
  });
  net.vpcs.set(id, {
    ...base,
    cidrs: words.values.map((word) => maybe(word, cidr)),
    isDefault: false,
    dnsSupport: { known: true, value: true },
    dnsHostnames: { known: true, value: !words.has('nodns') },
    mainRouteTable: { known: true, value: `${id}/main` },
    defaultNetworkAcl: { known: true, value: `${id}/acl` },
    defaultSecurityGroup: { known: true, value: `${id}/group` },
    blockPublicAccess: { known: true, value: 'off' },
  });
  const vpc = { known: true as const, value: id };
  net.routeTables.set(`${id}/main`, { id: `${id}/main`, name: `${id}/main`, vpc, routes: [], gateways: [] });
  net.networkAcls.set(`${id}/acl`, {
    id: `${id}/acl`,
    name: `${id}/acl`,
    vpc,
    entries: (['ingress', 'egress'] as const).flatMap((way) => [open(way, '0.0.0.0/0'), open(way, '::/0')]),
    entriesIncomplete: {},
  });
}

function addWorkload(net: Net, words: Words, base: Base): void {
  const { id } = base;
  const subnets = words.all('in');
  const interfaces = subnets.map((subnet, place) => {
    const name = subnets.length === 1 ? id : `${id}/${place}`;
    const known = subnet.startsWith('?') ? undefined : net.subnets.get(subnet);
    const blocks = known?.cidrs.flatMap((block) => (block.known ? [block.value] : [])) ?? [];
    net.interfaces.set(name, {
      ...base,
      id: name,
      name,
      subnet: asId(subnet),
      kind: (words.one('kind') ?? 'interface') as m.InterfaceKind,
      addresses: addressesOf(words, blocks),
      securityGroups: words.all('groups').map(asId),
      sourceDestinationCheck: maybe(
        words.one('nocheck') ?? (words.has('nocheck') ? 'off' : 'on'),
        (word) => word === 'on',
      ),
      owner: id,
    });
    return name;
  });
  if (words.kind === 'interface') return;
  net.workloads.set(id, {
    ...base,
    kind: words.kind,
    interfaces,
    placement: words.kind === 'tasks' ? 'any' : 'all',
    listens: words.all('listens').map((word) => {
      const [port = '', protocol] = word.split('/');
      return { protocol: protocol === 'udp' ? 17 : 6, port: maybe(port, Number) };
    }),
    clientPorts: (words.one('client') ?? 'linux') as m.Workload['clientPorts'],
  });
}

function addressesOf(words: Words, blocks: readonly Cidr[]): m.InterfaceAddress[] {
  const publicWord = words.one('public');
  const publicAddress: m.Maybe<m.PublicAddress | undefined> = !words.has('public')
    ? { known: true, value: undefined }
    : maybe(publicWord ?? 'later', (word) => ({ address: word === 'later' ? undefined : cidr(word) }));
  const none = { known: true as const, value: undefined };
  const given = words.all('at').map((word) => maybe(word, cidr));
  const families = [4, 6] as const;
  if (given.length > 0) {
    return given.map((one) => ({
      family: one.known ? one.value.family : 4,
      within: one.known ? { known: true, value: [one.value] } : one,
      publicAddress: one.known && one.value.family === 6 ? none : publicAddress,
    }));
  }
  const here = families.filter((family) => blocks.some((block) => block.family === family));
  return (here.length === 0 ? [4 as const] : here).map((family) => ({
    family,
    within:
      blocks.length === 0
        ? { known: false, unknown: unknownNamed(`the address of ${words.name}`) }
        : { known: true, value: blocks.filter((block) => block.family === family) },
    publicAddress: family === 4 ? publicAddress : none,
  }));
}

function addNat(net: Net, words: Words, base: Base): void {
  const { id } = base;
  const subnet = words.one('in');
  const regional = words.has('regional');
  const where = subnet === undefined ? undefined : net.subnets.get(subnet);
  const address = words.one('public');
  net.natGateways.set(id, {
    ...base,
    vpc: regional ? asId(subnet ?? 'main') : (where?.vpc ?? asId('main')),
    connectivity: { known: true, value: words.has('private') ? 'private' : 'public' },
    availability: { known: true, value: regional ? 'regional' : 'zonal' },
    subnet: regional ? { known: true, value: undefined } : asId(subnet ?? ''),
    ...(regional ? { routeTable: asId(words.one('table') ?? '') } : {}),
    interfaces: regional ? [] : [`${id}/interface`],
    hasElasticIp: { known: true, value: !words.has('private') && !words.has('noeip') },
    publicAddresses: address === undefined ? [] : [cidr(address)],
    state: words.has('unavailable') ? 'unavailable' : 'available',
  });
  if (regional) return;
  net.interfaces.set(`${id}/interface`, {
    id: `${id}/interface`,
    name: `${id}/interface`,
    subnet: asId(subnet ?? ''),
    kind: 'natGateway',
    addresses: addressesOf(words, where?.cidrs.flatMap((block) => (block.known ? [block.value] : [])) ?? []),
    securityGroups: [],
    sourceDestinationCheck: { known: true, value: false },
    owner: id,
  });
}

function addAttachment(net: Net, words: Words, base: Base): void {
  const target = words.one('to');
  const kind = (words.one('kind') ?? 'vpc') as m.TransitGatewayAttachment['kind'];
  const table = words.one('table');
  net.transitGatewayAttachments.set(base.id, {
    ...base,
    transitGateway: asId(words.one('of') ?? 'tgw'),
    kind,
    ...(kind === 'vpc' ? { vpc: asId(target ?? '') } : {}),
    ...(kind === 'peering' ? { peer: asId(target ?? '') } : {}),
    ...(kind === 'vpn' && target !== undefined ? { vpnConnection: target } : {}),
    subnets: words.all('in').map(asId),
    securityGroupReferencing: { known: true, value: !words.has('noreferences') },
    applianceMode: { known: true, value: words.has('appliance') },
    routeTable: table === undefined ? { known: true, value: undefined } : asId(table),
    available: { known: true, value: !words.has('pending') },
  });
}

function addEndpoint(net: Net, words: Words, base: Base): void {
  const type = (words.one('type') ?? 'interface') as 'gateway' | 'interface' | 'gatewayLoadBalancer';
  const subnets = type === 'gateway' ? [] : words.all('in');
  const first = net.subnets.get(subnets[0] ?? '');
  const interfaces = subnets.map((subnet, place) => {
    const id = `${base.id}/${place}`;
    net.interfaces.set(id, {
      id,
      name: id,
      subnet: asId(subnet),
      kind: type === 'interface' ? 'vpcEndpoint' : 'gatewayLoadBalancerEndpoint',
      addresses: addressesOf(
        words,
        net.subnets.get(subnet)?.cidrs.flatMap((block) => (block.known ? [block.value] : [])) ?? [],
      ),
      securityGroups: words.all('groups').map(asId),
      sourceDestinationCheck: { known: true, value: true },
      owner: base.id,
    });
    return id;
  });
  net.endpoints.set(base.id, {
    ...base,
    type: { known: true, value: type },
    vpc: type === 'gateway' ? asId(words.one('in') ?? 'main') : (first?.vpc ?? asId('main')),
    service: asId(words.one('service') ?? 's3'),
    routeTables: [],
    interfaces,
    privateDns: { known: true, value: !words.has('nodns') },
    fullAccessPolicy: { known: true, value: true },
    available: { known: true, value: !words.has('unavailable') },
  });
}

function addBalancer(net: Net, words: Words, base: Base): void {
  const kind = (words.one('kind') ?? 'application') as m.LoadBalancer['kind'];
  const subnets = words.all('in');
  const interfaces = subnets.map((subnet, place) => {
    const id = `${base.id}/${place}`;
    const at = words.all('at')[place];
    const blocks =
      net.subnets.get(subnet)?.cidrs.flatMap((block) => (block.known ? [block.value] : [])) ?? [];
    net.interfaces.set(id, {
      id,
      name: id,
      subnet: asId(subnet),
      kind: kind === 'network' ? 'networkLoadBalancer' : 'loadBalancer',
      addresses: [
        {
          family: 4,
          within: { known: true, value: at === undefined ? blocks : [cidr(at)] },
          publicAddress: {
            known: true,
            value: words.has('internet-facing') ? { address: undefined } : undefined,
          },
        },
      ],
      securityGroups: words.all('groups').map(asId),
      sourceDestinationCheck: { known: true, value: true },
      owner: base.id,
    });
    return id;
  });
  net.loadBalancers.set(base.id, {
    ...base,
    kind,
    scheme: { known: true, value: words.has('internet-facing') ? 'internet-facing' : 'internal' },
    vpc: net.subnets.get(subnets[0] ?? '')?.vpc ?? asId('main'),
    interfaces,
    crossZone: { known: true, value: !words.has('nocross') },
    listeners: [],
  });
}

function addRule(
  { network: net }: Builder,
  parent: Words,
  words: readonly string[],
  uncertain: m.Unknown | undefined,
): void {
  const extra = uncertain === undefined ? {} : { uncertain };
  switch (parent.kind) {
    case 'group': {
      const group = net.securityGroups.get(parent.name);
      const rules = readGroupRule(words).map((rule): m.SecurityGroupRule => ({ ...rule, ...extra }));
      if (group !== undefined)
        net.securityGroups.set(group.id, { ...group, rules: [...group.rules, ...rules] });
      return;
    }
    case 'acl': {
      const acl = net.networkAcls.get(parent.name);
      if (acl !== undefined) {
        net.networkAcls.set(acl.id, {
          ...acl,
          entries: [...acl.entries, { ...readAclEntry(words), ...extra }],
        });
      }
      return;
    }
    case 'table': {
      const table = net.routeTables.get(parent.name);
      if (table !== undefined) {
        net.routeTables.set(table.id, {
          ...table,
          routes: [...table.routes, { ...readRoute(words), ...extra }],
        });
      }
      return;
    }
    case 'transit-table': {
      const table = net.transitGatewayRouteTables.get(parent.name);
      if (table === undefined) return;
      if (words[0] === 'propagate') {
        const propagations = [...table.propagations, ...words.slice(1).map(asId)];
        net.transitGatewayRouteTables.set(table.id, { ...table, propagations });
      } else {
        const routes = [...table.routes, { ...readTransitRoute(words), ...extra }];
        net.transitGatewayRouteTables.set(table.id, { ...table, routes });
      }
      return;
    }
    case 'lb': {
      const balancer = net.loadBalancers.get(parent.name);
      if (balancer === undefined) return;
      const [, port = '', , ...groups] = words;
      const [number = '', protocol = 'tcp'] = port.split('/');
      const listener: m.Listener = {
        id: `${balancer.id}:${port}`,
        protocol: maybe(protocol, (word) => (word === 'tcp_udp' ? word : word === 'udp' ? 17 : 6)),
        port: maybe(number, Number),
        targetGroups: groups.map(asId),
      };
      net.loadBalancers.set(balancer.id, { ...balancer, listeners: [...balancer.listeners, listener] });
      return;
    }
    default:
      throw new Error(`a ${parent.kind} has no rules`);
  }
}

/** `in tcp 443 from 10.0.0.0/8`, `out all to group db`, `in ?ports from ?cidrs`. */
function readGroupRule(words: readonly string[]): m.SecurityGroupRule[] {
  const split = words.findIndex((word) => word === 'from' || word === 'to');
  const traffic = readTraffic(words.slice(1, split));
  const direction = words[0] === 'in' ? 'ingress' : 'egress';
  const peers = words.slice(split + 1);
  const [kind = '', ...names] = peers;
  if (kind === 'group') {
    return names.map((securityGroup) => ({
      direction,
      traffic,
      peer: { known: true, value: { kind: 'securityGroup', securityGroup } },
    }));
  }
  if (kind === 'list') {
    return names.map((prefixList) => ({
      direction,
      traffic,
      peer: { known: true, value: { kind: 'prefixList', prefixList } },
    }));
  }
  return peers.map((word) => ({
    direction,
    traffic,
    peer: maybe(word, (one) => ({ kind: 'cidr', cidr: cidr(one) })),
  }));
}

/** `in 100 allow tcp 443 from 10.0.0.0/8`. */
function readAclEntry(words: readonly string[]): m.NetworkAclEntry {
  const [way, number = '', action = '', ...rest] = words;
  const split = rest.findIndex((word) => word === 'from' || word === 'to');
  return {
    direction: way === 'in' ? 'ingress' : 'egress',
    number: maybe(number, Number),
    action: maybe(action, (word) => word as 'allow' | 'deny'),
    traffic: readTraffic(rest.slice(0, split)),
    cidr: maybe(rest[split + 1] ?? '', cidr),
  };
}

/** `all`, `tcp 443`, `udp 1-100`, `tcp`, `icmp 8/0`, `icmp`, `icmpv6 128`, `47`, `?traffic`. */
export function readTraffic(words: readonly string[]): m.Maybe<m.TrafficMatch> {
  const [protocol = 'all', ports] = words;
  return maybe(ports?.startsWith('?') === true ? ports : protocol, (): m.TrafficMatch => {
    if (protocol === 'all') return { kind: 'all' };
    if (protocol === 'tcp' || protocol === 'udp') {
      const [from = '0', to = from] = (ports ?? '0-65535').split('-');
      return { kind: 'ports', protocol: protocol === 'tcp' ? 6 : 17, from: Number(from), to: Number(to) };
    }
    if (protocol === 'icmp' || protocol === 'icmpv6') {
      const [type, code] = (ports ?? '').split('/').map((word) => (word === '' ? undefined : Number(word)));
      return { kind: 'icmp', protocol: protocol === 'icmp' ? 1 : 58, type, code };
    }
    return { kind: 'protocol', protocol: Number(protocol) };
  });
}

const targetKinds: Readonly<Record<string, m.RouteTarget['kind']>> = {
  igw: 'internetGateway',
  eigw: 'egressOnlyInternetGateway',
  nat: 'natGateway',
  vgw: 'vpnGateway',
  cagw: 'carrierGateway',
  peering: 'peeringConnection',
  tgw: 'transitGateway',
  interface: 'interface',
  instance: 'interface',
  endpoint: 'endpoint',
};

/** `0.0.0.0/0 -> igw gate`, `list-id -> endpoint s3`, then `blackhole` or `propagated`. */
function readRoute(words: readonly string[]): m.Route {
  const [destination = '', , kind = '', id = ''] = words;
  return {
    destination: readDestination(destination),
    target: kind.startsWith('?')
      ? { known: false, unknown: unknownNamed(kind.slice(1)) }
      : { known: true, value: readTarget(kind, id) },
    state: words.includes('blackhole') ? 'blackhole' : 'active',
    kind: words.includes('propagated') ? 'propagated' : 'static',
  };
}

function readTarget(kind: string, id: string): m.RouteTarget {
  if (kind === 'local') return { kind: 'local' };
  const known = targetKinds[kind];
  if (known === undefined || known === 'local' || known === 'other') return { kind: 'other', type: kind, id };
  return { kind: known, id };
}

function readDestination(word: string): m.Maybe<m.RouteDestination> {
  if (!word.startsWith('?') && !word.includes('/'))
    return { known: true, value: { kind: 'prefixList', prefixList: word } };
  return maybe(word, (one) => ({ kind: 'cidr', cidr: cidr(one) }));
}

/** `10.0.0.0/8 -> attachment`, `10.9.0.0/16 -> blackhole`, then `propagated`. */
function readTransitRoute(words: readonly string[]): m.TransitGatewayRoute {
  const [destination = '', , attachment = ''] = words;
  return {
    destination: readDestination(destination),
    attachment: attachment === 'blackhole' ? { known: true, value: undefined } : asId(attachment),
    kind: words.includes('propagated') ? 'propagated' : 'static',
  };
}
