import { MarkupKind, type Hover } from 'vscode-languageserver-protocol';
import { atStart } from '../explain/pages/page';
import { aclEntrySections } from './hovers/aclEntry';
import { groupRuleSections } from './hovers/groupRule';
import { literalSections } from './hovers/literal';
import { referredSections } from './hovers/referred';
import { resourceSections } from './hovers/resource';
import { routeSections } from './hovers/route';
import { placeOf, type Place, type Section } from './hovers/section';
import { valueAt } from './hovers/value';
import type { Cursor } from './locations';
import type { Model } from './model';

/** Things that a cursor can be in, and what is said about them anywhere in them. */
const things: readonly ((place: Place) => readonly Section[])[] = [
  groupRuleSections,
  aclEntrySections,
  routeSections,
];

/**
 * The hover at a place, the narrowest first: the literal or value under the cursor, what that stands for, the rule, entry
 * or route around it, the resource whose first words it is on. Undefined where there is nothing to say that the code does
 * not say itself. It starts with our name: other extensions have hovers at the same place.
 */
export function hoverAt(models: readonly Model[], cursor: Cursor): Hover | undefined {
  const places = models.flatMap((model) => placeOf(model, cursor) ?? []);
  const literal = firstSections(places, [literalSections]);
  const value = literal.length > 0 ? undefined : valueAt(models, cursor);
  const referred = value === undefined ? [] : referredSections(models, value.values);
  const around = firstSections(places, [...things, resourceSections]);
  const sections = [...literal, ...(value === undefined ? [] : [value.section]), ...referred, ...around];
  const [first] = sections;
  if (first === undefined) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: sections.map(sectionText).join('\n\n---\n\n') },
    ...(first.range === undefined ? {} : { range: first.range }),
  };
}

/** What the first that knows something says, asked about one root module after the other. */
function firstSections(
  places: readonly Place[],
  tellers: readonly ((place: Place) => readonly Section[])[],
): readonly Section[] {
  for (const place of places) {
    for (const tell of tellers) {
      const sections = tell(place);
      if (sections.length > 0) return sections;
    }
  }
  return [];
}

function sectionText({ page: { what, of, body } }: Section, index: number): string {
  const heading = index === 0 ? `**Reachable** · ${what} ${of}` : `**${atStart(what)}** ${of}`;
  return [heading, ...body].join('\n\n');
}
