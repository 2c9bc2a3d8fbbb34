import { parse, type ParseError } from 'jsonc-parser';
import { readPlan } from './readPlan';
import { isObject, type JsonObject, type StateFile, type StateResource } from './resource';
import { readShownModule, readTfstate } from './readState';

/**
 * State and plan files → resources. `toConfiguration.ts` makes a configuration of them, `overlayPlan.ts` puts a plan's
 * values into the configuration of the code.
 */

/** Past this a text that is not whole JSON is not mended: the tolerant parser would take minutes. */
const maximumMendedLength = 64_000_000;

/**
 * Reads a state (`terraform.tfstate` version 4, or `terraform show -json`) or a plan (`terraform show -json plan`). Never
 * throws: what is not one of these, or is cut off, is told in `problems`, and what could be read is used.
 */
export function readStateFile(text: string): StateFile {
  const { value, problems } = readJson(text);
  if (!isObject(value)) {
    return {
      kind: 'state',
      resources: [],
      problems: [...problems, 'This is not a Terraform state or plan: no JSON object.'],
    };
  }
  if (isObject(value['configuration']) || Array.isArray(value['resource_changes'])) {
    return stateFile('plan', readPlan(value), [...problems, ...formatProblems(value, '1')]);
  }
  if (isObject(value['values'])) {
    const root = value['values']['root_module'];
    const resources = isObject(root) ? readShownModule(root) : [];
    return stateFile('state', resources, [...problems, ...formatProblems(value, '1')]);
  }
  if (Array.isArray(value['resources'])) {
    return stateFile('state', readTfstate(value), [...problems, ...versionProblems(value)]);
  }
  if (Array.isArray(value['modules']) && typeof value['version'] === 'number') {
    const old = `The state has version ${value['version']}, which Terraform wrote before 0.12: only version 4 can be read. A newer Terraform writes it at the next apply.`;
    return stateFile('state', [], [...problems, old]);
  }
  return {
    kind: 'state',
    resources: [],
    problems: [
      ...problems,
      'This is not a Terraform state or plan that can be read: it has neither "resources" nor "values" nor "resource_changes". A binary plan must be printed with "terraform show -json" first.',
    ],
  };
}

function readJson(text: string): { value: unknown; problems: string[] } {
  try {
    return { value: JSON.parse(text), problems: [] };
  } catch {
    const what = 'The file is not whole JSON (cut off, or not JSON at all)';
    if (text.length > maximumMendedLength)
      return { value: undefined, problems: [`${what}, and too large to mend.`] };
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    const line = text.slice(0, errors[0]?.offset ?? 0).split('\n').length;
    return { value, problems: [`${what}: an error in line ${line}; what stands before it is used.`] };
  }
}

function stateFile(
  kind: StateFile['kind'],
  resources: readonly StateResource[],
  problems: readonly string[],
): StateFile {
  const isForeign = resources.length > 0 && !resources.some(({ type }) => type.startsWith('aws_'));
  const foreign = isForeign ? [`The ${kind} has no resource of the AWS provider.`] : [];
  return { kind, resources, problems: [...problems, ...foreign] };
}

function versionProblems(state: JsonObject): string[] {
  if (state['version'] === 4) return [];
  const version = JSON.stringify(state['version'] ?? null);
  return [`The state has version ${version}; version 4 is known, so parts may be missing.`];
}

function formatProblems(file: JsonObject, major: string): string[] {
  const version = file['format_version'];
  return typeof version === 'string' && version.split('.')[0] === major
    ? []
    : [
        `The format version is ${JSON.stringify(version ?? null)}; ${major}.x is known, so parts may be missing.`,
      ];
}
