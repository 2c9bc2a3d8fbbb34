import { allAddresses, noAddressIn, ofFamily, subtractAddresses, type AddressSet } from '../ip/addresses';
import type { Family } from '../ip/cidr';
import { noTraffic } from '../ip/traffic';
import type { Unknown } from '../network/model';
import type { Asked } from './askedTraffic';
import { type EndHost, type InterfaceEnd } from './ends';
import { interfaceHost, publicHost, type Host } from './hosts';
import { boxes, conclude, type Case } from './case';
import { localCase } from './localServices';
import type { NetworkIndex } from './networkIndex';
import { newWalk } from './newWalk';
import { newBranch } from './walk/branch';
import { connectionBetween } from './walk/mended';
import { block } from './walk/hops';
import type { Packet, Walk } from './walk/packet';
import { walkBetween } from './walk/walk';
import { referencesKept } from './groupRules';

/** More cases than any real set of rules makes; what is left then is unknown. */
const maximumCases = 150;

/** How a pair of hosts fares: by IPv4 and by IPv6 where both have both, the better of the two first. */
export function casesBetween(
  index: NetworkIndex,
  from: EndHost,
  to: EndHost,
  asked: Asked,
  trace: boolean,
): readonly Case[] {
  if (from.kind === 'local' || to.kind === 'local') return [localCase(index, from, to, asked, trace)];
  const families = ([4, 6] as const).filter((family) => hasFamily(from, family) && hasFamily(to, family));
  if (families.length === 0) return [noCommonFamily(index, from, to, asked, trace)];
  const attempts = families.map((family) => casesOfFamily(index, from, to, family, asked, trace));
  return attempts.flat();
}

function hasFamily(host: EndHost, family: Family): boolean {
  return host.kind === 'interface' ? host.parties.has(family) : host.family === family;
}

function casesOfFamily(
  index: NetworkIndex,
  from: EndHost,
  to: EndHost,
  family: Family,
  asked: Asked,
  trace: boolean,
): readonly Case[] {
  const dialPublic = to.kind === 'interface' && family === 4 && isDialledByPublicAddress(index, from, to);
  return coverCases(index, from, to, family, asked, trace, dialPublic);
}

/**
 * From the internet an interface has only its public address. From inside it is called by the private one, unless it was
 * asked for by the public one, or is in a VPC that nothing joins to the caller's.
 */
export function isDialledByPublicAddress(index: NetworkIndex, from: EndHost, to: InterfaceEnd): boolean {
  if (from.kind === 'internet' || from.kind === 'service' || to.dial === 'public') return true;
  if (from.kind !== 'interface' || to.dial === 'private') return false;
  const address = to.parties.get(4)?.address;
  if (address?.publicAddress.known !== true || address.publicAddress.value === undefined) return false;
  const here = index.vpcOf(from.interface);
  const there = index.vpcOf(to.interface);
  if (here === undefined || there === undefined || here.id === there.id) return false;
  return connectionBetween(index, here.id, there.id) === undefined;
}

function coverCases(
  index: NetworkIndex,
  from: EndHost,
  to: EndHost,
  family: Family,
  asked: Asked,
  trace: boolean,
  dialPublic: boolean,
): readonly Case[] {
  const cases: Case[] = [];
  const open: (readonly [AddressSet | undefined, AddressSet | undefined])[] = [
    [setOf(from, family), dialPublic ? undefined : setOf(to, family)],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [sources, destinations] = next;
    const source = hostOf(index, from, family, sources, false);
    const destination = hostOf(index, to, family, destinations, dialPublic);
    const walk = newWalk(index, asked, from, trace);
    walkBetween(walk, source, destination, family);
    const narrowedSource = sources === undefined ? undefined : source.party.addresses;
    const narrowedDestination = destinations === undefined ? undefined : destination.party.addresses;
    cases.push({
      ...conclude(walk, asked),
      source: narrowedSource,
      destination: narrowedDestination,
      byPublicAddress: dialPublic,
    });
    if (cases.length >= maximumCases) {
      cases.push(...open.map(([left, right]) => tooMany(walk, left, right)));
      break;
    }
    if (sources !== undefined && narrowedSource !== undefined) {
      const rest = subtractAddresses(sources, narrowedSource);
      if (!noAddressIn(rest)) open.push([rest, destinations]);
    }
    if (destinations !== undefined && narrowedDestination !== undefined) {
      const rest = subtractAddresses(destinations, narrowedDestination);
      if (!noAddressIn(rest)) open.push([narrowedSource, rest]);
    }
  }
  return cases;
}

function setOf(host: EndHost, family: Family): AddressSet | undefined {
  if (host.kind !== 'interface') return host.mode === 'each' ? host.addresses : undefined;
  return host.parties.get(family)?.addresses;
}

function hostOf(
  index: NetworkIndex,
  host: EndHost,
  family: Family,
  addresses: AddressSet | undefined,
  dialPublic: boolean,
): Host {
  if (host.kind !== 'interface') {
    const party = { mode: host.mode, addresses: addresses ?? host.addresses };
    if (host.kind === 'service') return { kind: 'service', service: host.name, party };
    return { kind: host.kind === 'onPremises' ? 'onPremises' : 'internet', party };
  }
  const one = host.interface;
  const address = host.parties.get(family)?.address;
  if (address === undefined) {
    // Cannot be: families were looked at before.
    return { kind: 'internet', party: { mode: 'oneOf', addresses: ofFamily(allAddresses, family) } };
  }
  if (dialPublic) return publicHost(one, address);
  if (addresses === undefined) return interfaceHost(index, one, address);
  return { kind: 'interface', interface: one, address, party: { mode: 'each', addresses } };
}

function tooMany(walk: Walk, source: AddressSet | undefined, destination: AddressSet | undefined): Case {
  const unknown: Unknown = {
    value: 'the other addresses',
    why: 'rules tell them apart in more ways than are looked at',
  };
  const branch = newBranch(walk.asked);
  const may = boxes(branch.flow.someMay, branch.flow.mayPorts);
  return {
    source,
    destination,
    verdict: 'unknown',
    must: [],
    sure: noTraffic,
    possible: walk.asked,
    may,
    branches: [branch],
    unknowns: [unknown],
    byPublicAddress: false,
  };
}

function noCommonFamily(index: NetworkIndex, from: EndHost, to: EndHost, asked: Asked, trace: boolean): Case {
  const family: Family = hasFamily(from, 6) && !hasFamily(from, 4) ? 6 : 4;
  const nobody: Host = {
    kind: 'internet',
    party: { mode: 'oneOf', addresses: ofFamily(allAddresses, family) },
  };
  const source = hasFamily(from, family) ? hostOf(index, from, family, undefined, false) : nobody;
  const branch = newBranch(asked.traffic);
  const walk = newWalk(index, asked, from, trace);
  const packet: Packet = {
    reply: false,
    family,
    from: source,
    to: nobody,
    references: referencesKept,
    translations: undefined,
    door: undefined,
    visited: [],
  };
  const side = to.kind === 'interface' ? to.interface : { id: to.name, name: to.name };
  const why = `the two have no addresses of one family: one has no IPv${family} address`;
  block(walk, branch, packet, 'destination', 'in', side, 'NO_PATH', { why });
  return {
    source: undefined,
    destination: undefined,
    verdict: 'blocked',
    must: [],
    sure: noTraffic,
    possible: noTraffic,
    may: [],
    branches: [branch],
    unknowns: [],
    byPublicAddress: false,
  };
}
