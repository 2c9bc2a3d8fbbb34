import type { InterfaceAddress, NatGateway, NetworkInterface } from '../../network/model';
import type { NetworkIndex } from '../networkIndex';

/** The NAT gateway that an interface belongs to, if it does. */
export function natOf(index: NetworkIndex, one: NetworkInterface): NatGateway | undefined {
  if (one.kind !== 'natGateway') return undefined;
  return index.network.natGateways.get(one.owner ?? one.id) ?? byInterface(index).get(one.id);
}

function byInterface(index: NetworkIndex): ReadonlyMap<string, NatGateway> {
  return index.remember('nat by interface', index.network.natGateways, () => {
    const owners = new Map<string, NatGateway>();
    for (const gateway of index.network.natGateways.values()) {
      for (const id of gateway.interfaces) owners.set(id, gateway);
    }
    return owners;
  });
}

/**
 * The interface that a NAT gateway sends by: its own where the model has it, else one made up of what the gateway tells.
 * It never has security groups. Whether it has a public address is for the gateway to say, where it does.
 */
export function natInterface(index: NetworkIndex, gateway: NatGateway): NetworkInterface {
  return index.remember('nat interface', gateway, () => {
    const [id] = gateway.interfaces;
    const own = id === undefined ? undefined : index.network.interfaces.get(id);
    const subnet = gateway.subnet.known
      ? { known: true as const, value: gateway.subnet.value ?? gateway.id }
      : gateway.subnet;
    const base: NetworkInterface = own ?? {
      id: gateway.id,
      name: gateway.name,
      ...(gateway.origin === undefined ? {} : { origin: gateway.origin }),
      subnet,
      kind: 'natGateway',
      addresses: [],
      securityGroups: [],
      sourceDestinationCheck: { known: true, value: false },
    };
    return {
      ...base,
      kind: 'natGateway',
      owner: gateway.id,
      securityGroups: [],
      addresses: [natAddress(gateway, base)],
    };
  });
}

function natAddress(gateway: NatGateway, one: NetworkInterface): InterfaceAddress {
  const old = one.addresses.find((address) => address.family === 4);
  const why = {
    value: `the private address of ${gateway.name}`,
    why: 'it is given when the gateway is made',
  };
  return {
    family: 4,
    within: old?.within ?? { known: false, unknown: why },
    publicAddress: !gateway.hasElasticIp.known
      ? gateway.hasElasticIp
      : {
          known: true,
          value: gateway.hasElasticIp.value ? { address: gateway.publicAddresses[0] } : undefined,
        },
  };
}
