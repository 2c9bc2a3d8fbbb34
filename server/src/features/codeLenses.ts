import type { CodeLens } from 'vscode-languageserver-protocol';
import { whoReaches, type ReachSummary } from '../explain/reachSummary';
import type { Network } from '../network/model';
import { whoCanReachThisCommand, type ReachableThing } from '../protocol/lenses';
import { resourceHeader } from '../rules/groupRules';
import type { Range } from '../util/text';
import type { ToUri } from './locations';
import type { Model } from './model';

/** What a lens that has no words yet remembers. */
export type LensData = readonly ReachableThing[];

/** Instances that a lens counts for: more take time, and say less. */
const maximumInstances = 12;

/**
 * Places for lenses in a file: workloads, data stores, balancers, and groups that something carries, one for each block.
 * The words are made by `resolveLens` when the lens is seen.
 */
export function codeLenses(model: Model, path: string, toUri: ToUri): readonly CodeLens[] {
  const { configuration } = model;
  if (configuration === undefined) return [];
  const network = model.network();
  const lenses = new Map<string, { readonly range: Range; readonly data: ReachableThing[] }>();
  for (const resource of configuration.resources) {
    if (resource.mode !== 'managed' || !canBeReached(model, network, resource.address)) continue;
    const place = configuration.locate(resourceHeader(resource));
    if (place?.path !== path) continue;
    const { line, character } = place.range.start;
    const key = `${line}:${character}`;
    const lens = lenses.get(key) ?? { range: place.range, data: [] };
    lens.data.push({ root: toUri(configuration.root), address: resource.address });
    lenses.set(key, lens);
  }
  return [...lenses.values()];
}

function canBeReached(model: Model, network: Network, address: string): boolean {
  const owner = network.workloads.get(address) ?? network.loadBalancers.get(address);
  if (owner !== undefined) return owner.interfaces.length > 0;
  return network.securityGroups.has(address) && model.index().interfacesOfGroup(address).length > 0;
}

/**
 * The lens with its words: how many can reach it, and whether it faces the internet.
 * @param root what the root is called, where the file belongs to several
 */
export function resolveLens(
  lens: CodeLens,
  data: LensData,
  model: Model,
  root: string | undefined,
): CodeLens {
  const title = lensTitle(data, model);
  return {
    ...lens,
    command: {
      title: root === undefined ? title : `${root}: ${title}`,
      command: whoCanReachThisCommand,
      arguments: [thingOf(data, model)],
    },
  };
}

/** What the command is asked about: the only instance, or the resource, where its name stands for all of them. */
function thingOf(data: LensData, model: Model): ReachableThing | undefined {
  const [first, another] = data;
  if (first === undefined || another === undefined) return first;
  const resource = first.address.replace(/\[[^[\]]*\]$/, '');
  const isAll = data.every(
    ({ address }) => address.startsWith(`${resource}[`) && model.network().workloads.has(address),
  );
  return isAll ? { root: first.root, address: resource } : first;
}

/** Reads what a lens brought back; nothing for one that is not ours. */
export function lensData(data: unknown): LensData {
  if (!Array.isArray(data)) return [];
  return data.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('root' in one) || !('address' in one)) return [];
    const { root, address } = one;
    return typeof root === 'string' && typeof address === 'string' ? [{ root, address }] : [];
  });
}

function lensTitle(data: LensData, model: Model): string {
  if (data.length > maximumInstances) return `Who can reach these ${data.length}?`;
  const summaries = data.map(({ address }) => whoReaches(model.index(), address));
  const known = summaries.filter((summary) => summary !== undefined);
  // The code has changed since the lens was made.
  if (known.length < data.length || known.length === 0) return 'Who can reach this?';
  return `${countTitle(known)}${internetTitle(known)}`;
}

function countTitle(summaries: readonly ReachSummary[]): string {
  const counts = summaries.map(({ sure }) => sure.length);
  const unknown = Math.max(...summaries.map(({ unsure }) => unsure.length));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const these = summaries.length > 1 ? 'each of these' : 'this';
  if (unknown > 0) {
    return least === 0
      ? `unknown whether ${unknown} can reach ${these}`
      : `at least ${least} can reach ${these}, ${unknown} unknown`;
  }
  if (least !== most) return `${least} to ${most} can reach ${these}`;
  return least === 0 ? `nothing here can reach ${these}` : `${least} can reach ${these}`;
}

function internetTitle(summaries: readonly ReachSummary[]): string {
  const facing = summaries.filter(({ internet }) => internet === 'reachable').length;
  const unknown = summaries.some(({ internet }) => internet === 'unknown');
  if (facing === summaries.length)
    return summaries.length > 1 ? ' · face the internet' : ' · faces the internet';
  if (facing > 0) return ` · ${facing} of ${summaries.length} face the internet`;
  return unknown ? ' · unknown whether the internet can' : '';
}
