/** The licences of what is bundled, as one text: `dist/ThirdPartyNotices.txt`. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets } from './bundles.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Parts of these are in the sources: drawings, and the WebAssembly beside the bundles. */
const besides = ['node_modules/@vscode/codicons', ...assets.map((asset) => packageOf(fileURLToPath(asset)))];

/**
 * The packages that bundles take something of.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {readonly { name: string, version: string, licence: string, texts: readonly string[] }[]} by name and version
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set([...inputs.map(packageOf).filter((folder) => folder !== undefined), ...besides]);
  const packages = [...folders].map((folder) => readPackage(join(root, relative(folder))));
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The folder of the package that a file is in; undefined for our own. */
function packageOf(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0];
}

/** `node_modules` may be a link to somewhere else: what stands before it does not count. */
function relative(folder) {
  return folder.slice(folder.indexOf('node_modules/'));
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
  const texts = files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (texts.length > 0) return { name, version, licence: license, texts };
  // Some packages of the AWS SDK are published without the text: it is that of our own licence.
  if (license === 'Apache-2.0') return { name, version, licence: license, texts: [ownLicence()] };
  throw new Error(`${name} has no licence in its package.`);
}

function ownLicence() {
  return readFileSync(join(root, 'LICENSE'), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** The packages with their licences, each text once. */
export function noticesOf(packages) {
  const byText = new Map();
  for (const one of packages) {
    const text = one.texts.join('\n\n');
    byText.set(text, [...(byText.get(text) ?? []), `${one.name} ${one.version} (${one.licence})`]);
  }
  const line = '='.repeat(80);
  const sections = [...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}\n`);
  return [
    'Reachable is licensed under Apache-2.0 (LICENSE). It contains the following packages, whole or in part.',
    'Its tables of resource arguments are made from the schema of the Terraform AWS provider (MPL-2.0,',
    'https://github.com/hashicorp/terraform-provider-aws).',
    '',
    ...sections,
  ].join('\n');
}
