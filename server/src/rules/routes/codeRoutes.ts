/**
 * Rules about routes, whichever way they are written. This file reads them alike; `tables.ts` says what a subnet's table
 * does in the end, `routeEdits.ts` changes the text.
 */
import type {
  Configuration,
  EvaluatedAttribute,
  EvaluatedBlock,
  ResourceInstance,
} from '../../terraform/configuration';
import { routeTargetArguments } from '../../network/fromTerraform/routeTargets';
import type { SourceRange } from '../../terraform/source';
import type { MapValue, Value } from '../../terraform/value';
import { remembered } from '../../util/remembered';
import { resourceHeader } from '../groupRules';
import { elementSource } from '../narrow';
import { managed } from '../../terraform/resources';
import { tableKey } from './tableKey';

/** A route as the code writes it: a block or element of its table, or a resource of its own. Nothing is corrected. */
export interface CodeRoute {
  readonly flavour: 'block' | 'attribute' | 'aws_route';
  /** The resource instance that has it: the table, or the route's own. */
  readonly resource: ResourceInstance;
  /** Which table it is in, as an id of the network model; undefined where that is unknown. */
  readonly table: string | undefined;
  /** What it gives as destination and as target: one each where it is right. */
  readonly destinations: readonly RouteArgument[];
  readonly targets: readonly RouteArgument[];
  /** Whether one text makes several routes. */
  readonly repeated: boolean;
  /** Whether it is unknown if it exists. */
  readonly uncertain: boolean;
  /** All of it: the block, the element, the resource. */
  readonly source: SourceRange;
  /** Its first words, or all of an element. */
  readonly header: SourceRange;
}

/** An argument that is given: neither absent, nor null, nor empty. */
export interface RouteArgument {
  readonly name: string;
  readonly value: Value;
  readonly source: SourceRange;
  /** Undefined in an element of an attribute-as-blocks. */
  readonly attribute: EvaluatedAttribute | undefined;
}

const inlineDestinations = ['cidr_block', 'ipv6_cidr_block', 'destination_prefix_list_id'];
const ownDestinations = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'destination_prefix_list_id',
];

/** Tables that can have routes inline. */
export const tableTypes = ['aws_route_table', 'aws_default_route_table'] as const;

/** Every route of the configuration, by table and then by `aws_route`, in the order of the code. */
export const codeRoutes = remembered((configuration: Configuration): readonly CodeRoute[] => [
  ...managed(configuration, ...tableTypes).flatMap(inlineRoutes),
  ...managed(configuration, 'aws_route').map((resource) => {
    const route = ownRoute(resource);
    const table = tableKey(resource.body.attributes.get('route_table_id')?.value, configuration);
    return table === undefined ? route : { ...route, table };
  }),
]);

/** The routes of one table, inline and own. */
export function routesOfTable(configuration: Configuration, table: string): readonly CodeRoute[] {
  return byTable(configuration).get(table) ?? [];
}

const byTable = remembered((configuration: Configuration): ReadonlyMap<string, readonly CodeRoute[]> => {
  const tables = new Map<string, CodeRoute[]>();
  for (const route of codeRoutes(configuration)) {
    if (route.table === undefined) continue;
    const own = tables.get(route.table);
    if (own === undefined) tables.set(route.table, [route]);
    else own.push(route);
  }
  return tables;
});

const inlineRoutes = remembered((table: ResourceInstance): readonly CodeRoute[] => [
  ...table.body.blocks.filter((block) => block.type === 'route').map((block) => blockRoute(table, block)),
  ...elementRoutes(table),
]);

function blockRoute(table: ResourceInstance, block: EvaluatedBlock): CodeRoute {
  const word = block.dynamic === undefined ? 'route' : 'content';
  const { start } = block.source.range;
  const end = { line: start.line, character: start.character + word.length };
  return {
    flavour: 'block',
    resource: table,
    table: table.address,
    ...argumentsOf(block.body.attributes, inlineDestinations),
    repeated: block.dynamic !== undefined || table.key !== undefined,
    uncertain: table.uncertain !== undefined || block.uncertain !== undefined,
    source: block.source,
    header: { chunk: block.source.chunk, range: { start, end } },
  };
}

const ownRoute = remembered((resource: ResourceInstance): CodeRoute => ({
  flavour: 'aws_route',
  resource,
  table: undefined,
  ...argumentsOf(resource.body.attributes, ownDestinations),
  repeated: resource.key !== undefined,
  uncertain: resource.uncertain !== undefined,
  source: resource.source,
  header: resourceHeader(resource),
}));

/** `route = [{ … }]`; of an unknown list or element nothing is known. */
function elementRoutes(table: ResourceInstance): CodeRoute[] {
  const attribute = table.body.attributes.get('route');
  if (attribute === undefined || attribute.value.kind === 'null') return [];
  const elements = attribute.value.kind === 'list' ? attribute.value.elements : [attribute.value];
  return elements.map((element, index) => {
    const source = elementSource(attribute, element, index);
    return {
      flavour: 'attribute',
      resource: table,
      table: table.address,
      ...(element.kind === 'map' ? entriesOf(element, source) : { destinations: [], targets: [] }),
      repeated: attribute.expression.kind !== 'tuple' || table.key !== undefined,
      uncertain: table.uncertain !== undefined || element.kind !== 'map',
      source,
      header: source,
    };
  });
}

type Given = Pick<CodeRoute, 'destinations' | 'targets'>;

function argumentsOf(
  attributes: ReadonlyMap<string, EvaluatedAttribute>,
  destinations: readonly string[],
): Given {
  const given = (names: readonly string[]): RouteArgument[] =>
    names.flatMap((name) => {
      const attribute = attributes.get(name);
      return attribute === undefined || isAbsent(attribute.value)
        ? []
        : [{ name, value: attribute.value, source: attribute.source, attribute }];
    });
  return { destinations: given(destinations), targets: given(routeTargetArguments) };
}

function entriesOf(element: MapValue, source: SourceRange): Given {
  const given = (names: readonly string[]): RouteArgument[] =>
    names.flatMap((name) => {
      const value = element.entries.get(name);
      return value === undefined || isAbsent(value) ? [] : [{ name, value, source, attribute: undefined }];
    });
  return { destinations: given(inlineDestinations), targets: given(routeTargetArguments) };
}

function isAbsent(value: Value): boolean {
  return value.kind === 'null' || (value.kind === 'string' && value.value === '');
}
