import type { Problem } from '../configuration';
import { isLocalSource, localDirectory } from '../definition/installedModules';
import { anyType } from '../type';
import type { Value } from '../value';
import { markSensitive, objectValue, tupleValue } from '../values/make';
import { unknownBecause } from '../values/unknowns';
import type { Graph, ModulePath, Target } from './context';
import { addressIn } from './context';
import { keyName } from './expansion';
import { literalText } from '../../syntax/literalText';
import { unknownModule } from './resolve';
import { evaluateAt } from './scope';
import { errorAt, told } from './told';
import type { Told } from './told';

/** Modules in modules: more is a circle of links between folders. */
const maximumDepth = 24;

/**
 * The folder that a `module` block leads to. Local sources are beside the caller; what else there is, `terraform init`
 * has put below `.terraform/modules`.
 */
export function computeTarget(graph: Graph, module: ModulePath, call: string): Told<Target> {
  const declaration = graph.declaration(module, 'calls', call);
  const from = graph.directory(module);
  const attribute = declaration?.body.attributes.get('source');
  const problems: Problem[] = [];
  const missing = (message: string, missing: string): Told<Target> => {
    if (declaration !== undefined) {
      const { chunk } = attribute ?? declaration.source;
      const range =
        attribute?.node.expression.range ?? declaration.block.labels[0]?.range ?? declaration.block.typeRange;
      problems.push(errorAt(message, { chunk, range }));
    }
    return told({ missing }, problems);
  };
  if (declaration === undefined || from === undefined)
    return missing('', 'the module that calls it is not known');
  if (attribute === undefined) return missing(`The module "${call}" has no source.`, 'it has no source');
  const source = literalText(attribute.node.expression);
  if (source === undefined)
    return missing(
      'The source of a module must be written out: it can not refer to anything.',
      'its source is not a literal',
    );
  const directory = isLocalSource(source)
    ? localDirectory(from, source)
    : graph.installed().get(callPath(module, call));
  if (directory === undefined) {
    return missing(
      `The module "${call}" (${source}) is not installed: run terraform init.`,
      'the module is not installed: run terraform init',
    );
  }
  const ancestor = ancestors(module).find((one) => graph.directory(one) === directory);
  if (ancestor !== undefined) {
    const whose = ancestor.address === '' ? 'the root module' : ancestor.address;
    return missing(
      `The module "${call}" calls itself: its source is the folder of ${whose}.`,
      'the module calls itself',
    );
  }
  if (ancestors(module).length > maximumDepth)
    return missing(`The module "${call}" is nested too deeply.`, 'it is nested too deeply');
  if (graph.definition(directory) === undefined) {
    const remedy = isLocalSource(source)
      ? 'there is no Terraform file in that folder'
      : 'its folder is empty: run terraform init';
    return missing(`The module "${call}" can not be read from "${source}": ${remedy}.`, remedy);
  }
  return told({ directory }, problems);
}

/** The module and those around it. */
function ancestors(module: ModulePath): ModulePath[] {
  return [module, ...(module.caller === undefined ? [] : ancestors(module.caller.module))];
}

/** How the manifest of installed modules names a call: the names of the calls that lead to it. */
function callPath(module: ModulePath, call: string): string {
  return ancestors(module)
    .flatMap((one) => (one.caller === undefined ? [] : [one.caller.call]))
    .reverse()
    .concat(call)
    .join('.');
}

/** An output's value. */
export function computeOutput(graph: Graph, module: ModulePath, name: string): Told<Value> {
  const label = addressIn(module, `output.${name}`);
  const declaration = graph.declaration(module, 'outputs', name);
  const attribute = declaration?.body.attributes.get('value');
  if (declaration === undefined || attribute === undefined) {
    const problems =
      declaration === undefined ? [] : [errorAt(`The output "${name}" has no value.`, declaration.source)];
    return told(unknownBecause(anyType, { value: label, why: 'it has no value' }), problems);
  }
  const problems: Problem[] = [];
  const value = evaluateAt(
    graph,
    { module, chunk: attribute.chunk, names: {}, problems },
    attribute.node.expression,
  );
  return told(
    markSensitive(value, isTrue(declaration.body.attributes.get('sensitive')?.node.expression)),
    problems,
  );
}

function isTrue(expression: Parameters<typeof literalText>[0]): boolean {
  return expression?.kind === 'boolean' && expression.value;
}

/** What `module.name` is, as a whole: an object of outputs, or a tuple or an object of such objects. */
export function computeCallValue(graph: Graph, module: ModulePath, call: string): Value {
  const declaration = graph.declaration(module, 'calls', call);
  const target = graph.target(module, call).value;
  if ('missing' in target) return unknownModule(module, call, target.missing, declaration?.source);
  const { form, instances } = graph.expansion(module, 'calls', call).value;
  const one = instances.get('[*]')?.key;
  if (typeof one === 'object') return unknownBecause(anyType, one.some);
  const outputs = [...instances].map(
    ([key, { key: name }]) => [keyName(name), outputsOf(graph, graph.child(module, call, key))] as const,
  );
  if (form === 'count') return tupleValue(outputs.map(([, value]) => value));
  return form === 'forEach' ? objectValue(outputs) : (outputs[0]?.[1] ?? objectValue([]));
}

function outputsOf(graph: Graph, module: ModulePath): Value {
  const directory = graph.directory(module);
  const names = directory === undefined ? [] : [...(graph.definition(directory)?.outputs.keys() ?? [])];
  return objectValue(names.map((name) => [name, graph.output(module, name).value]));
}

/** A local value. */
export function computeLocal(graph: Graph, module: ModulePath, name: string): Told<Value> {
  const declaration = graph.localDeclaration(module, name);
  if (declaration === undefined)
    return told(
      unknownBecause(anyType, { value: addressIn(module, `local.${name}`), why: 'it is not declared' }),
    );
  const problems: Problem[] = [];
  const { chunk, node } = declaration;
  return told(evaluateAt(graph, { module, chunk, names: {}, problems }, node.expression), problems);
}
