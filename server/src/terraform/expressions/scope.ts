import type { SyntaxParser } from '../../syntax/parser';
import type { Chunk } from '../../syntax/tree';
import type { Range } from '../../util/text';
import type { Files } from '../files';
import type { Value } from '../value';

/**
 * What an expression stands in: the names it can see, the files its functions can read, and where its errors go.
 * The evaluator of modules implements it (one scope for each block instance); the evaluator of expressions asks it.
 * This folder evaluates expressions, as Terraform's language (HCL) and its type system (go-cty) do.
 */
export interface Scope {
  /**
   * What a name means. `root` is the first part of a traversal, `attributes` the longest run of literal names behind
   * it: `aws_vpc.main.tags["x"].y` asks for `aws_vpc` and `['main', 'tags']`. The scope takes as many of the names as
   * it wants (`consumed`), the evaluator applies the rest, and what follows, to the value. Variables of `for` and of
   * templates are found before the scope is asked.
   *
   * A `problem` is an error of the code ("no variable named x"): the evaluator reports it at the traversal, and goes on
   * with an unknown.
   */
  resolve(root: string, attributes: readonly string[]): Resolution;
  /** For `file`, `fileset`, `templatefile` and their kin. */
  readonly files: Files;
  /** Makes the templates of `templatefile` and `templatestring`. */
  readonly parser: SyntaxParser;
  readonly directories: Directories;
  /** The chunk that the expression's ranges are relative to; what a cause says it comes from. */
  readonly chunk: Chunk;
  /** Takes an error that Terraform would refuse the expression for; `range` is relative to `chunk`. */
  report(message: string, range: Range): void;
}

/** All absolute, with forward slashes, without one at the end. */
export interface Directories {
  /** The folder of the module that the expression stands in. */
  readonly module: string;
  /** The root module's folder, which is where Terraform runs: relative paths of file functions start here. */
  readonly root: string;
  /** The outermost folder that file functions may read in. */
  readonly workspace: string;
}

export type Resolution = { readonly value: Value; readonly consumed: number } | { readonly problem: string };
