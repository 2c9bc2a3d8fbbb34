/**
 * Terraform text as `terraform fmt` prints it: two spaces a level, and the equals signs of neighbouring one-line
 * arguments in one column. https://developer.hashicorp.com/terraform/language/style
 */
export type HclItem =
  | { readonly kind: 'argument'; readonly name: string; readonly value: string }
  | { readonly kind: 'block'; readonly header: string; readonly items: readonly HclItem[] };

/** `name = value`, the value as Terraform text. */
export function argument(name: string, value: string): HclItem {
  return { kind: 'argument', name, value };
}

/** A quoted string; quotes, backslashes, line ends and template marks are escaped. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `"${escaped.replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{')}"`;
}

/** `header { … }`, each line indented by `level` levels, without a line end at the end. */
export function printBlock(header: string, items: readonly HclItem[], level = 0): string {
  const indent = '  '.repeat(level);
  return `${indent}${header} {\n${printItems(items, level + 1)}${indent}}`;
}

function printItems(items: readonly HclItem[], level: number): string {
  const indent = '  '.repeat(level);
  const width = Math.max(0, ...items.map((item) => (item.kind === 'argument' ? item.name.length : 0)));
  let text = '';
  for (const [index, item] of items.entries()) {
    if (item.kind === 'argument') text += `${indent}${item.name.padEnd(width)} = ${item.value}\n`;
    else text += `${index > 0 ? '\n' : ''}${printBlock(item.header, item.items, level)}\n`;
  }
  return text;
}

/** `{ a = 1, … }` over several lines, as an element of a list that stands at `level`. */
export function printObject(items: readonly HclItem[], level: number): string {
  return `{\n${printItems(items, level + 1)}${'  '.repeat(level)}}`;
}
