import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { startServer } from './lsp/server';
import { createWorkerReader } from './live/workerReader';
import { loadParser } from './syntax/load';
import { nodeDisk } from './workspace/diskFiles';
import { gitHistory } from './workspace/gitHistory';

/** The language server's process: `node dist/server.js --stdio`, or `--node-ipc` as VS Code starts it. */
const connection = createConnection(ProposedFeatures.all);

// A fault in one answer must not take the others with it.
process.on('uncaughtException', (error) => connection.console.error(error.stack ?? error.message));
process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));

startServer(connection, {
  version,
  disk: nodeDisk,
  history: gitHistory,
  accounts: createWorkerReader(join(__dirname, 'aws.js'), version),
  parser: loadParser(),
});
