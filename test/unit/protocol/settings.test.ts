import assert from 'node:assert/strict';
import { defaultSettings, readSettings } from '../../../server/src/protocol/settings';

function checkSettings(sent: unknown, rules: Record<string, string>, problems: readonly string[] = []): void {
  const read = readSettings(sent);
  assert.deepEqual(read.settings.rules, rules);
  assert.deepEqual(read.problems, problems);
}

describe('settings', () => {
  it('are the defaults where the editor sends none', () => {
    for (const sent of [undefined, null, {}, 'nonsense', 3, { rules: null }]) {
      assert.deepEqual(readSettings(sent), { settings: defaultSettings, problems: [] });
    }
  });

  it('take a severity for each rule', () => {
    checkSettings(
      { rules: { 'sg-unused': 'off', 'sg-open-to-internet': 'error' } },
      { 'sg-unused': 'off', 'sg-open-to-internet': 'error' },
    );
  });

  it('leave out a severity that does not exist, say so, and keep the rest', () => {
    checkSettings(
      { rules: { 'sg-unused': 'loud', 'sg-covered-rule': 'info' } },
      { 'sg-covered-rule': 'info' },
      [
        'The setting reachable.rules has no severity "loud" (for sg-unused): it takes off, hint, info, warning, error.',
      ],
    );
  });

  it('name rules that are no object', () => {
    const sentence = 'The setting reachable.rules has to be an object of rule ids and severities.';
    checkSettings({ rules: ['sg-unused'] }, {}, [sentence]);
    checkSettings({ rules: 'off' }, {}, [sentence]);
  });

  it('switch hints and lenses off, and keep them on where the switch is no truth value', () => {
    const off = readSettings({ inlayHints: { enabled: false }, codeLens: { enabled: false } });
    assert.deepEqual(
      [off.settings.inlayHints.enabled, off.settings.codeLens.enabled, off.problems],
      [false, false, []],
    );
    const wrong = readSettings({ inlayHints: { enabled: 'no' }, codeLens: null });
    assert.deepEqual([wrong.settings.inlayHints.enabled, wrong.settings.codeLens.enabled], [true, true]);
    assert.deepEqual(wrong.problems, ['The setting reachable.inlayHints.enabled has to be true or false.']);
  });
});
