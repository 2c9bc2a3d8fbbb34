import type { Expression } from '../../syntax/tree';
import type { Problem, ProviderInstance } from '../configuration';
import { evaluateBody } from './body';
import { addressIn } from './context';
import type { Graph, ModulePath } from './context';
import { told } from './told';
import type { Told } from './told';

/**
 * The provider configuration that a name stands for in a module: the module's own, the one that the call passes under
 * that name, or, for names without alias, the caller's of the same name.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function computeProvider(graph: Graph, module: ModulePath, name: string): ProviderInstance {
  const { caller } = module;
  if (caller === undefined || graph.declaration(module, 'providers', name) !== undefined)
    return graph.ownProvider(module, name).value;
  const passed = passedProvider(
    graph.declaration(caller.module, 'calls', caller.call)?.body.attributes.get('providers')?.node.expression,
    name,
  );
  if (passed !== undefined) return graph.provider(caller.module, passed);
  return graph.provider(caller.module, name);
}

/** The entry of `providers = { aws = aws.west }` for a name. */
function passedProvider(expression: Expression | undefined, name: string): string | undefined {
  if (expression?.kind !== 'object') return undefined;
  const item = expression.items.find(({ key }) => providerReference(key) === name);
  return item === undefined ? undefined : providerReference(item.value);
}

/** `aws`, `aws.west`: a name without quotes, with them (as in JSON), or as an object's key. */
export function providerReference(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'parentheses':
      return providerReference(expression.expression);
    case 'index':
      // `aws.by_region[each.key]`, of OpenTofu: the configurations of one block count as one.
      return providerReference(expression.collection);
    case 'getAttribute': {
      const type = providerReference(expression.object);
      return type === undefined ? undefined : `${type}.${expression.name}`;
    }
    case 'template': {
      const [part] = expression.parts;
      return expression.parts.length === 1 && part?.kind === 'text' ? part.text : undefined;
    }
    default:
      return undefined;
  }
}

/** A module's own `provider` block, evaluated; without body where there is none. */
export function computeOwnProvider(graph: Graph, module: ModulePath, name: string): Told<ProviderInstance> {
  const declaration = graph.declaration(module, 'providers', name);
  const address = addressIn(module, name);
  if (declaration === undefined) return told({ name: address, body: undefined });
  const problems: Problem[] = [];
  const standpoint = { module, chunk: declaration.source.chunk, names: {}, problems };
  const body = evaluateBody(
    { graph, standpoint, schema: undefined, label: `provider.${name}` },
    declaration.body,
  );
  return told({ name: address, body }, problems);
}
