import type { FunctionCall } from '../../syntax/tree';
import { walkBody } from '../../syntax/walk';
import type { SourceRange } from '../../terraform/source';
import { comparePositions } from '../../util/text';

/** The function call that stands exactly there. */
export function callAt({ chunk, range }: SourceRange): FunctionCall | undefined {
  let found: FunctionCall | undefined;
  walkBody(chunk.body, (expression) => {
    if (
      expression.kind === 'call' &&
      comparePositions(expression.range.start, range.start) === 0 &&
      comparePositions(expression.range.end, range.end) === 0
    )
      found = expression;
  });
  return found;
}
