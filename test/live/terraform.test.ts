import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadAccount } from '../../server/src/aws/readAccount';
import { compareNetworks, type Comparison } from '../../server/src/compare/compare';
import { plainSide } from '../../server/src/compare/side';
import { codeSide } from '../../server/src/features/codeSide';
import { modelOf, modelOfNetwork, type Model } from '../../server/src/features/model';
import { networkFromSnapshot } from '../../server/src/network/fromAws';
import { answer } from '../../server/src/reachability';
import { loadParser } from '../../server/src/syntax/load';
import type { Configuration } from '../../server/src/terraform/configuration';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { readStateFile } from '../../server/src/terraform/state';
import { configurationFromState } from '../../server/src/terraform/state/toConfiguration';
import { nodeDisk } from '../../server/src/workspace/diskFiles';
import { createDocuments } from '../../server/src/workspace/documents';
import { supplyMotoGaps } from '../agreement/motoGaps';
import { startMoto, type MotoServer } from '../support/moto';
import { questionsOf, systemsFolder, trafficOf } from '../support/systemQuestions';
import { checkAgainstCli, motoKeys, readMoto } from './readings';

/** A system with questions whose answers were written from AWS's documentation; moto makes all of it at once. */
const system = 'bastion';

describe('what terraform has applied to moto', () => {
  let moto: MotoServer;
  let read: ReadAccount;
  let folder: string;
  let state: Configuration;
  before(async function () {
    this.timeout(300_000);
    moto = await startMoto();
    folder = mkdtempSync(join(tmpdir(), 'reachable-apply-'));
    cpSync(join(systemsFolder, system), folder, { recursive: true });
    const env = {
      ...process.env,
      ...motoKeys,
      AWS_ENDPOINT_URL: moto.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_IN_AUTOMATION: '1',
    };
    for (const args of [['init'], ['apply', '-auto-approve']])
      execFileSync('terraform', [...args, '-input=false', '-no-color'], { cwd: folder, env, stdio: 'pipe' });
    state = configurationFromState(readStateFile(readFileSync(join(folder, 'terraform.tfstate'), 'utf8')));
    read = await readMoto(moto);
  });
  after(async () => {
    await moto.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const account = (): Model =>
    modelOfNetwork(networkFromSnapshot(supplyMotoGaps(read.files, new Set()), { assumeDefaults: true }));
  const code = async (): Promise<Model> =>
    modelOf(
      evaluateRoot({ root: folder, files: createDocuments(nodeDisk), parser: await loadParser() })
        .configuration,
    );
  const compare = async (known: Configuration | undefined): Promise<Comparison> => {
    const [left, right] = [await code(), account()];
    return compareNetworks(
      { ...codeSide(left, known), index: left.index() },
      { ...plainSide(right.network()), index: right.index() },
      true,
    );
  };

  it('gives the network that the AWS CLI’s own JSON of it gives', () => checkAgainstCli(moto, read)).timeout(
    120_000,
  );

  it('is the same network as the code, thing by thing, as its state tells', async () => {
    const { rules, traffic, pairing } = await compare(state);
    assert.deepEqual([rules, traffic.differences], [[], []]);
    assert.deepEqual([pairing.onlyLeft, pairing.ambiguous], [[], []]);
    assert.ok(pairing.pairs.some(({ left, by }) => left === 'aws_instance.server' && by === 'state'));
  });

  it('is told apart without the state by what names and addresses tell, and nothing is guessed', async () => {
    const { rules, traffic, pairing } = await compare(undefined);
    assert.deepEqual([rules, traffic.differences], [[], []]);
    const byPlace = pairing.pairs.filter(({ by }) => by === 'place').map(({ left }) => left);
    assert.ok(byPlace.includes('aws_subnet.private'));
    // Its groups have no names: AWS makes them up.
    const unpaired = [...pairing.onlyLeft.map(({ id }) => id), ...pairing.ambiguous.map(({ left }) => left)];
    assert.ok(unpaired.includes('aws_security_group.server'));
  });

  for (const question of questionsOf(system)) {
    const { from, to, port = 'any', protocol = 'tcp', verdict } = question;
    it(`answers ${from} → ${to} ${protocol}/${port}: ${verdict}`, async () => {
      const { pairing } = await compare(state);
      const named = (end: string): string => pairing.rightOf.get(end) ?? end;
      const result = answer(account().index(), {
        from: named(from),
        to: named(to),
        traffic: trafficOf(question),
      });
      assert.equal(result.kind === 'answer' ? result.answer.verdict : 'error', verdict);
    });
  }
});
