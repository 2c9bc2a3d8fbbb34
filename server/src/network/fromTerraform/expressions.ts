import type { Expression } from './fields';

/** The resources that an expression speaks of, `type.name` each: what a value that is not known may come to. */
export function mentionedResources(expression: Expression | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  if (expression !== undefined) collect(expression, found);
  return found;
}

function collect(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const element of node) collect(element, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const step = node as Partial<Extract<Expression, { kind: 'getAttribute' }>>;
  if (step.kind === 'getAttribute' && step.object?.kind === 'variable') {
    found.add(`${step.object.name}.${step.name ?? ''}`);
  }
  for (const child of Object.values(node)) collect(child, found);
}
