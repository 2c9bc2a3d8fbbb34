import { type SyntaxContext, quote, rangeOf, report } from './context';
import { nestDirectives } from './directives';
import { decodeLiteral } from './escapes';
import { parseSequenceTokens } from './expressions';
import type { SequencePiece, TemplatePiece, TemplateToken, Token } from './token';
import type { Expression, Template } from './tree';

/** A template cut into its flat parts: strip markers, escapes and heredoc indentation are worked out, directives not yet paired. */
export type FlatPart =
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'interpolation';
      readonly expression: Expression;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'if'; readonly condition: Expression; readonly start: number; readonly end: number }
  | {
      readonly kind: 'for';
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly collection: Expression;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly start: number; readonly end: number };

/** A template's token as a tree. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates */
export function parseTemplate(context: SyntaxContext, token: TemplateToken): Template {
  const literals = decodeLiterals(context, token);
  if (token.form === 'heredoc' && token.indented) takeIndentationOff(token.pieces, literals);
  const inner = { ...context, depth: context.depth + 1 };
  const flat: FlatPart[] = [];
  for (const [index, piece] of token.pieces.entries()) {
    const text = literals[index];
    const before = flat.at(-1);
    if (piece.kind !== 'literal') flat.push(parseSequence(inner, piece));
    else if (text === undefined) continue;
    else if (before?.kind === 'text') {
      flat[flat.length - 1] = { kind: 'text', text: before.text + text, start: before.start, end: piece.end };
    } else flat.push({ kind: 'text', text, start: piece.start, end: piece.end });
  }
  return {
    kind: 'template',
    form: token.form === 'heredoc' ? 'heredoc' : 'quoted',
    parts: nestDirectives(context, flat),
    range: rangeOf(context, token.start, token.end),
  };
}

/** The texts of the literal pieces, by index, with the white space gone that strip markers beside them ask for. */
function decodeLiterals(context: SyntaxContext, token: TemplateToken): (string | undefined)[] {
  return token.pieces.map((piece, index) => {
    if (piece.kind !== 'literal') return undefined;
    const [before, after] = [token.pieces[index - 1], token.pieces[index + 1]];
    let text = decodeLiteral(context, piece, token.form === 'quoted');
    if (before !== undefined && before.kind !== 'literal' && before.stripAfter)
      text = text.replace(leadingSpace, '');
    if (after !== undefined && after.kind !== 'literal' && after.stripBefore)
      text = text.replace(trailingSpace, '');
    return text;
  });
}

/** White space as Unicode (and Go) defines it: unlike JavaScript's `\s`, U+0085 is, U+FEFF is not. */
const leadingSpace = /^[\p{White_Space}]+/u;
const trailingSpace = /(?<![\p{White_Space}])[\p{White_Space}]+$/u;

/**
 * `<<-`: takes the least indentation of all lines off each. Lines of only white space do not count and stay as they are;
 * a line that starts with a sequence has none. The lines are those of the source: white space that comes out of an
 * interpolation does not matter.
 */
function takeIndentationOff(pieces: readonly TemplatePiece[], literals: (string | undefined)[]): void {
  let startOfLine = true;
  let least = Infinity;
  const lines: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    const text = literals[index];
    if (startOfLine) {
      const space = text === undefined ? '' : (leadingSpace.exec(text)?.[0] ?? '');
      const blank = text !== undefined && space === text && text.endsWith('\n');
      if (!blank) least = Math.min(least, space.length);
      if (!blank && piece.kind === 'literal') lines.push(index);
      startOfLine = false;
    }
    if (text?.endsWith('\n') === true) startOfLine = true;
  }
  for (const index of lines) literals[index] = literals[index]?.slice(least);
}

function parseSequence(context: SyntaxContext, piece: SequencePiece): FlatPart {
  const { start, end } = piece;
  if (piece.kind === 'directive') return parseDirective(context, piece);
  const tokens = piece.tokens;
  if (tokens.some((token) => token.kind !== 'newline')) {
    return { kind: 'interpolation', expression: parseSequenceTokens(context, tokens, 0), start, end };
  }
  if (piece.closed) report(context, 'Expected a value between ${ and }', piece);
  return {
    kind: 'interpolation',
    expression: { kind: 'invalid', range: rangeOf(context, start, end) },
    start,
    end,
  };
}

function parseDirective(context: SyntaxContext, piece: SequencePiece): FlatPart {
  const { start, end } = piece;
  const invalid = { kind: 'invalid', range: rangeOf(context, start, end) } as const;
  const broken: FlatPart = { kind: 'interpolation', expression: invalid, start, end };
  const tokens = piece.tokens.filter((token) => token.kind !== 'newline');
  const [first, ...rest] = tokens;
  if (first === undefined || !piece.closed) {
    if (piece.closed)
      report(context, 'Expected if, else, endif, for or endfor after %{; a literal %{ is written %%{', piece);
    return broken;
  }
  const keyword = quote(context, first);
  switch (keyword) {
    case 'if':
      return { kind: 'if', condition: directiveValue(context, tokens, 1, piece), start, end };
    case 'for':
      return parseFor(context, tokens, piece);
    case 'else':
    case 'endif':
    case 'endfor':
      if (rest[0] !== undefined) report(context, `Nothing may follow ${keyword}`, rest[0]);
      return { kind: keyword, start, end };
    default:
      report(
        context,
        `${keyword} is not a template directive: expected if, else, endif, for or endfor`,
        first,
      );
      return broken;
  }
}

function parseFor(context: SyntaxContext, tokens: readonly Token[], piece: SequencePiece): FlatPart {
  const { start, end } = piece;
  const [, first, comma, second] = tokens;
  const text = (token: Token | undefined): string => (token === undefined ? '' : quote(context, token));
  const hasKey = text(comma) === ',';
  const value = hasKey ? second : first;
  const inAt = hasKey ? 4 : 2;
  const good = first?.kind === 'identifier' && value?.kind === 'identifier' && text(tokens[inAt]) === 'in';
  if (!good)
    report(context, 'A for directive is written %{ for name in list } or %{ for key, value in map }', piece);
  return {
    kind: 'for',
    keyName: hasKey ? text(first) : undefined,
    valueName: text(value),
    collection: good
      ? directiveValue(context, tokens, inAt + 1, piece)
      : { kind: 'invalid', range: rangeOf(context, start, end) },
    start,
    end,
  };
}

function directiveValue(
  context: SyntaxContext,
  tokens: readonly Token[],
  from: number,
  piece: SequencePiece,
): Expression {
  const before = tokens[from - 1];
  if (tokens.length > from) return parseSequenceTokens(context, tokens.slice(from), 0);
  if (before !== undefined) report(context, `Expected a value after ${quote(context, before)}`, before);
  return { kind: 'invalid', range: rangeOf(context, piece.start, piece.end) };
}
