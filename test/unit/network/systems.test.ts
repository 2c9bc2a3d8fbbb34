import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkFromConfiguration } from '../../../server/src/network/fromTerraform';
import type { Component, Network, Origin } from '../../../server/src/network/model';
import { answer, indexNetwork, matrix, type Hop } from '../../../server/src/reachability';
import { loadParser } from '../../../server/src/syntax/load';
import type { SyntaxParser } from '../../../server/src/syntax/parser';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { danglingIds } from './fromTerraform/integrity';
import { diskFiles } from '../../support/diskFiles';
import { questionsOf, systemsFolder, trafficOf, type SystemQuestion } from '../../support/systemQuestions';

/** Whole systems as people build them: what is asked about each is answered as its `questions.json` has it. */
const folder = systemsFolder;

let parser: SyntaxParser;

before(async () => {
  parser = await loadParser();
});

describe('whole systems', () => {
  for (const name of readdirSync(folder)) {
    describe(name, () => {
      const root = join(folder, name);
      let network: Network;

      before(() => {
        network = networkOf(root);
      });

      it('is understood as a whole', () => {
        assert.deepEqual(network.problems, []);
        assert.deepEqual(danglingIds(network), []);
      });

      for (const question of questionsOf(name)) {
        it(titleOf(question), () => check(root, network, question));
      }
    });
  }

  it('have a reason and its documentation for all that blocks', () => {
    for (const name of readdirSync(folder)) {
      for (const question of questionsOf(name).filter((one) => one.blockers !== undefined)) {
        assert.ok(question.because, `${name}: ${titleOf(question)}`);
        assert.ok((question.documentation ?? []).length > 0, `${name}: ${titleOf(question)}`);
      }
    }
  });

  it('are at least twenty-five', () => {
    assert.ok(readdirSync(folder).length >= 25);
  });

  it('have equal matrices in the three styles of rules', () => {
    const [inline = '', ...others] = ['style-inline', 'style-legacy-rules', 'style-rule-resources'].map(
      (name) => dumpMatrix(networkOf(join(folder, name))),
    );
    assert.notEqual(inline, '');
    for (const other of others) assert.equal(other, inline);
  });
});

function networkOf(root: string): Network {
  const { configuration } = evaluateRoot({ root, files: diskFiles, parser });
  const errors = configuration.problems.filter((problem) => problem.severity === 'error');
  assert.deepEqual(
    errors.map((problem) => problem.message),
    [],
  );
  return networkFromConfiguration(configuration);
}

function check(root: string, network: Network, question: SystemQuestion): void {
  const result = answer(indexNetwork(network), {
    from: question.from,
    to: question.to,
    traffic: trafficOf(question),
  });
  assert.ok(result.kind === 'answer', JSON.stringify(result));
  const { verdict, blockers, unknowns } = result.answer;
  const doubts = unknowns.map((unknown) => unknown.value);
  const found = blockers.map((hop) => ({ code: hop.code ?? '', places: placesOf(network, hop) }));
  const text = found.map(({ code, places }) => `${code} at ${places.join(' or ')}`).join(', ');
  assert.equal(verdict, question.verdict, [text, ...doubts].join(', '));
  if (question.blockers !== undefined) checkBlockers(root, found, question.blockers, text);
  assert.deepEqual(
    question.unknown === undefined
      ? undefined
      : doubts.filter((doubt) => doubt === question.unknown).slice(0, 1),
    question.unknown === undefined ? undefined : [question.unknown],
    doubts.join(', '),
  );
}

function titleOf(question: SystemQuestion): string {
  const traffic =
    question.port === undefined
      ? (question.protocol ?? '')
      : `${question.protocol ?? 'tcp'}/${question.port}`;
  const because = question.because === undefined ? '' : `: ${question.because}`;
  return `${question.from} → ${question.to} ${traffic} is ${question.verdict}${because}`;
}

interface FoundBlocker {
  readonly code: string;
  readonly places: readonly string[];
}

/** Each that is expected is found, and each that is found is expected. */
function checkBlockers(
  root: string,
  found: readonly FoundBlocker[],
  expected: NonNullable<SystemQuestion['blockers']>,
  text: string,
): void {
  const wanted = expected.map(({ code, origin }) => ({ code, line: lineOf(root, origin) }));
  const isSame = (one: FoundBlocker, other: { code: string; line: string }): boolean =>
    one.code === other.code && one.places.includes(other.line);
  const missing = wanted.filter((other) => !found.some((one) => isSame(one, other)));
  const surplus = found.filter((one) => !wanted.some((other) => isSame(one, other)));
  assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] }, text);
}

/** Where a hop's component stands, and what of it decided. */
function placesOf(network: Network, hop: Hop): string[] {
  const component = componentOf(network, hop.component);
  return [component?.origin, hop.origin].map(placeOf).filter((place) => place !== '');
}

function componentOf(network: Network, id: string): Component | undefined {
  for (const members of Object.values(network) as unknown[]) {
    if (members instanceof Map && members.has(id)) return members.get(id) as Component;
  }
  return undefined;
}

function placeOf(origin: Origin | undefined): string {
  if (origin === undefined || 'arn' in origin) return '';
  return `${origin.file.split('/').at(-1) ?? ''}:${origin.range.start.line + 1}`;
}

function lineOf(root: string, place: string): string {
  const [file = '', ...text] = place.split('#');
  const line = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .findIndex((one) => one.includes(text.join('#')));
  assert.notEqual(line, -1, `${place} is nowhere`);
  return `${file.split('/').at(-1) ?? ''}:${line + 1}`;
}

function dumpMatrix(network: Network): string {
  const { classes, cells } = matrix(indexNetwork(network));
  const names = (index: number): string => (classes[index] ?? []).map((end) => end.id).join('+');
  return cells
    .map((cell) => {
      const traffic = cell.traffic.map((set) => `${set.protocol}/${set.ports}`).join(' ');
      return `${names(cell.from)} → ${names(cell.to)} ${cell.verdict} ${traffic}`;
    })
    .sort()
    .join('\n');
}
