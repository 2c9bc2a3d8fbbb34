import assert from 'node:assert/strict';
import { networkFromConfiguration } from '../../../../server/src/network/fromTerraform';
import type { ComponentKind, Network } from '../../../../server/src/network/model';
import { loadParser } from '../../../../server/src/syntax/load';
import type { SyntaxParser } from '../../../../server/src/syntax/parser';
import type { Configuration } from '../../../../server/src/terraform/configuration';
import { evaluateRoot } from '../../../../server/src/terraform/evaluateRoot';
import { fixtureRoot } from '../../../support/fixture';
import { fixtureFiles } from '../../../support/memoryFiles';
import { dumpNetwork } from './dumpNetwork';
import { dedent } from '../../../support/dedent';

let parser: SyntaxParser | undefined;

before(async () => {
  parser = await loadParser();
});

/** The evaluated configuration of a fixture. */
export function evaluateFixture(fixture: string): Configuration {
  assert.ok(parser, 'the parser is loaded before the tests');
  return evaluateRoot({ root: fixtureRoot, files: fixtureFiles(fixture), parser }).configuration;
}

/** The network of a fixture. */
export function networkOf(fixture: string): Network {
  return networkFromConfiguration(evaluateFixture(fixture));
}

/** Builds the network of a fixture and compares the components of these kinds, as `dumpNetwork` writes them. */
export function checkNetwork(
  fixture: string,
  kinds: ComponentKind | readonly ComponentKind[],
  expected: string,
): void {
  const wanted = typeof kinds === 'string' ? [kinds] : kinds;
  assert.equal(dumpNetwork(networkOf(fixture), wanted), dedent(expected));
}

/** Builds the network of a fixture and compares what it has to complain about. */
export function checkProblems(fixture: string, expected: readonly string[]): void {
  assert.deepEqual(
    networkOf(fixture).problems.map((problem) => problem.message),
    expected,
  );
}
