import { plain } from '../explain/escape';
import { isProblem } from '../protocol/requests';
import { answer } from '../reachability/index';
import { askedRoot, rootsOf, type AskedRoot, type WhyContext } from './askedRoot';
import { uriOf } from './uris';

/** Other roots that are looked into: each may have to be evaluated. */
const maximumRoots = 16;

/**
 * The sentence that refuses a question across roots: one of its ends is not in the root that was asked, but in another
 * one. Undefined where no other root has it either.
 */
export async function foreignEnd(
  context: WhyContext,
  asked: AskedRoot,
  ends: readonly string[],
  isStale: () => boolean,
): Promise<string | undefined> {
  const missing = ends.filter((end) => !has(asked, end));
  const others = rootsOf(context).filter((root) => root !== asked.root);
  for (const root of others.slice(0, maximumRoots)) {
    const other = await askedRoot(context, uriOf(root), isStale);
    const found = isProblem(other) ? undefined : missing.find((end) => has(other, end));
    if (found !== undefined && !isProblem(other))
      return `${plain(found)} is in the root module ${plain(other.label)}, not in ${plain(asked.label)}. A question stays within one root module: what two of them have in common (state, peerings, shared VPCs) is not in the code. Ask the live account, or a snapshot, about both.`;
  }
  return undefined;
}

function has({ model }: AskedRoot, end: string): boolean {
  return answer(model.index(), { from: end, to: 'internet', traffic: undefined }).kind === 'answer';
}
