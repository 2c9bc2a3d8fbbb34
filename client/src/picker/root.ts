import type { QuickPickItem } from 'vscode';
import type { EndpointsResult, RootModule } from '../../../server/src/protocol/requests';
import { plainLabel } from '../plainLabel';
import { pickOne } from './step';

/** Asks for one of several root modules, the cursor's first; gives its `id`. */
export async function pickRoot(
  { roots, root }: EndpointsResult,
  title: string,
  totalSteps: number,
): Promise<string | undefined> {
  const items: (QuickPickItem & { root: RootModule })[] = roots.map((one) => ({
    label: `$(folder) ${plainLabel(one.label)}`,
    root: one,
  }));
  const picked = await pickOne({
    title,
    placeholder: 'In which root module?',
    step: 1,
    totalSteps,
    canGoBack: false,
    items,
    active: items.find((item) => item.root.id === root),
  });
  return picked.kind === 'picked' ? picked.item.root.id : undefined;
}
