import type { TemplatePart } from '../../syntax/tree';
import type { Range } from '../../util/text';
import type { Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { renderParts } from './templates';
import type { Frame, LocalVariable } from './frame';
import type { Scope } from './scope';

/**
 * Renders the text of a file as a template: it sees the given variables and nothing else. Errors in it are told by the
 * call that renders it.
 */
export function renderFileTemplate(
  text: string,
  variables: ReadonlyMap<string, Value>,
  name: string,
  range: Range,
  frame: Frame,
): Value | Failure {
  const parts = parseTemplate(text, frame.scope);
  if ('kind' in parts) return parts;
  let locals: LocalVariable | undefined;
  for (const [variable, value] of variables) locals = { name: variable, value, outer: locals };
  const scope: Scope = {
    ...frame.scope,
    resolve: (root) => ({ problem: `vars map does not contain key "${root}"` }),
  };
  const inner: Frame = { ...frame, scope, locals, reports: [], template: { range, name } };
  const [only, ...more] = parts;
  const whole = only?.kind === 'interpolation' && more.length === 0;
  const value = whole ? frame.run.evaluate(only.expression, inner) : renderParts(parts, range, inner);
  const [error] = inner.reports;
  return error === undefined ? value : failure(error.message.replace(/\.$/, ''));
}

/** A file's text is read as a heredoc with an end marker that does not stand in it. */
function parseTemplate(text: string, scope: Scope): readonly TemplatePart[] | Failure {
  let marker = 'END_OF_TEMPLATE';
  while (text.includes(marker)) marker += '_';
  const { expression, problems } = scope.parser.parseExpression(`<<${marker}\n${text}\n${marker}\n`);
  const [problem] = problems;
  if (problem !== undefined) return failure(problem.message.replace(/\.$/, ''));
  if (expression.kind !== 'template') return failure('the template can not be read');
  return withoutLastLineBreak(expression.parts);
}

/** A heredoc's last line ends with a line break; the file's need not. */
function withoutLastLineBreak(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith('\n')) return parts;
  const text = last.text.slice(0, -1);
  return text === '' ? parts.slice(0, -1) : [...parts.slice(0, -1), { ...last, text }];
}
