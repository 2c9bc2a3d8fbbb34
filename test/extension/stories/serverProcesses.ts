import { readdir, readFile } from 'node:fs/promises';

/** The processes of language servers whose extension stands in a folder. */
export async function serversOf(folder: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return line.includes(folder) && line.includes('dist/server.js') ? [Number(id)] : [];
    }),
  );
  return found.flat();
}
