import type { DirectoryEntry } from '../files';

/** The files of a module folder that Terraform reads, in its order. */
export interface ModuleFiles {
  readonly primary: readonly string[];
  readonly overrides: readonly string[];
  /** `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` in the order of their names. */
  readonly variables: readonly string[];
}

/**
 * Sorts the names of a folder's entries. OpenTofu's `.tofu` wins over the `.tf` of the same name; hidden files and what
 * editors leave behind (`x.tf~`, `#x.tf#`) do not count.
 * https://developer.hashicorp.com/terraform/language/files, https://opentofu.org/docs/language/files/
 */
export function sortModuleFiles(entries: readonly DirectoryEntry[]): ModuleFiles {
  const names = entries
    .filter((entry) => entry.kind === 'file' && !isIgnored(entry.name))
    .map((entry) => entry.name);
  const all = new Set(names);
  const configuration = names
    .filter((name) => isConfiguration(name) && !all.has(tofuTwin(name)))
    .sort(compare);
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)).sort(compare);
  return {
    primary: configuration.filter((name) => !isOverride(name)),
    overrides: configuration.filter(isOverride),
    variables: [
      ...['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => all.has(name)),
      ...automatic,
    ],
  };
}

/** Whether a file's name makes its folder a module. */
export function isConfiguration(name: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(name) && !isIgnored(name);
}

function tofuTwin(name: string): string {
  return name.replace(/\.tf(\.json)?$/, '.tofu$1') === name ? '' : name.replace(/\.tf(\.json)?$/, '.tofu$1');
}

function isOverride(name: string): boolean {
  const stem = name.replace(/\.(tf|tofu)(\.json)?$/, '');
  return stem === 'override' || stem.endsWith('_override');
}

function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
