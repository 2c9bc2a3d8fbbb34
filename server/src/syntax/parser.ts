import type { Expression, SyntaxFile, SyntaxProblem } from './tree';

/** Parses Terraform's languages; made once by `loadParser` (the grammar is WebAssembly and loads asynchronously), then synchronous. */
export interface SyntaxParser {
  /**
   * A whole file: `.tf`, `.tofu`, `.tfvars` and `.hcl` as native syntax, names that end in `.json` as its JSON form.
   * Chunks whose text stands in `previous` (an earlier version of the same file) are taken from it, by identity.
   * Any text is accepted: errors are in the chunks' `problems`.
   */
  parseFile(path: string, text: string, previous?: SyntaxFile): SyntaxFile;
  /** A single expression, as in `reachable eval`. */
  parseExpression(text: string): {
    readonly expression: Expression;
    readonly problems: readonly SyntaxProblem[];
  };
}
