import { join } from 'node:path/posix';
import { parse } from 'jsonc-parser';

/** Where `terraform init` has put the modules: folders by the path of the calls that lead there (`vpc.subnets`). */
export type InstalledModules = ReadonlyMap<string, string>;

/** The manifest's place below the root module. */
export const manifestPath = '.terraform/modules/modules.json';

/** Reads the manifest of installed modules; whatever is not as Terraform writes it is left out. */
export function readInstalledModules(root: string, text: string | undefined): InstalledModules {
  const manifest: unknown = text === undefined ? undefined : parse(text);
  const modules =
    isRecord(manifest) && Array.isArray(manifest['Modules']) ? (manifest['Modules'] as unknown[]) : [];
  const found = new Map<string, string>();
  for (const module of modules) {
    if (!isRecord(module)) continue;
    const { Key: key, Dir: directory } = module;
    if (typeof key !== 'string' || typeof directory !== 'string' || key === '') continue;
    const path = directory.replaceAll('\\', '/');
    found.set(key, path.startsWith('/') ? join(path) : join(root, path));
  }
  return found;
}

/** Whether a module's source is a folder beside the caller. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?([/\\]|$)/.test(source);
}

/** The folder of a local source, seen from the calling module's folder. */
export function localDirectory(from: string, source: string): string {
  return join(from, source.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
