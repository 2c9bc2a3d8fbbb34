/** Builds, and answers a real question about `examples/ecs-to-rds` in the terminal. */
import { spawnSync } from 'node:child_process';

const question = ['examples/ecs-to-rds', '--from', 'aws_ecs_service.app', '--to', 'aws_db_instance.main'];

if (run('esbuild.mjs') !== 0) process.exit(1);
console.log(`$ reachable why ${question.join(' ')}\n`);
// The command's status is its answer: 1 is "blocked", which is what the example is about.
const status = run('dist/cli.js', 'why', ...question);
process.exit(status === 1 ? 0 : 1);

function run(...args) {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status;
}
