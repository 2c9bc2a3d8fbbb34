import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOf, uriOf } from './uris';

/** The documents that the client has open, by path. */
export interface OpenDocuments {
  readonly paths: () => readonly string[];
  readonly at: (path: string) => TextDocument | undefined;
  /** The client's own spelling of an open document's URI, else ours. */
  readonly toUri: (path: string) => string;
  /** Null for what is not open. */
  readonly versionOf: (path: string) => number | null;
}

export function openDocuments(documents: TextDocuments<TextDocument>): OpenDocuments {
  const at = (path: string): TextDocument | undefined =>
    documents.all().find(({ uri }) => pathOf(uri) === path);
  return {
    paths: () => documents.all().flatMap(({ uri }) => pathOf(uri) ?? []),
    at,
    toUri: (path) => at(path)?.uri ?? uriOf(path),
    versionOf: (path) => at(path)?.version ?? null,
  };
}
