/** Makes the text of a block from what its opening comment says: `<!-- help why -->` is asked for `why`. */
export type MakeBlock = (argument: string) => Promise<string> | string;

const block = /<!-- (\w+)(?: ([^>]*?))? -->\n[^]*?<!-- \/\1 -->/g;

/**
 * Fills the generated blocks of a page that is written by hand: what stands between `<!-- name argument -->` and
 * `<!-- /name -->` becomes what the maker of that name gives. Blocks without a maker stay as they are.
 */
export async function fillBlocks(page: string, makers: ReadonlyMap<string, MakeBlock>): Promise<string> {
  let filled = '';
  let end = 0;
  for (const match of page.matchAll(block)) {
    const [whole, name = '', argument = ''] = match;
    const make = makers.get(name);
    if (make === undefined) continue;
    const opening = whole.slice(0, whole.indexOf('\n'));
    filled += `${page.slice(end, match.index)}${opening}\n${(await make(argument)).trimEnd()}\n<!-- /${name} -->`;
    end = match.index + whole.length;
  }
  return filled + page.slice(end);
}
