import type { Vpc } from '../model';
import type { Context } from './context';
import { unmanagedDefaultVpcIds } from './defaults';
import { unmanagedDefaultVpc } from './vpcs';

/** The default VPCs that no resource adopts, one for each Region and account of the code. */
export function buildDefaultVpcs(context: Context): Vpc[] {
  return unmanagedDefaultVpcIds(context).map((id) => unmanagedDefaultVpc(context, id));
}
