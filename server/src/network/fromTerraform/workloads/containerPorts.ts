import { parse } from 'jsonc-parser';
import type { ModuleInstance, ResourceInstance } from '../../../terraform/configuration';
import { known, unknown } from '../../maybe';
import type { ListeningPort } from '../../model';
import { unknownCause, withOrigin, type Context } from '../context';
import type { Argument, Expression } from '../fields';

/**
 * The ports that the containers of a task definition listen on: `portMappings[].containerPort` of its
 * `container_definitions`. Where that JSON is not known as a whole (an address of a database in its environment), the
 * ports are read off the expression inside `jsonencode(…)`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function containerPorts(context: Context, definition: ResourceInstance): ListeningPort[] {
  const argument = context.fields(definition).argument('container_definitions');
  if (argument === undefined) return [];
  const place = withOrigin(context.origin(argument.source));
  const { value } = argument;
  if (value.kind === 'string') return mappings(parse(value.value)).map((one) => ({ ...one, ...place }));
  const cause = unknownCause(argument);
  return cause === undefined ? [] : portsOfExpression(context, definition, argument);
}

function mappings(definitions: unknown): ListeningPort[] {
  if (!Array.isArray(definitions)) return [];
  return definitions.flatMap((definition: unknown): ListeningPort[] => {
    const list = member(definition, 'portMappings') ?? member(definition, 'PortMappings');
    if (!Array.isArray(list)) return [];
    return list.flatMap((mapping: unknown): ListeningPort[] => {
      const port = Number(member(mapping, 'containerPort'));
      const protocol = member(mapping, 'protocol') === 'udp' ? 17 : 6;
      return Number.isInteger(port) ? [{ protocol, port: known(port) }] : [];
    });
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function portsOfExpression(
  context: Context,
  definition: ResourceInstance,
  argument: Argument,
): ListeningPort[] {
  const { expression } = argument;
  if (expression?.kind !== 'call' || expression.name !== 'jsonencode') return [];
  const [list] = expression.arguments;
  if (list?.kind !== 'tuple') return [];
  return list.elements.flatMap((container) => {
    const own = item(container, 'portMappings');
    return own?.kind === 'tuple'
      ? own.elements.flatMap((mapping) => portOfMapping(context, definition, argument, mapping))
      : [];
  });
}

function portOfMapping(
  context: Context,
  definition: ResourceInstance,
  argument: Argument,
  mapping: Expression,
): ListeningPort[] {
  const written = item(mapping, 'containerPort');
  if (written === undefined) return [];
  const protocol = item(mapping, 'protocol');
  const isUdp =
    protocol?.kind === 'template' && protocol.parts[0]?.kind === 'text' && protocol.parts[0].text === 'udp';
  const port = numberOf(context, definition, written);
  const origin = context.origin({ chunk: argument.source.chunk, range: written.range });
  return [
    {
      protocol: isUdp ? 17 : 6,
      port:
        port === undefined
          ? unknown({ value: 'containerPort', why: 'not known', ...withOrigin(origin) })
          : known(port),
      ...withOrigin(origin),
    },
  ];
}

/** A number, a variable or a local value. */
function numberOf(
  context: Context,
  definition: ResourceInstance,
  expression: Expression,
): number | undefined {
  if (expression.kind === 'number') return Number(expression.text);
  if (expression.kind !== 'getAttribute' || expression.object.kind !== 'variable') return undefined;
  const module = context.once(moduleInstances).get(definition.module.address);
  const kinds = new Map([
    ['var', module?.variables],
    ['local', module?.locals],
  ]);
  const value = kinds.get(expression.object.name)?.get(expression.name);
  if (value?.kind === 'number') return value.value.toNumber();
  return value?.kind === 'string' ? Number(value.value) : undefined;
}

function moduleInstances(context: Context): ReadonlyMap<string, ModuleInstance> {
  const all = new Map<string, ModuleInstance>();
  const add = (module: ModuleInstance): void => {
    all.set(module.address, module);
    module.calls.forEach(add);
  };
  add(context.configuration.module);
  return all;
}

function item(expression: Expression, name: string): Expression | undefined {
  if (expression.kind !== 'object') return undefined;
  return expression.items.find(
    ({ key }) => key.kind === 'template' && key.parts[0]?.kind === 'text' && key.parts[0].text === name,
  )?.value;
}
