import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { balancerFanOuts, balancerLists, listenerFanOuts } from '../../../server/src/aws/calls/balancers';
import { permissionOf } from '../../../server/src/aws/calls/call';
import { ec2Lists } from '../../../server/src/aws/calls/ec2';
import { ec2FanOuts } from '../../../server/src/aws/calls/fanOut';
import { ownerCalls } from '../../../server/src/aws/calls/owners';

/** Asked outside the sweep: who we are, which Regions there are, flow logs. */
const besides = ['ec2:DescribeRegions', 'logs:FilterLogEvents', 'sts:GetCallerIdentity'];

describe('the policy of docs/iam-policy.md', () => {
  it('allows what is asked, and nothing else', () => {
    const page = readFileSync(join(__dirname, '../../../docs/iam-policy.md'), 'utf8');
    const policy = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '') as {
      Statement: { Action: string[] }[];
    };
    const calls = [
      ...ec2Lists,
      ...ec2FanOuts,
      ...balancerLists,
      ...balancerFanOuts,
      ...listenerFanOuts,
      ...ownerCalls.flatMap(({ lists, fanOuts }) => [...lists, ...fanOuts]),
    ];
    assert.deepEqual(
      policy.Statement.flatMap(({ Action }) => Action).sort(),
      [...new Set([...calls.map(permissionOf), ...besides])].sort(),
    );
  });
});
