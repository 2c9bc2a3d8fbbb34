import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A moto server of one's own (https://docs.getmoto.org): the EC2 API on this machine. */
export interface Moto {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts it, and waits until it answers. Ids are the same each time. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    // Some installations start it by a script: the script's children have to end too.
    detached: true,
  });
  const ended = once(server, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (server.pid !== undefined) process.kill(-server.pid);
    await ended;
  };
  for (let attempt = 0; attempt < 300; attempt += 1) {
    try {
      await fetch(`${url}/moto-api/seed?a=42`, { method: 'POST' });
      return { url, stop };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await stop();
  throw new Error('moto does not answer');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
