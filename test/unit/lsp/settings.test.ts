import assert from 'node:assert/strict';
import type { RemoteConsole } from 'vscode-languageserver';
import { newClientState, takeSettings } from '../../../server/src/lsp/clientState';

/** A console that keeps its warnings. */
function listeningConsole(): { readonly console: RemoteConsole; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const console: Pick<RemoteConsole, 'warn'> = { warn: (text) => void warnings.push(text) };
  // Nothing else of it is used by what is tested.
  return { console: console as RemoteConsole, warnings };
}

describe('the settings of rules', () => {
  it('reach the rules', () => {
    const state = newClientState();
    const { console } = listeningConsole();
    takeSettings(
      state,
      { rules: { profile: 'strict', sensitivePorts: [5432], 'sg-unused': 'off' } },
      console,
    );
    assert.equal(state.rules.profile, 'strict');
    assert.deepEqual(state.rules.options.sensitivePorts, [5432]);
    assert.deepEqual(state.rules.severities, { 'sg-unused': 'off' });
  });

  it('are told of once where they name a rule or a severity that does not exist', () => {
    const state = newClientState();
    const { console, warnings } = listeningConsole();
    const sent = { rules: { 'sg-unusd': 'off', 'sg-unused': 'loud', 'sg-covered-rule': 'info' } };
    takeSettings(state, sent, console);
    takeSettings(state, sent, console);
    assert.deepEqual(warnings, [
      'The setting reachable.rules has no severity "loud" (for sg-unused): it takes off, hint, info, warning, error.',
      'The setting reachable.rules names a rule "sg-unusd" that does not exist; did you mean sg-unused?',
    ]);
    assert.equal(state.rules.severities['sg-covered-rule'], 'info');
  });
});
