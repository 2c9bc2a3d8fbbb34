import { timeRuns, type BenchRow } from './row';
import { startServerProcess } from './serverProcess';

const example = 'examples/ecs-to-rds';
const file = 'database.tf';
const group = 'resource "aws_security_group" "database" {\n';
const ssh = `  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
`;

/** The language server as an editor sees it: another process, the protocol between, the bundle that is shipped. */
export const rows: readonly BenchRow[] = [
  {
    name: 'server start to the answer of initialize',
    unit: 'ms',
    budget: 300,
    run: () => timeRuns(async () => (await startServerProcess(example)).stop(), 10, 1),
  },
  {
    name: 'server start to first diagnostics, ecs-to-rds',
    unit: 'ms',
    budget: 700,
    run: () => timeRuns(firstDiagnostics, 10, 1),
  },
  { name: 'keystroke to diagnostics, ecs-to-rds', unit: 'ms', budget: 30, run: keystrokes },
];

async function firstDiagnostics(): Promise<void> {
  const server = await startServerProcess(example);
  const found = server.diagnostics(file, () => true);
  server.open(file);
  await found;
  await server.stop();
}

/** Opens SSH to the internet and closes it again: each edit changes what has to be said. */
async function keystrokes(): Promise<readonly number[]> {
  const server = await startServerProcess(example);
  const text = server.text(file);
  if (!text.includes(group)) throw new Error(`${example}/${file} has changed: there is no ${group}`);
  const first = server.diagnostics(file, () => true);
  server.open(file);
  await first;
  let version = 1;
  const samples = await timeRuns(
    async () => {
      version += 1;
      const opens = version % 2 === 0;
      const told = server.diagnostics(file, ({ diagnostics }) => diagnostics.length > 0 === opens);
      server.change(file, opens ? text.replace(group, group + ssh) : text, version);
      await told;
    },
    60,
    10,
  );
  await server.stop();
  return samples;
}
