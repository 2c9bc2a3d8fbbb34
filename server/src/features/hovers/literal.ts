import { cidrPage } from '../../explain/pages/cidr';
import type { Page } from '../../explain/pages/page';
import { portPage, protocolPage } from '../../explain/pages/protocol';
import { rangeContains, shiftRange } from '../../util/text';
import { networkLiterals, type NetworkLiteral } from '../literals';
import type { Model } from '../model';
import type { Place, Section } from './section';

/** A CIDR, port or protocol that is written out under the cursor. */
export function literalSections({ model, node }: Place): readonly Section[] {
  const { attribute, blocks, position, chunk } = node;
  if (attribute === undefined) return [];
  const siblings = blocks.at(-1)?.body.attributes ?? [];
  const literal = networkLiterals(attribute, siblings).find(({ range }) => rangeContains(range, position));
  const page = literal === undefined ? undefined : pageOfLiteral(model, literal);
  if (literal === undefined || page === undefined) return [];
  return [{ page, range: shiftRange(literal.range, chunk.line) }];
}

function pageOfLiteral(model: Model, literal: NetworkLiteral): Page | undefined {
  switch (literal.kind) {
    case 'cidr':
      return cidrPage(model.index(), literal.cidr, literal.text);
    case 'port':
      return portPage(literal.protocols, literal.port);
    case 'protocol':
      return protocolPage(literal.text);
  }
}
