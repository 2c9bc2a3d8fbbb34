import type { Page } from '../../explain/pages/page';
import { routePage } from '../../explain/pages/routeTable';
import { rangeContains } from '../../util/text';
import type { Place, Section } from './section';
import { distinctSections } from './section';

/** The route whose block the cursor is in: one of a table, or a resource of its own. */
export function routeSections(place: Place): readonly Section[] {
  const { model, cursor, node } = place;
  // Endpoints and tables add routes, too: hovers on those are about them.
  const inner = node.blocks.at(-1);
  const isRoute = inner?.type === 'route' || node.blocks[0]?.labels[0]?.text === 'aws_route';
  if (!isRoute && inner?.type !== 'content') return [];
  const index = model.index();
  const pages: Page[] = [];
  for (const table of index.network.routeTables.values()) {
    for (const route of table.routes) {
      const { origin } = route;
      if (origin === undefined || !('file' in origin) || origin.file !== cursor.path) continue;
      if (rangeContains(origin.range, cursor.position)) pages.push(routePage(index, table, route));
    }
  }
  return distinctSections(pages, undefined, place);
}
