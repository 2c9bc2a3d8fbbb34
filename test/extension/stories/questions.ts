import type { Workbench } from '../../support/vscode/workbench';

/** What is typed into a picker's field, and the row that is then taken. */
export type Choice = readonly [typed: string, row: string];

/** Asks a question by keyboard, with the cursor at a line of a file, about the traffic that is offered first. */
export async function ask(
  workbench: Workbench,
  file: string,
  line: number,
  from: Choice,
  to: Choice,
  traffic: Choice = ['', ''],
): Promise<void> {
  await workbench.openFile(file, line);
  await workbench.runCommand("Reachable: Why Can't X Reach Y?");
  await workbench.asked('From:');
  await workbench.pick(...from);
  await workbench.asked('To:');
  await workbench.pick(...to);
  await workbench.asked('With which traffic?');
  await workbench.pick(...traffic);
}
