import type { Attribute } from '../../syntax/tree';
import type { InstanceKey, Problem } from '../configuration';
import type { Declaration, Placed } from '../definition/declarations';
import type { SourceRange } from '../source';
import { numberType, stringType } from '../type';
import type { UnknownCause, Value } from '../value';
import { convertValue } from '../values/conversion';
import { containsSensitive, isKnown } from '../values/facts';
import { numberValue, stringValue } from '../values/make';
import { toSafeInteger } from '../values/numbers';
import { causesOf, unknownBecause } from '../values/unknowns';
import { addressIn } from './context';
import type { Expansion, ExpandableTable, ExpandedInstance, Graph, ModulePath } from './context';
import { evaluateAt } from './scope';
import { errorAt, told } from './told';
import type { Told } from './told';

/** How many instances are worked out one by one; of more, one stands for all. */
export const maximumInstances = 10_000;

const single: Expansion = {
  form: 'single',
  instances: new Map([['', { key: undefined, index: undefined, each: undefined }]]),
};
const empty: Told<Expansion> = told({ form: 'single', instances: new Map<string, ExpandedInstance>() });

/**
 * The instances of a block: by its `count` or `for_each`. Where these are unknown, or an error, one instance of the key
 * `some` stands for however many there will be.
 */
export function computeExpansion(
  graph: Graph,
  module: ModulePath,
  table: ExpandableTable,
  name: string,
): Told<Expansion> {
  const declaration = graph.declaration(module, table, name);
  if (declaration === undefined) return empty;
  const count = declaration.body.attributes.get('count');
  const forEach = declaration.body.attributes.get('for_each');
  const problems: Problem[] = [];
  const label = addressIn(module, table === 'calls' ? `module.${name}` : name);
  const expand = (form: 'count' | 'forEach', { chunk, node }: Placed<Attribute>): Told<Expansion> => {
    const value = evaluateAt(graph, { module, chunk, names: {}, problems }, node.expression);
    const expander: Expander = {
      label,
      source: { chunk, range: node.expression.range },
      problems,
      room: roomIn(graph, module),
    };
    return told(form === 'count' ? expandCount(value, expander) : expandForEach(value, expander), problems);
  };
  if (count !== undefined && forEach !== undefined) {
    problems.push(errorAt('A block can have "count" or "for_each", not both.', sourceOf(count)));
  }
  if (forEach !== undefined) return expand('forEach', forEach);
  if (count !== undefined) return expand('count', count);
  return told(single);
}

interface Expander {
  readonly label: string;
  readonly source: SourceRange;
  readonly problems: Problem[];
  readonly room: number;
}

function sourceOf({ chunk, node }: Placed<Attribute>): SourceRange {
  return { chunk, range: node.expression.range };
}

/** Calls with `count` multiply what stands in them: the instances of all of them share the room. */
function roomIn(graph: Graph, module: ModulePath): number {
  let room = maximumInstances;
  for (let at = module.caller; at !== undefined; at = at.module.caller) {
    room /= Math.max(1, graph.expansion(at.module, 'calls', at.call).value.instances.size);
  }
  return Math.max(1, Math.floor(room));
}

function expandCount(value: Value, expander: Expander): Expansion {
  const refuse = (message: string): Expansion => {
    expander.problems.push(errorAt(message, expander.source));
    return someInstances('count', {
      value: expander.label,
      why: 'its count is not valid',
      source: expander.source,
    });
  };
  if (containsSensitive(value))
    return refuse('A sensitive value can not be the count: the addresses of the instances would tell it.');
  const number = convertValue(value, numberType);
  if (number.kind === 'failure') return refuse(`The count must be a whole number: ${number.message}.`);
  if (!isKnown(number)) return someInstances('count', becauseOf(number, expander, 'its count is not known'));
  const count = number.kind === 'number' ? toSafeInteger(number) : undefined;
  if (number.kind === 'null') return refuse('The count is null: it must be a whole number.');
  if (count === undefined || count < 0) return refuse('The count must be a whole number, zero or more.');
  if (count > expander.room) return tooMany('count', count, expander);
  const instances = new Map<string, ExpandedInstance>();
  for (let index = 0; index < count; index += 1) {
    instances.set(`[${index}]`, { key: index, index: numberValue(index), each: undefined });
  }
  return { form: 'count', instances };
}

function expandForEach(value: Value, expander: Expander): Expansion {
  const refuse = (message: string): Expansion => {
    expander.problems.push(errorAt(message, expander.source));
    return someInstances('forEach', {
      value: expander.label,
      why: 'its for_each is not valid',
      source: expander.source,
    });
  };
  if (value.sensitive || (value.kind === 'list' && containsSensitive(value))) {
    return refuse('A sensitive value can not be the for_each: the addresses of the instances would tell it.');
  }
  if (!isKnown(value))
    return someInstances('forEach', becauseOf(value, expander, 'its for_each is not known'));
  if (value.kind === 'null') return refuse('The for_each is null: it must be a map, or a set of strings.');
  if (value.kind === 'map') {
    if (value.entries.size > expander.room) return tooMany('forEach', value.entries.size, expander);
    return {
      form: 'forEach',
      instances: new Map(
        [...value.entries].map(([key, element]) => eachInstance(key, stringValue(key), element)),
      ),
    };
  }
  if (value.kind !== 'list' || value.form !== 'set') {
    return refuse('The for_each must be a map, or a set of strings: toset(…) makes one of a list.');
  }
  if (value.elements.length > expander.room) return tooMany('forEach', value.elements.length, expander);
  const instances = new Map<string, ExpandedInstance>();
  for (const element of value.elements) {
    if (!isKnown(element))
      return someInstances('forEach', becauseOf(element, expander, 'the keys of its for_each are not known'));
    if (element.kind !== 'string')
      return refuse('The for_each must be a map, or a set of strings: this set has other elements.');
    instances.set(...eachInstance(element.value, element, element));
  }
  return { form: 'forEach', instances };
}

function eachInstance(key: string, keyValue: Value, value: Value): [string, ExpandedInstance] {
  return [keyText(key), { key, index: undefined, each: { key: keyValue, value } }];
}

function tooMany(form: Expansion['form'], count: number, expander: Expander): Expansion {
  const message = `${count} instances are too many to be worked out one by one: one stands for all of them here.`;
  expander.problems.push({ severity: 'warning', message, source: expander.source });
  return someInstances(form, {
    value: expander.label,
    why: `it has ${count} instances`,
    source: expander.source,
  });
}

/** One instance that stands for some. */
export function someInstances(form: Expansion['form'], cause: UnknownCause): Expansion {
  const each = { key: unknownBecause(stringType, cause), value: unknownBecause({ kind: 'any' }, cause) };
  const instance: ExpandedInstance = {
    key: { some: cause },
    index: form === 'count' ? unknownBecause(numberType, cause) : undefined,
    each: form === 'forEach' ? each : undefined,
  };
  return { form, instances: new Map([['[*]', instance]]) };
}

/** The first reason of an unknown, at the place that it was met. */
function becauseOf(value: Value, expander: Expander, why: string): UnknownCause {
  const [cause] = causesOf(value);
  return cause ?? { value: expander.label, why, source: expander.source };
}

/** How an instance's key stands in its address. */
export function keyText(key: InstanceKey): string {
  if (key === undefined) return '';
  if (typeof key === 'number') return `[${key}]`;
  if (typeof key === 'string') return `[${quote(key)}]`;
  return '[*]';
}

/** The name of an instance among its siblings, as values have it: the key without its brackets. */
export function keyName(key: InstanceKey): string {
  return typeof key === 'object' || key === undefined ? '' : String(key);
}

/** As Terraform quotes keys: like a string of its language. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}

/** Whether a block says how many instances it has. */
export function expands(declaration: Declaration): boolean {
  return declaration.body.attributes.has('count') || declaration.body.attributes.has('for_each');
}
