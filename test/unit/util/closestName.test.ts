import assert from 'node:assert/strict';
import { closestName, closestNames } from '../../../server/src/util/closestName';

const names = ['aws_db_instance.main', 'aws_ecs_service.app', 'aws_vpc.main'];

describe('names that are close', () => {
  it('differ in a few letters', () =>
    assert.equal(closestName('aws_db_instance.mian', names), 'aws_db_instance.main'));
  it('differ in case', () => assert.equal(closestName('AWS_VPC.MAIN', names), 'aws_vpc.main'));
  it('hold what was typed', () => assert.equal(closestName('ecs_service', names), 'aws_ecs_service.app'));
  it('are none where nothing is near', () => assert.equal(closestName('zzzzzz', names), undefined));
  it('are none for nothing', () => assert.equal(closestName('x', []), undefined));
  it('come nearest first, as many as wanted', () =>
    assert.deepEqual(closestNames('abcd', ['abxy', 'abcx', 'abcd'], 2), ['abcd', 'abcx']));
});
