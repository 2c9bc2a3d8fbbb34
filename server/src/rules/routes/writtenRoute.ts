import type { Attribute } from '../../syntax/tree';
import { quoted } from '../../edits/hcl';
import type { Fix, RuleContext } from '../rule';
import { writtenArguments } from '../securityGroups/ruleText';
import { placeEdits, removeArguments, replaceArgument, type ChunkEdit } from '../textEdits';
import type { CodeRoute, RouteArgument } from './codeRoutes';

/** An argument of a route in the text, with the others of its body; undefined for elements of lists and overrides. */
function written(
  route: CodeRoute,
  name: string,
): { readonly attribute: Attribute; readonly siblings: readonly Attribute[] } | undefined {
  const siblings = writtenArguments(route);
  const attribute = siblings?.find((one) => one.name === name);
  return siblings === undefined || attribute === undefined ? undefined : { attribute, siblings };
}

/** `name = value` in place of an argument of a route; `value` is Terraform text. */
export function replaceRouteArgument(
  route: CodeRoute,
  old: RouteArgument,
  name: string,
  value: string,
  title: string,
  context: RuleContext,
): Fix[] {
  const place = written(route, old.name);
  if (place === undefined) return [];
  if (name !== old.name && place.siblings.some((one) => one.name === name)) return [];
  const { chunk } = route.source;
  return fixOf(replaceArgument(chunk, place.siblings, place.attribute, name, value), title, context);
}

/** Another block for a route, where its destination is a literal. */
export function replaceDestination(
  route: CodeRoute,
  value: string,
  title: string,
  context: RuleContext,
): Fix[] {
  const [destination] = route.destinations;
  if (destination === undefined || !isLiteral(route, destination)) return [];
  return replaceRouteArgument(route, destination, destination.name, value, title, context);
}

/** Arguments taken out of a route. */
export function removeRouteArguments(
  route: CodeRoute,
  names: readonly string[],
  title: string,
  context: RuleContext,
): Fix[] {
  const siblings = writtenArguments(route);
  const removed = siblings?.filter((one) => names.includes(one.name)) ?? [];
  if (siblings === undefined || removed.length < names.length) return [];
  return fixOf(removeArguments(route.source.chunk, siblings, removed), title, context);
}

function isLiteral(route: CodeRoute, { name, value }: RouteArgument): boolean {
  const expression = written(route, name)?.attribute.expression;
  return (
    value.kind === 'string' &&
    expression?.kind === 'template' &&
    expression.parts.every((part) => part.kind === 'text') &&
    quoted(value.value).length > 2
  );
}

function fixOf(edits: readonly ChunkEdit[], title: string, context: RuleContext): Fix[] {
  const placed = placeEdits(edits, context.configuration);
  return placed === undefined ? [] : [{ title, edits: placed, preferred: false }];
}
