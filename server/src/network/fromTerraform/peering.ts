import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Id, Maybe, PeeringConnection, PeeringSide } from '../model';
import { withOrigin, type Context, type Place } from './context';
import { read, readBoolean, readId, toText } from './read';

/** Peerings of VPCs. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
export function buildPeeringConnections(context: Context): PeeringConnection[] {
  const connections = context.of('aws_vpc_peering_connection').map((one) => build(context, one));
  return [...connections, ...foreign(context)];
}

function build(context: Context, resource: ResourceInstance): PeeringConnection {
  const fields = context.fields(resource);
  const id = resource.address;
  const here = context.place(resource);
  const accepter = context.once(accepters).get(id);
  const peerVpc = readId(context, fields, 'peer_vpc_id', 'vpcs') ?? missing(id, 'peer_vpc_id');
  const there = placeOf(context, peerVpc) ?? (accepter === undefined ? undefined : context.place(accepter));
  return {
    ...context.component(resource),
    requester: {
      vpc: readId(context, fields, 'vpc_id', 'vpcs') ?? missing(id, 'vpc_id'),
      ...side(here),
      cidrs: [],
    },
    accepter: {
      vpc: peerVpc,
      ...side(there ?? here),
      ...textMember(context, resource, 'peer_region', 'region'),
      ...textMember(context, resource, 'peer_owner_id', 'account'),
      cidrs: [],
    },
    active: active(context, resource, accepter, peerVpc),
  };
}

/** A peering that others have asked for: only its acceptance is in the code. */
function foreign(context: Context): PeeringConnection[] {
  const own = new Set(context.of('aws_vpc_peering_connection').map((one) => one.address));
  return [...context.once(accepters)].flatMap(([id, accepter]) => {
    if (own.has(id)) return [];
    const why = {
      value: id,
      why: 'the request is not in this code',
      ...withOrigin(context.origin(accepter.source)),
    };
    return [
      {
        ...context.component(accepter),
        id,
        requester: { vpc: unknown<Id>(why), cidrs: [] },
        accepter: { vpc: unknown<Id>(why), ...side(context.place(accepter)), cidrs: [] },
        active: readBoolean(context, context.fields(accepter), 'auto_accept', false),
      },
    ];
  });
}

function accepters(context: Context): ReadonlyMap<Id, ResourceInstance> {
  const all = new Map<Id, ResourceInstance>();
  for (const accepter of context.of('aws_vpc_peering_connection_accepter')) {
    const id = readId(context, context.fields(accepter), 'vpc_peering_connection_id', 'peeringConnections');
    if (id?.known === true) all.set(id.value, accepter);
  }
  return all;
}

/**
 * A peering carries traffic once it is accepted: by `auto_accept`, which works within one account and Region only, or by
 * an accepter. One to a VPC outside this code may be accepted over there.
 */
function active(
  context: Context,
  resource: ResourceInstance,
  accepter: ResourceInstance | undefined,
  peerVpc: Maybe<Id>,
): Maybe<boolean> {
  if (accepter !== undefined) {
    if (accepter.uncertain !== undefined && resource.uncertain === undefined) {
      return unknown(context.reason(accepter.uncertain));
    }
    return readBoolean(context, context.fields(accepter), 'auto_accept', false);
  }
  const accepted = readBoolean(context, context.fields(resource), 'auto_accept', false);
  if (!accepted.known || accepted.value) return accepted;
  const peer = peerVpc.known ? context.resource(peerVpc.value) : undefined;
  if (peer?.mode === 'managed') return known(false);
  const why = 'nothing here accepts it; the other side may';
  return unknown({
    value: `${resource.address}.accept_status`,
    why,
    ...withOrigin(context.origin(resource.source)),
  });
}

function placeOf(context: Context, vpc: Maybe<Id>): Place | undefined {
  const resource = vpc.known ? context.resource(vpc.value) : undefined;
  return resource === undefined ? undefined : context.place(resource);
}

function side({ region, account }: Place): Pick<PeeringSide, 'region' | 'account'> {
  return { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
}

function textMember<K extends string>(
  context: Context,
  resource: ResourceInstance,
  argument: string,
  member: K,
): Partial<Record<K, string>> {
  const text = read(context, context.fields(resource), argument, toText);
  // A computed key widens to `string`; it is `member`.
  return text?.known === true ? ({ [member]: text.value } as Record<K, string>) : {};
}

function missing<T>(id: Id, name: string): Maybe<T> {
  return unknown({ value: `${id}.${name}`, why: 'not given' });
}
