import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';

/** Tells what has failed inside the server: each thing once, until what it is about works again. */
export interface Faults {
  /** Something failed while this root was evaluated or checked: in the log with all that is known, and to the person. */
  tell(root: string, error: unknown): void;
  /** A rule failed: told in the log, once for each way of failing. */
  tellRule(rule: string, error: unknown): void;
  /** The root works. */
  well(root: string): void;
}

export function createFaults(connection: Connection): Faults {
  const told = new Map<string, string>();
  return {
    tell: (root, error) => {
      const what = error instanceof Error ? error.message : String(error);
      // The same fault would come back with each key.
      if (told.get(root) === what) return;
      told.set(root, what);
      connection.console.error(
        `Diagnostics of ${root}: ${error instanceof Error ? (error.stack ?? what) : what}`,
      );
      const message = `Reachable failed on ${root} (${what}): nothing is said of this root module until an edit gets past it. Others are not affected. The log ("Reachable: Show Log") has what a report of this fault needs.`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
    },
    tellRule: (rule, error) => {
      const what = error instanceof Error ? error.message : String(error);
      if (told.get(rule) === what) return;
      told.set(rule, what);
      connection.console.error(
        `The rule ${rule} failed, and says nothing: ${error instanceof Error ? (error.stack ?? what) : what}`,
      );
    },
    well: (root) => {
      told.delete(root);
    },
  };
}
