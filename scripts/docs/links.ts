/** A link of a Markdown page to something that is not on the web. */
export interface Link {
  /** The path as it is written, relative to the page; empty for a place on the page itself. */
  readonly path: string;
  /** What stands behind `#`; undefined where nothing does. */
  readonly anchor: string | undefined;
}

/** The anchor that GitHub and the Marketplace give a heading: https://github.com/Flet/github-slugger has their rule. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The links and pictures of a page that lead to files or headings. */
export function linksIn(page: string): readonly Link[] {
  const targets = [
    ...withoutCode(page).matchAll(/\]\(<?([^)>\s]+)>?(?: "[^"]*")?\)/g),
    ...withoutCode(page).matchAll(/<(?:img|a|source)\s[^>]*?(?:src|srcset|href)="([^"]+)"/g),
  ].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { path: decodeURIComponent(path), anchor };
    });
}

/** The anchors of a page: its headings', numbered where two are the same, and those that it sets itself. */
export function anchorsIn(page: string): ReadonlySet<string> {
  const text = withoutBlocks(page);
  const seen = new Map<string, number>();
  const headings = [...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => {
    const slug = slugOf(heading);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  const set = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...headings, ...set]);
}

function withoutBlocks(page: string): string {
  return page.replace(/^( *)(`{3,}|~{3,})[^]*?^\1\2[`~]*$/gm, '');
}

function withoutCode(page: string): string {
  return withoutBlocks(page).replace(/`[^`\n]*`/g, '');
}
