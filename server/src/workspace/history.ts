/**
 * What the files of a folder said when they were last committed. It comes in through this interface: from the `git`
 * program (`gitHistory.ts`), or from a test. Never throws; where there is no repository, no commit or no program, undefined.
 */
export interface History {
  /** Texts of the folder's own Terraform files in the last commit, by absolute path. */
  committed(directory: string): Promise<ReadonlyMap<string, string> | undefined>;
}
