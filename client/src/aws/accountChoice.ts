/**
 * `aws/`: live accounts in the editor. `accountChoice.ts` is what was chosen, `pickAccount.ts` asks for it, `liveAccount.ts`
 * reads and keeps what was read, `accountStatus.ts` shows its age, `liveCommands.ts` has the commands. Nothing here is asked
 * of AWS before a command of the person's.
 */
import { workspace } from 'vscode';
import type { LiveChoice } from '../../../server/src/protocol/liveRequests';

/**
 * The choice before anybody has made one: that of the settings, which only the person's own can be (their scope is the
 * machine: no repository can say where signed requests go).
 */
export function configuredChoice(): LiveChoice {
  const settings = workspace.getConfiguration('reachable.aws');
  const text = (name: string): string | undefined => {
    const value: unknown = settings.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [profile, region, endpointUrl] = [text('profile'), text('region'), text('endpointUrl')];
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}
