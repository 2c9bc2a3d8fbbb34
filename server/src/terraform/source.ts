import type { Chunk } from '../syntax/tree';
import type { Range } from '../util/text';

/**
 * A place in the code that survives edits elsewhere: the chunk, and a range relative to it. `Configuration.locate`
 * turns it into a file and a range of that file.
 */
export interface SourceRange {
  readonly chunk: Chunk;
  readonly range: Range;
}

/** A place in a file. `path` as the workspace names it (absolute, forward slashes). */
export interface FileRange {
  readonly path: string;
  readonly range: Range;
}
