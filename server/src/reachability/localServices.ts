import { addressSet, intersectAddresses, noAddressIn, sameAddresses, type AddressSet } from '../ip/addresses';
import { parseAddress, type Cidr } from '../ip/cidr';
import { unite } from '../ip/ranges';
import { portTraffic, type Traffic } from '../ip/traffic';
import type { Maybe, Vpc } from '../network/model';
import type { Asked } from './askedTraffic';
import { conclude, type Case } from './case';
import { plainEnd, type End, type EndHost, type OutsideEnd } from './ends';
import { referencesKept } from './groupRules';
import type { Host } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { newWalk } from './newWalk';
import { filter, newBranch } from './walk/branch';
import { block, pass, wonder } from './walk/hops';
import type { Packet } from './walk/packet';

/** What every machine in a VPC reaches on its own host, past all groups and ACLs. */
interface LocalService {
  readonly name: string;
  readonly addresses: AddressSet;
  readonly traffic: Traffic;
  readonly isResolver: boolean;
}

const dns = unite(portTraffic(6, 53, 53), portTraffic(17, 53, 53));

/**
 * The resolver, instance metadata and the time service: neither groups nor network ACLs filter them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html, https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
const services: readonly LocalService[] = [
  service('the VPC’s resolver', ['169.254.169.253', 'fd00:ec2::253'], dns, true),
  service('instance metadata', ['169.254.169.254', 'fd00:ec2::254'], portTraffic(6, 80, 80), false),
  service('the time service', ['169.254.169.123', 'fd00:ec2::123'], portTraffic(17, 123, 123), false),
];

function service(
  name: string,
  texts: readonly string[],
  traffic: Traffic,
  isResolver: boolean,
): LocalService {
  return {
    name,
    addresses: addressSet(texts.flatMap((text) => parseAddress(text) ?? [])),
    traffic,
    isResolver,
  };
}

/** One of these services by its address; the resolver also has the second address of its VPC's first block. */
export function localEnd(index: NetworkIndex, name: string, cidr: Cidr): End | undefined {
  const addresses = addressSet([cidr]);
  const known = services.find((one) => !noAddressIn(intersectAddresses(one.addresses, addresses)));
  const isResolver = [...index.network.vpcs.values()].some((vpc) => isResolverOf(vpc, addresses));
  const found = known ?? (isResolver ? services[0] : undefined);
  if (found === undefined || cidr.prefixLength < (cidr.family === 4 ? 32 : 128)) return undefined;
  const host: EndHost = { kind: 'local', name: found.name, family: cidr.family, mode: 'each', addresses };
  const own = { traffic: found.traffic, unknown: undefined };
  return { ...plainEnd, id: name, name, kind: 'address', quantifier: 'some', hosts: [host], own };
}

function isResolverOf({ cidrs }: Vpc, addresses: AddressSet): boolean {
  const first = cidrs.find((cidr) => cidr.known && cidr.value.family === 4);
  if (first?.known !== true) return false;
  const second = { family: 4 as const, address: first.value.address + 2n, prefixLength: 32 };
  return sameAddresses(addressSet([second]), addresses);
}

/** How a question from or to such a service fares: it is asked by machines in a VPC, and asks nobody. */
export function localCase(
  index: NetworkIndex,
  from: EndHost,
  to: EndHost,
  asked: Asked,
  trace: boolean,
): Case {
  const walk = newWalk(index, asked, from, trace);
  const branch = newBranch(asked.traffic);
  walk.outcomes.push(branch);
  const packet = packetBetween(from, to);
  const place = { id: to.kind === 'interface' ? to.interface.id : to.name, name: nameOf(to) };
  pass(
    walk,
    branch,
    packet,
    'source',
    'out',
    from.kind === 'interface' ? from.interface : { id: from.name, name: from.name },
  );
  const stop = (why: string): void => {
    block(walk, branch, packet, 'service', 'in', place, 'NO_PATH', { why });
  };
  if (to.kind !== 'local') stop(`${nameOf(from)} answers, and opens no connections`);
  else if (from.kind !== 'interface') stop('only machines in a VPC reach it');
  else {
    const service = services.find((one) => one.name === to.name);
    const vpc = index.vpcOf(from.interface);
    const support: Maybe<boolean> = vpc?.dnsSupport ?? {
      known: false,
      unknown: { value: `the VPC of ${from.interface.name}`, why: 'nothing tells which it is' },
    };
    const isOwn =
      service === undefined ||
      !noAddressIn(intersectAddresses(service.addresses, to.addresses)) ||
      (vpc !== undefined && isResolverOf(vpc, to.addresses));
    const traffic = service?.traffic ?? asked.traffic;
    const verdict = filter(branch, { must: traffic, may: traffic, unknowns: [] }, asked.required);
    if (verdict === 'blocked') stop('it does not listen there');
    else if (!isOwn) stop('it is the resolver of another VPC');
    else if (service?.isResolver === true && !support.known) {
      wonder(walk, branch, packet, 'service', 'in', place, [support.unknown]);
    } else if (service?.isResolver === true && support.known && !support.value) {
      stop(`DNS support is off in ${vpc?.name ?? 'its VPC'}`);
    } else pass(walk, branch, packet, 'service', 'in', place);
  }
  const isSet = (host: EndHost): boolean => host.kind !== 'interface';
  return {
    ...conclude(walk, asked),
    source: isSet(from) ? (from as OutsideEnd).addresses : undefined,
    destination: isSet(to) ? (to as OutsideEnd).addresses : undefined,
    byPublicAddress: false,
  };
}

function nameOf(host: EndHost): string {
  return host.kind === 'interface' ? host.interface.name : host.name;
}

function packetBetween(from: EndHost, to: EndHost): Packet {
  const host = (one: EndHost): Host => {
    const [address] = one.kind === 'interface' ? one.interface.addresses : [];
    if (one.kind === 'interface' && address !== undefined) {
      const addresses = address.within.known ? addressSet(address.within.value) : addressSet([]);
      return { kind: 'interface', interface: one.interface, address, party: { mode: 'oneOf', addresses } };
    }
    const addresses = one.kind === 'interface' ? addressSet([]) : one.addresses;
    return { kind: 'onPremises', party: { mode: 'each', addresses } };
  };
  return {
    reply: false,
    family: 4,
    from: host(from),
    to: host(to),
    references: referencesKept,
    translations: undefined,
    door: undefined,
    visited: [],
  };
}
