import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { isRecord, type JsonRecord } from './record';

/** One file of a snapshot: where it was (relative to the snapshot's folder, with `/`) and what it says. */
export interface SnapshotFile {
  readonly path: string;
  readonly text: string;
}

/** What a file holds: its top-level objects, and, where it is malformed, what is wrong and where. */
export interface ReadFile {
  readonly pages: readonly JsonRecord[];
  /** Set where a part could not be read: what is missing then is unknown. */
  readonly error?: string;
}

/**
 * Reads a file as JSON. Of a malformed or cut one, every list element that was complete is kept: an element that the
 * error is in would say less than it should (half a group's rules), so it is left out.
 */
export function readJson(file: SnapshotFile): ReadFile {
  const text = file.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return { pages: [], error: 'it is empty' };
  try {
    return pagesOf(JSON.parse(text));
  } catch {
    return readMalformed(text);
  }
}

function pagesOf(value: unknown): ReadFile {
  if (isRecord(value)) return { pages: [value] };
  if (Array.isArray(value) && value.every(isRecord)) return { pages: value };
  return { pages: [], error: 'it is not a JSON object' };
}

function readMalformed(text: string): ReadFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const [first] = errors;
  const at = first?.offset ?? text.length;
  const line = text.slice(0, at).split('\n').length;
  const what = first === undefined ? 'it is malformed' : sentence(printParseErrorCode(first.error));
  const error = `${what} at line ${line}`;
  if (root?.type !== 'object') return { pages: [], error };
  return {
    pages: [
      completePart(
        root,
        errors.map((each) => each.offset),
        text.length,
      ),
    ],
    error,
  };
}

/** `CommaExpected` → `a comma is missing`-like words: the parser's code, in lower case words. */
function sentence(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The object's members; of lists, the elements that hold no error and do not touch the end of the text. */
function completePart(root: Node, errors: readonly number[], end: number): JsonRecord {
  const isComplete = (node: Node): boolean => {
    const nodeEnd = node.offset + node.length;
    return nodeEnd < end && !errors.some((offset) => offset >= node.offset && offset <= nodeEnd);
  };
  const members: Record<string, unknown> = {};
  for (const property of root.children ?? []) {
    const [key] = property.children ?? [];
    if (typeof key?.value !== 'string') continue;
    const value = findNodeAtLocation(root, [key.value]);
    if (value === undefined) continue;
    if (value.type === 'array')
      members[key.value] = (value.children ?? []).filter(isComplete).map(getNodeValue);
    else if (isComplete(value)) members[key.value] = getNodeValue(value);
  }
  return members;
}
