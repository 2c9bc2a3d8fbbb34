import type { Body, Expression, SplatStep, TemplatePart } from './tree';

/** Calls `visit` with every expression of a body, those within others included, in the order of `children`. */
export function walkBody(body: Body, visit: (expression: Expression) => void): void {
  for (const attribute of body.attributes) walkExpression(attribute.expression, visit);
  for (const block of body.blocks) walkBody(block.body, visit);
}

/** Calls `visit` with an expression and every expression in it, the outer ones first. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of children(expression)) walkExpression(child, visit);
}

/** The expressions directly in an expression, in the order in which they are written, `for` clauses in that of the tree. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
    case 'variable':
    case 'invalid':
      return [];
    case 'template':
      return expression.parts.flatMap(partChildren);
    case 'getAttribute':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.source, ...expression.each.flatMap(stepChildren)];
    case 'call':
      return expression.arguments;
    case 'tuple':
      return expression.elements;
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (child) => child !== undefined,
      );
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'parentheses':
      return [expression.expression];
  }
}

function partChildren(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.expression];
    case 'templateIf':
      return [part.condition, ...part.then.flatMap(partChildren), ...part.otherwise.flatMap(partChildren)];
    case 'templateFor':
      return [part.collection, ...part.parts.flatMap(partChildren)];
  }
}

function stepChildren(step: SplatStep): readonly Expression[] {
  if (step.kind === 'index') return [step.key];
  return step.kind === 'splat' ? step.each.flatMap(stepChildren) : [];
}
