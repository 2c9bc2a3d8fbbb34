import assert from 'node:assert/strict';
import { readInitializationOptions } from '../../../server/src/protocol/initialization';

describe('initialization options', () => {
  it('are empty where a client sends none, or nonsense', () => {
    for (const sent of [undefined, null, 'text', 7, [], { trusted: 'yes' }]) {
      assert.deepEqual(readInitializationOptions(sent), {});
    }
  });

  it('say whether the workspace is trusted, and the settings at the start', () => {
    assert.deepEqual(readInitializationOptions({ trusted: false, settings: { rules: {} }, other: 1 }), {
      trusted: false,
      settings: { rules: {} },
    });
  });
});
