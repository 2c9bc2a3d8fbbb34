import { lastAtMost } from '../util/sortedSearch';
import { hasProblemIn, quote, rangeOf, report } from './context';
import type { SyntaxContext } from './context';
import { explainExpression } from './explain';
import { convertPostfix } from './postfix';
import { parseTemplate } from './templates';
import type { SpanProblem, Token } from './token';
import type { BinaryOperator, Expression, FunctionCall, ObjectItem } from './tree';
import type { GrammarNode } from './treeSitter';

/** What is needed to read the grammar's tree of a masked expression (`mask.ts`). */
export interface Conversion {
  readonly context: SyntaxContext;
  /** The expression's tokens, in order. */
  readonly tokens: readonly Token[];
  /** Where each of them stands in the masked text. */
  readonly starts: readonly number[];
}

/** Deeper expressions are not read: whoever walks the tree does so by recursion. */
const maximumDepth = 300;

/** The expression in the tree of its masked text; undefined when an error leaves nothing of it. */
export function convertRoot(conversion: Conversion, root: GrammarNode): Expression | undefined {
  const [body, ...others] = root.children;
  const [attribute, ...more] = body?.children ?? [];
  const whole = attribute?.children[2];
  const broken = others.length > 0 || more.length > 0 || hasError(attribute) || whole?.type !== 'expression';
  const error = firstError(root) ?? (broken ? (more[0] ?? others[0] ?? root) : undefined);
  if (error !== undefined) reportError(conversion, error);
  return broken ? undefined : convert(conversion, whole, conversion.context.depth);
}

function firstError(node: GrammarNode): GrammarNode | undefined {
  if (node.type === 'ERROR' || node.missing) return node;
  for (const child of node.children) {
    const error = firstError(child);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** Whether an error stands directly in a node. */
export function hasError(node: GrammarNode | undefined): boolean {
  return node?.children.some((child) => child.type === 'ERROR' || child.missing) ?? true;
}

function reportError(conversion: Conversion, error: GrammarNode): void {
  const { context, tokens } = conversion;
  const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  // A bracket or a quote that is missing explains it.
  if (!hasProblemIn(context, span)) context.problems.push(explainError(conversion, error));
}

function explainError(conversion: Conversion, error: GrammarNode): SpanProblem {
  const { context, tokens } = conversion;
  const explained = explainExpression(context, tokens);
  if (explained !== undefined) return explained;
  const at = startOf(conversion, error);
  const token = tokens.find(({ kind, end }) => kind !== 'newline' && end > at) ?? tokens.at(-1);
  if (token === undefined) return { message: 'Expected a value', start: at, end: at };
  return { message: `${quote(context, token)} is not expected here`, start: token.start, end: token.end };
}

/** Where a node starts in the source. */
export function startOf(conversion: Conversion, node: GrammarNode): number {
  return tokenAt(conversion, node)?.start ?? 0;
}

/** Where a node ends in the source. */
export function endOf(conversion: Conversion, node: GrammarNode): number {
  const last = conversion.tokens[lastAtMost(conversion.starts, Math.max(node.start, node.end - 1))];
  return last?.end ?? 0;
}

/** The token that a node starts with. */
function tokenAt(conversion: Conversion, node: GrammarNode): Token | undefined {
  return conversion.tokens[lastAtMost(conversion.starts, node.start)];
}

/** A node's source text. */
export function textOf(conversion: Conversion, node: GrammarNode): string {
  return conversion.context.source.slice(startOf(conversion, node), endOf(conversion, node));
}

/** A node of the rule `expression`. */
export function convert(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  if (depth > maximumDepth) {
    const start = startOf(conversion, node);
    report(conversion.context, 'This expression is nested too deeply to be analysed', {
      start,
      end: start + 1,
    });
    return invalid(conversion, node);
  }
  if (hasError(node)) return invalid(conversion, node);
  const [first] = node.children;
  if (first?.type === 'conditional') return convertConditional(conversion, first, depth + 1);
  return convertTerm(conversion, node.children, depth);
}

function invalid(conversion: Conversion, node: GrammarNode): Expression {
  return { kind: 'invalid', range: nodeRange(conversion, node, node) };
}

function nodeRange(conversion: Conversion, first: GrammarNode, last: GrammarNode): Expression['range'] {
  return rangeOf(conversion.context, startOf(conversion, first), endOf(conversion, last));
}

/**
 * `a ? b : c ? d : e`: Terraform reads it as `a ? b : (c ? d : e)`, the grammar the other way round; so the left spine is
 * taken apart and put together again.
 */
function convertConditional(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  const spine: GrammarNode[] = [];
  let at: GrammarNode | undefined = node;
  while (at?.type === 'conditional' && !hasError(at)) {
    spine.unshift(at);
    at = at.children[0]?.children[0];
  }
  const parts = [spine[0]?.children[0], ...spine.flatMap((item) => [item.children[2], item.children[4]])];
  let result: Expression | undefined;
  const end = parts.at(-1);
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (part === undefined || end === undefined) return invalid(conversion, node);
    const expression = convert(conversion, part, depth + (index >> 1));
    if (result === undefined) result = expression;
    else if (index % 2 === 0) {
      const then = parts[index + 1];
      if (then === undefined) return invalid(conversion, node);
      const range = nodeRange(conversion, part, end);
      const thenValue = convert(conversion, then, depth + (index >> 1));
      result = { kind: 'conditional', condition: expression, then: thenValue, otherwise: result, range };
    }
  }
  return result ?? invalid(conversion, node);
}

/** A term with what is applied to it (`.name`, `[key]`, splats), as the grammar lists them side by side. */
function convertTerm(conversion: Conversion, nodes: readonly GrammarNode[], depth: number): Expression {
  const [first, second, third] = nodes;
  if (first === undefined) return { kind: 'invalid', range: rangeOf(conversion.context, 0, 0) };
  if (first.type === '(' && second !== undefined && third !== undefined) {
    const expression = convert(conversion, second, depth + 1);
    const range = nodeRange(conversion, first, third);
    return convertPostfix(
      conversion,
      { kind: 'parentheses', expression, range },
      first,
      nodes.slice(3),
      depth,
    );
  }
  return convertPostfix(conversion, convertPrimary(conversion, first, depth), first, nodes.slice(1), depth);
}

function convertPrimary(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  if (hasError(node) && node.type !== 'collection_value') return invalid(conversion, node);
  const [child] = node.children;
  switch (node.type) {
    case 'literal_value':
      return convertLiteral(conversion, node, child?.type ?? '');
    case 'variable_expr':
      return convertVariable(conversion, node);
    case 'function_call':
      return convertCall(conversion, node, depth);
    case 'collection_value':
      return child === undefined ? invalid(conversion, node) : convertCollection(conversion, child, depth);
    case 'for_expr':
      return child === undefined ? invalid(conversion, node) : convertFor(conversion, child, depth);
    case 'operation':
      return child === undefined ? invalid(conversion, node) : convertOperation(conversion, child, depth + 1);
    default:
      return invalid(conversion, node);
  }
}

function convertLiteral(conversion: Conversion, node: GrammarNode, type: string): Expression {
  const token = tokenAt(conversion, node);
  if (token?.kind === 'template') return parseTemplate(conversion.context, token);
  const range = nodeRange(conversion, node, node);
  if (type === 'bool_lit') return { kind: 'boolean', value: textOf(conversion, node) === 'true', range };
  if (type === 'null_lit') return { kind: 'null', range };
  if (token?.kind === 'number') return { kind: 'number', text: textOf(conversion, node), range };
  return { kind: 'invalid', range };
}

function convertVariable(conversion: Conversion, node: GrammarNode): Expression {
  const name = textOf(conversion, node);
  const range = nodeRange(conversion, node, node);
  if (!name.includes('::')) return { kind: 'variable', name, range };
  const span = { start: startOf(conversion, node), end: endOf(conversion, node) };
  report(conversion.context, `${quote(conversion.context, span)} is a function; call it with (…)`, span);
  return { kind: 'invalid', range };
}

function convertCall(conversion: Conversion, node: GrammarNode, depth: number): FunctionCall | Expression {
  const [name] = node.children;
  const list = node.children.find((child) => child.type === 'function_arguments');
  if (name === undefined || (list !== undefined && hasError(list))) return invalid(conversion, node);
  const given = list?.children.filter((child) => child.type === 'expression') ?? [];
  return {
    kind: 'call',
    name: textOf(conversion, name),
    nameRange: nodeRange(conversion, name, name),
    arguments: given.map((argument) => convert(conversion, argument, depth + 1)),
    expandFinal: list?.children.some((child) => child.type === 'ellipsis') ?? false,
    range: nodeRange(conversion, node, node),
  };
}

function convertCollection(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  const range = nodeRange(conversion, node, node);
  if (node.type === 'tuple') {
    if (hasError(node)) return invalid(conversion, node);
    const elements = node.children.filter((child) => child.type === 'expression');
    return {
      kind: 'tuple',
      elements: elements.map((element) => convert(conversion, element, depth + 1)),
      range,
    };
  }
  checkSeparators(conversion, node);
  const items: ObjectItem[] = [];
  for (const [index, child] of node.children.entries()) {
    // What the grammar leaves out behind an item may well belong to it.
    const cut = node.children[index + 1]?.type === 'ERROR';
    const item = child.type === 'object_elem' ? convertItem(conversion, child, cut, depth) : undefined;
    if (item !== undefined) items.push(item);
  }
  return { kind: 'object', items, range };
}

/** The grammar does not ask for anything between the items of an object. */
function checkSeparators(conversion: Conversion, node: GrammarNode): void {
  for (const [index, child] of node.children.entries()) {
    if (child.type !== 'object_elem' || node.children[index - 1]?.type !== 'object_elem') continue;
    const token = tokenAt(conversion, child);
    if (token === undefined) continue;
    const message = `Expected a comma or a new line before ${quote(conversion.context, token)}`;
    report(conversion.context, message, token);
  }
}

function convertItem(
  conversion: Conversion,
  node: GrammarNode,
  cut: boolean,
  depth: number,
): ObjectItem | undefined {
  const [key, , value] = node.children;
  if (key === undefined || value === undefined || hasError(node)) return undefined;
  return {
    key: convertKey(conversion, key, depth),
    value: cut ? invalid(conversion, value) : convert(conversion, value, depth + 1),
    range: nodeRange(conversion, key, value),
  };
}

/** A bare word as key is that word, keywords too; a reference must stand in parentheses. */
function convertKey(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  const [first, second] = node.children;
  const bare = first !== undefined && tokenAt(conversion, node)?.kind === 'identifier';
  const word = bare && (first.type === 'variable_expr' || first.type === 'literal_value');
  if (!word) return convert(conversion, node, depth + 1);
  // Terraform refuses a reference without parentheses when it evaluates it; in `providers` it never does.
  if (second !== undefined) return convert(conversion, node, depth + 1);
  const range = nodeRange(conversion, node, node);
  const text = textOf(conversion, node);
  return { kind: 'template', form: 'quoted', parts: [{ kind: 'text', text, range }], range };
}

function convertFor(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  const intro = node.children.find((child) => child.type === 'for_intro');
  const condition = node.children.find((child) => child.type === 'for_cond');
  if (intro === undefined || hasError(intro) || hasError(node)) return invalid(conversion, node);
  const names = intro.children.filter((child) => child.type === 'identifier');
  const collection = intro.children.find((child) => child.type === 'expression');
  const [first, second] = node.children.filter((child) => child.type === 'expression');
  const isObject = node.type === 'for_object_expr';
  const value = isObject ? second : first;
  const [firstName, secondName] = names;
  if (value === undefined || collection === undefined || firstName === undefined)
    return invalid(conversion, node);
  const filter = condition?.children.find((child) => child.type === 'expression');
  return {
    kind: 'for',
    keyName: secondName === undefined ? undefined : textOf(conversion, firstName),
    valueName: textOf(conversion, secondName ?? firstName),
    collection: convert(conversion, collection, depth + 1),
    key: isObject && first !== undefined ? convert(conversion, first, depth + 1) : undefined,
    value: convert(conversion, value, depth + 1),
    grouped: node.children.some((child) => child.type === 'ellipsis'),
    condition: filter === undefined ? undefined : convert(conversion, filter, depth + 1),
    range: nodeRange(conversion, node, node),
  };
}

const binaryOperators: Readonly<Record<string, BinaryOperator>> = Object.fromEntries(
  (['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'] as const).map((sign) => [
    sign,
    sign,
  ]),
);

function convertOperation(conversion: Conversion, node: GrammarNode, depth: number): Expression {
  if (depth > maximumDepth || hasError(node)) return convert(conversion, node, maximumDepth + 1);
  const range = nodeRange(conversion, node, node);
  const [first, ...rest] = node.children;
  if (node.type === 'unary_operation') {
    const operator = first?.type === '!' ? '!' : '-';
    return { kind: 'unary', operator, operand: convertTerm(conversion, rest, depth), range };
  }
  const at = node.children.findIndex((child) => binaryOperators[child.type] !== undefined);
  const operator = binaryOperators[node.children[at]?.type ?? ''];
  if (operator === undefined) return invalid(conversion, node);
  const left = convertTerm(conversion, node.children.slice(0, at), depth);
  return {
    kind: 'binary',
    operator,
    left,
    right: convertTerm(conversion, node.children.slice(at + 1), depth),
    range,
  };
}
