import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supplyMotoGaps } from '../../agreement/motoGaps';
import { networkFromSnapshot, type SnapshotFile } from '../../../server/src/network/fromAws';
import { networkFromConfiguration } from '../../../server/src/network/fromTerraform';
import { answer, indexNetwork, type NetworkIndex } from '../../../server/src/reachability';
import { loadParser } from '../../../server/src/syntax/load';
import type { Configuration } from '../../../server/src/terraform/configuration';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { readStateFile } from '../../../server/src/terraform/state';
import { configurationFromState } from '../../../server/src/terraform/state/toConfiguration';
import { nodeDisk } from '../../../server/src/workspace/diskFiles';
import { createDocuments } from '../../../server/src/workspace/documents';

/**
 * One network, three readings: the code, the state that Terraform wrote when it applied the code to moto, and what the
 * EC2 API said afterwards (`npm run agreement` records both). Every pair has one answer in all readings that know it.
 */
const test = join(__dirname, '../..');
const recorded = join(test, 'agreement/recorded');
const systems = existsSync(recorded) ? readdirSync(recorded).sort() : [];

describe('code, state and snapshot agree', () => {
  it('on systems that were recorded', () => assert.ok(systems.length >= 2));

  for (const name of systems) {
    it(name, async () => {
      const { compared, differences } = await compare(name);
      assert.deepEqual(differences, []);
      assert.ok(compared > 0, 'at least one pair was compared');
    });
  }
});

async function compare(name: string): Promise<{ compared: number; differences: string[] }> {
  const state = configurationFromState(
    readStateFile(readFileSync(join(recorded, name, 'state.json'), 'utf8')),
  );
  const code = await codeOf(name);
  const names = realNames(state);
  const readings = {
    code: indexNetwork(networkFromConfiguration(code)),
    state: indexNetwork(networkFromConfiguration(state)),
    snapshot: indexNetwork(networkFromSnapshot(snapshotOf(name, state), { assumeDefaults: true })),
  };
  const ends = [
    ...readings.code.network.workloads.keys(),
    ...readings.code.network.loadBalancers.keys(),
  ].filter(
    (id) =>
      readings.snapshot.network.workloads.has(names(id)) ||
      readings.snapshot.network.loadBalancers.has(names(id)),
  );
  const differences: string[] = [];
  let compared = 0;
  for (const from of [...ends, 'internet']) {
    for (const to of [...ends, 'internet']) {
      if (from === to) continue;
      const said = {
        code: say(readings.code, from, to),
        state: say(readings.state, from, to),
        snapshot: say(readings.snapshot, names(from), names(to)),
      };
      const known = Object.values(said).filter((one) => !one.startsWith('unknown'));
      if (known.length < 2) continue;
      compared += 1;
      if (new Set(known).size > 1) {
        differences.push(
          `${from} → ${to}: ${Object.entries(said)
            .map(([reading, one]) => `${reading} ${one}`)
            .join(', ')}`,
        );
      }
    }
  }
  return { compared, differences };
}

/** Verdict and traffic of the question without a port. */
function say(index: NetworkIndex, from: string, to: string): string {
  const result = answer(index, { from, to, traffic: undefined });
  if (result.kind === 'error') return `error ${result.errors.map((one) => one.message).join(' ')}`;
  const { verdict, traffic } = result.answer;
  // moto drops the types and codes of ACL entries.
  const told = traffic.filter((one) => !one.protocol.startsWith('icmp'));
  return [verdict, ...told.map((one) => `${one.protocol}/${one.ports}`)].join(' ');
}

async function codeOf(name: string): Promise<Configuration> {
  const folders = [
    join(test, 'fixtures/systems', name),
    join(test, '../examples', name.replace(/^example-/, '')),
  ];
  const root = folders.find((folder) => existsSync(folder)) ?? '';
  return evaluateRoot({ root, files: createDocuments(nodeDisk), parser: await loadParser() }).configuration;
}

/** What an address of the code is called in AWS: the id, or the ARN where the API names things by it. */
function realNames(state: Configuration): (address: string) => string {
  return (address) => {
    const attributes = state.byAddress.get(address)?.body.attributes;
    const [id, arn] = ['id', 'arn'].map((name) => attributes?.get(name)?.value);
    if (id?.kind === 'string' && /^[a-z]+-[0-9a-f]{8,}$/.test(id.value)) return id.value;
    return arn?.kind === 'string' ? arn.value : address;
  };
}

function snapshotOf(name: string, state: Configuration): SnapshotFile[] {
  const adopted = new Set<string>();
  for (const resource of state.resources) {
    const id = resource.body.attributes.get('id')?.value;
    if (resource.type === 'aws_default_security_group' && id?.kind === 'string') adopted.add(id.value);
  }
  const folder = join(recorded, name, 'snapshot');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  return supplyMotoGaps(
    files.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') })),
    adopted,
  );
}
