import { networkFromConfiguration } from '../../../../server/src/network/fromTerraform/index';
import { checkSameAfterEdits, rootTexts } from '../../../support/editedRoot';

describe('the network of code that is being edited', () => {
  for (const system of ['three-tier', 'style-rule-resources', 'nlb-targets', 'dual-stack'])
    it(`is that of the text as it stands: ${system}`, () =>
      checkSameAfterEdits(
        rootTexts(`test/fixtures/systems/${system}`),
        networkFromConfiguration,
        25,
      )).timeout(60_000);
});
