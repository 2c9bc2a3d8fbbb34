import type { Expression } from '../../syntax/tree';
import type { ResourceInstance } from '../../terraform/configuration';

/** Functions that give back some of what they are given. */
const choosing: ReadonlySet<string> = new Set([
  'element',
  'concat',
  'coalesce',
  'coalescelist',
  'compact',
  'distinct',
  'flatten',
  'one',
  'slice',
  'sort',
  'tolist',
  'toset',
  'try',
  'values',
]);

/**
 * The module instance that the table of an `aws_route` is in, where its expression tells although the value is unknown:
 * `element(aws_route_table.private[*].id, count.index)` is a table of the route's own module. Undefined for all else.
 */
export function homeOf(route: ResourceInstance): string | undefined {
  const expression = route.body.attributes.get('route_table_id')?.expression;
  return expression !== undefined && isOwnTable(expression) ? route.module.address : undefined;
}

/** Whether an expression can only give what resources of the same module have. What an index or a condition says does not matter. */
function isOwnTable(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
      return /^aws_(default_)?(route_table|vpc)$/.test(expression.name);
    case 'getAttribute':
      return isOwnTable(expression.object);
    case 'index':
      return isOwnTable(expression.collection);
    case 'splat':
      return isOwnTable(expression.source);
    case 'parentheses':
      return isOwnTable(expression.expression);
    case 'conditional':
      return isOwnTable(expression.then) && isOwnTable(expression.otherwise);
    case 'tuple':
      return expression.elements.every(isOwnTable);
    case 'null':
      return true;
    case 'template':
      return expression.parts.length === 0;
    case 'call':
      return choosing.has(expression.name) && expression.arguments.every(isHarmless);
    default:
      return false;
  }
}

/** Whether an argument of such a function is a table of the module, or a place in a list. */
function isHarmless(argument: Expression): boolean {
  return isOwnTable(argument) || isPlace(argument);
}

function isPlace(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'getAttribute':
      return expression.object.kind === 'variable' && expression.object.name === 'count';
    case 'conditional':
      return isPlace(expression.then) && isPlace(expression.otherwise);
    case 'binary':
      return isPlace(expression.left) && isPlace(expression.right);
    default:
      return false;
  }
}
