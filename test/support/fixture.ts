import type { Position, Range } from '../../server/src/util/text';
import { dedent } from './dedent';

/**
 * A fixture is one string that holds several files, with marks that are not legal HCL where they stand:
 *
 *     --- main.tf
 *     resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16"‸ }
 *     --- modules/net/net.tf
 *     variable "x" { default = «1» }
 *
 * `‸` is a cursor, `«…»` a range; both are taken out of the text. Without a `---` line all of it is `main.tf`.
 */
export interface Fixture {
  /** Texts by path below `root`. */
  readonly files: ReadonlyMap<string, string>;
  readonly cursors: readonly MarkedPosition[];
  readonly ranges: readonly MarkedRange[];
}

export interface MarkedPosition {
  readonly path: string;
  readonly position: Position;
}

export interface MarkedRange {
  readonly path: string;
  readonly range: Range;
}

/** Where fixtures pretend to live: paths in results start with it. */
export const fixtureRoot = '/home/space';

/** Reads a fixture; paths come out absolute, below `fixtureRoot`. Indentation that all lines share is taken off. */
export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>();
  const cursors: MarkedPosition[] = [];
  const ranges: MarkedRange[] = [];
  let name = 'main.tf';
  let lines: string[] = [];
  const finish = (): void => {
    if (lines.every((line) => line.trim() === '') && name === 'main.tf' && !files.has(name)) return;
    const path = `${fixtureRoot}/${name}`;
    files.set(path, readMarks(path, `${lines.join('\n')}\n`, cursors, ranges));
  };
  for (const line of dedent(text).split('\n')) {
    const header = /^\s*--- (\S+)$/.exec(line);
    if (header?.[1] === undefined) {
      lines.push(line);
      continue;
    }
    finish();
    name = header[1];
    lines = [];
  }
  finish();
  return { files, cursors, ranges };
}

/** The only cursor of a fixture. */
export function onlyCursor(fixture: Fixture): MarkedPosition {
  const [cursor] = fixture.cursors;
  if (cursor === undefined || fixture.cursors.length !== 1) {
    throw new Error(`the fixture has ${fixture.cursors.length} cursors, not one`);
  }
  return cursor;
}

function readMarks(path: string, text: string, cursors: MarkedPosition[], ranges: MarkedRange[]): string {
  const open: Position[] = [];
  let out = '';
  let line = 0;
  let character = 0;
  for (const unit of text.split('')) {
    if (unit === '‸') cursors.push({ path, position: { line, character } });
    else if (unit === '«') open.push({ line, character });
    else if (unit === '»') {
      const start = open.pop();
      if (start === undefined) throw new Error(`${path}: » without «`);
      ranges.push({ path, range: { start, end: { line, character } } });
    } else {
      out += unit;
      if (unit === '\n') {
        line += 1;
        character = 0;
      } else character += 1;
    }
  }
  if (open.length > 0) throw new Error(`${path}: « without »`);
  return out;
}
