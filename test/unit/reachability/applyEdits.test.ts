import assert from 'node:assert/strict';
import { known } from '../../../server/src/network/maybe';
import type { SecurityGroupRule } from '../../../server/src/network/model';
import { applyEdits } from '../../../server/src/reachability/applyEdits';
import type { NetworkEdit } from '../../../server/src/reachability/change';
import { network } from '../../support/networkBuilder';

const before = network(`
  vpc main 10.0.0.0/16
  igw loose
  subnet a 10.0.1.0/24 in main
  group web in main
    in tcp 443 from 0.0.0.0/0
  acl tight in main
    in 100 allow tcp 443 from 0.0.0.0/0
  table own in main
  instance app in a at 10.0.1.10 groups web
  vpc other 10.1.0.0/16
  peering both main other pending
`);

const rule: SecurityGroupRule = {
  direction: 'ingress',
  traffic: known({ kind: 'all' }),
  peer: known({ kind: 'securityGroup', securityGroup: 'web' }),
};

const everything: readonly NetworkEdit[] = [
  { kind: 'addSecurityGroupRule', securityGroup: 'web', rule },
  {
    kind: 'addNetworkAclEntry',
    networkAcl: 'tight',
    entry: {
      direction: 'egress',
      number: known(100),
      action: known('allow'),
      traffic: known({ kind: 'all' }),
      cidr: known({ family: 4, address: 0n, prefixLength: 0 }),
    },
  },
  {
    kind: 'addRoute',
    routeTable: 'own',
    route: {
      destination: known({ kind: 'cidr', cidr: { family: 4, address: 0n, prefixLength: 0 } }),
      target: known({ kind: 'internetGateway', id: 'loose' }),
      state: 'active',
      kind: 'static',
    },
  },
  { kind: 'addPublicAddress', interface: 'app' },
  { kind: 'disableSourceDestinationCheck', interface: 'app' },
  { kind: 'activatePeering', peeringConnection: 'both' },
  { kind: 'attachInternetGateway', internetGateway: 'loose', vpc: 'main' },
];

describe('applying edits to a network', () => {
  const after = applyEdits(before, everything);

  it('does each of them', () => {
    assert.deepEqual(after.securityGroups.get('web')?.rules.at(-1), rule);
    assert.equal(after.networkAcls.get('tight')?.entries.length, 2);
    assert.deepEqual(
      after.routeTables.get('own')?.routes.at(-1)?.target,
      known({ kind: 'internetGateway', id: 'loose' }),
    );
    assert.deepEqual(after.interfaces.get('app')?.addresses[0]?.publicAddress, known({ address: undefined }));
    assert.deepEqual(after.interfaces.get('app')?.sourceDestinationCheck, known(false));
    assert.deepEqual(after.peeringConnections.get('both')?.active, known(true));
    assert.deepEqual(after.internetGateways.get('loose')?.vpc, known('main'));
  });

  it('leaves the old network as it was', () => {
    assert.equal(before.securityGroups.get('web')?.rules.length, 1);
    assert.equal(before.networkAcls.get('tight')?.entries.length, 1);
    assert.deepEqual(before.peeringConnections.get('both')?.active, known(false));
  });

  it('shares what it does not touch', () => {
    const one = applyEdits(before, [{ kind: 'addSecurityGroupRule', securityGroup: 'web', rule }]);
    assert.equal(one.subnets, before.subnets);
    assert.equal(one.networkAcls, before.networkAcls);
    assert.notEqual(one.securityGroups, before.securityGroups);
  });

  it('changes nothing for components that are not there', () => {
    const edits: NetworkEdit[] = [
      { kind: 'addSecurityGroupRule', securityGroup: 'none', rule },
      { kind: 'addPublicAddress', interface: 'none' },
    ];
    assert.equal(applyEdits(before, edits), before);
  });

  it('changes nothing for no edits', () => assert.equal(applyEdits(before, []), before));
});
