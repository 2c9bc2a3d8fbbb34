import { slugOf } from './links';

/** A row of `docs/behaviours.md`. */
export interface Behaviour {
  readonly behaviour: string;
  /** Files of tests that hold it, from the project's folder. */
  readonly tests: readonly string[];
}

/** A section of `docs/behaviours.md`. */
export interface BehaviourSection {
  readonly title: string;
  /** What links to it, without `#`. */
  readonly slug: string;
  readonly behaviours: readonly Behaviour[];
}

/** The sections of `docs/behaviours.md` (`page` is its text) that have a table. */
export function readBehaviours(page: string): readonly BehaviourSection[] {
  return page.split(/^## /m).flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n'));
    const rows = [...section.matchAll(/^\| (.+) \| (.+) \| (`.+`) \|$/gm)];
    const behaviours = rows.map(([, behaviour = '', , tests = '']) => ({
      behaviour,
      tests: testFiles(tests),
    }));
    return behaviours.length === 0 ? [] : [{ title, slug: slugOf(title), behaviours }];
  });
}

/** `` `a/b`, `c` `` are `test/unit/a/b.test.ts` and, in the same folder, `test/unit/a/c.test.ts`. */
function testFiles(cell: string): readonly string[] {
  let folder = '';
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => {
    const slash = name.lastIndexOf('/');
    if (slash >= 0) folder = name.slice(0, slash + 1);
    return `test/unit/${folder}${name.slice(slash + 1)}.test.ts`;
  });
}
