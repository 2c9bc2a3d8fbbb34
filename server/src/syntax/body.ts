import type { BracketEnd, Brackets } from './brackets';
import { type SyntaxContext, hasProblemIn, quote, rangeOf, report } from './context';
import { decodeLiteral } from './escapes';
import { parseExpressionTokens } from './expressions';
import type { TemplateToken, Token } from './token';
import type { Attribute, Block, Body, Label } from './tree';

/** The tokens of a chunk, with their brackets paired. */
export interface BodyTokens {
  readonly context: SyntaxContext;
  readonly tokens: readonly Token[];
  readonly brackets: Brackets;
}

/** The arguments and blocks of the tokens from `from` to `to`. An item that is wrong is reported and costs itself only. */
export function parseBody(input: BodyTokens, from: number, to: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const names = new Set<string>();
  let at = from;
  while (at < to) {
    if (input.tokens[at]?.kind === 'newline') {
      at += 1;
      continue;
    }
    const item = parseItem(input, at, to);
    if (item.node?.kind === 'block') blocks.push(item.node);
    else if (item.node !== undefined) {
      if (names.has(item.node.name)) duplicate(input, item.node.name, at);
      else attributes.push(item.node);
      names.add(item.node.name);
    }
    at = Math.max(at + 1, item.next);
  }
  return { attributes, blocks };
}

function duplicate(input: BodyTokens, name: string, at: number): void {
  const token = input.tokens[at];
  if (token !== undefined)
    report(input.context, `${name} is set twice in this block; the first one counts here`, token);
}

interface Item {
  readonly node: Attribute | Block | undefined;
  /** The token behind it. */
  readonly next: number;
}

function parseItem(input: BodyTokens, at: number, to: number): Item {
  const { context, tokens } = input;
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return { node: undefined, next: to };
  if (token.kind === 'identifier' && next !== undefined && at + 1 < to) {
    if (isSign(context, next, '=')) return parseAttribute(input, at, to);
    const brace = headerEnd(input, at + 1, to);
    if (brace !== undefined) return parseBlock(input, at, brace, to);
  }
  const end = lineEnd(input, at, to);
  if (!hasProblemIn(context, token)) report(context, itemProblem(input, at, end), token);
  return { node: undefined, next: end };
}

function itemProblem(input: BodyTokens, at: number, end: number): string {
  const { context, tokens } = input;
  const token = tokens[at];
  if (token === undefined) return 'Expected an argument or a block';
  const name = quote(context, token);
  if (token.kind === 'close') return `${name} is not expected here`;
  if (token.kind !== 'identifier') return 'Expected an argument (name = value) or a block (name { … })';
  const following = tokens[at + 1];
  if (following !== undefined && at + 1 < end) {
    if (isSign(context, following, ':')) return `Arguments are written with =, not with a colon: ${name} =`;
    if (following.kind === 'template' || following.kind === 'identifier')
      return `Expected { after the labels of this ${name} block`;
  }
  return `Expected = or { after ${name}`;
}

function isSign(context: SyntaxContext, token: Token, sign: string): boolean {
  return token.kind === 'operator' && context.source.slice(token.start, token.end) === sign;
}

/** The index of the brace behind a block's labels, if they are labels. It may have slipped to the next line. */
function headerEnd(input: BodyTokens, from: number, to: number): number | undefined {
  for (let index = from; index < to; index += 1) {
    const token = input.tokens[index];
    if (token?.kind === 'open' && input.context.source.charAt(token.start) === '{') return index;
    if (token?.kind === 'newline' && input.tokens[index + 1]?.kind === 'open') continue;
    if (token?.kind !== 'identifier' && (token?.kind !== 'template' || token.form !== 'quoted'))
      return undefined;
  }
  return undefined;
}

/** The token behind the line, or lines where brackets are open, that start at `at`. */
function lineEnd(input: BodyTokens, at: number, to: number): number {
  for (let index = at; index < to;) {
    if (input.tokens[index]?.kind === 'newline') return index;
    index = skipBracket(input, index);
  }
  return to;
}

/** The token behind this one, or behind the bracket that it opens. */
function skipBracket(input: BodyTokens, index: number): number {
  const end = input.brackets.ends.get(index);
  return end === undefined ? index + 1 : behind(end);
}

function behind(end: BracketEnd): number {
  return end.closed ? end.index + 1 : end.index;
}

function parseAttribute(input: BodyTokens, at: number, to: number): Item {
  const { context, tokens } = input;
  const [name, sign] = [tokens[at], tokens[at + 1]];
  if (name === undefined || sign === undefined) return { node: undefined, next: to };
  const end = lineEnd(input, at + 2, to);
  const next = valueEnd(input, at + 2, end);
  const nameRange = context.positions.range(name);
  const head = { kind: 'attribute', name: context.source.slice(name.start, name.end), nameRange } as const;
  if (next === at + 2) {
    report(context, 'Expected a value after =', sign);
    const range = rangeOf(context, sign.end, sign.end);
    return {
      node: {
        ...head,
        expression: { kind: 'invalid', range },
        range: rangeOf(context, name.start, sign.end),
      },
      next,
    };
  }
  checkLines(input, at, next, to);
  const expression = parseExpressionTokens(context, tokens, at + 2, next);
  const range = rangeOf(context, name.start, tokens[next - 1]?.end ?? sign.end);
  return { node: { ...head, expression, range }, next: next < end ? reportExtra(input, next, end) : next };
}

/** An argument has its lines for itself; only `x { a = 1 }` may stand on one line. `next` is the token behind it. */
function checkLines(input: BodyTokens, at: number, next: number, to: number): void {
  const { context, tokens } = input;
  const [name, following] = [tokens[at], tokens[next]];
  const withBrace = tokens[at - 1]?.kind === 'open';
  if (name === undefined || following === undefined || withBrace === (next === to)) return;
  if (!withBrace && following.kind === 'close') report(context, 'Expected a new line before }', following);
  if (withBrace && following.kind === 'newline') {
    report(context, 'An argument starts on a line of its own, unless } follows it on the same line', name);
  }
}

/** The token behind an argument's value on its line: a comma, or the name of another argument, does not belong to it. */
function valueEnd(input: BodyTokens, from: number, to: number): number {
  const { context, tokens } = input;
  for (let index = from; index < to; index = skipBracket(input, index)) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (token === undefined || index === from) continue;
    if (isSign(context, token, ',')) return index;
    if (token.kind !== 'identifier' || next === undefined || index + 1 >= to) continue;
    const before = tokens[index - 1];
    if (isSign(context, next, '=') && before !== undefined && !isSign(context, before, '.')) return index;
  }
  return to;
}

/** Says what is wrong with what follows a value on its line; gives where to go on. */
function reportExtra(input: BodyTokens, at: number, end: number): number {
  const { context, tokens } = input;
  const token = tokens[at];
  if (token === undefined) return end;
  if (!isSign(context, token, ',')) {
    report(context, `Expected a new line before ${quote(context, token)}`, token);
    return at;
  }
  report(context, 'Arguments are separated by new lines, not by commas', token);
  return at + 1;
}

function parseBlock(input: BodyTokens, at: number, brace: number, to: number): Item {
  const { context, tokens, brackets } = input;
  const [type, open] = [tokens[at], tokens[brace]];
  const end = brackets.ends.get(brace);
  if (type === undefined || open === undefined || end === undefined) return { node: undefined, next: to };
  if (tokens[brace - 1]?.kind === 'newline') {
    report(context, `The { of a block stands on the line of its name, ${quote(context, type)}`, open);
  }
  const close = end.closed ? tokens[end.index] : undefined;
  const innerEnd = close?.start ?? tokens[end.index - 1]?.end ?? open.end;
  const labels = tokens.slice(at + 1, brace).flatMap((token) => parseLabel(context, token) ?? []);
  const block: Block = {
    kind: 'block',
    type: context.source.slice(type.start, type.end),
    typeRange: context.positions.range(type),
    labels,
    body: parseBody(input, brace + 1, end.index),
    range: rangeOf(context, type.start, close?.end ?? innerEnd),
    bodyRange: rangeOf(context, open.end, innerEnd),
  };
  const next = behind(end);
  const following = tokens[next];
  if (tokens[at - 1]?.kind === 'open') report(context, 'A nested block starts on a line of its own', type);
  if (end.closed && following !== undefined && following.kind !== 'newline') {
    report(context, `Expected a new line before ${quote(context, following)}`, following);
  }
  return { node: block, next };
}

function parseLabel(context: SyntaxContext, token: Token): Label | undefined {
  if (token.kind === 'newline') return undefined;
  const range = context.positions.range(token);
  if (token.kind !== 'template') return { text: context.source.slice(token.start, token.end), range };
  if (token.pieces.some((piece) => piece.kind !== 'literal')) {
    report(context, 'A label is a plain text: ${…} and %{…} have no meaning here', token);
  }
  return { text: labelText(context, token), range };
}

function labelText(context: SyntaxContext, token: TemplateToken): string {
  const texts = token.pieces.map((piece) =>
    piece.kind === 'literal'
      ? decodeLiteral(context, piece, true)
      : context.source.slice(piece.start, piece.end),
  );
  return texts.join('');
}
