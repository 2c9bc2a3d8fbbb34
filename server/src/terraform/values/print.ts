import type { Type } from '../type';
import type { ListValue, MapValue, Value } from '../value';
import { quote } from './goText';
import { printNumber } from './numbers';
import { friendlyName } from './types';

/** A value as `terraform console` prints it. */
export function printValue(value: Value, indent = 0): string {
  if (value.kind === 'unknown' || value.kind === 'reference') return '(known after apply)';
  if (value.sensitive) return '(sensitive value)';
  switch (value.kind) {
    case 'null':
      return printNull(value.type);
    case 'boolean':
      return String(value.value);
    case 'number':
      return printNumber(value);
    case 'string':
      return value.value.includes('\n') ? heredoc(value.value, indent) : quote(value.value);
    case 'list':
      return value.form === 'tuple'
        ? printElements(value, indent)
        : `to${value.form}(${printElements(value, indent)})`;
    case 'map':
      return value.form === 'object' ? printEntries(value, indent) : `tomap(${printEntries(value, indent)})`;
  }
}

function printNull(type: Type | undefined): string {
  if (type === undefined) return 'null';
  switch (type.kind) {
    case 'any':
      return 'null';
    case 'string':
    case 'number':
    case 'bool':
      return `to${type.kind}(null)`;
    case 'list':
    case 'set':
    case 'map':
      return `to${type.kind}(null) /* of ${friendlyName(type.element)} */`;
    default:
      return `null /* ${type.kind} */`;
  }
}

function heredoc(text: string, indent: number): string {
  const lines = text.split('\n');
  let end = 'EOT';
  while (lines.some((line) => line.trim() === end)) end += '_';
  const margin = ' '.repeat(indent);
  return [`${indent > 0 ? '<<-' : '<<'}${end}`, ...lines.map((line) => margin + line), margin + end].join(
    '\n',
  );
}

function printElements(value: ListValue, indent: number): string {
  const margin = ' '.repeat(indent + 2);
  const lines = value.elements.map((element) => `\n${margin}${printValue(element, indent + 2)},`);
  return lines.length === 0 ? '[]' : `[${lines.join('')}\n${' '.repeat(indent)}]`;
}

function printEntries(value: MapValue, indent: number): string {
  const margin = ' '.repeat(indent + 2);
  const lines = [...value.entries].map(
    ([name, element]) => `\n${margin}${quote(name)} = ${printValue(element, indent + 2)}`,
  );
  return lines.length === 0 ? '{}' : `{${lines.join('')}\n${' '.repeat(indent)}}`;
}
