import { hierarchyAt, incomingCalls } from '../../server/src/features/callHierarchy';
import { quickFixes } from '../../server/src/features/codeActions';
import { codeLenses, lensData, resolveLens } from '../../server/src/features/codeLenses';
import { hoverAt } from '../../server/src/features/hover';
import { findingsOf } from '../../server/src/features/findings';
import { inlayHints } from '../../server/src/features/inlayHints';
import { modelOf, type Model } from '../../server/src/features/model';
import type { Finding } from '../../server/src/rules/rule';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import type { Position } from '../../server/src/util/text';
import { bigInput } from './bigInput';
import { bigRoot } from './generate';
import { timeRuns, type BenchRow } from './row';

/**
 * What an editor asks for, on 400 resources, each time after an edit: nothing is remembered of the last time but what the
 * diagnostics, which come first, have worked out.
 */
export const rows: readonly BenchRow[] = [
  {
    name: 'hover on a security group, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('resource "aws_security_group"'),
  },
  { name: 'hover on a group rule, 400 resources', unit: 'ms', budget: 5, run: () => hovers('ingress {') },
  {
    name: 'hover on an instance, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('resource "aws_instance"'),
  },
  {
    name: 'hover on a reference, 400 resources',
    unit: 'ms',
    budget: 5,
    run: () => hovers('aws_vpc.main.id'),
  },
  { name: 'code lenses of a file, 400 resources', unit: 'ms', budget: 5, run: lenses },
  { name: 'words of its lenses, 400 resources', unit: 'ms', budget: 15, run: lensesWithWords },
  { name: 'inlay hints of a file of 100 lines', unit: 'ms', budget: 2, run: hints },
  { name: 'incoming calls, 400 resources', unit: 'ms', budget: 10, run: calls },
  { name: 'code actions on a finding, 400 resources', unit: 'ms', budget: 10, run: actions },
  { name: 'two fixes worked out and proven, 400 resources', unit: 'ms', budget: 60, run: proofs },
];

const path = '/bench/service_50.tf';

/** Hovers on a text of the file that is edited. */
function hovers(on: string): Promise<readonly number[]> {
  return afterEdits((model, text) => {
    if (hoverAt([model], { path, position: positionOf(text, on) }) === undefined)
      throw new Error(`there is no hover on ${on}`);
  });
}

const toUri = (file: string): string => `file://${file}`;

function lenses(): Promise<readonly number[]> {
  return afterEdits((model) => {
    if (codeLenses(model, path, toUri).length === 0) throw new Error('there are no lenses');
  });
}

/** All lenses of the file; an editor asks for those that are seen. */
function lensesWithWords(): Promise<readonly number[]> {
  return afterEdits((model) => {
    for (const lens of codeLenses(model, path, toUri))
      resolveLens(lens, lensData(lens.data), model, undefined);
  });
}

function hints(): Promise<readonly number[]> {
  const whole = { start: { line: 0, character: 0 }, end: { line: 200, character: 0 } };
  return afterEdits((model) => {
    const file = model.configuration?.files.find((one) => one.path === path);
    if (file === undefined || inlayHints(file, whole).length === 0) throw new Error('there are no hints');
  });
}

function calls(): Promise<readonly number[]> {
  return afterEdits((model, text) => {
    const position = positionOf(text, 'resource "aws_instance"');
    const [item] = hierarchyAt(model, { path, position }, toUri);
    if (item === undefined) throw new Error('there is no item');
    incomingCalls(model, item, 'aws_instance.service_50', toUri);
  });
}

/** On the first finding of the file: with its fixes, which are worked out when they are asked for. */
function actions(): Promise<readonly number[]> {
  return afterEdits((_model, _text, findings) => {
    const here = findings.filter(({ file }) => file === path);
    const [first] = here;
    if (first === undefined) throw new Error('there is no finding');
    quickFixes({ here, everywhere: findings }, first.range, { toUri, versionOf: () => 1 }, () => '');
  });
}

/** A caller of a service, on a port that the service's group does not open. */
const caller = `
resource "aws_instance" "caller" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.private[0].id
  vpc_security_group_ids = [aws_security_group.service_50.id]
  user_data              = "SERVICE=http://\${aws_instance.service_51.private_ip}:7777"
}
`;

/** The fixes of a connection that the code needs and that is blocked: each is text, tried on the whole configuration. */
function proofs(): Promise<readonly number[]> {
  return afterEdits((_model, _text, findings) => {
    const blocked = findings.find(({ rule }) => rule === 'intended-flow-blocked');
    if (blocked?.fixes().length !== 2) throw new Error('there are not two fixes');
  }, caller);
}

/** Measures what is asked for after each of many edits; the edit and the diagnostics are not counted. */
async function afterEdits(
  ask: (model: Model, text: string, findings: readonly Finding[]) => void,
  more = '',
): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const original = texts.get(path) ?? '';
  let evaluation = evaluateRoot(input);
  const samples: number[] = [];
  for (let step = 0; step < 40; step += 1) {
    const text = original.replace('"Service 50"', `"Service 50 ${step}"`) + more;
    texts.set(path, text);
    evaluation = evaluateRoot(input, evaluation);
    const findings = findingsOf(evaluation.configuration, defaultRuleSettings);
    const model = modelOf(evaluation.configuration);
    const [sample] = await timeRuns(() => ask(model, text, findings), 1, 0);
    samples.push(sample ?? Infinity);
  }
  return samples.slice(15);
}

function positionOf(text: string, part: string): Position {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
