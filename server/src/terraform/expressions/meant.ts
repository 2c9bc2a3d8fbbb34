import type { Expression, Template, TemplatePart } from '../../syntax/tree';
import { children, walkExpression } from '../../syntax/walk';

/**
 * The expression that somebody means who points at a place: of a name the part up to where they point, but so much of
 * it that it has a value (`var.x`, `aws_vpc.main.id`); of what only makes sense inside a `for`, the whole `for`; of a
 * literal what it is an operand of. Undefined where there is only a literal, or nothing.
 *
 * @param path the expressions around the place, outermost first
 * @param isIterator whether a name is that of a `dynamic` block's element
 */
export function meantExpression(
  path: readonly Expression[],
  isIterator: (name: string) => boolean,
): Expression | undefined {
  const named = wholeName(path, path.length - 1, isIterator);
  let index = outOfLoops(path, named);
  let found = path[index];
  while (found !== undefined && isLiteral(found)) {
    const parent = path[index - 1];
    if (parent === undefined || parent.kind === 'tuple' || parent.kind === 'object' || parent.kind === 'for')
      return undefined;
    index -= 1;
    found = parent;
  }
  return found;
}

/** The names at the roots of what an expression refers to: `var`, `each`, `aws_vpc`. */
export function rootNames(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  walkExpression(expression, (one) => {
    if (one.kind === 'variable') names.add(one.name);
  });
  return names;
}

/** Outwards as long as the name is not complete. */
function wholeName(
  path: readonly Expression[],
  start: number,
  isIterator: (name: string) => boolean,
): number {
  let index = start;
  for (let here = path[index]; here !== undefined; here = path[index]) {
    const name = nameOf(here);
    const parent = path[index - 1];
    if (name === undefined || parent === undefined || !continues(parent, here)) return index;
    if (name.length >= (isIterator(name.root) ? 2 : partsNeeded(name.root))) return index;
    index -= 1;
  }
  return index;
}

/** https://developer.hashicorp.com/terraform/language/expressions/references */
function partsNeeded(root: string): number {
  switch (root) {
    case 'var':
    case 'local':
    case 'each':
    case 'count':
    case 'path':
    case 'terraform':
    case 'self':
      return 2;
    case 'data':
    case 'resource':
    case 'ephemeral':
      return 4;
    default:
      return 3;
  }
}

interface Name {
  readonly root: string;
  /** How many names with dots between them, the root included. */
  readonly length: number;
}

function nameOf(expression: Expression): Name | undefined {
  switch (expression.kind) {
    case 'variable':
      return { root: expression.name, length: 1 };
    case 'getAttribute': {
      const object = nameOf(expression.object);
      return object && { ...object, length: object.length + 1 };
    }
    case 'index':
      return nameOf(expression.collection);
    default:
      return undefined;
  }
}

function continues(parent: Expression, child: Expression): boolean {
  switch (parent.kind) {
    case 'getAttribute':
      return parent.object === child;
    case 'index':
      return parent.collection === child;
    case 'splat':
      return parent.source === child;
    default:
      return false;
  }
}

/** Out of the outermost `for`, or template with one, whose variables are used. */
function outOfLoops(path: readonly Expression[], index: number): number {
  const inner = path[index];
  if (inner === undefined) return index;
  const used = rootNames(inner);
  const loop = path.slice(0, index).findIndex((outer) => boundNames(outer).some((name) => used.has(name)));
  return loop < 0 ? index : loop;
}

function boundNames(expression: Expression): readonly string[] {
  if (expression.kind === 'for') return defined([expression.keyName, expression.valueName]);
  return expression.kind === 'template' ? expression.parts.flatMap(namesOfPart) : [];
}

function namesOfPart(part: TemplatePart): readonly string[] {
  switch (part.kind) {
    case 'templateIf':
      return [...part.then, ...part.otherwise].flatMap(namesOfPart);
    case 'templateFor':
      return [...defined([part.keyName, part.valueName]), ...part.parts.flatMap(namesOfPart)];
    default:
      return [];
  }
}

function defined(names: readonly (string | undefined)[]): readonly string[] {
  return names.filter((name) => name !== undefined);
}

/** Whether an expression says what it is worth by itself. */
function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
    case 'invalid':
      return true;
    case 'template':
      return isText(expression);
    case 'tuple':
    case 'object':
    case 'unary':
    case 'parentheses':
      return children(expression).every(isLiteral);
    default:
      return false;
  }
}

function isText({ parts }: Template): boolean {
  return parts.every((part) => part.kind === 'text');
}
