import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supplyMotoGaps } from '../../agreement/motoGaps';
import { networkFromSnapshot, type SnapshotFile } from '../../../server/src/network/fromAws';
import { networkFromConfiguration } from '../../../server/src/network/fromTerraform';
import type { Network } from '../../../server/src/network/model';
import { answer, indexNetwork, type NetworkIndex, type Question } from '../../../server/src/reachability';
import { loadParser } from '../../../server/src/syntax/load';
import type { Configuration } from '../../../server/src/terraform/configuration';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { readStateFile } from '../../../server/src/terraform/state';
import { configurationFromState } from '../../../server/src/terraform/state/toConfiguration';
import { questionsOf, trafficOf } from '../../support/systemQuestions';
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
  it('on every system and example', () => {
    assert.deepEqual(systems, [...folders().keys()].sort());
  });

  for (const name of systems) {
    it(name, async () => {
      const { compared, differences, missing } = await compare(name);
      assert.deepEqual(differences, []);
      assert.deepEqual(missing, Object.keys(notApplied[name] ?? {}));
      assert.ok(compared > 0, 'at least one pair was compared');
    });
  }
});

/** Resources that an apply to moto refuses, with the reason; only these are not in a recorded state. */
const notApplied: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'not-told': {
    'aws_vpc_security_group_ingress_rule.partner':
      'The group that the variable names is not there; AWS refuses it too.',
  },
  'peering-two-regions': {
    'aws_vpc_security_group_ingress_rule.from_client':
      'A group of another Region can not be referred to; AWS refuses it too.',
  },
};

/** The folders of Terraform code that are recorded, by the names of their records. */
function folders(): ReadonlyMap<string, string> {
  const found = ['fixtures/systems', '../examples'].flatMap((parent) =>
    readdirSync(join(test, parent)).map((name) => {
      const folder = join(test, parent, name);
      return [parent === '../examples' ? `example-${name}` : name, folder] as const;
    }),
  );
  return new Map(
    found.filter(([, folder]) => readdirSync(folder).some((file) => /\.tf(\.json)?$/.test(file))),
  );
}

interface Comparison {
  /** How many pairs have an answer in two readings or more. */
  readonly compared: number;
  readonly differences: readonly string[];
  /** Managed resources of the code that the state does not have. */
  readonly missing: readonly string[];
}

async function compare(name: string): Promise<Comparison> {
  const state = configurationFromState(
    readStateFile(readFileSync(join(recorded, name, 'state.json'), 'utf8')),
  );
  const code = await codeOf(name);
  const readings = {
    code: indexNetwork(networkFromConfiguration(code)),
    state: indexNetwork(networkFromConfiguration(state)),
    snapshot: indexNetwork(networkFromSnapshot(snapshotOf(name, state), { assumeDefaults: true })),
  };
  const names = realNames(state, readings.snapshot.network);
  const isThing = (end: string): boolean => has(readings.code, end);
  const ask = (reading: keyof typeof readings, { from, to, traffic }: Question): string | undefined => {
    const called = reading === 'snapshot' ? names : (end: string) => end;
    const ends = [from, to].filter(isThing).map(called);
    if (!ends.every((end) => has(readings[reading], end))) return undefined;
    return say(readings[reading], { from: called(from), to: called(to), traffic });
  };
  const differences: string[] = [];
  let compared = 0;
  for (const question of [...pairsOf(readings.code), ...askedOf(name)]) {
    const said = {
      code: ask('code', question),
      state: ask('state', question),
      snapshot: ask('snapshot', question),
    };
    const known = Object.values(said).filter((one) => one !== undefined);
    if (known.length < 2) continue;
    compared += 1;
    if (new Set(known).size > 1) {
      const port = question.traffic?.ports?.from ?? '';
      const all = Object.entries(said).map(([reading, one]) => `${reading} ${one ?? 'does not know'}`);
      differences.push(`${question.from} → ${question.to} ${port}: ${all.join(', ')}`);
    }
  }
  const missing = code.resources.filter(
    (one) => one.mode === 'managed' && !one.address.endsWith('[*]') && !state.byAddress.has(one.address),
  );
  return { compared, differences, missing: missing.map((one) => one.address) };
}

function has({ network }: NetworkIndex, end: string): boolean {
  return network.workloads.has(end) || network.loadBalancers.has(end) || network.endpoints.has(end);
}

/** Every pair of what runs, what balances and the internet, for any traffic. */
function pairsOf({ network }: NetworkIndex): readonly Question[] {
  const ends = [...network.workloads.keys(), ...network.loadBalancers.keys(), 'internet'];
  return ends.flatMap((from) =>
    ends.filter((to) => to !== from).map((to) => ({ from, to, traffic: undefined })),
  );
}

/** What is asked about the system elsewhere; moto drops the types and codes of ICMP. */
function askedOf(name: string): readonly Question[] {
  if (name.startsWith('example-')) return [];
  return questionsOf(name)
    .filter(({ protocol }) => protocol !== 'icmp')
    .map((question) => ({ from: question.from, to: question.to, traffic: trafficOf(question) }));
}

/** Verdict, and what passes where any traffic is asked about; undefined where the reading does not know. */
function say(index: NetworkIndex, question: Question): string | undefined {
  const result = answer(index, question);
  if (result.kind === 'error') return `error ${result.errors.map((one) => one.message).join(' ')}`;
  const { verdict, traffic, unknowns } = result.answer;
  if (verdict === 'unknown') return undefined;
  if (question.traffic !== undefined) return verdict;
  // With something unknown, what surely passes may not be all that passes.
  if (unknowns.length > 0) return undefined;
  // moto drops the types and codes of ACL entries.
  const told = traffic.filter((one) => !one.protocol.startsWith('icmp'));
  return [verdict, ...told.map((one) => `${one.protocol}/${one.ports}`)].join(' ');
}

async function codeOf(name: string): Promise<Configuration> {
  const root = folders().get(name) ?? '';
  return evaluateRoot({ root, files: createDocuments(nodeDisk), parser: await loadParser() }).configuration;
}

/** What an address of the code is called in the snapshot; the address itself where it is not there. */
function realNames(
  state: Configuration,
  { workloads, loadBalancers, endpoints }: Network,
): (address: string) => string {
  return (address) => {
    const resource = state.byAddress.get(address);
    const text = (name: string): string => {
      const value = resource?.body.attributes.get(name)?.value;
      return value?.kind === 'string' ? value.value : '';
    };
    const arn = text('arn');
    const names = [
      text('id'),
      arn,
      // A classic balancer does not say whose it is.
      arn.replace(/:\d{12}:/, '::'),
      ...(serviceNames[resource?.type ?? '']?.(text) ?? []),
    ];
    const isThere = (name: string): boolean =>
      workloads.has(name) || loadBalancers.has(name) || endpoints.has(name);
    return names.find(isThere) ?? address;
  };
}

/** What services write into the descriptions of their interfaces, by which a snapshot knows their workloads. */
const serviceNames: Readonly<Record<string, (text: (name: string) => string) => readonly string[]>> = {
  aws_eks_cluster: (text) => [`eks_cluster/${text('name')}`],
  aws_msk_cluster: (text) => [`msk_cluster/${text('arn')}`],
  aws_opensearch_domain: (text) => [`opensearch_domain/${text('arn').split('/').at(-1) ?? ''}`],
  aws_redshift_cluster: () => ['redshift_cluster/RedshiftNetworkInterface'],
  aws_elasticache_replication_group: (text) => [`elasticache_cluster/${text('id')}-001`],
};

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
