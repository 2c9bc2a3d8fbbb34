import type { Chunk } from '../../syntax/tree';
import type { Problem } from '../configuration';
import { applyDefaults } from '../definition/applyDefaults';
import type { Declaration } from '../definition/declarations';
import { readTypeConstraint } from '../definition/typeConstraint';
import type { TypeConstraint } from '../definition/typeConstraint';
import type { SourceRange } from '../source';
import { anyType } from '../type';
import type { Type } from '../type';
import type { UnknownCause, Value } from '../value';
import { convertValue } from '../values/conversion';
import { markSensitive, stringValue } from '../values/make';
import { isPrimitive } from '../values/types';
import { unknownBecause } from '../values/unknowns';
import { evaluateConstant } from './constant';
import { addressIn } from './context';
import type { Graph, ModulePath } from './context';
import type { GivenValue } from './rootVariables';
import { evaluateAt } from './scope';
import { errorAt, told } from './told';
import type { Told } from './told';

/** A value on its way into a variable, and where it comes from. */
interface Incoming {
  readonly value: Value;
  readonly source: SourceRange;
}

/** A variable's value in one module instance: what it is given, or its default, converted to its type. */
export function computeVariable(graph: Graph, module: ModulePath, name: string): Told<Value> {
  const label = addressIn(module, `var.${name}`);
  const declaration = graph.declaration(module, 'variables', name);
  if (declaration === undefined)
    return told(unknownBecause(anyType, { value: label, why: 'no such variable is declared' }));
  const problems: Problem[] = [];
  const constraint = constraintOf(graph, declaration, problems);
  const chosen = choose(graph, module, name, declaration, constraint, problems);
  const value =
    chosen === undefined
      ? missing(graph, module, name, declaration, constraint.type, problems)
      : convert(chosen, constraint, label, name, problems);
  const secret = flag(graph, declaration, 'sensitive', false) || flag(graph, declaration, 'ephemeral', false);
  return told(markSensitive(value, secret), problems);
}

/** Where a variable's value stands: in a file of variables, in the module's call, or as the default. */
export function sourceOfVariable(graph: Graph, module: ModulePath, name: string): SourceRange | undefined {
  const declaration = graph.declaration(module, 'variables', name);
  if (declaration === undefined) return undefined;
  const unread: Problem[] = [];
  const constraint = constraintOf(graph, declaration, unread);
  return choose(graph, module, name, declaration, constraint, unread)?.source ?? declaration.source;
}

/** What the variable is given, or its default; undefined where there is neither. */
function choose(
  graph: Graph,
  module: ModulePath,
  name: string,
  declaration: Declaration,
  constraint: TypeConstraint,
  problems: Problem[],
): Incoming | undefined {
  const fallback = defaultOf(graph, declaration, problems);
  const given =
    module.caller === undefined
      ? givenToRoot(graph, name, constraint, problems)
      : givenByCall(graph, module, name, problems);
  const nullable = flag(graph, declaration, 'nullable', true);
  return given === undefined || (given.value.kind === 'null' && !nullable) ? fallback : given;
}

function constraintOf(graph: Graph, declaration: Declaration, problems: Problem[]): TypeConstraint {
  const type = declaration.body.attributes.get('type');
  if (type === undefined) return { type: anyType, defaults: undefined };
  const { chunk } = type;
  return readTypeConstraint(type.node.expression, {
    report: (message, expression) => problems.push(errorAt(message, { chunk, range: expression.range })),
    evaluate: (expression) => evaluateConstant(graph, chunk, expression, problems),
  });
}

function defaultOf(graph: Graph, declaration: Declaration, problems: Problem[]): Incoming | undefined {
  const attribute = declaration.body.attributes.get('default');
  if (attribute === undefined) return undefined;
  const { chunk, node } = attribute;
  return {
    value: evaluateConstant(graph, chunk, node.expression, problems),
    source: { chunk, range: node.expression.range },
  };
}

function flag(graph: Graph, declaration: Declaration, name: string, otherwise: boolean): boolean {
  const attribute = declaration.body.attributes.get(name);
  if (attribute === undefined) return otherwise;
  const value = evaluateConstant(graph, attribute.chunk, attribute.node.expression, []);
  return value.kind === 'boolean' ? value.value : otherwise;
}

function givenToRoot(
  graph: Graph,
  name: string,
  constraint: TypeConstraint,
  problems: Problem[],
): Incoming | undefined {
  const given = graph.givenValues().value.get(name);
  if (given === undefined || given.kind === 'value') return given;
  const declaration = graph.declaration(graph.root, 'variables', name);
  if (declaration === undefined) return undefined;
  return readText(graph, given, constraint, declaration, problems);
}

/**
 * Text from outside: as it is for variables of a primitive type (or none), an expression for the others.
 * https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values
 */
function readText(
  graph: Graph,
  given: Extract<GivenValue, { kind: 'text' }>,
  constraint: TypeConstraint,
  declaration: Declaration,
  problems: Problem[],
): Incoming {
  const source = declaration.source;
  const isLiteral = isPrimitive(constraint.type) || !declaration.body.attributes.has('type');
  if (isLiteral) return { value: stringValue(given.text), source };
  const { expression, problems: errors } = graph.input.parser.parseExpression(given.text);
  const chunk: Chunk = { text: given.text, body: { attributes: [], blocks: [] }, comments: [], problems: [] };
  const inner: Problem[] = [];
  const value = evaluateConstant(graph, chunk, expression, inner);
  for (const { message } of [...errors, ...inner])
    problems.push(errorAt(`${given.from}: ${message}`, source));
  return { value, source };
}

/** The argument of the call that a module instance comes from. */
function givenByCall(
  graph: Graph,
  module: ModulePath,
  name: string,
  problems: Problem[],
): Incoming | undefined {
  const { caller } = module;
  if (caller === undefined) return undefined;
  const attribute = graph.declaration(caller.module, 'calls', caller.call)?.body.attributes.get(name);
  if (attribute === undefined) return undefined;
  const { chunk, node } = attribute;
  const instance = graph.expanded(caller.module, 'calls', caller.call, caller.key);
  const names = { index: instance?.index, each: instance?.each };
  const value = evaluateAt(graph, { module: caller.module, chunk, names, problems }, node.expression);
  return { value, source: { chunk, range: node.expression.range } };
}

function missing(
  graph: Graph,
  module: ModulePath,
  name: string,
  declaration: Declaration,
  type: Type,
  problems: Problem[],
): Value {
  const { caller } = module;
  if (caller === undefined) {
    return unknownBecause(type, {
      value: `var.${name}`,
      why: 'it has no default and no value was given',
      source: declaration.source,
    });
  }
  const call = graph.declaration(caller.module, 'calls', caller.call);
  const source =
    call === undefined
      ? declaration.source
      : { chunk: call.source.chunk, range: call.block.labels[0]?.range ?? call.block.typeRange };
  problems.push(errorAt(`The module "${caller.call}" needs a value for "${name}".`, source));
  return unknownBecause(type, {
    value: addressIn(module, `var.${name}`),
    why: 'the call gives no value for it',
    source,
  });
}

function convert(
  incoming: Incoming,
  constraint: TypeConstraint,
  label: string,
  name: string,
  problems: Problem[],
): Value {
  const { type } = constraint;
  const converted = convertValue(applyDefaults(incoming.value, constraint.defaults), type);
  if (converted.kind !== 'failure') return converted;
  problems.push(
    errorAt(`This value does not fit the variable "${name}": ${converted.message}.`, incoming.source),
  );
  const cause: UnknownCause = {
    value: label,
    why: `the value does not fit its type: ${converted.message}`,
    source: incoming.source,
  };
  return unknownBecause(type, cause);
}
