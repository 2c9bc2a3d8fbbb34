/** Loaded into a server's process before the server: tells whoever started it how much of the heap is in use. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('message', (asked) => {
  if (asked !== 'heap') return;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // Weak tables let go of what they held in the second round only.
  collect();
  collect();
  process.send(process.memoryUsage().heapUsed);
});
// Listening must not keep the server alive.
process.channel?.unref();
