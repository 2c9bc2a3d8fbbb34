import type { BooleanValue, ListValue, MapValue, NullValue, NumberValue, Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { printNumber } from '../values/numbers';

/**
 * Writes YAML as Terraform's `yamlencode` does: every string and key in double quotes, texts of several lines as literal
 * blocks, sequences at the margin of their key. https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
export function encodeYaml(value: Value): string | Failure {
  // A document that is only a plain scalar is closed, so that nothing can be added to it.
  if (value.kind === 'null' || value.kind === 'boolean' || value.kind === 'number')
    return `${scalar(value)}...\n`;
  return node(value, value.kind === 'string' ? 2 : 0);
}

/** A node behind a key or a dash, with the line's end; `margin` is that of the collection that it would be. */
function node(value: Value, margin: number): string | Failure {
  switch (value.kind) {
    case 'null':
    case 'boolean':
    case 'number':
      return scalar(value);
    case 'string':
      return text(value.value, margin);
    case 'list':
      return value.elements.length === 0 ? '[]\n' : sequence(value, margin);
    case 'map':
      return value.entries.size === 0 ? '{}\n' : mapping(value, margin);
    default:
      return failure('value is not known');
  }
}

function scalar(value: NullValue | BooleanValue | NumberValue): string {
  if (value.kind !== 'number') return value.kind === 'null' ? 'null\n' : `${value.value}\n`;
  if (value.value.isFinite()) return `${printNumber(value)}\n`;
  return value.value.isNegative() ? '-Inf\n' : '+Inf\n';
}

function sequence(list: ListValue, margin: number): string | Failure {
  let result = '';
  for (const element of list.elements) {
    const inner = node(element, margin + 2);
    if (typeof inner !== 'string') return inner;
    result += `${' '.repeat(margin)}- ${inner.replace(/^ +/, '')}`;
  }
  return result;
}

function mapping(map: MapValue, margin: number): string | Failure {
  let result = '';
  for (const [name, element] of map.entries) {
    const block =
      (element.kind === 'list' && element.elements.length > 0) ||
      (element.kind === 'map' && element.entries.size > 0);
    const inner = node(element, element.kind === 'list' ? margin : margin + 2);
    if (typeof inner !== 'string') return inner;
    result += `${' '.repeat(margin)}${quoted(name)}:${block ? '\n' : ' '}${inner}`;
  }
  return result;
}

function text(value: string, margin: number): string {
  // A literal block can hold printable lines only, without spaces at their ends.
  const printable = /^[\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
  if (!value.includes('\n') || !printable.test(value) || / (?:\n|$)/.test(value)) return `${quoted(value)}\n`;
  const keep = value.endsWith('\n\n') || value === '\n' ? '+' : value.endsWith('\n') ? '' : '-';
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${hint}${keep}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(margin) + line)).join('\n')}\n`;
}

const escapes = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\xa0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);
const unsafe = /["\\\0-\x1f\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]/gu;

function quoted(value: string): string {
  const body = value.replace(unsafe, (character) => {
    const short = escapes.get(character);
    if (short !== undefined) return short;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase();
    return code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
  });
  return `"${body}"`;
}
