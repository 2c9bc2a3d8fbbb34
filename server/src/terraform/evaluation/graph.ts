import type { Attribute } from '../../syntax/tree';
import type { ModulePlace, Problem, ProviderInstance, ResourceInstance } from '../configuration';
import { collect } from '../definition/collect';
import type { Declaration, ModuleDefinition, Placed } from '../definition/declarations';
import { sameDeclaration } from '../definition/declarations';
import { manifestPath, readInstalledModules } from '../definition/installedModules';
import type { InstalledModules } from '../definition/installedModules';
import { sortModuleFiles } from '../definition/moduleFiles';
import type { UnknownCause, Value } from '../value';
import type { Assembled } from './assemble';
import { computeAssembled, sameAssembled } from './assemble';
import { computeCallValue, computeLocal, computeOutput, computeTarget } from './calls';
import type { Cells, Family } from './cells';
import { computeConditions } from './conditions';
import type { Conditioned } from './conditions';
import type {
  DeclarationTable,
  ExpandableTable,
  ExpandedInstance,
  Expansion,
  Graph,
  ModulePath,
  Target,
} from './context';
import { addressIn } from './context';
import { cyclicExpansion, cyclicInstance, cyclicValue } from './cyclic';
import { computeExpansion } from './expansion';
import type { RootInput } from './input';
import { computeOwnProvider, computeProvider } from './providers';
import { computeInstance } from './resources';
import { computeAttribute, computeInstanceValue, computeResourceValue } from './resourceValues';
import { computeGivenValues } from './rootVariables';
import type { GivenValue } from './rootVariables';
import {
  sameBody,
  sameCause,
  sameInstance,
  sameLists,
  sameMaps,
  sameOptional,
  sameProblem,
  sameSource,
  sameValue,
} from './same';
import { createSources } from './sources';
import { sameTold, told } from './told';
import type { Told } from './told';
import { computeVariable } from './variables';

/** Something that stands in a module, by name. */
interface Named {
  readonly module: ModulePath;
  readonly name: string;
}

interface NamedIn<Table> extends Named {
  readonly table: Table;
}

interface Keyed extends Named {
  readonly key: string;
}

/** Wires the questions of a graph to the functions that answer them. `input` gives the input of the running revision. */
export function createGraph(cells: Cells, input: () => RootInput): Graph {
  const sources = createSources(cells, input);
  const paths = new Map<string, ModulePath>();
  const root: ModulePath = { address: '', caller: undefined };

  const values = (
    label: (args: Named) => string,
    compute: (args: Named) => Told<Value>,
  ): Family<Named, Told<Value>> =>
    cells.family<Named, Told<Value>>({
      compute,
      equal: sameTold(sameValue),
      cyclic: (_, cycle) => told(cyclicValue(cycle)),
      label,
    });
  const variables = values(
    ({ module, name }) => addressIn(module, `var.${name}`),
    ({ module, name }) => computeVariable(graph, module, name),
  );
  const locals = values(
    ({ module, name }) => addressIn(module, `local.${name}`),
    ({ module, name }) => computeLocal(graph, module, name),
  );
  const outputs = values(
    ({ module, name }) => addressIn(module, `output.${name}`),
    ({ module, name }) => computeOutput(graph, module, name),
  );
  const plain = <Arguments>(compute: (args: Arguments) => Value): Family<Arguments, Value> =>
    cells.family<Arguments, Value>({ compute, equal: sameValue, cyclic: (_, cycle) => cyclicValue(cycle) });
  const callValues = plain<Named>(({ module, name }) => computeCallValue(graph, module, name));
  const resourceValues = plain<Named>(({ module, name }) => computeResourceValue(graph, module, name));
  const instanceValues = plain<Keyed>(({ module, name, key }) =>
    computeInstanceValue(graph, module, name, key),
  );
  const attributes = plain<Keyed & { readonly attribute: string }>(({ module, name, key, attribute }) =>
    computeAttribute(graph, module, name, key, attribute),
  );

  const definitions = cells.family<string, ModuleDefinition | undefined>({
    compute: (directory) => readDefinition(graph, directory),
    equal: Object.is,
    cyclic: () => undefined,
  });
  const declarations = cells.family<NamedIn<DeclarationTable>, Declaration | undefined>({
    compute: ({ module, table, name }) => definitionOf(graph, module)?.[table].get(name),
    equal: sameDeclaration,
    cyclic: () => undefined,
  });
  const localDeclarations = cells.family<Named, Placed<Attribute> | undefined>({
    compute: ({ module, name }) => definitionOf(graph, module)?.locals.get(name),
    equal: (a, b) => a?.node === b?.node,
    cyclic: () => undefined,
  });
  const installed = cells.family<undefined, InstalledModules>({
    compute: () => readInstalledModules(input().root, sources.text(`${input().root}/${manifestPath}`)),
    equal: (a, b) => sameMaps(a, b, Object.is),
    cyclic: () => new Map<string, string>(),
  });
  const given = cells.family<undefined, Told<ReadonlyMap<string, GivenValue>>>({
    compute: () => computeGivenValues(graph),
    equal: sameTold((a, b) => sameMaps(a, b, sameGiven)),
    cyclic: () => told(new Map<string, GivenValue>()),
  });
  const directories = cells.family<ModulePath, string | undefined>({
    compute: ({ caller }) => {
      if (caller === undefined) return input().root;
      const target = graph.target(caller.module, caller.call).value;
      return 'directory' in target ? target.directory : undefined;
    },
    equal: Object.is,
    cyclic: () => undefined,
  });
  const targets = cells.family<Named, Told<Target>>({
    compute: ({ module, name }) => computeTarget(graph, module, name),
    equal: sameTold((a, b) =>
      'directory' in a
        ? 'directory' in b && a.directory === b.directory
        : 'missing' in b && a.missing === b.missing,
    ),
    cyclic: () => told({ missing: 'the module calls itself' }),
  });
  const places = cells.family<ModulePath, ModulePlace>({
    compute: (module) => {
      const { caller } = module;
      const callSource = caller && graph.declaration(caller.module, 'calls', caller.call)?.source;
      return { address: module.address, directory: graph.directory(module) ?? input().root, callSource };
    },
    equal: (a, b) => a.directory === b.directory && sameOptional(a.callSource, b.callSource, sameSource),
    cyclic: (module) => ({ address: module.address, directory: input().root, callSource: undefined }),
  });
  const uncertainties = cells.family<ModulePath, UnknownCause | undefined>({
    compute: ({ caller }) => {
      if (caller === undefined) return undefined;
      const key = graph.expanded(caller.module, 'calls', caller.call, caller.key)?.key;
      return typeof key === 'object' ? key.some : graph.uncertain(caller.module);
    },
    equal: (a, b) => sameOptional(a, b, sameCause),
    cyclic: () => undefined,
  });
  const expansions = cells.family<NamedIn<ExpandableTable>, Told<Expansion>>({
    compute: ({ module, table, name }) => computeExpansion(graph, module, table, name),
    equal: sameTold((a, b) => a.form === b.form && sameMaps(a.instances, b.instances, sameExpanded)),
    cyclic: ({ module, table, name }, cycle) => told(cyclicExpansion(graph, module, table, name, cycle)),
    label: ({ module, table, name }) => addressIn(module, table === 'calls' ? `module.${name}` : name),
  });
  const expanded = cells.family<NamedIn<ExpandableTable> & Keyed, ExpandedInstance | undefined>({
    compute: ({ module, table, name, key }) => graph.expansion(module, table, name).value.instances.get(key),
    equal: (a, b) => sameOptional(a, b, sameExpanded),
    cyclic: () => undefined,
  });
  const instances = cells.family<Keyed, Told<ResourceInstance> | undefined>({
    compute: ({ module, name, key }) => computeInstance(graph, module, name, key),
    equal: (a, b) => sameOptional(a, b, sameTold(sameInstance)),
    cyclic: ({ module, name, key }, cycle) => cyclicInstance(graph, module, name, key, cycle),
    label: ({ module, name }) => addressIn(module, name),
  });
  const providers = cells.family<Named, ProviderInstance>({
    compute: ({ module, name }) => computeProvider(graph, module, name),
    equal: sameProvider,
    cyclic: ({ module, name }) => ({ name: addressIn(module, name), body: undefined }),
  });
  const ownProviders = cells.family<Named, Told<ProviderInstance>>({
    compute: ({ module, name }) => computeOwnProvider(graph, module, name),
    equal: sameTold(sameProvider),
    cyclic: ({ module, name }) => told({ name: addressIn(module, name), body: undefined }),
    label: ({ module, name }) => addressIn(module, `provider.${name}`),
  });
  const conditions = cells.family<NamedIn<Conditioned> & Keyed, readonly Problem[]>({
    compute: ({ module, table, name, key }) => computeConditions(graph, module, table, name, key),
    equal: (a, b) => sameLists(a, b, sameProblem),
    cyclic: () => [],
  });
  const assembled = cells.family<ModulePath, Assembled>({
    compute: (module) => computeAssembled(graph, module),
    equal: sameAssembled,
    cyclic: (module) => ({
      instance: {
        ...graph.place(module),
        variables: new Map(),
        locals: new Map(),
        outputs: new Map(),
        calls: [],
      },
      resources: [],
      problems: [],
    }),
  });

  const at = (module: ModulePath, name: string): string => `${module.address}|${name}`;
  const graph: Graph = {
    get input() {
      return input();
    },
    files: sources.files,
    root,
    child: (module, call, key) => {
      const address = addressIn(module, `module.${call}${key}`);
      const known = paths.get(address);
      if (known !== undefined) return known;
      const path: ModulePath = { address, caller: { module, call, key } };
      paths.set(address, path);
      return path;
    },
    folder: (directory) => sources.folder(directory),
    syntax: (path) => sources.syntax(path),
    definition: (directory) => definitions.read(directory, directory),
    installed: () => installed.read('', undefined),
    givenValues: () => given.read('', undefined),
    directory: (module) => directories.read(module.address, module),
    target: (module, name) => targets.read(at(module, name), { module, name }),
    declaration: (module, table, name) =>
      declarations.read(`${table} ${at(module, name)}`, { module, table, name }),
    localDeclaration: (module, name) => localDeclarations.read(at(module, name), { module, name }),
    place: (module) => places.read(module.address, module),
    uncertain: (module) => uncertainties.read(module.address, module),
    variable: (module, name) => variables.read(at(module, name), { module, name }),
    local: (module, name) => locals.read(at(module, name), { module, name }),
    output: (module, name) => outputs.read(at(module, name), { module, name }),
    expansion: (module, table, name) =>
      expansions.read(`${table} ${at(module, name)}`, { module, table, name }),
    expanded: (module, table, name, key) =>
      expanded.read(`${table} ${at(module, name)}${key}`, { module, table, name, key }),
    attribute: (module, name, key, attribute) =>
      attributes.read(`${at(module, name)}${key}.${attribute}`, { module, name, key, attribute }),
    instanceValue: (module, name, key) => instanceValues.read(at(module, name) + key, { module, name, key }),
    resourceValue: (module, name) => resourceValues.read(at(module, name), { module, name }),
    callValue: (module, name) => callValues.read(at(module, name), { module, name }),
    instance: (module, name, key) => instances.read(at(module, name) + key, { module, name, key }),
    provider: (module, name) => providers.read(at(module, name), { module, name }),
    ownProvider: (module, name) => ownProviders.read(at(module, name), { module, name }),
    conditions: (module, table, name, key) =>
      conditions.read(`${table} ${at(module, name)}${key}`, { module, table, name, key }),
    assembled: (module) => assembled.read(module.address, module),
  };
  return graph;
}

function definitionOf(graph: Graph, module: ModulePath): ModuleDefinition | undefined {
  const directory = graph.directory(module);
  return directory === undefined ? undefined : graph.definition(directory);
}

function readDefinition(graph: Graph, directory: string): ModuleDefinition | undefined {
  const files = sortModuleFiles(graph.folder(directory) ?? []);
  if (files.primary.length === 0 && files.overrides.length === 0) return undefined;
  const parse = (names: readonly string[]): NonNullable<ReturnType<Graph['syntax']>>[] =>
    names.map((name) => graph.syntax(`${directory}/${name}`)).filter((file) => file !== undefined);
  return collect(directory, parse(files.primary), parse(files.overrides));
}

function sameExpanded(a: ExpandedInstance, b: ExpandedInstance): boolean {
  const sameKey =
    typeof a.key === 'object' && typeof b.key === 'object'
      ? sameCause(a.key.some, b.key.some)
      : a.key === b.key;
  return (
    sameKey &&
    sameOptional(a.index, b.index, sameValue) &&
    sameOptional(a.each, b.each, (x, y) => sameValue(x.key, y.key) && sameValue(x.value, y.value))
  );
}

function sameGiven(a: GivenValue, b: GivenValue): boolean {
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text && a.from === b.from;
  return b.kind === 'value' && sameValue(a.value, b.value) && sameSource(a.source, b.source);
}

function sameProvider(a: ProviderInstance, b: ProviderInstance): boolean {
  return a.name === b.name && sameOptional(a.body, b.body, sameBody);
}
