import type { Expression } from './tree';

/** The text of a quoted string (or heredoc) without anything to evaluate; undefined for any other expression. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}
