import { findingsOf } from '../../../server/src/features/findings';
import { defaultRuleSettings } from '../../../server/src/rules/settings';
import { checkSameAfterEdits, rootTexts } from '../../support/editedRoot';

describe('the findings of code that is being edited', () => {
  for (const system of ['three-tier', 'acl-forgets-replies', 'style-legacy-rules', 'rules-from-maps'])
    it(`are those of the text as it stands: ${system}`, () =>
      checkSameAfterEdits(
        rootTexts(`test/fixtures/systems/${system}`),
        (configuration) =>
          findingsOf(configuration, { ...defaultRuleSettings, profile: 'strict' }).map(
            ({ fixes, ...finding }) => ({
              ...finding,
              fixes: fixes(),
            }),
          ),
        12,
      )).timeout(60_000);
});
