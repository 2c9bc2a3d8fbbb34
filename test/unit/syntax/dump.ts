import type {
  Body,
  Chunk,
  Expression,
  SplatStep,
  SyntaxFile,
  SyntaxProblem,
  TemplatePart,
} from '../../../server/src/syntax/tree';
import type { Range } from '../../../server/src/util/text';

/** A file's tree as text: one line for each argument, block header and problem, blocks indented; ranges and comments left out. */
export function dumpFile(file: SyntaxFile): string {
  const chunks = file.chunks.map(({ chunk, line }) => dumpChunk(chunk, line));
  return chunks.filter((chunk) => chunk !== '').join('\n');
}

function dumpChunk(chunk: Chunk, line: number): string {
  const problems = chunk.problems.map((problem) => dumpProblem(problem, line));
  return [...dumpBody(chunk.body), ...problems].join('\n');
}

/** `! line:character-line:character message`, 0-based. */
export function dumpProblem({ message, range }: SyntaxProblem, line = 0): string {
  return `! ${dumpRange(range, line)} ${message}`;
}

export function dumpRange({ start, end }: Range, line = 0): string {
  return `${start.line + line}:${start.character}-${end.line + line}:${end.character}`;
}

export function dumpBody(body: Body, indent = ''): string[] {
  return [
    ...body.attributes.map(({ name, expression }) => `${indent}${name} = ${dump(expression)}`),
    ...body.blocks.flatMap(({ type, labels, body: inner }) => [
      `${indent}${[type, ...labels.map(({ text }) => JSON.stringify(text))].join(' ')}`,
      ...dumpBody(inner, `${indent}  `),
    ]),
  ];
}

/** An expression as an S-expression: operators first, templates as `"text"` or `(template …)`. */
export function dump(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'template':
      return dumpTemplate(expression.form, expression.parts);
    case 'variable':
      return expression.name;
    case 'getAttribute':
      return `(. ${dump(expression.object)} ${expression.name})`;
    case 'index':
      return `([] ${dump(expression.collection)} ${dump(expression.key)})`;
    case 'splat':
      return list(splatName(expression.form), dump(expression.source), ...expression.each.map(dumpStep));
    case 'call':
      return list(
        'call',
        expression.name,
        ...expression.arguments.map(dump),
        ...(expression.expandFinal ? ['...'] : []),
      );
    case 'tuple':
      return list('tuple', ...expression.elements.map(dump));
    case 'object':
      return list('object', ...expression.items.map(({ key, value }) => `(${dump(key)} ${dump(value)})`));
    case 'for': {
      const { keyName, valueName, collection, key, value, grouped, condition } = expression;
      const names = keyName === undefined ? valueName : `${keyName} ${valueName}`;
      const result = key === undefined ? [dump(value)] : [dump(key), '=>', dump(value)];
      const filter = condition === undefined ? [] : ['if', dump(condition)];
      return list(
        'for',
        names,
        'in',
        dump(collection),
        ':',
        ...result,
        ...(grouped ? ['...'] : []),
        ...filter,
      );
    }
    case 'conditional':
      return list('?', dump(expression.condition), dump(expression.then), dump(expression.otherwise));
    case 'binary':
      return list(expression.operator, dump(expression.left), dump(expression.right));
    case 'unary':
      return list(expression.operator, dump(expression.operand));
    case 'parentheses':
      return list('paren', dump(expression.expression));
    case 'invalid':
      return '<invalid>';
  }
}

function list(...items: readonly string[]): string {
  return `(${items.join(' ')})`;
}

function splatName(form: 'attribute' | 'full'): string {
  return form === 'full' ? '[*]' : '.*';
}

function dumpStep(step: SplatStep): string {
  if (step.kind === 'getAttribute') return `.${step.name}`;
  if (step.kind === 'index') return `[${dump(step.key)}]`;
  return list(splatName(step.form), ...step.each.map(dumpStep));
}

function dumpTemplate(form: 'quoted' | 'heredoc', parts: readonly TemplatePart[]): string {
  const [first, second] = parts;
  const name = form === 'heredoc' ? 'heredoc' : 'template';
  if (form === 'quoted' && first === undefined) return '""';
  if (form === 'quoted' && first?.kind === 'text' && second === undefined) return JSON.stringify(first.text);
  return list(name, ...parts.map(dumpPart));
}

function dumpPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return JSON.stringify(part.text);
    case 'interpolation':
      return `$${dump(part.expression)}`;
    case 'templateIf': {
      const otherwise = part.otherwise.length === 0 ? [] : ['else', ...part.otherwise.map(dumpPart)];
      return list('if', dump(part.condition), ...part.then.map(dumpPart), ...otherwise);
    }
    case 'templateFor': {
      const names = part.keyName === undefined ? part.valueName : `${part.keyName} ${part.valueName}`;
      return list('for', names, 'in', dump(part.collection), ...part.parts.map(dumpPart));
    }
  }
}
