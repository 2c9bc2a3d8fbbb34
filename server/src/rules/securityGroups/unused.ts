import { managed } from '../../terraform/resources';
import { groupBy } from '../../util/collections';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import type { Block, Chunk } from '../../syntax/tree';
import { remembered } from '../../util/remembered';
import { groupAddress, resourceHeader, type GroupRule } from '../groupRules';
import { moduleInstance } from '../../edits/naming';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isNamedElsewhere, removeResource } from './removedBlock';

/**
 * A group that nothing carries: no code names it but its own rules and the rules of other groups. Silent where its id goes
 * somewhere that can not be followed: an output of the root module, a local value, a module's argument. Silent too where
 * the configuration has nothing that could carry a group: what does is elsewhere.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-security-groups.html
 */
export const unusedGroup: Rule = {
  id: 'sg-unused',
  severity: 'hint',
  title: 'A security group that nothing carries',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const blocks = blocksByDirectory(configuration);
  if (blocks.size === 0 || context.network().interfaces.size === 0) return [];
  return managed(configuration, 'aws_security_group')
    .filter((group) => !isUsed(group, blocks, configuration))
    .map((group) => finding(group, context));
}

/** A top-level block that gives groups to something, with its text. */
interface TextBlock {
  readonly block: Block;
  readonly text: string;
  /** `aws_security_group.web`: the groups that it names. */
  readonly groups: ReadonlySet<string>;
}

/** The blocks of a folder, and those that name a group, by its name. */
interface FolderBlocks {
  readonly all: readonly TextBlock[];
  readonly byGroup: ReadonlyMap<string, readonly TextBlock[]>;
}

const blocksOf = remembered((chunk: Chunk): readonly TextBlock[] =>
  chunk.body.blocks
    .filter((block) => !givesToNobody(block))
    .map((block) => {
      const text = chunkText(chunk, block.range);
      const named = text.matchAll(/\b(aws_security_group)\s*\.\s*([\w-]+)/g);
      return { block, text, groups: new Set([...named].map(([, type, name]) => `${type}.${name}`)) };
    }),
);

function blocksByDirectory(configuration: Configuration): ReadonlyMap<string, FolderBlocks> {
  const files = groupBy(configuration.files, (file) => file.path.slice(0, file.path.lastIndexOf('/')));
  return new Map(
    [...files].map(([directory, own]) => {
      const all = own.flatMap((file) => file.chunks.flatMap(({ chunk }) => blocksOf(chunk)));
      const byGroup = new Map<string, TextBlock[]>();
      for (const block of all)
        for (const group of block.groups) byGroup.set(group, [...(byGroup.get(group) ?? []), block]);
      return [directory, { all, byGroup }];
    }),
  );
}

/** Blocks that name groups without giving them to anything. */
function givesToNobody(block: Block): boolean {
  const [type] = block.labels;
  if (['moved', 'import', 'removed', 'variable'].includes(block.type)) return true;
  return (
    block.type === 'resource' &&
    /^aws_(default_security_group|security_group|security_group_rule|vpc_security_group_((in|e)gress_rule|rules_exclusive|vpc_association))$/.test(
      type?.text ?? '',
    )
  );
}

function isUsed(
  group: ResourceInstance,
  blocks: ReadonlyMap<string, FolderBlocks>,
  configuration: Configuration,
): boolean {
  const naming = blocks.get(group.module.directory)?.byGroup.get(`${group.type}.${group.name}`) ?? [];
  return naming.some(({ block }) => {
    const [label] = block.labels;
    if (block.type !== 'output' || label === undefined || group.module.address === '') return true;
    return outputIsUsed(group.module.address, label.text, blocks, configuration);
  });
}

/** Whether the caller of a module takes this output for anything but group rules. */
function outputIsUsed(
  module: string,
  output: string,
  blocks: ReadonlyMap<string, FolderBlocks>,
  configuration: Configuration,
): boolean {
  const call = /(?:^|\.)module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?$/.exec(module);
  const parent = moduleInstance(configuration.module, module.slice(0, call?.index ?? 0));
  if (call?.[1] === undefined || parent === undefined) return true;
  const whole = new RegExp(`\\bmodule\\.${call[1]}\\b(?!(?:\\[[^\\]]*\\])?\\.(?!${output}\\b))`);
  return (blocks.get(parent.directory)?.all ?? []).some((one) => whole.test(one.text));
}

function finding(group: ResourceInstance, context: RuleContext): RawFinding {
  const naming = context
    .groupRules()
    .find(
      (rule) => groupAddress(rule) !== group.address && rule.peers.some((peer) => isOf(peer.value, group)),
    );
  return {
    source: resourceHeader(group),
    subject: group.address,
    message: (subjects) =>
      `Nothing carries ${subjects}${naming === undefined ? '' : ', so that the rules that name it let nobody through'}: its rules do nothing.`,
    related: naming === undefined ? [] : [{ message: 'This rule names it', source: naming.header }],
    fixes: () => (naming === undefined ? removal(group, context) : []),
  };
}

function isOf(value: GroupRule['group'], group: ResourceInstance): boolean {
  return value?.kind === 'reference' && value.address === group.address;
}

/** The group and its rules taken out of the file. */
function removal(group: ResourceInstance, context: RuleContext): Fix[] {
  const { configuration } = context;
  const own = context
    .groupRules()
    .filter((rule) => rule.resource !== group && groupAddress(rule) === group.address)
    .map((rule) => rule.resource);
  const foreign = own.some(
    (rule) => rule.module.address !== group.module.address || isNamedElsewhere(rule, configuration),
  );
  if (foreign) return [];
  const removed = [...new Map([group, ...own].map((one) => [one.block, one])).values()];
  const edits = removed.flatMap((one) => removeResource(one, configuration) ?? []);
  const title = own.length === 0 ? 'Remove the group' : 'Remove the group and its rules';
  return edits.length < removed.length || isNamedByOthers(group, own, configuration)
    ? []
    : [{ title, edits, preferred: false }];
}

function isNamedByOthers(
  group: ResourceInstance,
  own: readonly ResourceInstance[],
  configuration: Configuration,
): boolean {
  const chunks = new Set([group, ...own].map((one) => one.source.chunk));
  const name = new RegExp(`\\b${group.type}\\.${group.name}\\b`);
  return configuration.files
    .filter((file) => file.path.slice(0, file.path.lastIndexOf('/')) === group.module.directory)
    .some((file) => file.chunks.some(({ chunk }) => !chunks.has(chunk) && name.test(chunk.text)));
}
