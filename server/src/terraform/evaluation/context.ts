import type { Attribute, Chunk, SyntaxFile } from '../../syntax/tree';
import type { InstanceKey, ModulePlace, Problem, ProviderInstance, ResourceInstance } from '../configuration';
import type { Declaration, ModuleDefinition, Placed } from '../definition/declarations';
import type { InstalledModules } from '../definition/installedModules';
import type { DirectoryEntry, Files } from '../files';
import type { UnknownCause, Value } from '../value';
import type { RootInput } from './input';
import type { Assembled } from './assemble';
import type { Conditioned } from './conditions';
import type { GivenValue } from './rootVariables';
import type { Told } from './told';

/** Which module instance: the identity of its cells. There is one object for each address. */
export interface ModulePath {
  /** `module.net["a"]`; empty for the root. */
  readonly address: string;
  readonly caller: Caller | undefined;
}

/** The module instance, call and instance of the call that a module instance comes from. */
export interface Caller {
  readonly module: ModulePath;
  readonly call: string;
  /** `["a"]`, `[0]`, `[*]`, or nothing. */
  readonly key: string;
}

/** What `count` or `for_each` comes to. */
export interface Expansion {
  readonly form: 'single' | 'count' | 'forEach';
  /** By the key's text: `["a"]`, `[0]`, `[*]`, or nothing. */
  readonly instances: ReadonlyMap<string, ExpandedInstance>;
}

export interface ExpandedInstance {
  readonly key: InstanceKey;
  /** `count.index` */
  readonly index: Value | undefined;
  /** `each.key` and `each.value` */
  readonly each: { readonly key: Value; readonly value: Value } | undefined;
}

/**
 * Everything about one root module that can be asked for; each question is a cell (see `cells.ts`) that is answered
 * when it is first asked. The functions that answer stand in files of their own, and are wired together in `graph.ts`.
 */
export interface Graph {
  readonly input: RootInput;
  /** Files for functions: what they read is remembered as a dependency. */
  readonly files: Files;
  readonly root: ModulePath;
  child(module: ModulePath, call: string, key: string): ModulePath;

  folder(directory: string): readonly DirectoryEntry[] | undefined;
  syntax(path: string): SyntaxFile | undefined;
  /** What a folder declares; undefined where there is no such folder, or nothing of Terraform in it. */
  definition(directory: string): ModuleDefinition | undefined;
  installed(): InstalledModules;
  givenValues(): Told<ReadonlyMap<string, GivenValue>>;

  /** Where a module instance's files are; undefined where that is not known. */
  directory(module: ModulePath): string | undefined;
  /** The folder that a call leads to, or why it leads nowhere. */
  target(module: ModulePath, call: string): Told<Target>;
  declaration(module: ModulePath, table: DeclarationTable, name: string): Declaration | undefined;
  localDeclaration(module: ModulePath, name: string): Placed<Attribute> | undefined;
  place(module: ModulePath): ModulePlace;
  /** Why it is uncertain whether a module instance exists. */
  uncertain(module: ModulePath): UnknownCause | undefined;

  variable(module: ModulePath, name: string): Told<Value>;
  local(module: ModulePath, name: string): Told<Value>;
  output(module: ModulePath, name: string): Told<Value>;
  expansion(module: ModulePath, table: ExpandableTable, name: string): Told<Expansion>;
  /** One instance of an expansion; undefined where there is none of that key. */
  expanded(
    module: ModulePath,
    table: ExpandableTable,
    name: string,
    key: string,
  ): ExpandedInstance | undefined;
  /** One attribute of one instance of a resource, as other expressions see it. */
  attribute(module: ModulePath, resource: string, key: string, attribute: string): Value;
  /** One instance of a resource, as other expressions see it: an object. */
  instanceValue(module: ModulePath, resource: string, key: string): Value;
  /** All instances: an object, a tuple of objects, or an object of objects. */
  resourceValue(module: ModulePath, resource: string): Value;
  /** The outputs of all instances of a call. */
  callValue(module: ModulePath, call: string): Value;
  /** Undefined where there is no such instance. */
  instance(module: ModulePath, resource: string, key: string): Told<ResourceInstance> | undefined;
  /** The provider that a name (`aws`, `aws.west`) stands for in a module. */
  provider(module: ModulePath, name: string): ProviderInstance;
  ownProvider(module: ModulePath, name: string): Told<ProviderInstance>;
  /** What conditions that are not met say: of a resource's instance by its key, of all else without one. */
  conditions(module: ModulePath, table: Conditioned, name: string, key: string): readonly Problem[];
  assembled(module: ModulePath): Assembled;
}

export type DeclarationTable = 'variables' | 'outputs' | 'calls' | 'resources' | 'providers' | 'checks';
export type ExpandableTable = 'calls' | 'resources';

export type Target = { readonly directory: string } | { readonly missing: string };

/** Where an expression stands: the module instance, and the chunk that its ranges are relative to. */
export interface Standpoint {
  readonly module: ModulePath;
  readonly chunk: Chunk;
  readonly names: BlockNames;
  readonly problems: Problem[];
}

/** The names that only some blocks have. */
export interface BlockNames {
  readonly index?: Value | undefined;
  readonly each?: { readonly key: Value; readonly value: Value } | undefined;
  /** The iterators of `dynamic` blocks around, by name. */
  readonly iterators?: ReadonlyMap<string, Value>;
  /** `self` of a postcondition. */
  readonly self?: Value;
  /** The data sources that stand in the `check` around: `data.http.health`. */
  readonly data?: ReadonlySet<string>;
}

/** `module.net["a"]` and `aws_vpc.main` make `module.net["a"].aws_vpc.main`. */
export function addressIn(module: Pick<ModulePath, 'address'>, name: string): string {
  return module.address === '' ? name : `${module.address}.${name}`;
}
