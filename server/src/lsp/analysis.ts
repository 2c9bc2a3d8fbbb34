import { findingsOf } from '../features/findings';
import { modelOf, type Model } from '../features/model';
import type { Finding } from '../rules/rule';
import type { RuleSubject } from '../rules/runRules';
import type { RuleSettings } from '../rules/settings';
import type { Configuration } from '../terraform/configuration';
import { isConfiguration } from '../terraform/definition/moduleFiles';
import type { Committed } from '../workspace/committed';
import type { Workspace } from '../workspace/workspace';

/** Brings roots up to date without holding the server up: in slices, between which messages are read. */
export interface Analysis {
  /** The root as it is now; undefined where `isStale` has said that nobody wants it any more. */
  model(root: string, isStale?: () => boolean): Promise<Model | undefined>;
  findings(root: string, isStale?: () => boolean): Promise<readonly Finding[] | undefined>;
  /** The roots that a file has to do with; a file outside every folder of the workspace is its own folder's. */
  rootsOf(path: string): readonly string[];
}

/** Milliseconds of evaluation between two looks at what the client has sent meanwhile. */
const sliceLength = 25;

const nothingCommitted: Committed = { changedFiles: () => [], version: () => 0 };

/**
 * Makes the analysis of a workspace; `settings` are asked anew each time, and `committed` is what is known of the last
 * commit: nothing without it. `failed` is told of rules that fail.
 */
export function createAnalysis(
  workspace: Workspace,
  settings: () => RuleSettings,
  committed: Committed = nothingCommitted,
  failed?: RuleSubject['failed'],
): Analysis {
  const kept = new WeakMap<
    Configuration,
    { readonly settings: RuleSettings; readonly version: number; readonly findings: readonly Finding[] }
  >();
  const model = async (root: string, isStale: () => boolean = () => false): Promise<Model | undefined> => {
    let slice = sliceLength;
    while (!isStale()) {
      const end = performance.now() + slice;
      const evaluation = workspace.evaluation(root, () => performance.now() > end);
      if (evaluation !== undefined) return modelOf(evaluation.configuration);
      await new Promise(setImmediate);
      // A step that takes longer than a slice (all files of a large module are read in one) must end some time.
      slice *= 2;
    }
    return undefined;
  };
  return {
    model,
    findings: async (root, isStale) => {
      const configuration = (await model(root, isStale))?.configuration;
      if (configuration === undefined) return undefined;
      const now = settings();
      const earlier = kept.get(configuration);
      const version = committed.version();
      if (earlier?.settings === now && earlier.version === version) return earlier.findings;
      const findings = findingsOf(configuration, now, committed.changedFiles, failed);
      kept.set(configuration, { settings: now, version, findings });
      return findings;
    },
    rootsOf: (path) => {
      const roots = workspace.rootsOf(path);
      const slash = path.lastIndexOf('/');
      return roots.length === 0 && isConfiguration(path.slice(slash + 1)) ? [path.slice(0, slash)] : roots;
    },
  };
}
