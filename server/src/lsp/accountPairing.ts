import { join } from 'node:path/posix';
import { pairNetworks, type Pairing } from '../compare/pairing';
import { plainSide, type Side } from '../compare/side';
import { codeSide } from '../features/codeSide';
import { placesInCode, type InCode } from '../features/inCode';
import type { Model } from '../features/model';
import { isProblem } from '../protocol/requests';
import { readStateFile } from '../terraform/state/index';
import { configurationFromState } from '../terraform/state/toConfiguration';
import { askedRoot, rootsOf, type AskedRoot, type WhyContext } from './askedRoot';
import { uriOf } from './uris';

/** What Terraform keeps beside the code where no backend is configured: it knows what is which in AWS. */
export const localState = 'terraform.tfstate';
/** A larger state would hold the server up for longer than a hover may take. */
const maximumStateBytes = 8_000_000;

/** A root of code as a side of a comparison with what is really there. */
export function sideOfRoot(
  { workspace }: WhyContext,
  { root, model }: AskedRoot,
): { readonly side: Side; readonly hasState: boolean } {
  // As bytes: its text, which may hold secrets, is not kept.
  const bytes = workspace.files.readBytes?.(join(root, localState), maximumStateBytes);
  const state = bytes === undefined ? undefined : readStateFile(new TextDecoder().decode(bytes));
  const hasState = state !== undefined && state.resources.length > 0;
  return { side: codeSide(model, hasState ? configurationFromState(state) : undefined), hasState };
}

const pairings = new WeakMap<Model, WeakMap<Model, Pairing>>();

/** Which things of the code are which of the account; worked out once for both as they are. */
export function pairingOf(context: WhyContext, code: AskedRoot, account: Model): Pairing {
  let known = pairings.get(code.model);
  if (known === undefined) pairings.set(code.model, (known = new WeakMap()));
  let pairing = known.get(account);
  if (pairing === undefined) {
    pairing = pairNetworks(sideOfRoot(context, code).side, plainSide(account.network()));
    known.set(account, pairing);
  }
  return pairing;
}

/** Roots that are looked into: each may have to be evaluated. */
const maximumRoots = 16;

/** Where the code of the workspace holds what the account holds. */
export async function placesOfAccount(
  context: WhyContext,
  account: Model,
  isStale: () => boolean,
): Promise<InCode> {
  const places: InCode[] = [];
  for (const root of rootsOf(context).slice(0, maximumRoots)) {
    const asked = await askedRoot(context, uriOf(root), isStale);
    if (!isProblem(asked))
      places.push(placesInCode(pairingOf(context, asked, account), asked.model.network()));
  }
  const { interfaces } = account.network();
  return (id) => {
    // Code has what owns an interface; of most interfaces it says nothing.
    const thing = interfaces.get(id)?.owner ?? id;
    for (const place of places) {
      const found = place(thing);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
