import { networkOverview } from '../features/networkOverview';
import { rootStatus } from '../features/rootStatus';
import type { NetworkOverview, NetworkParams, RootStatus, StatusParams } from '../protocol/networkRequests';
import { isProblem, type Problem } from '../protocol/requests';
import { askedRoot, rootsOf, type WhyContext } from './askedRoot';
import { pathOf, uriOf } from './uris';

/** `reachable/network` */
export async function network(
  context: WhyContext,
  { root, withReaches }: NetworkParams,
  isStale: () => boolean,
): Promise<NetworkOverview | Problem> {
  const [first] = rootsOf(context);
  if (root === undefined && first === undefined)
    return { problem: 'There is no Terraform code in this workspace.' };
  const asked = await askedRoot(context, root ?? uriOf(first ?? ''), isStale);
  if (isProblem(asked)) return asked;
  return {
    root: asked.id,
    rootLabel: asked.label,
    ...networkOverview(asked.model, uriOf, withReaches),
  };
}

/** `reachable/status` */
export async function status(
  context: WhyContext,
  { uri }: StatusParams,
  isStale: () => boolean,
): Promise<RootStatus | null> {
  const path = pathOf(uri);
  const root = path === undefined ? undefined : context.analysis.rootsOf(path)[0];
  if (root === undefined) return null;
  const asked = await askedRoot(context, uriOf(root), isStale);
  if (isProblem(asked) || asked.model.configuration === undefined) return null;
  return { root: uriOf(root), rootLabel: asked.label, ...rootStatus(asked.model.configuration) };
}
