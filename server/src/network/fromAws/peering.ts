import type { PeeringConnection, PeeringSide } from '../model';
import { known } from '../maybe';
import { child, cidr, type JsonRecord, records, stateOf, text } from './record';
import { component, items, said, type Source } from './source';

/** Peering connections, also those that wait or are gone: routes may still name them. Only `active` carries traffic. */
export function readPeeringConnections(source: Source): PeeringConnection[] {
  return items(source, 'VpcPeeringConnections').map((item) => {
    const id = text(item.record, 'VpcPeeringConnectionId') ?? '';
    const state = stateOf(item.record, 'Status');
    return {
      ...component(item, id, 'vpc-peering-connection'),
      requester: side(child(item.record, 'RequesterVpcInfo'), `the requester of ${id}`),
      accepter: side(child(item.record, 'AccepterVpcInfo'), `the accepter of ${id}`),
      active:
        state === undefined ? said<boolean>(undefined, `the state of ${id}`) : known(state === 'active'),
    };
  });
}

/** A pending connection lists the accepter's blocks only once it is accepted. */
function side(info: JsonRecord, name: string): PeeringSide {
  const blocks = [
    text(info, 'CidrBlock'),
    ...records(info, 'CidrBlockSet').map((each) => text(each, 'CidrBlock')),
    ...records(info, 'Ipv6CidrBlockSet').map((each) => text(each, 'Ipv6CidrBlock')),
  ];
  const once = [...new Set(blocks.filter((block) => block !== undefined))];
  const account = text(info, 'OwnerId');
  const region = text(info, 'Region');
  return {
    vpc: said(text(info, 'VpcId'), name),
    cidrs: once.map((block) => cidr(name, block)).flatMap((each) => (each.known ? [each.value] : [])),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}
