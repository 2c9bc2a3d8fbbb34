import { StreamMessageReader } from 'vscode-languageserver-protocol/node';

/**
 * A reader of messages for a server that may be stopped within one: the library's timer, which tells of messages that do not
 * go on, would stay behind for ever, and with it the process of the tests.
 */
export function messageReader(readable: NodeJS.ReadableStream): StreamMessageReader {
  const reader = new StreamMessageReader(readable);
  reader.partialMessageTimeout = 0;
  return reader;
}
