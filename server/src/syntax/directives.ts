import { type SyntaxContext, rangeOf, report } from './context';
import type { FlatPart } from './templates';
import type { TemplatePart } from './tree';

/** An `if` or `for` directive whose end has not come yet. */
interface OpenDirective {
  readonly head: Extract<FlatPart, { kind: 'if' | 'for' }>;
  /** Parts up to `else`, once that has been seen. */
  then: TemplatePart[] | undefined;
  parts: TemplatePart[];
}

/** Pairs `if`/`else`/`endif` and `for`/`endfor`; what has no partner is reported, its contents stay. */
export function nestDirectives(context: SyntaxContext, flat: readonly FlatPart[]): readonly TemplatePart[] {
  const root: TemplatePart[] = [];
  const open: OpenDirective[] = [];
  const add = (part: TemplatePart): void => {
    (open.at(-1)?.parts ?? root).push(part);
  };
  const stray = (part: FlatPart, partner: string): void => {
    report(context, `${part.kind} without its ${partner}`, part);
    const range = rangeOf(context, part.start, part.end);
    add({ kind: 'interpolation', expression: { kind: 'invalid', range }, range });
  };
  for (const part of flat) {
    const range = rangeOf(context, part.start, part.end);
    const top = open.at(-1);
    switch (part.kind) {
      case 'text':
        add({ kind: 'text', text: part.text, range });
        break;
      case 'interpolation':
        add({ kind: 'interpolation', expression: part.expression, range });
        break;
      case 'if':
      case 'for':
        if (open.length < maximumDepth) open.push({ head: part, then: undefined, parts: [] });
        else report(context, 'Template directives are nested too deeply', part);
        break;
      case 'else':
        if (top?.head.kind !== 'if' || top.then !== undefined) stray(part, 'if');
        else {
          top.then = top.parts;
          top.parts = [];
        }
        break;
      default: {
        const expected = part.kind === 'endif' ? 'if' : 'for';
        if (top?.head.kind !== expected) stray(part, expected);
        else {
          open.pop();
          add(close(context, top, part.end));
        }
      }
    }
  }
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    const { head } = top;
    const range = rangeOf(context, head.start, head.end);
    report(context, `This ${head.kind} directive is not closed: %{ end${head.kind} } is missing`, head);
    add({ kind: 'interpolation', expression: { kind: 'invalid', range }, range });
    for (const part of [...(top.then ?? []), ...top.parts]) add(part);
  }
  return root;
}

const maximumDepth = 50;

function close(context: SyntaxContext, directive: OpenDirective, end: number): TemplatePart {
  const { head, then, parts } = directive;
  const range = rangeOf(context, head.start, end);
  if (head.kind === 'if') {
    const { condition } = head;
    return {
      kind: 'templateIf',
      condition,
      then: then ?? parts,
      otherwise: then === undefined ? [] : parts,
      range,
    };
  }
  const { keyName, valueName, collection } = head;
  return { kind: 'templateFor', keyName, valueName, collection, parts, range };
}
