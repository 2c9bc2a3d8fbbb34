import { type SyntaxContext, rangeOf } from './context';
import { parseTemplate } from './templates';
import type { Token } from './token';
import type { Expression } from './tree';

/** Longer references take the long way, where their length is limited. */
const maximumLength = 19;

/**
 * Most expressions are a literal, a plain reference, `a.b.c`, or a list of these, which need no grammar: reading them from
 * their tokens makes parsing three times as fast. Undefined for all others.
 */
export function parseSimpleExpression(
  context: SyntaxContext,
  tokens: readonly Token[],
): Expression | undefined {
  return isCharacter(context, tokens[0], '[') ? simpleList(context, tokens) : simpleTerm(context, tokens);
}

/** `[a.b, "c", 1]`, over several lines too. */
function simpleList(context: SyntaxContext, tokens: readonly Token[]): Expression | undefined {
  const [first, last] = [tokens.at(0), tokens.at(-1)];
  if (first === undefined || last === undefined || !isCharacter(context, last, ']')) return undefined;
  const elements: Expression[] = [];
  let element: Token[] = [];
  for (const token of tokens.slice(1)) {
    if (token !== last && !isCharacter(context, token, ',')) {
      // In brackets a new line ends nothing.
      if (token.kind !== 'newline') element.push(token);
      continue;
    }
    // A comma may end the list; what an empty place elsewhere means is left to the grammar.
    if (element.length === 0 && token === last) break;
    const simple = simpleTerm(context, element);
    if (simple === undefined) return undefined;
    elements.push(simple);
    element = [];
  }
  return { kind: 'tuple', elements, range: rangeOf(context, first.start, last.end) };
}

function isCharacter(context: SyntaxContext, token: Token | undefined, character: string): boolean {
  return token !== undefined && token.end === token.start + 1 && context.source[token.start] === character;
}

function simpleTerm(context: SyntaxContext, tokens: readonly Token[]): Expression | undefined {
  const [first] = tokens;
  if (first === undefined || tokens.length > maximumLength || tokens.length % 2 === 0) return undefined;
  const range = context.positions.range(first);
  if (first.kind === 'template') return tokens.length === 1 ? parseTemplate(context, first) : undefined;
  const text = context.source.slice(first.start, first.end);
  if (first.kind === 'number') return tokens.length === 1 ? { kind: 'number', text, range } : undefined;
  if (first.kind !== 'identifier') return undefined;
  let result = tokens.length === 1 ? keyword(text, range) : undefined;
  if (result !== undefined) return result;
  if (text === 'true' || text === 'false' || text === 'null') return undefined;
  result = { kind: 'variable', name: text, range };
  for (let index = 1; index < tokens.length; index += 2) {
    const [dot, name] = [tokens[index], tokens[index + 1]];
    if (dot?.kind !== 'operator' || name?.kind !== 'identifier') return undefined;
    if (context.source.slice(dot.start, dot.end) !== '.') return undefined;
    result = {
      kind: 'getAttribute',
      object: result,
      name: context.source.slice(name.start, name.end),
      nameRange: context.positions.range(name),
      range: rangeOf(context, first.start, name.end),
    };
  }
  return result;
}

function keyword(text: string, range: Expression['range']): Expression | undefined {
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', range };
  return text === 'null' ? { kind: 'null', range } : undefined;
}
