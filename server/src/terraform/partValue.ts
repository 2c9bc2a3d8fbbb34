import { evaluationOf } from './evaluateRoot';
import { dirname } from 'node:path/posix';
import { nodeAt } from '../syntax/nodeAt';
import type { Expression } from '../syntax/tree';
import type { Configuration, ResourceInstance } from './configuration';
import { modulesIn, standpointsOf } from './evaluation/standpoints';
import { evaluateAt } from './evaluation/scope';
import type { SourceRange } from './source';
import type { Value } from './value';

/**
 * What a part of an argument comes to in one resource instance: what stands within `jsonencode(…)`, where the whole is one
 * text that nobody knows. Undefined for states and plans, which have no expressions, and once the root has been edited.
 */
export function partValue(
  configuration: Configuration,
  resource: ResourceInstance,
  expression: Expression,
  argument: SourceRange,
): Value | undefined {
  const evaluation = evaluationOf(configuration);
  const place = configuration.locate({ chunk: argument.chunk, range: expression.range });
  if (evaluation === undefined || place === undefined) return undefined;
  const file = configuration.files.find((one) => one.path === place.path);
  const node = file === undefined ? undefined : nodeAt(file, place.range.start);
  const { graph } = evaluation.state;
  const module = modulesIn(graph, dirname(place.path)).find((one) => one.address === resource.module.address);
  if (node === undefined || module === undefined) return undefined;
  const standpoints = standpointsOf(graph, module, node, expression);
  const own = standpoints.find(({ address }) => address === resource.address) ?? standpoints[0];
  return own === undefined ? undefined : evaluateAt(graph, own.standpoint, expression);
}
