import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { anchorsIn, linksIn, slugOf } from '../../../scripts/docs/links';

const root = resolve(__dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');

/** What is not of the project, is made by a build, or is read by nobody. */
const passedOver = /^(?:node_modules|dist|out|coverage|\.git|test\/fixtures|test\/extension\/out)$/;

/** The project's Markdown pages, from its folder. */
function pagesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = posix.join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.test(name) ? [] : pagesBelow(name);
    return name.endsWith('.md') ? [name] : [];
  });
}

/** The links of a page that lead nowhere, as they are written. */
function deadLinks(page: string, text: string): readonly string[] {
  return linksIn(text).flatMap(({ path, anchor }) => {
    const target = path === '' ? page : posix.join(dirname(page), path);
    const written = `${page}: ${path}${anchor === undefined ? '' : `#${anchor}`}`;
    if (!existsSync(join(root, target))) return [written];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    return anchorsIn(target === page ? text : read(target)).has(anchor) ? [] : [written];
  });
}

describe('the links of the pages', () => {
  const pages = pagesBelow('.');

  it('are looked for in all of them', () => {
    for (const page of [
      'README.md',
      'docs/rules/README.md',
      'examples/three-tier/README.md',
      'walkthrough/fix.md',
    ])
      assert.ok(pages.includes(page), page);
  });

  it('lead to files and headings that are there', () => {
    assert.deepEqual(
      pages.flatMap((page) => deadLinks(page, read(page))),
      [],
    );
  });

  it('are dead where the file or the heading is missing', () => {
    const text =
      '# A page\n\n[a](no.md) [b](#a-page) [c](#b) ![d](images/icon.png) [e](docs/rules/README.md#no)\n';
    assert.deepEqual(deadLinks('README.md', text), [
      'README.md: no.md',
      'README.md: #b',
      'README.md: docs/rules/README.md#no',
    ]);
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(read('package.json')) as {
    readonly files: readonly string[];
    readonly icon: string;
    readonly contributes: {
      readonly commands: readonly { readonly command: string }[];
      readonly grammars: readonly { readonly path: string }[];
      readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
      readonly walkthroughs: readonly {
        readonly steps: readonly { readonly media: { readonly markdown: string } }[];
      }[];
    };
  };

  it('names files that are there', () => {
    const { icon, contributes } = manifest;
    const named = [
      icon,
      ...contributes.grammars.map(({ path }) => path),
      ...contributes.viewsContainers.activitybar.map((container) => container.icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    assert.deepEqual(
      named.filter((name) => !existsSync(join(root, name))),
      [],
    );
  });

  it('links to, waits for and shows commands that are there', () => {
    const texts = [read('package.json'), read('package.nls.json')].join('\n');
    const named = [...texts.matchAll(/(?:command:|onCommand:|"command": ")(reachable\.\w+)/g)].map(
      (match) => match[1],
    );
    const known = new Set(manifest.contributes.commands.map(({ command }) => command));
    assert.ok(named.length > known.size);
    assert.deepEqual(
      named.filter((name) => !known.has(name ?? '')),
      [],
    );
  });
});

describe('an anchor', () => {
  const cases = [
    ['What it knows', 'what-it-knows'],
    ["`reachable.rules`, and what's more", 'reachablerules-and-whats-more'],
    ['A – B', 'a--b'],
    ['See [the list](rules/README.md)', 'see-the-list'],
  ] as const;
  for (const [heading, slug] of cases)
    it(`of "${heading}" is as GitHub makes it`, () => {
      assert.equal(slugOf(heading), slug);
    });

  it('is numbered where two headings are the same, and is none in a block of code', () => {
    assert.deepEqual(
      [...anchorsIn('# One\n\n```sh\n# Two\n```\n\n## One\n\n<a id="three"></a>\n')],
      ['one', 'one-1', 'three'],
    );
  });

  it('is looked for in links, pictures and tags, but not in code and on the web', () => {
    assert.deepEqual(
      linksIn(
        '[a](b.md#c) ![d](e.png "f") `[g](h)` [i](https://j.k) <img alt="" src="l.gif">\n```\n[m](n)\n```\n',
      ),
      [
        { path: 'b.md', anchor: 'c' },
        { path: 'e.png', anchor: undefined },
        { path: 'l.gif', anchor: undefined },
      ],
    );
  });
});
