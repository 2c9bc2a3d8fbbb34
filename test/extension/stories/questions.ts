import type { Workbench } from '../../support/vscode/workbench';

/** What is typed into a picker's field, and the row that is then taken. */
export type Choice = readonly [typed: string, row: string];

/** The containers of `examples/ecs-to-rds`, and their database. */
export const app: Choice = ['ecs_service', 'aws_ecs_service.app'];
export const database: Choice = ['db_instance', 'aws_db_instance.main'];

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
