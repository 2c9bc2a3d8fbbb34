import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { cached } from './cache';
import { npmInstall, run } from './processes';

/** A browser's program, and what its environment needs. */
export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a Chromium without a screen, a sandbox or a way to the internet is started with. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The machine's Chromium (`CHROME_PATH`, or one on the path); else, on Linux x64, the registry's headless one. */
export async function findChromium(): Promise<Browser> {
  const installed = await firstExecutable(installedPrograms());
  if (installed !== undefined) return { executablePath: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return fetchChromium();
  throw new Error('There is no Chromium on this machine: install one, or let CHROME_PATH point to it.');
}

function installedPrograms(): string[] {
  const { CHROME_PATH: chosen, PATH: path = '' } = process.env;
  if (chosen !== undefined && chosen !== '') return [chosen];
  const onPath = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...macPrograms];
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/** @sparticuz/chromium holds the program, the libraries that a small system lacks, and fonts, each packed by brotli. */
async function fetchChromium(): Promise<Browser> {
  const version = '153.0.0';
  const folder = await cached(`chromium-${version}`, async (temporary) => {
    await npmInstall(temporary, [`@sparticuz/chromium@${version}`]);
    const packed = join(temporary, 'node_modules/@sparticuz/chromium/bin');
    await unpack(join(packed, 'chromium.br'), join(temporary, 'chromium'));
    await chmod(join(temporary, 'chromium'), 0o755);
    await unpackTar(join(packed, 'al2023.tar.br'), join(temporary, 'libraries'));
    await unpackTar(join(packed, 'fonts.tar.br'), join(temporary, 'fonts'));
    await writeFile(join(temporary, 'fonts/fonts.conf'), fontsConfiguration);
    await rm(join(temporary, 'node_modules'), { recursive: true });
  });
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'libraries/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** The machine's fonts, and the package's for a machine without any. The package's own file has Lambda's paths in it. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

async function unpack(packed: string, target: string): Promise<void> {
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(target));
}

async function unpackTar(packed: string, folder: string): Promise<void> {
  const tar = `${packed}.unpacked`;
  await unpack(packed, tar);
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xf', tar, '-C', folder]);
}
