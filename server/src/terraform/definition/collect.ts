import type { Attribute, Block, Chunk, SyntaxFile } from '../../syntax/tree';
import type { Problem } from '../configuration';
import type { Declaration, ModuleDefinition, Placed } from './declarations';
import { declare } from './declarations';
import { override } from './overrides';

/** How many labels each block type has, and what it is called in messages. */
const blockTypes: Readonly<Record<string, number>> = {
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  resource: 2,
  data: 2,
  ephemeral: 2,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};

interface Collected {
  readonly directory: string;
  readonly files: readonly SyntaxFile[];
  readonly variables: Map<string, Declaration>;
  readonly locals: Map<string, Placed<Attribute>>;
  readonly outputs: Map<string, Declaration>;
  readonly calls: Map<string, Declaration>;
  readonly resources: Map<string, Declaration>;
  readonly providers: Map<string, Declaration>;
  readonly checks: Map<string, Declaration>;
  readonly others: Declaration[];
  readonly problems: Problem[];
}

/**
 * What the files of a folder declare. Files come in Terraform's order, override files apart; errors cost the block
 * they are in, and the first of two declarations of one name wins.
 */
export function collect(
  directory: string,
  primary: readonly SyntaxFile[],
  overrides: readonly SyntaxFile[],
): ModuleDefinition {
  const into: Collected = {
    directory,
    files: [...primary, ...overrides],
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
    providers: new Map(),
    checks: new Map(),
    others: [],
    problems: [],
  };
  for (const file of primary) eachBlock(file, into.problems, (chunk, block) => add(into, chunk, block));
  for (const file of overrides) eachBlock(file, into.problems, (chunk, block) => change(into, chunk, block));
  return into;
}

function eachBlock(file: SyntaxFile, problems: Problem[], visit: (chunk: Chunk, block: Block) => void): void {
  for (const { chunk } of file.chunks) {
    for (const { message, range } of chunk.problems)
      problems.push({ severity: 'error', message, source: { chunk, range } });
    for (const attribute of chunk.body.attributes) {
      const message = `An argument named "${attribute.name}" is not expected here: a module's files hold blocks only.`;
      problems.push({ severity: 'error', message, source: { chunk, range: attribute.nameRange } });
    }
    for (const block of chunk.body.blocks) if (isWellFormed(chunk, block, problems)) visit(chunk, block);
  }
}

function isWellFormed(chunk: Chunk, block: Block, problems: Problem[]): boolean {
  const expected = Object.hasOwn(blockTypes, block.type) ? blockTypes[block.type] : undefined;
  const report = (message: string): false => {
    problems.push({ severity: 'error', message, source: { chunk, range: block.typeRange } });
    return false;
  };
  if (expected === undefined) return report(`Blocks of type "${block.type}" are not expected here.`);
  if (block.labels.length !== expected) {
    return report(
      `A "${block.type}" block has ${expected === 0 ? 'no labels' : expected === 1 ? 'one label' : 'two labels'}, not ${block.labels.length}.`,
    );
  }
  return true;
}

/** The table that a block goes to, and its name there; undefined for the types that have no name. */
function slot(
  into: Collected,
  block: Block,
): { readonly table: Map<string, Declaration>; readonly name: string; readonly title: string } | undefined {
  const [first = '', second = ''] = block.labels.map((label) => label.text);
  switch (block.type) {
    case 'variable':
      return { table: into.variables, name: first, title: `variable "${first}"` };
    case 'output':
      return { table: into.outputs, name: first, title: `output "${first}"` };
    case 'module':
      return { table: into.calls, name: first, title: `module "${first}"` };
    case 'resource':
      return { table: into.resources, name: `${first}.${second}`, title: `resource "${first}" "${second}"` };
    case 'data':
      return { table: into.resources, name: `data.${first}.${second}`, title: `data "${first}" "${second}"` };
    case 'check':
      return { table: into.checks, name: first, title: `check "${first}"` };
    case 'provider': {
      const name = providerName(first, block);
      return { table: into.providers, name, title: `provider "${name}"` };
    }
    default:
      return undefined;
  }
}

/** `aws`, or `aws.west` with `alias = "west"`. */
function providerName(type: string, block: Block): string {
  const alias = block.body.attributes.find((attribute) => attribute.name === 'alias')?.expression;
  const part = alias?.kind === 'template' && alias.parts.length === 1 ? alias.parts[0] : undefined;
  return part?.kind === 'text' ? `${type}.${part.text}` : type;
}

function add(into: Collected, chunk: Chunk, block: Block): void {
  if (block.type === 'locals') {
    addLocals(into, chunk, block);
    return;
  }
  const place = slot(into, block);
  if (place === undefined) {
    into.others.push(declare(chunk, block));
  } else if (place.table.has(place.name)) {
    into.problems.push({
      severity: 'error',
      message: `There is a ${place.title} in this module already: names must be unique.`,
      source: { chunk, range: block.labels[0]?.range ?? block.typeRange },
    });
  } else place.table.set(place.name, declare(chunk, block));
}

function addLocals(into: Collected, chunk: Chunk, block: Block): void {
  for (const node of block.body.attributes) {
    if (into.locals.has(node.name)) {
      const message = `There is a local value named "${node.name}" in this module already: names must be unique.`;
      into.problems.push({ severity: 'error', message, source: { chunk, range: node.nameRange } });
    } else into.locals.set(node.name, { chunk, node });
  }
}

function change(into: Collected, chunk: Chunk, block: Block): void {
  if (block.type === 'locals') {
    for (const node of block.body.attributes) into.locals.set(node.name, { chunk, node });
    return;
  }
  const place = slot(into, block);
  if (place === undefined) {
    into.others.push(declare(chunk, block));
    return;
  }
  const base = place.table.get(place.name);
  if (base === undefined) {
    const message = `This override file changes a ${place.title} that no other file of the module declares.`;
    into.problems.push({ severity: 'error', message, source: { chunk, range: block.typeRange } });
  } else place.table.set(place.name, override(base, { chunk, node: block }));
}
