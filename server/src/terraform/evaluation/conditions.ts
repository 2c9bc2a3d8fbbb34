import type { Problem } from '../configuration';
import type { Declaration, DeclaredBody, Placed } from '../definition/declarations';
import { declaredBody } from '../definition/declarations';
import type { Block, Expression } from '../../syntax/tree';
import type { SourceRange } from '../source';
import { boolType, stringType } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { containsSensitive } from '../values/facts';
import type { BlockNames, Graph, ModulePath } from './context';
import { evaluateAt } from './scope';
import { errorAt } from './told';
import { sourceOfVariable } from './variables';

/** What may have conditions. */
export type Conditioned = 'variables' | 'outputs' | 'resources' | 'checks';

/**
 * What the conditions of a block come to where they are known not to be met: `validation` of a variable, `precondition`
 * and `postcondition` of a resource, data source or output, `assert` of a `check`. A condition that hangs on something
 * unknown says nothing, as it would in a plan.
 * https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
export function computeConditions(
  graph: Graph,
  module: ModulePath,
  table: Conditioned,
  name: string,
  key: string,
): readonly Problem[] {
  const declaration = graph.declaration(module, table, name);
  // What may not exist at all is not judged.
  if (declaration === undefined || graph.uncertain(module) !== undefined) return [];
  const problems: Problem[] = [];
  for (const rule of rulesOf(declaration, table)) {
    const names = namesIn(graph, module, table, name, key, rule);
    if (names === undefined) continue;
    const scoped = table === 'checks' ? { ...names, data: ownDataSources(declaration) } : names;
    const broken = judge(graph, module, scoped, declaredBody(rule.chunk, rule.node), problems);
    if (broken !== undefined)
      problems.push(problemOf(graph, module, table, name, rule, broken, declaration.source));
  }
  return problems;
}

/** Whether a block has any: most have none, and then nothing needs to be remembered for it. */
export function hasConditions(declaration: Declaration, table: Conditioned): boolean {
  return rulesOf(declaration, table).length > 0;
}

function rulesOf({ body }: Declaration, table: Conditioned): readonly Placed<Block>[] {
  switch (table) {
    case 'variables':
      return ofType(body.blocks, 'validation');
    case 'checks':
      return ofType(body.blocks, 'assert');
    case 'outputs':
      return ofType(body.blocks, 'precondition');
    case 'resources':
      return ofType(body.blocks, 'lifecycle').flatMap(({ chunk, node }) =>
        ofType(
          node.body.blocks.map((inner) => ({ chunk, node: inner })),
          'precondition',
          'postcondition',
        ),
      );
  }
}

function ofType(blocks: readonly Placed<Block>[], ...types: readonly string[]): readonly Placed<Block>[] {
  return blocks.filter(({ node }) => types.includes(node.type));
}

/**
 * The data source that a `check` may have for itself, as `data.http.health`.
 * https://developer.hashicorp.com/terraform/language/block/check
 */
function ownDataSources({ body }: Declaration): ReadonlySet<string> {
  return new Set(
    ofType(body.blocks, 'data').map(({ node }) => ['data', ...node.labels.map(({ text }) => text)].join('.')),
  );
}

/** The names that the condition may use beside those of its module; undefined for an instance that may not exist. */
function namesIn(
  graph: Graph,
  module: ModulePath,
  table: Conditioned,
  name: string,
  key: string,
  rule: Placed<Block>,
): BlockNames | undefined {
  if (table !== 'resources') return {};
  const expanded = graph.expanded(module, 'resources', name, key);
  if (expanded === undefined || typeof expanded.key === 'object') return undefined;
  const { index, each } = expanded;
  // A data source that has a postcondition is read first: all of it is AWS's to say.
  return rule.node.type === 'postcondition'
    ? { index, each, self: graph.instanceValue(module, name, key) }
    : { index, each };
}

/** What a condition that is not met says; undefined for one that is, or of which that is not known. */
function judge(
  graph: Graph,
  module: ModulePath,
  names: BlockNames,
  body: DeclaredBody,
  problems: Problem[],
): { readonly message: string; readonly source: SourceRange } | undefined {
  const condition = body.attributes.get('condition');
  if (condition === undefined) return undefined;
  const { chunk, node } = condition;
  const standpoint = { module, chunk, names, problems };
  const source = { chunk, range: node.expression.range };
  const met = convertValue(evaluateAt(graph, standpoint, node.expression), boolType);
  if (met.kind === 'failure' || met.kind === 'null') {
    problems.push(errorAt('A condition must be either true or false.', source));
    return undefined;
  }
  if (met.kind !== 'boolean' || met.value) return undefined;
  return { message: messageOf(graph, module, names, body), source };
}

function messageOf(graph: Graph, module: ModulePath, names: BlockNames, body: DeclaredBody): string {
  const attribute = body.attributes.get('error_message');
  const value =
    attribute === undefined
      ? undefined
      : textOf(graph, { module, chunk: attribute.chunk, names, problems: [] }, attribute.node.expression);
  if (value?.kind !== 'string') return 'the condition is not met.';
  if (containsSensitive(value)) return 'the condition is not met; its message is sensitive.';
  return value.value.trim();
}

function textOf(
  graph: Graph,
  standpoint: Parameters<typeof evaluateAt>[1],
  expression: Expression,
): Value | undefined {
  const text = convertValue(evaluateAt(graph, standpoint, expression), stringType);
  return text.kind === 'failure' ? undefined : text;
}

/** A variable's value is told where it is given; all else where the condition stands. */
function problemOf(
  graph: Graph,
  module: ModulePath,
  table: Conditioned,
  name: string,
  rule: Placed<Block>,
  { message, source }: { readonly message: string; readonly source: SourceRange },
  declared: SourceRange,
): Problem {
  switch (table) {
    case 'variables': {
      const given = sourceOfVariable(graph, module, name) ?? declared;
      return errorAt(`Invalid value for variable "${name}": ${message}`, given);
    }
    case 'outputs':
      return errorAt(`Precondition of output "${name}" failed: ${message}`, source);
    case 'resources': {
      const kind = rule.node.type === 'precondition' ? 'Precondition' : 'Postcondition';
      return errorAt(`${kind} of ${name} failed: ${message}`, source);
    }
    case 'checks':
      return { severity: 'warning', message: `Check "${name}" failed: ${message}`, source };
  }
}
