import type { Problem, ResourceInstance } from '../configuration';
import type { Declaration } from '../definition/declarations';
import { awsSchema } from '../provider/aws';
import type { BodySchema } from '../provider/schema';
import { terraformDataSchema } from '../provider/terraformData';
import type { UnknownCause } from '../value';
import { evaluateBody } from './body';
import type { Skip } from './body';
import { addressIn } from './context';
import type { Graph, ModulePath } from './context';
import { providerReference } from './providers';
import { told } from './told';
import type { Told } from './told';

/** What in a resource block is for Terraform, not for the provider. */
const metaArguments: Skip = {
  attributes: new Set(['count', 'for_each', 'provider', 'depends_on']),
  blocks: new Set(['lifecycle', 'provisioner', 'connection']),
};

/** The type and name of a resource block, and whether it is a data source. */
export interface ResourceName {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
}

/** Reads `aws_vpc.main` and `data.aws_vpc.main`. */
export function resourceName(resource: string): ResourceName {
  const isData = resource.startsWith('data.');
  const [type = '', name = ''] = (isData ? resource.slice(5) : resource).split('.');
  return { mode: isData ? 'data' : 'managed', type, name };
}

/** What is known of a resource type's arguments and attributes. */
export function schemaOf({ mode, type }: Pick<ResourceName, 'mode' | 'type'>): BodySchema | undefined {
  return type === 'terraform_data' && mode === 'managed' ? terraformDataSchema : awsSchema(mode, type);
}

/** One instance of a resource or data source, with its arguments evaluated. */
export function computeInstance(
  graph: Graph,
  module: ModulePath,
  resource: string,
  key: string,
): Told<ResourceInstance> | undefined {
  const declaration = graph.declaration(module, 'resources', resource);
  const expanded = graph.expanded(module, 'resources', resource, key);
  if (declaration === undefined || expanded === undefined) return undefined;
  const { mode, type, name } = resourceName(resource);
  const problems: Problem[] = [];
  const { chunk } = declaration.source;
  const names = { index: expanded.index, each: expanded.each };
  const label = addressIn(module, resource);
  const context = {
    graph,
    standpoint: { module, chunk, names, problems },
    schema: schemaOf({ mode, type }),
    label,
  };
  const uncertain: UnknownCause | undefined =
    typeof expanded.key === 'object' ? expanded.key.some : graph.uncertain(module);
  return told(
    {
      address: label + key,
      mode,
      type,
      name,
      key: expanded.key,
      uncertain,
      module: graph.place(module),
      provider: graph.provider(module, providerName(declaration, type)),
      block: declaration.block,
      source: declaration.source,
      body: evaluateBody(context, declaration.body, metaArguments),
    },
    problems,
  );
}

/** `provider = aws.west`, or what the type's name begins with. */
function providerName(declaration: Declaration, type: string): string {
  const expression = declaration.body.attributes.get('provider')?.node.expression;
  const named = expression === undefined ? undefined : providerReference(expression);
  return named ?? type.replace(/_.*/s, '');
}
