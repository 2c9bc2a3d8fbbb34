import assert from 'node:assert/strict';
import { modelOf } from '../../server/src/features/model';
import { intendedFlows, type IntendedFlow } from '../../server/src/intent/index';
import { comparePositions } from '../../server/src/util/text';
import { parseFixture } from './fixture';
import { configurationOf } from './rules';

/**
 * The code shows exactly these intentions, each written as `from → to tcp/443, to use it: what proves it, step by step`
 * (`tcp/443` is left out where the destination's own port is meant; a `?` at the end where the need is concluded). The first
 * proofs stand where the fixture has its marks `«…»`, one for each place.
 */
export async function checkIntents(fixtureText: string, ...expected: readonly string[]): Promise<void> {
  const fixture = parseFixture(fixtureText);
  const configuration = await configurationOf(fixture.files);
  const flows = intendedFlows({ configuration, network: modelOf(configuration).network() });
  assert.deepEqual(flows.map(written), expected);
  const places = flows.map(({ evidence: [first] }) => configuration.locate(first.source));
  const distinct = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
  const inOrder = distinct
    .flatMap((place) => place ?? [])
    .sort((a, b) => comparePositions(a.range.start, b.range.start));
  assert.deepEqual(
    inOrder,
    [...fixture.ranges].sort((a, b) => comparePositions(a.range.start, b.range.start)),
  );
}

function written({ from, question: { to, traffic }, purpose, evidence, certain }: IntendedFlow): string {
  const port = traffic?.ports === undefined ? '' : ` tcp/${traffic.ports.from}`;
  const proof = evidence.map(({ text }) => text).join(', ');
  return `${from} → ${to}${port}, to ${purpose}: ${proof}${certain ? '' : '?'}`;
}
