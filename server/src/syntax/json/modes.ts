/** How a string of Terraform's JSON syntax is read. */
export type StringMode =
  /** With `${…}` and `%{…}`. */
  | 'template'
  /** As it stands. */
  | 'literal'
  /** The string holds an expression of the native syntax: a reference or a type. */
  | 'expression';

/**
 * The mode of the strings in an argument of a top-level block; `path` are the argument's name and the keys in it.
 * https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export function stringMode(blockType: string, path: readonly string[]): StringMode {
  const [name = '', second] = path;
  switch (blockType) {
    case 'variable':
      if (name === 'type') return 'expression';
      return name === 'validation' ? 'template' : 'literal';
    case 'output':
      if (name === 'depends_on') return 'expression';
      return name === 'description' ? 'literal' : 'template';
    case 'terraform':
      return 'literal';
    case 'provider':
      return name === 'alias' || name === 'version' ? 'literal' : 'template';
    case 'module':
      if (name === 'source' || name === 'version') return 'literal';
      return name === 'providers' || name === 'depends_on' ? 'expression' : 'template';
    case 'moved':
    case 'removed':
      return name === 'from' || name === 'to' ? 'expression' : 'template';
    case 'import':
      return name === 'to' || name === 'provider' ? 'expression' : 'template';
    case 'resource':
    case 'data':
    case 'ephemeral':
      if (name === 'provider' || name === 'depends_on') return 'expression';
      if (name === 'lifecycle')
        return second === 'ignore_changes' || second === 'replace_triggered_by' ? 'expression' : 'template';
      return isDynamicIterator(path) ? 'expression' : 'template';
    default:
      return 'template';
  }
}

function isDynamicIterator(path: readonly string[]): boolean {
  return path.at(-1) === 'iterator' && path.at(-3) === 'dynamic';
}
