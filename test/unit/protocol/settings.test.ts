import assert from 'node:assert/strict';
import { defaultSettings, readSettings } from '../../../server/src/protocol/settings';

function checkRules(sent: unknown, rules: object, problems: readonly string[] = []): void {
  const read = readSettings(sent);
  assert.deepEqual(read.settings.rules, { ...defaultSettings.rules, ...rules });
  assert.deepEqual(read.problems, problems);
}

describe('settings', () => {
  it('are the defaults where the editor sends none', () => {
    for (const sent of [
      undefined,
      null,
      {},
      'nonsense',
      3,
      [],
      { rules: null },
      { rules: { profile: null } },
    ]) {
      assert.deepEqual(readSettings(sent), { settings: defaultSettings, problems: [] });
    }
    assert.deepEqual(defaultSettings.rules, {
      profile: 'default',
      sensitivePorts: [22, 3389],
      severities: {},
    });
  });

  it('take a severity for each rule', () => {
    checkRules(
      { rules: { 'sg-unused': 'off', 'sg-open-to-internet': 'error' } },
      { severities: { 'sg-unused': 'off', 'sg-open-to-internet': 'error' } },
    );
  });

  it('take the profile and the ports from beside the rules, where VS Code puts them', () => {
    checkRules(
      { rules: { 'sg-unused': 'off', profile: 'strict', sensitivePorts: [22, 5432] } },
      { severities: { 'sg-unused': 'off' }, profile: 'strict', sensitivePorts: [22, 5432] },
    );
  });

  it('leave out a severity that does not exist, say so, and keep the rest', () => {
    checkRules(
      { rules: { 'sg-unused': 'loud', 'sg-covered-rule': 'info', profile: 'strict' } },
      { severities: { 'sg-covered-rule': 'info' }, profile: 'strict' },
      [
        'The setting reachable.rules has no severity "loud" (for sg-unused): it takes off, hint, info, warning, error.',
      ],
    );
  });

  it('leave out a profile and ports that do not exist', () => {
    const { settings, problems } = readSettings({
      rules: { profile: 'harsh', sensitivePorts: [22, 70000], 'sg-unused': 'off' },
      trace: { server: 'loud' },
    });
    assert.deepEqual(settings, {
      ...defaultSettings,
      rules: { ...defaultSettings.rules, severities: { 'sg-unused': 'off' } },
    });
    assert.deepEqual(
      problems.map((problem) => problem.slice(0, problem.indexOf(':'))),
      [
        'The setting reachable.rules.profile can not be "harsh"',
        'The setting reachable.rules.sensitivePorts can not be [22,70000]',
        'The setting reachable.trace.server can not be "loud"',
      ],
    );
  });

  it('name rules that are no object', () => {
    const sentence = 'The setting reachable.rules has to be an object of rule ids and severities.';
    checkRules({ rules: ['sg-unused'] }, {}, [sentence]);
    checkRules({ rules: 'off' }, {}, [sentence]);
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
