import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HoverRequest } from 'vscode-languageserver-protocol';
import { liveReadRequest } from '../../server/src/protocol/liveRequests';
import { keys } from '../support/aws/account';
import { startFakeAws } from '../support/aws/fakeAws';
import { compareNetworks } from '../../server/src/compare/compare';
import { plainSide } from '../../server/src/compare/side';
import { codeSide } from '../../server/src/features/codeSide';
import { modelOf } from '../../server/src/features/model';
import { indexNetwork } from '../../server/src/reachability';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { bigAccount } from './bigAccount';
import { bigInput, listedOnce } from './bigInput';
import { bigRoot } from './generate';
import { residentMegabytes } from './heap';
import { timeRuns, type BenchRow } from './row';
import { startServerProcess } from './serverProcess';

/** Live accounts: a fake one of 5,000 interfaces and 20,000 group rules, whose every answer takes 50 ms. */
export const rows: readonly BenchRow[] = [
  { name: 'code and account compared, 400 resources', unit: 'ms', budget: 500, run: comparing },
  {
    name: 'live account of 5,000 interfaces read, 50 ms a call',
    unit: 'ms',
    budget: 6000,
    slow: true,
    run: async () => (await reading()).times,
  },
  {
    name: 'longest hover meanwhile',
    unit: 'ms',
    budget: 50,
    slow: true,
    run: async () => (await reading()).longestHovers,
  },
  {
    name: 'most memory of the server meanwhile',
    unit: 'MB',
    budget: 250,
    slow: true,
    run: async () => (await reading()).mostMemory,
  },
  {
    name: 'load of dist/aws.js',
    unit: 'ms',
    budget: 60,
    run: () => Promise.resolve(Array.from({ length: 10 }, loadTime)),
  },
];

interface Reading {
  readonly times: readonly number[];
  readonly longestHovers: readonly number[];
  readonly mostMemory: readonly number[];
}

let measured: Promise<Reading> | undefined;

/** Reads three times, each in a server of its own; measured once for all the rows about it. */
function reading(): Promise<Reading> {
  return (measured ??= readOften(3));
}

async function readOften(times: number): Promise<Reading> {
  const fake = await startFakeAws({
    world: bigAccount(),
    pageSize: 1000,
    keepsAnswers: true,
    behave: () => ({ late: 50 }),
  });
  const rounds: { time: number; longestHover: number; memory: number }[] = [];
  // The first one is for the fake, which writes its answers.
  for (let round = 0; round <= times; round += 1) rounds.push(await readOnce(fake.url));
  await fake.close();
  const counted = rounds.slice(1);
  return {
    times: counted.map(({ time }) => time),
    longestHovers: counted.map(({ longestHover }) => longestHover),
    mostMemory: counted.map(({ memory }) => memory),
  };
}

async function readOnce(url: string): Promise<{ time: number; longestHover: number; memory: number }> {
  const folder = 'examples/ecs-to-rds';
  const server = await startServerProcess(folder, { ...keys, AWS_EC2_METADATA_DISABLED: 'true' });
  const ready = server.diagnostics('database.tf', () => true);
  server.open('database.tf');
  await ready;
  const hover = {
    textDocument: { uri: pathToFileURL(resolve(folder, 'database.tf')).href },
    position: { line: 0, character: 14 },
  };
  await server.connection.sendRequest(HoverRequest.type, hover);
  let longestHover = 0;
  let memory = 0;
  let isReading = true;
  const hovering = (async () => {
    while (isReading) {
      const start = performance.now();
      await server.connection.sendRequest(HoverRequest.type, hover);
      longestHover = Math.max(longestHover, performance.now() - start);
      memory = Math.max(memory, residentMegabytes(server.pid));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const start = performance.now();
  const found = await server.connection.sendRequest(liveReadRequest, {
    choices: [{ region: 'eu-west-1', endpointUrl: url }],
  });
  const time = performance.now() - start;
  isReading = false;
  await hovering;
  await server.stop();
  if ('problem' in found) throw new Error(found.problem);
  if (found.refused.length > 0) throw new Error(found.refused.join());
  return { time, longestHover, memory };
}

/** Milliseconds that a fresh process takes to load the bundle. */
function loadTime(): number {
  const script = `const start = performance.now(); require(${JSON.stringify(resolve('dist/aws.js'))}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

/** The code beside what it would make, with one rule that somebody has added by hand. */
async function comparing(): Promise<readonly number[]> {
  const { texts, input } = bigInput(bigRoot(), await loadParser());
  const left = modelOf(evaluateRoot(input).configuration);
  texts.set('/bench/by_hand.tf', byHand);
  const right = modelOf(evaluateRoot({ ...input, files: listedOnce(texts) }).configuration);
  return timeRuns(
    () => {
      const found = compareNetworks(
        { ...codeSide(left, undefined), index: indexNetwork(left.network()) },
        { ...plainSide(right.network()), index: indexNetwork(right.network()) },
        true,
      );
      if (found.rules.length !== 1) throw new Error(`${found.rules.length} rules differ`);
    },
    10,
    2,
  );
}

const byHand = `resource "aws_vpc_security_group_ingress_rule" "by_hand" {
  security_group_id = aws_security_group.service_7.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}
`;
