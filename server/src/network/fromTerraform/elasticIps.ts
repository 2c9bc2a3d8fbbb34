import { parseAddress } from '../../ip/cidr';
import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Id, Maybe, PublicAddress } from '../model';
import { withOrigin, type Context } from './context';
import { identify } from './identities';
import { referredResource } from './referred';

/** The public address that an Elastic IP gives an interface; undefined where none does. */
export function elasticIpOf(
  context: Context,
  networkInterface: Id,
): Maybe<PublicAddress | undefined> | undefined {
  return context.once(elasticIps).get(networkInterface);
}

/** Elastic IPs by interface: those of `aws_eip` itself, and of `aws_eip_association`. */
function elasticIps(context: Context): ReadonlyMap<Id, Maybe<PublicAddress | undefined>> {
  const addresses = new Map<Id, Maybe<PublicAddress | undefined>>();
  const add = (resource: ResourceInstance, eip: ResourceInstance, name: string): void => {
    const argument = context.fields(resource).argument(name);
    const identity = argument === undefined ? undefined : identify(context, argument.value, 'interfaces');
    if (identity === undefined) return;
    // An instance's address is its primary interface's.
    const id = identity.kind === 'workloads' ? `${identity.id}/interface-0` : identity.id;
    const cause = resource.uncertain ?? eip.uncertain;
    addresses.set(
      id,
      cause === undefined ? known(publicAddress(context, eip)) : unknown(context.reason(cause)),
    );
  };
  for (const eip of context.of('aws_eip')) {
    add(eip, eip, 'instance');
    add(eip, eip, 'network_interface');
  }
  for (const association of context.of('aws_eip_association')) {
    const allocation = context.fields(association).argument('allocation_id')?.value;
    const eip = referredResource(context, allocation, ['aws_eip']) ?? association;
    add(association, eip, 'instance_id');
    add(association, eip, 'network_interface_id');
  }
  return addresses;
}

/** An Elastic IP as a public address; which one, only an `address` of one's own pool tells. */
export function publicAddress(context: Context, eip: ResourceInstance): PublicAddress {
  const value = context.fields(eip).argument('address')?.value;
  const address = value?.kind === 'string' ? parseAddress(value.value) : undefined;
  return { address, ...withOrigin(context.origin(eip.source)) };
}
