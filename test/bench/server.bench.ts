import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { bigRoot, writeTexts } from './generate';
import { timeRuns, type BenchRow } from './row';
import { startServerProcess } from './serverProcess';

/** A root module on the disk, and the place in one of its files where a group rule is put in and taken out. */
interface Edited {
  readonly folder: string;
  readonly file: string;
  readonly group: string;
}

const example: Edited = {
  folder: 'examples/ecs-to-rds',
  file: 'database.tf',
  group: 'resource "aws_security_group" "database" {\n',
};
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
    run: () => timeRuns(async () => (await startServerProcess(example.folder)).stop(), 10, 1),
  },
  {
    name: 'server start to first diagnostics, ecs-to-rds',
    unit: 'ms',
    budget: 700,
    run: () => timeRuns(() => firstDiagnostics(example), 10, 1),
  },
  { name: 'keystroke to diagnostics, ecs-to-rds', unit: 'ms', budget: 30, run: () => keystrokes(example) },
  {
    name: 'server start to first diagnostics, 400 resources',
    unit: 'ms',
    budget: 600,
    run: () => onBigRoot((big) => timeRuns(() => firstDiagnostics(big), 7, 1)),
  },
  {
    name: 'keystroke to diagnostics, 400 resources',
    unit: 'ms',
    budget: 15,
    run: () => onBigRoot(keystrokes),
  },
];

async function onBigRoot<T>(measure: (big: Edited) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'reachable-bench-'));
  try {
    writeTexts(folder, bigRoot());
    return await measure({
      folder,
      file: 'service_50.tf',
      group: '  vpc_id      = aws_vpc.main.id\n',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function firstDiagnostics({ folder, file }: Edited): Promise<void> {
  const server = await startServerProcess(folder);
  const found = server.diagnostics(file, () => true);
  server.open(file);
  await found;
  await server.stop();
}

/** Opens SSH to the internet and closes it again: each edit changes what has to be said. */
async function keystrokes({ folder, file, group }: Edited): Promise<readonly number[]> {
  const server = await startServerProcess(folder);
  const text = server.text(file);
  if (!text.includes(group)) throw new Error(`${folder}/${file} has changed: there is no ${group}`);
  const first = server.diagnostics(file, () => true);
  server.open(file);
  await first;
  let version = 1;
  const samples = await timeRuns(
    async () => {
      version += 1;
      const opens = version % 2 === 0;
      const told = server.diagnostics(file, (found) => isOpen(found) === opens);
      server.change(file, opens ? text.replace(group, group + ssh) : text, version);
      await told;
    },
    60,
    10,
  );
  await server.stop();
  return samples;
}

function isOpen({ diagnostics }: PublishDiagnosticsParams): boolean {
  return diagnostics.some(({ code }) => code === 'sg-open-to-internet');
}
