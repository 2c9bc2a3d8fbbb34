import type { Block, Expression, SyntaxFile } from '../syntax/tree';
import type { FileRange, SourceRange } from './source';
import type { UnknownCause, Value } from './value';

/** The evaluated configuration of one root module: what the rest of the program sees of Terraform. Immutable. */
export interface Configuration {
  /** The root module's folder. */
  readonly root: string;
  /** The root module instance; its calls are below it. */
  readonly module: ModuleInstance;
  /** Every instance of every resource and data source of all modules, in the order of files and blocks. */
  readonly resources: readonly ResourceInstance[];
  /** By address, as Terraform prints it. */
  readonly byAddress: ReadonlyMap<string, ResourceInstance>;
  /** Syntax and evaluation errors, missing modules, cycles; each once. */
  readonly problems: readonly Problem[];
  /** The files that it was made of, for what only their text has (comments). None for state and plans. */
  readonly files: readonly SyntaxFile[];
  /** Where a piece of code stands now; undefined for what did not come from a file. */
  locate(source: SourceRange): FileRange | undefined;
}

export interface Problem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly source: SourceRange;
}

/** Where a module instance stands; it stays the same object while the values in the module change. */
export interface ModulePlace {
  /** `module.net["a"].module.subnets`; empty for the root. */
  readonly address: string;
  /** The folder its files are in. */
  readonly directory: string;
  /** Where the `module` block stands; undefined for the root. */
  readonly callSource: SourceRange | undefined;
}

/** One instance of a module call (or the root). */
export interface ModuleInstance extends ModulePlace {
  readonly variables: ReadonlyMap<string, Value>;
  readonly locals: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly calls: readonly ModuleInstance[];
}

/**
 * The key of one instance: undefined without `count` or `for_each`; `some` where how many or which instances exist is
 * unknown, and this one stands for them all.
 */
export type InstanceKey = undefined | number | string | { readonly some: UnknownCause };

/** One instance of a `resource` or `data` block. */
export interface ResourceInstance {
  /** As Terraform prints it; a `some` instance ends in `[*]`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  /** `aws_instance` */
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
  /**
   * Set where it is unknown whether this instance exists, or how many there are: its own unknown `count` or
   * `for_each`, or that of a module call around it.
   */
  readonly uncertain: UnknownCause | undefined;
  readonly module: ModulePlace;
  /** `aws`, `aws.west`: the provider configuration of the root module that it uses in the end. */
  readonly provider: ProviderInstance;
  readonly block: Block;
  readonly source: SourceRange;
  readonly body: EvaluatedBody;
}

/** A provider configuration of the root module: `region` and the like by its body. */
export interface ProviderInstance {
  /** `aws`, `aws.west` */
  readonly name: string;
  /** Undefined where the configuration has no block for it. */
  readonly body: EvaluatedBody | undefined;
}

/** Attributes and nested blocks, `dynamic` blocks expanded. */
export interface EvaluatedBody {
  readonly attributes: ReadonlyMap<string, EvaluatedAttribute>;
  readonly blocks: readonly EvaluatedBlock[];
  readonly source: SourceRange;
}

/** `name = expression`, with what it evaluates to. */
export interface EvaluatedAttribute {
  readonly name: string;
  readonly value: Value;
  /** For narrower places: the literal inside a list, the branch of a condition. */
  readonly expression: Expression;
  /** The expression's place. */
  readonly source: SourceRange;
  readonly nameSource: SourceRange;
}

/** A nested block; one a `dynamic` block stands for many has the `dynamic` block's content as its source. */
export interface EvaluatedBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: EvaluatedBody;
  /** Set where a `dynamic` block over an unknown collection made it: it stands for none, one or many. */
  readonly uncertain: UnknownCause | undefined;
  /** The `dynamic` block that made it, where one did. */
  readonly dynamic: SourceRange | undefined;
  readonly source: SourceRange;
}
