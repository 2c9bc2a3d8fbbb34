import { markdown, markdownCode, plain } from '../../explain/escape';
import type { Value } from '../../terraform/value';
import { referenceName } from '../../terraform/values/unknowns';
import { writeText } from '../../terraform/writeJson';

/** How many lines of a large value are shown. */
const maximumLines = 15;
/** A value up to this long stands in the line. */
const maximumInline = 80;
/** Longer texts and collections are cut before they are written: writing takes time, too. */
const maximumText = 1000;
const maximumElements = 50;

/** A value on one line, as Markdown: code, or words for what is not known. */
export function valueInLine(value: Value): string {
  return wordsFor(value) ?? markdownCode(cut(compact(writeText(shortened(value))), maximumInline));
}

/** What follows a heading: a value on the same line where it is short, else below it, and the reasons of an unknown. */
export function valueBelowHeading(value: Value): string {
  if (value.kind === 'unknown' && !value.sensitive) {
    const reasons = value.causes.map(({ value: name, why }) => `- ${markdownCode(name)}: ${markdown(why)}`);
    return `: unknown\n\n${reasons.join('\n')}`;
  }
  const words = wordsFor(value);
  if (words !== undefined) return `: ${words}`;
  const text = writeText(shortened(value));
  if (compact(text).length <= maximumInline) return `: ${markdownCode(compact(text))}`;
  const lines = text.split('\n');
  const shown = lines.slice(0, maximumLines).map((line) => plain(cut(line, 200)));
  if (lines.length > maximumLines || isCut(value)) shown.push('…');
  return `:\n\n\`\`\`json\n${shown.join('\n')}\n\`\`\``;
}

function wordsFor(value: Value): string | undefined {
  if (value.sensitive) return 'sensitive, not shown';
  if (value.kind === 'reference') return `${markdownCode(referenceName(value))}, known after apply`;
  if (value.kind !== 'unknown') return undefined;
  const reasons = value.causes.slice(0, 2).map(({ value: name, why }) => `${name}: ${why}`);
  return `unknown \\(${markdown(reasons.join('; '))}\\)`;
}

function compact(text: string): string {
  return text
    .replace(/([[{])\n\s*/g, '$1')
    .replace(/\n\s*([\]}])/g, '$1')
    .replace(/\n\s*/g, ' ');
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

function isCut(value: Value): boolean {
  return (
    (value.kind === 'list' && value.elements.length > maximumElements) ||
    (value.kind === 'map' && value.entries.size > maximumElements)
  );
}

function shortened(value: Value): Value {
  switch (value.kind) {
    case 'string':
      return value.value.length <= maximumText ? value : { ...value, value: cut(value.value, maximumText) };
    case 'list':
      return { ...value, elements: value.elements.slice(0, maximumElements).map(shortened) };
    case 'map': {
      const entries = [...value.entries].slice(0, maximumElements);
      return { ...value, entries: new Map(entries.map(([name, one]) => [name, shortened(one)])) };
    }
    default:
      return value;
  }
}
