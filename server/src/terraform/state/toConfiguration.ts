import type { Chunk, Block } from '../../syntax/tree';
import type { Range } from '../../util/text';
import type { Configuration, EvaluatedAttribute, ModuleInstance, ResourceInstance } from '../configuration';
import type { SourceRange } from '../source';
import { anyType, stringType } from '../type';
import type { Value } from '../value';
import { booleanValue, nullValue, numberValue, objectValue, stringValue, tupleValue } from '../values/make';
import { isObject, type Json, type StateFile, type StateResource } from './resource';

/**
 * A state or plan as a configuration, so that the network is built from it as from code. Nothing has a place in a file.
 * Ids are as AWS gave them; in a plan what is known after apply is a reference where the plan tells which single thing
 * is meant, else unknown.
 */
export function configurationFromState(file: StateFile): Configuration {
  const modules = moduleTree(file.resources);
  const addresses = new Set(file.resources.map((resource) => resource.address));
  const resources = file.resources.map((resource) => instanceOf(resource, modules, addresses));
  const root = modules.get('');
  return {
    root: '',
    module: root ?? newModule(''),
    resources,
    byAddress: new Map(resources.map((resource) => [resource.address, resource])),
    problems: [],
    files: [],
    locate: () => undefined,
  };
}

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const noChunk: Chunk = { text: '', body: { attributes: [], blocks: [] }, comments: [], problems: [] };
const noSource: SourceRange = { chunk: noChunk, range: nowhere };

function instanceOf(
  resource: StateResource,
  modules: ReadonlyMap<string, ModuleInstance>,
  addresses: ReadonlySet<string>,
): ResourceInstance {
  const names = new Set([...Object.keys(resource.values), ...Object.keys(resource.unknown)]);
  const attributes = new Map(
    [...names].map((name) => [name, attributeOf(name, attributeValue(resource, name, addresses))] as const),
  );
  return {
    address: resource.address,
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    key: resource.key,
    uncertain: undefined,
    module: modules.get(resource.moduleAddress) ?? newModule(resource.moduleAddress),
    provider: { name: resource.provider, body: undefined },
    block: emptyBlock(resource),
    source: noSource,
    body: { attributes, blocks: [], source: noSource },
  };
}

/** The value of one attribute: what the file says, where it says it. */
export function attributeValue(resource: StateResource, name: string, addresses: ReadonlySet<string>): Value {
  const unknown = resource.unknown[name];
  const known = resource.values[name];
  if (unknown === undefined || unknown === false || isEmptyShape(unknown)) return jsonValue(known ?? null);
  const references = resource.references.get(name) ?? [];
  return withUnknowns(
    known ?? null,
    unknown,
    resource,
    name,
    singleReference(references, resource, addresses),
  );
}

function isEmptyShape(unknown: Json): boolean {
  if (Array.isArray(unknown)) return (unknown as readonly Json[]).every(isEmptyShape);
  if (isObject(unknown))
    return Object.values(unknown).every((value) => value === undefined || isEmptyShape(value));
  return unknown !== true;
}

/** The known parts of a value, and for each unknown part the reference where there is only one, else an unknown. */
function withUnknowns(
  known: Json,
  unknown: Json,
  resource: StateResource,
  path: string,
  reference: Value | undefined,
): Value {
  if (unknown === true) {
    if (reference !== undefined) return isListName(path) ? tupleValue([reference]) : reference;
    return {
      kind: 'unknown',
      type: anyType,
      causes: [
        {
          value: `${resource.address}.${path}`,
          why: 'known after apply, and the plan does not tell what it refers to',
        },
      ],
    };
  }
  if (Array.isArray(unknown)) {
    const elements: readonly Json[] = Array.isArray(known) ? (known as readonly Json[]) : [];
    const shapes = unknown as readonly Json[];
    return tupleValue(
      shapes.map((shape, index) =>
        withUnknowns(elements[index] ?? null, shape, resource, `${path}[${index}]`, reference),
      ),
    );
  }
  if (isObject(unknown)) {
    const values = isObject(known) ? known : {};
    const names = new Set([...Object.keys(values), ...Object.keys(unknown)]);
    return objectValue(
      [...names].map((name) => [
        name,
        withUnknowns(values[name] ?? null, unknown[name] ?? false, resource, `${path}.${name}`, reference),
      ]),
    );
  }
  return jsonValue(known);
}

/** Arguments that hold lists have names in the plural; the plan does not say the type of what it does not know. */
function isListName(path: string): boolean {
  return /(ids|groups|subnets|blocks|arns|ips|gateways)$/.test(path);
}

/** The reference of an expression that refers to one attribute of one existing instance and nothing else. */
function singleReference(
  references: readonly string[],
  resource: StateResource,
  addresses: ReadonlySet<string>,
): Value | undefined {
  // Terraform lists `a.b.id` with its prefix `a.b`: the longest of each is what the expression says.
  const whole = references.filter(
    (text) => !references.some((other) => other !== text && other.startsWith(`${text}.`)),
  );
  const [only] = whole;
  const match = /^((?:data\.)?[\w-]+\.[\w-]+(?:\[[^\]]+\])?)\.(\w+)$/.exec(only ?? '');
  if (whole.length !== 1 || match === null) return undefined;
  const [, local = '', attribute = ''] = match;
  const address = resource.moduleAddress === '' ? local : `${resource.moduleAddress}.${local}`;
  return addresses.has(address)
    ? { kind: 'reference', type: stringType, address, path: [attribute] }
    : undefined;
}

/** JSON as a value: lists are tuples, objects are objects. */
export function jsonValue(json: Json): Value {
  if (json === null) return nullValue();
  if (typeof json === 'boolean') return booleanValue(json);
  if (typeof json === 'number') return numberValue(json);
  if (typeof json === 'string') return stringValue(json);
  if (Array.isArray(json)) return tupleValue((json as readonly Json[]).map(jsonValue));
  return objectValue(Object.entries(json as object).map(([name, value]) => [name, jsonValue(value as Json)]));
}

/** An attribute without a place. */
export function attributeOf(name: string, value: Value, source: SourceRange = noSource): EvaluatedAttribute {
  return { name, value, expression: { kind: 'invalid', range: nowhere }, source, nameSource: source };
}

function emptyBlock(resource: StateResource): Block {
  return {
    kind: 'block',
    type: resource.mode === 'data' ? 'data' : 'resource',
    typeRange: nowhere,
    labels: [
      { text: resource.type, range: nowhere },
      { text: resource.name, range: nowhere },
    ],
    body: { attributes: [], blocks: [] },
    range: nowhere,
    bodyRange: nowhere,
  };
}

function newModule(address: string): ModuleInstance & { calls: ModuleInstance[] } {
  return {
    address,
    directory: '',
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: [],
    callSource: undefined,
  };
}

/** Module instances by address, each below its caller; the root's address is empty. */
function moduleTree(resources: readonly StateResource[]): ReadonlyMap<string, ModuleInstance> {
  const modules = new Map<string, ModuleInstance & { calls: ModuleInstance[] }>([['', newModule('')]]);
  const reach = (address: string): ModuleInstance & { calls: ModuleInstance[] } => {
    const present = modules.get(address);
    if (present !== undefined) return present;
    const module = newModule(address);
    modules.set(address, module);
    reach(address.replace(/\.?module\.[^.[]+(\[("[^"]*"|\d+)\])?$/, '')).calls.push(module);
    return module;
  };
  for (const resource of resources) reach(resource.moduleAddress);
  return modules;
}
