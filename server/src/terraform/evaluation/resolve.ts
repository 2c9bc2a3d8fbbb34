import { expands } from './expansion';
import type { Resolution } from '../expressions/scope';
import { anyType } from '../type';
import { unknownBecause } from '../values/unknowns';
import type { Graph, ModulePath } from './context';
import { addressIn } from './context';

/**
 * What `aws_vpc.main…` or `data.aws_vpc.main…` means. Where the block has neither `count` nor `for_each`, the attribute
 * alone is asked for, so that the expression depends on that attribute and not on the whole resource.
 */
export function resolveResource(
  graph: Graph,
  module: ModulePath,
  resource: string,
  consumed: number,
  rest: readonly string[],
): Resolution {
  const declaration = graph.declaration(module, 'resources', resource);
  if (declaration === undefined) return undeclared(graph, module, resource);
  const [attribute] = rest;
  if (expands(declaration)) return { value: graph.resourceValue(module, resource), consumed };
  if (attribute === undefined) return { value: graph.instanceValue(module, resource, ''), consumed };
  return { value: graph.attribute(module, resource, '', attribute), consumed: consumed + 1 };
}

function undeclared(graph: Graph, module: ModulePath, resource: string): Resolution {
  if (resource.startsWith('ephemeral.')) {
    const cause = {
      value: addressIn(module, resource),
      why: 'an ephemeral resource is known during apply only',
    };
    return { value: unknownBecause(anyType, cause), consumed: 2 };
  }
  const [type, name] = resource.replace(/^data\./, '').split('.');
  const kind = resource.startsWith('data.') ? 'data source' : 'resource';
  const where = module.address === '' ? 'the root module' : 'this module';
  return { problem: `There is no ${kind} "${type ?? ''}" "${name ?? ''}" in ${where}.` };
}

/** What `module.name.output` means. */
export function resolveModule(
  graph: Graph,
  module: ModulePath,
  call: string,
  output: string | undefined,
): Resolution {
  const declaration = graph.declaration(module, 'calls', call);
  if (declaration === undefined)
    return { problem: `There is no module "${call}": no module block of that name stands here.` };
  const { attributes } = declaration.body;
  if (output === undefined || attributes.has('count') || attributes.has('for_each')) {
    return { value: graph.callValue(module, call), consumed: 1 };
  }
  const target = graph.target(module, call).value;
  if ('missing' in target)
    return { value: unknownModule(module, call, target.missing, declaration.source), consumed: 2 };
  const child = graph.child(module, call, '');
  if (graph.declaration(child, 'outputs', output) === undefined) {
    return { problem: `The module "${call}" has no output named "${output}".` };
  }
  return { value: graph.output(child, output).value, consumed: 2 };
}

/** What stands for the outputs of a module whose files are not there. */
export function unknownModule(
  module: ModulePath,
  call: string,
  why: string,
  source: Parameters<typeof unknownBecause>[1]['source'],
): ReturnType<typeof unknownBecause> {
  const cause = { value: addressIn(module, `module.${call}`), why };
  return unknownBecause(anyType, source === undefined ? cause : { ...cause, source });
}
