import type { Expression } from '../../syntax/tree';
import { evaluate } from '../expressions/evaluate';
import type { Resolution, Scope } from '../expressions/scope';
import { anyType } from '../type';
import type { Value } from '../value';
import { objectValue, stringValue } from '../values/make';
import { unknownBecause } from '../values/unknowns';
import type { Graph, Standpoint } from './context';
import { resolveModule, resolveResource } from './resolve';
import { errorAt } from './told';

/** Evaluates an expression where it stands; errors go to the standpoint's problems. */
export function evaluateAt(graph: Graph, standpoint: Standpoint, expression: Expression): Value {
  return evaluate(expression, scopeAt(graph, standpoint));
}

/** The names that can be seen from a place in a module. */
export function scopeAt(graph: Graph, standpoint: Standpoint): Scope {
  const { module, chunk, problems } = standpoint;
  const { input } = graph;
  return {
    resolve: (root, attributes) => resolve(graph, standpoint, root, attributes),
    files: graph.files,
    parser: input.parser,
    directories: {
      module: graph.directory(module) ?? input.root,
      root: input.root,
      workspace: input.workspace ?? input.root,
    },
    chunk,
    report: (message, range) => {
      problems.push(errorAt(message, { chunk, range }));
    },
  };
}

/**
 * https://developer.hashicorp.com/terraform/language/expressions/references
 */
function resolve(
  graph: Graph,
  standpoint: Standpoint,
  root: string,
  attributes: readonly string[],
): Resolution {
  const { module, names } = standpoint;
  const iterator = names.iterators?.get(root);
  if (iterator !== undefined) return { value: iterator, consumed: 0 };
  const [name, second] = attributes;
  switch (root) {
    case 'var':
      return named('var', name, (wanted) => resolveVariable(graph, standpoint, wanted));
    case 'local':
      return named('local', name, (wanted) => resolveLocal(graph, standpoint, wanted));
    case 'module':
      return named('module', name, (wanted) => resolveModule(graph, module, wanted, second));
    case 'path':
      return named('path', name, (wanted) => resolvePath(graph, standpoint, wanted));
    case 'terraform':
      return named('terraform', name, (wanted) => resolveTerraform(graph, wanted));
    case 'count':
      return name === 'index' && names.index !== undefined
        ? { value: names.index, consumed: 1 }
        : { problem: '"count" is known only as count.index, in blocks that set count.' };
    case 'each':
      return resolveEach(standpoint, name);
    case 'self':
      if (names.self !== undefined) return { value: names.self, consumed: 0 };
      return { problem: '"self" is known only in provisioners, connections and conditions.' };
    case 'data':
    case 'resource':
    case 'ephemeral': {
      if (name === undefined || second === undefined)
        return { problem: `"${root}" must be followed by a type and a name.` };
      const prefix = root === 'resource' ? '' : `${root}.`;
      if (names.data?.has(`${prefix}${name}.${second}`) === true) {
        const cause = { value: `${prefix}${name}.${second}`, why: 'read from AWS by a data source' };
        return { value: unknownBecause(anyType, cause), consumed: 2 };
      }
      return resolveResource(graph, module, `${prefix}${name}.${second}`, 2, attributes.slice(2));
    }
    default:
      if (name === undefined) {
        return {
          problem: `There is no "${root}": a reference to a resource must be followed by its name, and text must stand in quotes.`,
        };
      }
      return resolveResource(graph, module, `${root}.${name}`, 1, attributes.slice(1));
  }
}

function named(root: string, name: string | undefined, found: (name: string) => Resolution): Resolution {
  return name === undefined ? { problem: `"${root}" must be followed by a dot and a name.` } : found(name);
}

function resolveVariable(graph: Graph, { module }: Standpoint, name: string): Resolution {
  if (graph.declaration(module, 'variables', name) === undefined) {
    return { problem: `There is no variable "${name}": this module has no variable block of that name.` };
  }
  return { value: graph.variable(module, name).value, consumed: 1 };
}

function resolveLocal(graph: Graph, { module }: Standpoint, name: string): Resolution {
  if (graph.localDeclaration(module, name) === undefined) {
    return { problem: `There is no local value "${name}": no locals block of this module sets it.` };
  }
  return { value: graph.local(module, name).value, consumed: 1 };
}

function resolvePath(graph: Graph, { module }: Standpoint, name: string): Resolution {
  const { root } = graph.input;
  const directory = graph.directory(module) ?? root;
  switch (name) {
    case 'module':
      return { value: stringValue(relativePath(root, directory)), consumed: 1 };
    case 'root':
      return { value: stringValue('.'), consumed: 1 };
    case 'cwd':
      return { value: stringValue(root), consumed: 1 };
    default:
      return { problem: `There is no path.${name}: only path.module, path.root and path.cwd.` };
  }
}

/** As Terraform writes a module's folder: from where it runs, `.` for the root. */
function relativePath(root: string, directory: string): string {
  if (directory === root) return '.';
  if (directory.startsWith(`${root}/`)) return directory.slice(root.length + 1);
  const [from, to] = [root.split('/'), directory.split('/')];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

function resolveTerraform(graph: Graph, name: string): Resolution {
  if (name === 'workspace')
    return { value: stringValue(graph.input.workspaceName ?? 'default'), consumed: 1 };
  return { problem: `There is no terraform.${name} here: only terraform.workspace.` };
}

function resolveEach({ names }: Standpoint, name: string | undefined): Resolution {
  const { each } = names;
  if (each === undefined) return { problem: '"each" is known only in blocks that set for_each.' };
  if (name === 'key') return { value: each.key, consumed: 1 };
  if (name === 'value') return { value: each.value, consumed: 1 };
  return name === undefined
    ? {
        value: objectValue([
          ['key', each.key],
          ['value', each.value],
        ]),
        consumed: 0,
      }
    : { problem: `There is no each.${name}: only each.key and each.value.` };
}
