import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A moto server of one's own (https://docs.getmoto.org): a stand-in for AWS on this machine. */
export interface MotoServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts it, and waits until it says that it runs. Ids are the same each time. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Some installations start it by a script: the script's children have to end too.
    detached: true,
  });
  const ended = once(server, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (server.pid !== undefined) process.kill(-server.pid);
    await ended;
  };
  const lines = createInterface(server.stderr);
  const running = new Promise<void>((resolve) =>
    // All lines are read, so that what it says of each request does not fill the pipe.
    lines.on('line', (line) => {
      if (line.includes('Running on')) resolve();
    }),
  );
  const isRunning = await Promise.race([running.then(() => true), ended.then(() => false)]);
  if (!isRunning) throw new Error('moto_server ended before it answered');
  await fetch(`${url}/moto-api/seed?a=42`, { method: 'POST' });
  return { url, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
