import { CodeActionKind, type CodeAction, type TextDocumentEdit } from 'vscode-languageserver-protocol';
import type { FileEdit } from '../edits/fileEdit';
import type { Finding, Fix } from '../rules/rule';
import { groupBy } from '../util/collections';
import { comparePositions, type Range } from '../util/text';
import { diagnosticOf } from './diagnostics';
import { fixAll } from './fixAll';
import type { ToUri } from './locations';

/** What a file's edits hold on to: its URI, and its version where it is open. */
export interface DocumentNames {
  readonly toUri: ToUri;
  /** The version of an open document, so that an edit of an older text is refused; null for one that is not open. */
  readonly versionOf: (path: string) => number | null;
}

/** The findings that quick fixes are about. */
export interface FindingsToFix {
  /** Those of the file. */
  readonly here: readonly Finding[];
  /** Those of all files of the roots that the file has to do with, for fixing all of a kind. */
  readonly everywhere: readonly Finding[];
}

/**
 * The quick fixes for the findings that touch a range: each rule's own, then a comment that suppresses it; at last the safe
 * fixes of all findings of the same kind together.
 */
export function quickFixes(
  findings: FindingsToFix,
  range: Range,
  names: DocumentNames,
  textOfLine: (line: number) => string,
): readonly CodeAction[] {
  const touched = findings.here.filter((finding) => touches(finding.range, range));
  const single = touched.flatMap((finding) =>
    [...finding.fixes(), suppression(finding, textOfLine)].map((fix) => action(finding, fix, names)),
  );
  const kinds = new Map(touched.map((finding) => [finding.rule, finding]));
  return [...single, ...[...kinds.values()].flatMap((one) => allOfKind(one, findings.everywhere, names))];
}

/** One action for all findings of a kind; none where this one has no safe fix. */
function allOfKind(finding: Finding, everywhere: readonly Finding[], names: DocumentNames): CodeAction[] {
  const isSafe = finding.fixes().some((fix) => fix.preferred);
  const all = isSafe ? fixAll(finding.rule, everywhere) : undefined;
  if (all === undefined) return [];
  const files = new Set(all.edits.map((edit) => edit.file)).size;
  const where = files === 1 ? '' : ` in ${files} files`;
  const title = `Fix all ${all.count} of ${finding.rule}${where}`;
  return [action(finding, { title, edits: all.edits, preferred: false }, names)];
}

function action(finding: Finding, fix: Fix, names: DocumentNames): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, names.toUri)],
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: { documentChanges: [...documentEdits(fix.edits, names)] },
  };
}

function documentEdits(
  edits: readonly FileEdit[],
  { toUri, versionOf }: DocumentNames,
): readonly TextDocumentEdit[] {
  return [...groupBy(edits, (edit) => edit.file)].map(([file, own]) => ({
    textDocument: { uri: toUri(file), version: versionOf(file) },
    edits: own.map(({ range, newText }) => ({ range, newText })),
  }));
}

/** A comment on the line above, indented like the line; the reason is for the user to say. */
function suppression(finding: Finding, textOfLine: (line: number) => string): Fix {
  const { line } = finding.range.start;
  const indent = /^[ \t]*/.exec(textOfLine(line))?.[0] ?? '';
  const start = { line, character: 0 };
  const newText = `${indent}# reachable:ignore ${finding.rule} TODO: say why\n`;
  return {
    title: `Ignore ${finding.rule} here`,
    edits: [{ file: finding.file, range: { start, end: start }, newText }],
    preferred: false,
  };
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
