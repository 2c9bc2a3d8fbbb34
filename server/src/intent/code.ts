import type { Network } from '../network/model';
import type {
  Configuration,
  EvaluatedBlock,
  EvaluatedBody,
  ResourceInstance,
} from '../terraform/configuration';
import { certain } from '../terraform/resources';
import type { Value } from '../terraform/value';

/** What intentions are read from: the code, and the network that it describes. */
export interface Code {
  readonly configuration: Configuration;
  readonly network: Network;
}

/** The resource of one of these types that a value is an attribute of, or hangs on alone. */
export function referred(
  { configuration }: Code,
  value: Value | undefined,
  ...types: readonly string[]
): ResourceInstance | undefined {
  const addresses =
    value?.kind === 'reference'
      ? [value.address]
      : value?.kind === 'unknown'
        ? value.causes.map((cause) => resourceAddress(cause.value))
        : [];
  const found = new Set(addresses.flatMap((address) => configuration.byAddress.get(address) ?? []));
  const wanted = [...found].filter((one) => types.includes(one.type));
  return wanted.length === 1 ? wanted[0] : undefined;
}

/** `module.a.aws_x.y[0].arn` → `module.a.aws_x.y[0]` */
function resourceAddress(text: string): string {
  return /^((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*[\w-]+\.[\w-]+(?:\[[^\]]*\])?)/.exec(text)?.[1] ?? text;
}

/** The nested blocks of a type, those below others too: `volume.efs_volume_configuration`. */
export function blocksOf(body: EvaluatedBody, ...path: readonly string[]): readonly EvaluatedBlock[] {
  const [type, ...rest] = path;
  const own = body.blocks.filter((block) => block.type === type);
  return rest.length === 0 ? own : own.flatMap((block) => blocksOf(block.body, ...rest));
}

/** The resource of a type that a value means: by a reference to it, or by the name that it has. */
export function named(
  code: Code,
  value: Value | undefined,
  type: string,
  argument: string,
): ResourceInstance | undefined {
  if (value?.kind !== 'string') return referred(code, value, type);
  const found = certain(code.configuration, type).filter((one) => {
    const own = one.body.attributes.get(argument)?.value;
    return own?.kind === 'string' && own.value === value.value;
  });
  return found.length === 1 ? found[0] : undefined;
}
