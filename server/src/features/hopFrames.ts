import type { AnswerJson, HopJson } from '../explain/answerJson';
import { plain } from '../explain/escape';
import { valueOf } from '../network/maybe';
import type { Id, Maybe, Network } from '../network/model';
import type { HopFrames } from '../protocol/answer';

/** A VPC and subnets by id. */
interface Place {
  readonly vpc: Id | undefined;
  readonly subnets: readonly Id[];
}

/** The frames of an answer's hops, there and back: the picture draws each hop inside its VPC and subnet. */
export function answerFrames(
  network: Network,
  { path, returnPath, question }: AnswerJson,
): { readonly path: readonly HopFrames[]; readonly returnPath: readonly HopFrames[] } {
  const [from, to] = [placeOfEnd(network, question.from), placeOfEnd(network, question.to)];
  return {
    path: framesOf(network, path, from, to),
    returnPath: framesOf(network, returnPath, to, from),
  };
}

function framesOf(
  network: Network,
  hops: readonly HopJson[],
  sender: Place | undefined,
  receiver: Place | undefined,
): HopFrames[] {
  const places = hops.map((hop) => placeOf(network, hop.component));
  return hops.map((hop, index) => {
    if (hop.kind !== 'securityGroup') return named(network, places[index]);
    // A group stands at an interface: the last that was left, or the next that is entered.
    const own =
      hop.direction === 'out'
        ? (places.slice(0, index).findLast(hasSubnet) ?? sender)
        : (places.slice(index + 1).find(hasSubnet) ?? receiver);
    return named(network, own ?? places[index]);
  });
}

function hasSubnet(place: Place | undefined): boolean {
  return place !== undefined && place.subnets.length > 0;
}

function placeOfEnd(network: Network, id: Id): Place | undefined {
  const owner = network.workloads.get(id) ?? network.loadBalancers.get(id) ?? network.endpoints.get(id);
  return owner === undefined ? placeOf(network, id) : placeOfInterfaces(network, owner.interfaces);
}

function placeOfInterfaces(network: Network, interfaces: readonly Id[]): Place {
  const subnets = interfaces.flatMap((id) => idIn(network.interfaces.get(id)?.subnet) ?? []);
  const [first] = subnets;
  return {
    vpc: first === undefined ? undefined : idIn(network.subnets.get(first)?.vpc),
    subnets: [...new Set(subnets)],
  };
}

function placeOf(network: Network, id: Id): Place | undefined {
  if (network.interfaces.has(id)) return placeOfInterfaces(network, [id]);
  const subnet = network.subnets.get(id);
  if (subnet !== undefined) return { vpc: idIn(subnet.vpc), subnets: [id] };
  const nat = network.natGateways.get(id);
  if (nat !== undefined) {
    const own = idIn(nat.subnet);
    return { vpc: idIn(nat.vpc), subnets: own === undefined ? [] : [own] };
  }
  const owner = network.workloads.get(id);
  if (owner !== undefined) return placeOfInterfaces(network, owner.interfaces);
  const inVpc =
    network.securityGroups.get(id) ??
    network.networkAcls.get(id) ??
    network.routeTables.get(id) ??
    network.loadBalancers.get(id) ??
    network.endpoints.get(id) ??
    network.internetGateways.get(id) ??
    network.egressOnlyInternetGateways.get(id) ??
    network.vpnGateways.get(id);
  return inVpc === undefined ? undefined : { vpc: idIn(inVpc.vpc), subnets: [] };
}

function named(network: Network, place: Place | undefined): HopFrames {
  if (place?.vpc === undefined) return {};
  const vpc = plain(network.vpcs.get(place.vpc)?.name ?? place.vpc);
  if (place.subnets.length === 0) return { vpc };
  const names = place.subnets.map((id) => plain(network.subnets.get(id)?.name ?? id));
  const shown = names.length <= 2 ? names.join(' or ') : `${names[0] ?? ''} or ${names.length - 1} others`;
  return { vpc, subnet: shown };
}

function idIn(maybe: Maybe<Id | undefined> | undefined): Id | undefined {
  return maybe === undefined ? undefined : valueOf(maybe);
}
