import { type Conversion, convert, endOf, hasError, startOf, textOf } from './convert';
import { rangeOf, report } from './context';
import type { Expression, SplatStep } from './tree';
import type { GrammarNode } from './treeSitter';

/** Longer chains are not read: each step is a level of the tree. */
const maximumSteps = 100;

/** Applies the nodes that follow a term (`.name`, `[key]`, `.*`, `[*]`) to it, in order. */
export function convertPostfix(
  conversion: Conversion,
  term: Expression,
  first: GrammarNode,
  nodes: readonly GrammarNode[],
  depth: number,
): Expression {
  if (nodes.length === 0) return term;
  const start = startOf(conversion, first);
  const rangeTo = (node: GrammarNode): Expression['range'] =>
    rangeOf(conversion.context, start, endOf(conversion, node));
  const queue = [...nodes];
  const last = nodes.at(-1) ?? first;
  if (nodes.length > maximumSteps) {
    report(conversion.context, 'This reference is too long to be analysed', { start, end: start + 1 });
    return { kind: 'invalid', range: rangeTo(last) };
  }
  if (nodes.some(hasError)) return { kind: 'invalid', range: rangeTo(last) };
  checkLegacyIndexes(conversion, nodes);
  let result = term;
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const range = rangeTo(node);
    if (node.type === 'splat') {
      const { form, inner } = splatOf(node);
      const each = form === 'full' ? steps(conversion, [...inner, ...queue.splice(0)], depth) : [];
      const end =
        form === 'full'
          ? last
          : (takeAttributes(conversion, inner, queue, each, depth) ?? node.children[0]?.children[0]);
      result = { kind: 'splat', form, source: result, each, range: rangeTo(end ?? node) };
      continue;
    }
    const step = plainStep(conversion, node, depth);
    if (step.kind === 'getAttribute') {
      result = { kind: 'getAttribute', object: result, name: step.name, nameRange: step.nameRange, range };
    } else result = { kind: 'index', collection: result, key: step.key, range };
  }
  return result;
}

/** `a.0.1`: Terraform takes the number 0.1 for it, and refuses. */
function checkLegacyIndexes(conversion: Conversion, nodes: readonly GrammarNode[]): void {
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'splat') checkLegacyIndexes(conversion, node.children[0]?.children ?? []);
    const next = nodes[index + 1];
    if (next === undefined || !isLegacyIndex(node) || !isLegacyIndex(next)) continue;
    const span = { start: startOf(conversion, node), end: endOf(conversion, next) };
    report(conversion.context, 'Indexes one behind the other are written in brackets: [0][1]', span);
  }
}

function isLegacyIndex(node: GrammarNode): boolean {
  return node.type === 'index' && node.children[0]?.type === 'legacy_index';
}

function splatOf(node: GrammarNode): {
  readonly form: 'attribute' | 'full';
  readonly inner: readonly GrammarNode[];
} {
  const [splat] = node.children;
  const [, ...inner] = splat?.children ?? [];
  return { form: splat?.type === 'full_splat' ? 'full' : 'attribute', inner };
}

/**
 * `list.*.a.b[0]`: only names and legacy indexes belong to each element; what comes behind is applied to the list of
 * results and goes back to the queue. Gives the last node that was taken.
 */
function takeAttributes(
  conversion: Conversion,
  inner: readonly GrammarNode[],
  queue: GrammarNode[],
  each: SplatStep[],
  depth: number,
): GrammarNode | undefined {
  const stop = inner.findIndex((node) => node.type === 'index' && node.children[0]?.type === 'new_index');
  const taken = stop === -1 ? inner : inner.slice(0, stop);
  queue.unshift(...inner.slice(taken.length));
  each.push(...steps(conversion, taken, depth));
  return taken.at(-1);
}

/** What is applied to each element of a splat. A full splat within takes all that follows it. */
function steps(conversion: Conversion, nodes: readonly GrammarNode[], depth: number): SplatStep[] {
  const queue = [...nodes];
  const result: SplatStep[] = [];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    const range = rangeOf(conversion.context, startOf(conversion, node), endOf(conversion, node));
    if (node.type === 'splat') {
      const { form, inner } = splatOf(node);
      const each = form === 'full' ? steps(conversion, [...inner, ...queue.splice(0)], depth + 1) : [];
      if (form === 'attribute') takeAttributes(conversion, inner, queue, each, depth + 1);
      result.push({ kind: 'splat', form, each, range });
      continue;
    }
    const step = plainStep(conversion, node, depth);
    result.push(
      step.kind === 'getAttribute' ? { kind: step.kind, name: step.name, range } : { ...step, range },
    );
  }
  return result;
}

type PlainStep =
  | { readonly kind: 'getAttribute'; readonly name: string; readonly nameRange: Expression['range'] }
  | { readonly kind: 'index'; readonly key: Expression };

function plainStep(conversion: Conversion, node: GrammarNode, depth: number): PlainStep {
  const { context } = conversion;
  if (node.type === 'get_attr') {
    const name = node.children.at(-1) ?? node;
    const nameRange = rangeOf(context, startOf(conversion, name), endOf(conversion, name));
    return { kind: 'getAttribute', name: textOf(conversion, name), nameRange };
  }
  const [index] = node.children;
  const key = index?.children.find((child) => child.type === 'expression');
  if (key !== undefined) return { kind: 'index', key: convert(conversion, key, depth + 1) };
  // `.0`
  const start = startOf(conversion, node) + 1;
  const end = endOf(conversion, node);
  const range = rangeOf(context, start, end);
  const text = context.source.slice(start, end).trim();
  return {
    kind: 'index',
    key: /^[0-9]+$/.test(text) ? { kind: 'number', text, range } : { kind: 'invalid', range },
  };
}
