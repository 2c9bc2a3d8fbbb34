import type { Node } from 'jsonc-parser';
import { type SyntaxContext, rangeOf, report } from '../context';
import type { Block, Body, Comment, Label } from '../tree';
import { stringMode } from './modes';
import { type Property, endOf, nodeRange, parseAttribute, propertiesOf } from './values';

/** Terraform's top-level blocks, and how many labels each has. https://developer.hashicorp.com/terraform/language/syntax/json#nested-block-mapping */
const labelCounts: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

/** The blocks of a configuration file's root object; what is no block is an argument. */
export function parseConfiguration(context: SyntaxContext, properties: readonly Property[]): Body {
  const blocks: Block[] = [];
  const others: Property[] = [];
  for (const property of properties) {
    const labels = Object.hasOwn(labelCounts, property.name) ? labelCounts[property.name] : undefined;
    if (property.name === '//') continue;
    if (labels === undefined) others.push(property);
    else blocks.push(...parseBlocks(context, property, { property, labels: [] }, labels));
  }
  return {
    attributes: others.map((property) => parseAttribute(context, property, () => 'template')),
    blocks,
  };
}

/** The arguments of a file of values (`.tfvars.json`), whose strings are literal. */
export function parseValues(context: SyntaxContext, properties: readonly Property[]): Body {
  return {
    attributes: properties.map((property) => parseAttribute(context, property, () => 'literal')),
    blocks: [],
  };
}

interface Header {
  /** The property that names the block's type. */
  readonly property: Property;
  readonly labels: readonly Label[];
}

function parseBlocks(context: SyntaxContext, at: Property, header: Header, labelsLeft: number): Block[] {
  return objectsOf(context, at).flatMap((object) => {
    if (labelsLeft === 0) return [parseBlock(context, at, header, object)];
    return propertiesOf(object)
      .filter(({ name }) => name !== '//')
      .flatMap((property) => {
        const label = { text: property.name, range: nodeRange(context, property.key) };
        return parseBlocks(
          context,
          property,
          { ...header, labels: [...header.labels, label] },
          labelsLeft - 1,
        );
      });
  });
}

/** A body, or several in an array. */
function objectsOf(context: SyntaxContext, { key, value }: Property): readonly Node[] {
  if (value?.type === 'object') return [value];
  if (value?.type === 'null') return [];
  const children = value?.type === 'array' ? (value.children ?? []) : undefined;
  const objects = children?.filter((child) => child.type === 'object');
  if (objects === undefined || objects.length !== children?.length) {
    report(context, 'Expected an object here: { … }', { start: key.offset, end: endOf(key) });
  }
  return objects ?? [];
}

function parseBlock(context: SyntaxContext, at: Property, { property, labels }: Header, object: Node): Block {
  const type = property.name;
  const arguments_ = propertiesOf(object).filter(({ name }) => name !== '//');
  const closed = context.source.charAt(endOf(object) - 1) === '}' && object.length > 1;
  return {
    kind: 'block',
    type,
    typeRange: nodeRange(context, property.key),
    labels,
    body: {
      attributes: arguments_.map((argument) =>
        parseAttribute(context, argument, (path) => stringMode(type, path)),
      ),
      blocks: [],
    },
    range: rangeOf(context, at.key.offset, endOf(object)),
    bodyRange: rangeOf(
      context,
      object.offset + 1,
      Math.max(object.offset + 1, endOf(object) - (closed ? 1 : 0)),
    ),
  };
}

/** Properties named `//` with a text are JSON's comments, wherever they stand. Given in the form of native ones. */
export function commentsOf(context: SyntaxContext, root: Node): readonly Comment[] {
  const comments: Comment[] = [];
  const queue = [root];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node.type === 'object') {
      for (const { name, value } of propertiesOf(node)) {
        if (name !== '//' || value?.type !== 'string') continue;
        comments.push({ text: `// ${String(value.value)}`, range: nodeRange(context, value) });
      }
    }
    queue.push(...(node.children ?? []).toReversed());
  }
  return comments;
}
