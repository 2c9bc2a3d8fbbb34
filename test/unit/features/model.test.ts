import assert from 'node:assert/strict';
import { modelOf, modelOfNetwork } from '../../../server/src/features/model';
import { network } from '../../support/networkBuilder';
import { parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

describe('the model of a configuration', () => {
  it('is the same for the same configuration, and made once', async () => {
    const configuration = await configurationOf(
      parseFixture('resource "aws_vpc" "a" { cidr_block = "10.0.0.0/16" }').files,
    );
    const model = modelOf(configuration);
    assert.equal(modelOf(configuration), model);
    assert.equal(model.network(), model.network());
    assert.equal(model.index(), model.index());
    assert.deepEqual([...model.network().vpcs.keys()], ['aws_vpc.a']);
  });

  it('of a network has no code', () => {
    const net = network('vpc main 10.0.0.0/16');
    const model = modelOfNetwork(net);
    assert.equal(model.configuration, undefined);
    assert.equal(model.network(), net);
  });
});
