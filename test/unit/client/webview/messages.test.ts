import assert from 'node:assert/strict';
import { readPageMessage } from '../../../../client/src/webview/messages';

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } };

describe("a page's message", () => {
  for (const message of [
    { kind: 'ready' },
    { kind: 'open', origin: { file: '/a.tf', range } },
    { kind: 'open', origin: { arn: 'arn:aws:ec2:eu-west-1:1:subnet/subnet-1' } },
    { kind: 'openLocation', location: { uri: 'file:///a.tf', range } },
    { kind: 'apply', index: 0, title: 'x' },
    { kind: 'ask', from: 'a', to: 'b' },
    { kind: 'reaches', end: 'a', direction: 'to' },
    { kind: 'export', format: 'svg', data: '<svg/>' },
  ]) {
    it(`is taken: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.deepEqual(readPageMessage(message), message);
    });
  }

  for (const message of [
    undefined,
    null,
    'ready',
    {},
    { kind: 'unheard of' },
    { kind: 'constructor' },
    { kind: 'open', origin: null },
    { kind: 'open', origin: { file: '/a.tf' } },
    {
      kind: 'open',
      origin: { file: '/a.tf', range: { start: { line: '1', character: 0 }, end: range.end } },
    },
    { kind: 'openLocation', location: { uri: 7, range } },
    { kind: 'apply', index: '0', title: 'x' },
    { kind: 'reaches', end: 'a', direction: 'sideways' },
    { kind: 'export', format: 'exe', data: '' },
  ]) {
    it(`is refused: ${JSON.stringify(message)}`, () => {
      assert.equal(readPageMessage(message), undefined);
    });
  }
});
