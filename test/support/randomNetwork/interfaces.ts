import type {
  InterfaceAddress,
  InterfaceKind,
  NetworkInterface,
  Subnet,
} from '../../../server/src/network/model';
import type { Dice } from './dice';
import { block, block6, type Draft, is, serviceBlock, valueIn } from './draft';

/** Interfaces with one address or two, some with public ones; NAT gateways and endpoints with theirs. */
export function drawInterfaces(dice: Dice, draft: Draft): void {
  for (const subnet of draft.subnets) {
    const count = dice.pick([1, 1, 2]);
    for (let each = 0; each < count; each += 1) {
      const forwards = dice.chance(20);
      addInterface(draft, subnet, {
        id: `eni-${subnet.id.slice(7)}-${each}`,
        host: 10 + each,
        groups: drawCarried(dice, draft, subnet),
        isPublic: dice.chance(forwards ? 70 : 40),
        hasSecond: dice.chance(10),
        check: !forwards,
        kind: 'interface',
      });
    }
    if (dice.chance(20)) drawNatGateway(dice, draft, subnet);
    if (dice.chance(8)) drawInterfaceEndpoint(dice, draft, subnet);
  }
  draft.vpcs.forEach((vpc, index) => {
    if (!dice.chance(30)) return;
    const id = `vpce-s3-${index}`;
    draft.endpoints.push({
      id,
      name: id,
      type: is('gateway'),
      vpc: is(vpc.id),
      service: is('s3'),
      routeTables: [],
      interfaces: [],
      privateDns: is(false),
      fullAccessPolicy: is(true),
      available: is(true),
    });
  });
}

/** The list of the service, and one of blocks of VPCs. */
export function drawPrefixLists(dice: Dice, draft: Draft): void {
  draft.prefixLists.push({
    id: 'pl-s3',
    name: 'pl-s3',
    family: is(4),
    entries: [{ cidr: is(serviceBlock) }],
    maximumEntries: is(1),
    service: 's3',
  });
  const blocks = draft.vpcs.map((vpc) => valueIn(dice.pick(vpc.cidrs))).filter((cidr) => cidr.family === 4);
  const entries = dice
    .some(blocks, 60)
    .map((cidr) => ({ cidr: is(dice.chance(70) ? cidr : { ...cidr, prefixLength: 20 }) }));
  draft.prefixLists.push({ id: 'pl-own', name: 'pl-own', family: is(4), entries, maximumEntries: is(10) });
}

/** An interface that is wanted in a subnet. */
export interface Wanted {
  readonly id: string;
  readonly host: number;
  readonly groups: readonly string[];
  readonly isPublic: boolean;
  readonly hasSecond: boolean;
  readonly check: boolean;
  readonly kind: InterfaceKind;
}

/** Puts an interface into a subnet, with the subnet's families. */
export function addInterface(draft: Draft, subnet: Subnet, wanted: Wanted): NetworkInterface {
  const number = draft.interfaces.length;
  const addresses = subnet.cidrs.map(valueIn).flatMap((cidr): InterfaceAddress[] => {
    if (cidr.family === 6) {
      const own = block6(cidr.address + BigInt(wanted.host), 128);
      return [{ family: 6, within: is([own]), publicAddress: is(undefined) }];
    }
    const own = (offset: number): InterfaceAddress['within'] =>
      is([block(cidr.address + BigInt(wanted.host + offset), 32)]);
    const publicly = wanted.isPublic ? { address: block(0x36000000n + BigInt(number), 32) } : undefined;
    const second: InterfaceAddress = { family: 4, within: own(100), publicAddress: is(undefined) };
    return [
      { family: 4, within: own(0), publicAddress: is(publicly) },
      ...(wanted.hasSecond ? [second] : []),
    ];
  });
  const made: NetworkInterface = {
    id: wanted.id,
    name: wanted.id,
    subnet: is(subnet.id),
    kind: wanted.kind,
    addresses: wanted.kind === 'natGateway' ? addresses.filter(({ family }) => family === 4) : addresses,
    securityGroups: wanted.groups.map(is),
    sourceDestinationCheck: is(wanted.check),
  };
  draft.interfaces.push(made);
  return made;
}

/** One group of the VPC, or two, or at times none. */
export function drawCarried(dice: Dice, draft: Draft, subnet: Subnet): string[] {
  const vpc = valueIn(subnet.vpc);
  const own = draft.securityGroups.filter((group) => valueIn(group.vpc) === vpc).map((group) => group.id);
  if (dice.chance(3)) return [];
  return [...new Set([dice.pick(own), ...(dice.chance(25) ? [dice.pick(own)] : [])])];
}

function drawNatGateway(dice: Dice, draft: Draft, subnet: Subnet): void {
  const id = `nat-${subnet.id.slice(7)}`;
  const isPublic = dice.chance(75);
  const own = addInterface(draft, subnet, {
    id: `eni-${id}`,
    host: 5,
    groups: [],
    isPublic,
    hasSecond: false,
    check: false,
    kind: 'natGateway',
  });
  const publicly = own.addresses.flatMap((address) => valueIn(address.publicAddress)?.address ?? []);
  draft.natGateways.push({
    id,
    name: id,
    vpc: subnet.vpc,
    connectivity: is(isPublic ? 'public' : 'private'),
    availability: is('zonal'),
    subnet: is(subnet.id),
    interfaces: [own.id],
    hasElasticIp: is(isPublic),
    publicAddresses: publicly,
    state: dice.chance(95) ? 'available' : 'unavailable',
  });
  draft.interfaces[draft.interfaces.length - 1] = { ...own, owner: id };
}

function drawInterfaceEndpoint(dice: Dice, draft: Draft, subnet: Subnet): void {
  const id = `vpce-${subnet.id.slice(7)}`;
  const own = addInterface(draft, subnet, {
    id: `eni-${id}`,
    host: 6,
    groups: drawCarried(dice, draft, subnet),
    isPublic: false,
    hasSecond: false,
    check: true,
    kind: 'vpcEndpoint',
  });
  draft.endpoints.push({
    id,
    name: id,
    type: is('interface'),
    vpc: subnet.vpc,
    service: is('sqs'),
    routeTables: [],
    interfaces: [own.id],
    privateDns: is(true),
    fullAccessPolicy: is(true),
    available: is(dice.chance(85)),
  });
  draft.interfaces[draft.interfaces.length - 1] = { ...own, owner: id };
}
