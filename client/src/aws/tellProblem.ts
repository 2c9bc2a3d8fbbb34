import { commands, window } from 'vscode';
import type { LiveProblem } from '../../../server/src/protocol/liveRequests';

/** Shows a problem, with a button for what helps: the command that signs in again, or the choice of a profile or Region. */
export function tellProblem({ problem, command, needs }: LiveProblem): void {
  const help = command !== undefined ? 'Run in Terminal' : needs === undefined ? undefined : 'Choose…';
  const shown = window.showErrorMessage(`Reachable: ${problem}`, ...(help === undefined ? [] : [help]));
  void shown.then((pressed) => {
    if (pressed === undefined) return;
    if (command === undefined) void commands.executeCommand('reachable.selectAccount');
    else {
      const terminal = window.createTerminal('AWS');
      terminal.show();
      terminal.sendText(command);
    }
  });
}
