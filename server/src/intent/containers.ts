import { walkExpression } from '../syntax/walk';
import type { EvaluatedAttribute, ResourceInstance } from '../terraform/configuration';
import { partValue } from '../terraform/partValue';
import type { SourceRange } from '../terraform/source';
import type { MapValue, Value } from '../terraform/value';
import { decodeJson } from '../terraform/values/json';
import type { Code } from './code';

/** One container of a task definition: its members as far as they are known, and where they are written. */
export interface Container {
  readonly members: MapValue;
  placeOf(member: string): SourceRange;
}

/**
 * The containers of a task definition. Where the JSON is not known as a whole, because an address of a database stands in
 * it, what is within `jsonencode(…)` is evaluated by itself.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containersOf(code: Code, definition: ResourceInstance): readonly Container[] {
  const attribute = definition.body.attributes.get('container_definitions');
  const list = attribute === undefined ? undefined : listOf(code, definition, attribute);
  if (attribute === undefined || list?.kind !== 'list') return [];
  return list.elements.flatMap((members, index) =>
    members.kind === 'map'
      ? [{ members, placeOf: (member) => placeIn(attribute, member, index, list.elements.length) }]
      : [],
  );
}

function listOf(code: Code, definition: ResourceInstance, attribute: EvaluatedAttribute): Value | undefined {
  const { value, expression, source } = attribute;
  if (value.kind === 'string') {
    const decoded = decodeJson(value.value);
    return 'message' in decoded ? undefined : decoded;
  }
  if (expression.kind !== 'call' || expression.name !== 'jsonencode') return undefined;
  const [list] = expression.arguments;
  return list === undefined ? undefined : partValue(code.configuration, definition, list, source);
}

/** Where a member of the container is written, if each container has it; else the whole argument. */
function placeIn(
  { expression, source }: EvaluatedAttribute,
  member: string,
  index: number,
  count: number,
): SourceRange {
  const places: SourceRange[] = [];
  walkExpression(expression, (one) => {
    if (one.kind !== 'object') return;
    for (const { key, value } of one.items) {
      const [part] = key.kind === 'template' ? key.parts : [];
      if (part?.kind === 'text' && part.text === member)
        places.push({ chunk: source.chunk, range: value.range });
    }
  });
  return (places.length === count ? places[index] : undefined) ?? source;
}
