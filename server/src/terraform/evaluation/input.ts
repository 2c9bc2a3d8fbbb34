import type { SyntaxParser } from '../../syntax/parser';
import type { Files } from '../files';

/** What a root module is evaluated from. */
export interface RootInput {
  /** The root module's folder: absolute, forward slashes, none at the end. */
  readonly root: string;
  /** The outermost folder that functions like `file` may read in; the root module's where it is not given. */
  readonly workspace?: string;
  readonly files: Files;
  readonly parser: SyntaxParser;
  /** `--var` and `--var-file` as given, in their order: later ones win, and all of them win over files found. */
  readonly given?: readonly GivenVariables[];
  /** `TF_VAR_…` variables, by name without the prefix; given only where the settings allow it. */
  readonly environment?: ReadonlyMap<string, string>;
  /** `terraform.workspace`; `default` where it is not given. */
  readonly workspaceName?: string;
}

/** A variable's text as on the command line, or a file of variables (absolute path). */
export type GivenVariables =
  | { readonly kind: 'variable'; readonly name: string; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/** Whether two inputs give the same answers for the same files: then cells may be kept. */
export function sameSettings(a: RootInput, b: RootInput): boolean {
  return a.root === b.root && a.parser === b.parser && settingsKey(a) === settingsKey(b);
}

function settingsKey(input: RootInput): string {
  const given = (input.given ?? []).map((one) => (one.kind === 'file' ? [one.path] : [one.name, one.text]));
  return JSON.stringify([input.workspace, given, [...(input.environment ?? [])], input.workspaceName]);
}
