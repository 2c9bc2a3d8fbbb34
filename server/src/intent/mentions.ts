import { walkExpression } from '../syntax/walk';
import type { Expression, TemplatePart } from '../syntax/tree';
import type { Configuration, EvaluatedAttribute, ResourceInstance } from '../terraform/configuration';
import { partValue } from '../terraform/partValue';
import type { SourceRange } from '../terraform/source';
import type { Value } from '../terraform/value';

/** Something that an argument's value hangs on: an attribute of another resource that is known after apply only. */
export interface Mention {
  readonly resource: ResourceInstance;
  /** `endpoint`, `cache_nodes.0.address` */
  readonly attribute: string;
  /** The narrowest expression that shows it. */
  readonly source: SourceRange;
  /** The port that the text around it says: `:8080` behind it, or the scheme before it. */
  readonly port: number | undefined;
}

/** What an argument of a resource refers to, each thing once, however it comes there: interpolations, locals, module inputs. */
export function mentionsIn(
  configuration: Configuration,
  resource: ResourceInstance,
  attribute: EvaluatedAttribute,
): readonly Mention[] {
  const addresses = new Set([...addressesIn(attribute.value), ...directReferences(attribute, resource)]);
  return [...addresses].flatMap((text) => {
    const found = resourceBehind(configuration, text);
    if (found === undefined || found.resource === resource) return [];
    return [{ ...found, ...placeOf(configuration, resource, attribute, text, found.resource) }];
  });
}

/** `aws_db_instance.main.endpoint`: all that a value is, or hangs on. */
function addressesIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'reference':
      return [[value.address, ...value.path].join('.')];
    case 'unknown':
      return value.causes.map((cause) => cause.value);
    case 'list':
      return value.elements.flatMap(addressesIn);
    case 'map':
      return [...value.entries.values()].flatMap(addressesIn);
    default:
      return [];
  }
}

/** References that stand in the argument itself: an unknown value names but the first few of its causes. */
function directReferences(
  { expression }: EvaluatedAttribute,
  { module }: ResourceInstance,
): readonly string[] {
  const prefix = module.address === '' ? '' : `${module.address}.`;
  return traversals(expression).flatMap(({ path }) =>
    path.length >= 3 && !notResources.has(path[0] ?? '') ? [`${prefix}${path.join('.')}`] : [],
  );
}

const notResources = new Set(['var', 'local', 'module', 'each', 'count', 'self', 'path', 'terraform']);

interface Traversal {
  readonly path: readonly string[];
  readonly expression: Expression;
}

/** Plain references in an expression, the longest ones: `a.b[0].c` as `['a', 'b[0]', 'c']`. */
function traversals(expression: Expression): readonly Traversal[] {
  const found: Traversal[] = [];
  const inner = new Set<Expression>();
  walkExpression(expression, (one) => {
    const path = inner.has(one) ? undefined : traversalPath(one, inner);
    if (path !== undefined) found.push({ path, expression: one });
  });
  return found;
}

function traversalPath(expression: Expression, inner: Set<Expression>): readonly string[] | undefined {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind === 'getAttribute') {
    const path = traversalPath(expression.object, inner);
    inner.add(expression.object);
    return path && [...path, expression.name];
  }
  if (expression.kind !== 'index') return undefined;
  const path = traversalPath(expression.collection, inner);
  const key = keyText(expression.key);
  inner.add(expression.collection);
  return path === undefined || key === undefined
    ? undefined
    : [...path.slice(0, -1), `${path.at(-1) ?? ''}[${key}]`];
}

function keyText(key: Expression): string | undefined {
  if (key.kind === 'number') return key.text;
  if (key.kind !== 'template' || key.parts.length !== 1 || key.parts[0]?.kind !== 'text') return undefined;
  return JSON.stringify(key.parts[0].text);
}

/** The resource that `aws_db_instance.main[0].endpoint` speaks of, and the rest. */
function resourceBehind(
  configuration: Configuration,
  text: string,
): Pick<Mention, 'resource' | 'attribute'> | undefined {
  let end = text.length;
  while (end > 0) {
    const resource = configuration.byAddress.get(text.slice(0, end));
    if (resource !== undefined) return { resource, attribute: text.slice(end + 1) };
    end = text.lastIndexOf('.', end - 1);
  }
  return undefined;
}

/** Where the argument says it: the reference itself, or the local value, variable or output through which it comes. */
function placeOf(
  configuration: Configuration,
  resource: ResourceInstance,
  attribute: EvaluatedAttribute,
  text: string,
  mentioned: ResourceInstance,
): Pick<Mention, 'source' | 'port'> {
  const { chunk } = attribute.source;
  const all = traversals(attribute.expression);
  const label = `${mentioned.mode === 'data' ? 'data.' : ''}${mentioned.type}.${mentioned.name}`;
  const direct = all.find(({ path }) => {
    const written = path.join('.').replace(/\[[^\]]*\]/g, '');
    return written === label || written.startsWith(`${label}.`);
  });
  const through =
    direct ??
    all.find(({ path, expression }) => {
      if (!['var', 'local', 'module', 'each'].includes(path[0] ?? '')) return false;
      const value = partValue(configuration, resource, expression, attribute.source);
      return value !== undefined && addressesIn(value).includes(text);
    });
  if (through === undefined) return { source: attribute.source, port: undefined };
  return {
    source: { chunk, range: through.expression.range },
    port: portAround(attribute.expression, through.expression),
  };
}

/** https://www.iana.org/assignments/uri-schemes/uri-schemes.xhtml: the schemes whose port the target does not tell by itself. */
const schemePorts: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443 };

/** The port that a text says of the host in it: `http://${host}:8080/`. */
function portAround(whole: Expression, host: Expression): number | undefined {
  let port: number | undefined;
  walkExpression(whole, (one) => {
    if (one.kind !== 'template') return;
    const index = one.parts.findIndex((part) => part.kind === 'interpolation' && part.expression === host);
    if (index < 0) return;
    const after = /^:(\d{1,5})\b/.exec(textOf(one.parts[index + 1]))?.[1];
    const scheme = /([a-z]+):\/\/$/.exec(textOf(one.parts[index - 1]))?.[1];
    port = after === undefined ? schemePorts[scheme ?? ''] : Number(after);
  });
  return port !== undefined && port > 0 && port < 65536 ? port : undefined;
}

function textOf(part: TemplatePart | undefined): string {
  return part?.kind === 'text' ? part.text : '';
}
