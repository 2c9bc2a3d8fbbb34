import { known } from '../network/maybe';
import type { Id, InterfaceAddress, Network, NetworkInterface } from '../network/model';
import type { NetworkEdit } from './change';

/**
 * The network with the edits done, in order. What they do not touch is shared with the old one, by identity. An edit of
 * a component that is not there changes nothing.
 */
export function applyEdits(network: Network, edits: readonly NetworkEdit[]): Network {
  return edits.reduce(applyEdit, network);
}

function applyEdit(network: Network, edit: NetworkEdit): Network {
  switch (edit.kind) {
    case 'addSecurityGroupRule':
      return update(network, 'securityGroups', edit.securityGroup, (group) => ({
        ...group,
        rules: [...group.rules, edit.rule],
      }));
    case 'addNetworkAclEntry':
      return update(network, 'networkAcls', edit.networkAcl, (acl) => ({
        ...acl,
        entries: [...acl.entries, edit.entry],
      }));
    case 'addRoute':
      return update(network, 'routeTables', edit.routeTable, (table) => ({
        ...table,
        routes: [...table.routes, edit.route],
      }));
    case 'addPublicAddress':
      return update(network, 'interfaces', edit.interface, withPublicAddress);
    case 'disableSourceDestinationCheck':
      return update(network, 'interfaces', edit.interface, (one) => ({
        ...one,
        sourceDestinationCheck: known(false),
      }));
    case 'activatePeering':
      return update(network, 'peeringConnections', edit.peeringConnection, (peering) => ({
        ...peering,
        active: known(true),
      }));
    case 'attachInternetGateway':
      return update(network, 'internetGateways', edit.internetGateway, (gateway) => ({
        ...gateway,
        vpc: known(edit.vpc),
      }));
  }
}

type Editable =
  'securityGroups' | 'networkAcls' | 'routeTables' | 'interfaces' | 'peeringConnections' | 'internetGateways';
type ComponentOf<K extends Editable> = Network[K] extends ReadonlyMap<Id, infer T> ? T : never;

function update<K extends Editable>(
  network: Network,
  kind: K,
  id: Id,
  change: (component: ComponentOf<K>) => ComponentOf<K>,
): Network {
  const components = network[kind] as ReadonlyMap<Id, ComponentOf<K>>;
  const component = components.get(id);
  if (component === undefined) return network;
  return { ...network, [kind]: new Map(components).set(id, change(component)) };
}

/** Gives the interface's first IPv4 address a public one, as an Elastic IP does: which one is known after apply only. */
function withPublicAddress(networkInterface: NetworkInterface): NetworkInterface {
  const first = networkInterface.addresses.findIndex((address) => address.family === 4);
  const addresses = networkInterface.addresses.map((address, index): InterfaceAddress =>
    index === first ? { ...address, publicAddress: known({ address: undefined }) } : address,
  );
  return { ...networkInterface, addresses };
}
