import type { Attribute } from '../../syntax/tree';
import type { Problem } from '../configuration';
import { sortModuleFiles } from '../definition/moduleFiles';
import type { SourceRange } from '../source';
import type { Value } from '../value';
import type { Graph } from './context';
import { evaluateConstant } from './constant';
import { errorAt, told } from './told';
import type { Told } from './told';

/** What the root module's variable is given: a value of a file, or text of the command line or the environment. */
export type GivenValue =
  | { readonly kind: 'value'; readonly value: Value; readonly source: SourceRange }
  | { readonly kind: 'text'; readonly text: string; readonly from: string };

/**
 * The values that the root module's variables are given, by name. Later sources win: the environment,
 * `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` in the order of their names,
 * then what was given on the command line in its order.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function computeGivenValues(graph: Graph): Told<ReadonlyMap<string, GivenValue>> {
  const { root, environment, given = [] } = graph.input;
  const values = new Map<string, GivenValue>();
  const problems: Problem[] = [];
  for (const [name, text] of environment ?? [])
    values.set(name, { kind: 'text', text, from: `TF_VAR_${name}` });
  for (const name of sortModuleFiles(graph.folder(root) ?? []).variables)
    readFile(graph, `${root}/${name}`, values, problems);
  for (const one of given) {
    if (one.kind === 'file') readFile(graph, one.path, values, problems);
    else values.set(one.name, { kind: 'text', text: one.text, from: `--var ${one.name}` });
  }
  return told(values, problems);
}

function readFile(graph: Graph, path: string, values: Map<string, GivenValue>, problems: Problem[]): void {
  const file = graph.syntax(path);
  for (const { chunk } of file?.chunks ?? []) {
    for (const { message, range } of chunk.problems) problems.push(errorAt(message, { chunk, range }));
    for (const block of chunk.body.blocks) {
      problems.push(
        errorAt('A file of variables has no blocks, only values: name = value.', {
          chunk,
          range: block.typeRange,
        }),
      );
    }
    for (const attribute of chunk.body.attributes) {
      const source = { chunk, range: attribute.expression.range };
      const value = evaluateConstant(graph, chunk, attribute.expression, problems);
      values.set(attribute.name, { kind: 'value', value, source });
      warnUndeclared(graph, attribute, source, problems);
    }
  }
}

function warnUndeclared(
  graph: Graph,
  attribute: Attribute,
  { chunk }: SourceRange,
  problems: Problem[],
): void {
  if (graph.declaration(graph.root, 'variables', attribute.name) !== undefined) return;
  const message = `The root module has no variable "${attribute.name}".`;
  problems.push({ severity: 'warning', message, source: { chunk, range: attribute.nameRange } });
}
