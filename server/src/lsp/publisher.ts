import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticOf, mergeFindings } from '../features/diagnostics';
import type { ToUri } from '../features/locations';
import type { Finding } from '../rules/rule';
import { groupBy } from '../util/collections';

/**
 * What is published, file by file. Diagnostics are pushed, not pulled: one evaluation of a root finds things in all of
 * its files at once, also in those that are not open, and every editor takes them.
 */
export interface Publisher {
  /** The root's findings are now these; its open documents are published also where nothing is found in them. */
  update(root: string, findings: readonly Finding[], open: readonly string[]): void;
  /** Nobody looks at the root any more. */
  forget(root: string): void;
  /** What is known of a file, of all roots, each place once. */
  findingsIn(path: string): readonly Finding[];
}

export type Publish = (uri: string, diagnostics: readonly Diagnostic[], version: number | undefined) => void;

/** Publishes a file where what is said of it has changed, with the version that it is about. */
export function createPublisher(
  publish: Publish,
  toUri: ToUri,
  versionOf: (path: string) => number | null,
): Publisher {
  const byRoot = new Map<string, ReadonlyMap<string, readonly Finding[]>>();
  const published = new Map<string, string>();

  const findingsIn = (path: string): readonly Finding[] =>
    mergeFindings([...byRoot.values()].flatMap((files) => files.get(path) ?? []));
  const refresh = (paths: Iterable<string>): void => {
    for (const path of new Set(paths)) {
      const diagnostics = findingsIn(path).map((finding) => diagnosticOf(finding, toUri));
      const version = versionOf(path);
      const state = `${version ?? ''} ${JSON.stringify(diagnostics)}`;
      const isNews = published.get(path) !== state;
      if (diagnostics.length === 0 && version === null) published.delete(path);
      else published.set(path, state);
      if (isNews) publish(toUri(path), diagnostics, version ?? undefined);
    }
  };
  return {
    findingsIn,
    update: (root, findings, open) => {
      const before = byRoot.get(root)?.keys() ?? [];
      const files = groupBy(findings, (finding) => finding.file);
      byRoot.set(root, files);
      refresh([...before, ...files.keys(), ...open]);
    },
    forget: (root) => {
      const before = [...(byRoot.get(root)?.keys() ?? [])];
      byRoot.delete(root);
      refresh(before);
    },
  };
}
