import assert from 'node:assert/strict';
import { answer, indexNetwork } from '../../../server/src/reachability';
import { checkAnswer } from '../../support/checkAnswer';
import { network } from '../../support/networkBuilder';

describe('gateway endpoints', () => {
  const place = `
    vpc main 10.0.0.0/16
    list pl-s3 52.92.0.0/16 service s3
    endpoint s3 type gateway in main service s3
    table t in main
      pl-s3 -> endpoint s3
    subnet a 10.0.0.0/24 in main table t
    group g in main
      out tcp 443 to list pl-s3
    instance app in a at 10.0.0.10 groups g
  `;

  it('lead to their service without the internet', () => {
    checkAnswer(place, 'app -> service:s3', { verdict: 'reachable', traffic: ['tcp 443'] });
    checkAnswer(place, 'app -> 52.92.1.1 tcp 443', { verdict: 'reachable' });
  });

  it('still go past the groups, and the ACL, whose replies come from public addresses', () => {
    checkAnswer(place.replace('to list pl-s3', 'to 10.0.0.0/8'), 'app -> service:s3', {
      verdict: 'blocked',
      blockers: ['securityGroup g: ENI_SG_RULES_MISMATCH'],
    });
    const acl = place
      .replace('table t\n    group', 'table t acl tight\n    group')
      .replace(
        'subnet a',
        'acl tight\n      out 100 allow all to 0.0.0.0/0\n      in 100 allow all from 10.0.0.0/8\n    subnet a',
      );
    checkAnswer(acl, 'app -> service:s3', {
      verdict: 'blocked',
      blockers: ['networkAcl tight: RETURN_PATH_ACL_RESTRICTION'],
    });
  });

  it('serve their own service only', () => {
    checkAnswer(place, 'app -> service:dynamodb', { verdict: 'blocked' });
  });

  it('do not catch the rest of the internet', () => {
    checkAnswer(place, 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['securityGroup g: ENI_SG_RULES_MISMATCH', 'routeTable t: NO_ROUTE_TO_DESTINATION'],
    });
  });

  it('work by name where nobody knows the service’s addresses', () => {
    checkAnswer(place.replace('52.92.0.0/16', '?addresses'), 'app -> service:s3', { verdict: 'reachable' });
  });
});

describe('interface endpoints', () => {
  const place = `
    vpc main 10.0.0.0/16
    subnet a 10.0.0.0/24 in main
    subnet b 10.0.1.0/24 in main
    group g in main
      out all to 0.0.0.0/0
    group ends in main
      in tcp 443 from group g
    endpoint api type interface in b service ecr.api groups ends
    instance app in a at 10.0.0.10 groups g
  `;

  it('are reached by the service’s name where private DNS is on', () => {
    checkAnswer(place, 'app -> service:ecr.api', { verdict: 'reachable', traffic: ['tcp 443'] });
    checkAnswer(place, 'app -> api', { verdict: 'reachable' });
  });

  it('are not by name without private DNS, or DNS support in the VPC: the public way is taken', () => {
    checkAnswer(place.replace('groups ends', 'groups ends nodns'), 'app -> service:ecr.api', {
      verdict: 'blocked',
      blockers: ['routeTable main/main: NO_ROUTE_TO_DESTINATION'],
    });
    checkAnswer(place.replace('10.0.0.0/16', '10.0.0.0/16 nodns'), 'app -> service:ecr.api', {
      verdict: 'blocked',
    });
  });

  it('have groups of their own', () => {
    checkAnswer(place.replace('from group g', 'from 10.9.0.0/16'), 'app -> service:ecr.api', {
      verdict: 'blocked',
      blockers: ['securityGroup ends: ENI_SG_RULES_MISMATCH'],
    });
  });
});

describe('names of ends', () => {
  const place = `
    vpc main 10.0.0.0/16
    subnet aws_subnet.a 10.0.1.0/24 in main
    subnet b 10.0.2.0/24 in main
    subnet empty 10.0.3.0/24 in main
    group g in main
      in tcp 22 from 10.0.1.11/32
    instance aws_instance.web[0] in aws_subnet.a at 10.0.1.10
    instance aws_instance.web[1] in aws_subnet.a at 10.0.1.11
    instance db in b at 10.0.2.10 groups g
    tasks job in aws_subnet.a, b listens 80
  `;

  it('are ids, addresses, subnets, groups; a set is told by the part that gets through', () => {
    checkAnswer(place, 'aws_instance.web[1] -> db tcp 22', { verdict: 'reachable' });
    checkAnswer(place, '10.0.1.10 -> db tcp 22', { verdict: 'blocked' });
    checkAnswer(place, '10.0.1.8/29 -> g tcp 22', {
      verdict: 'reachable',
      traffic: ['tcp 22 of aws_instance.web[1]'],
    });
  });

  it('of a resource with several instances are all of them', () => {
    checkAnswer(place, 'aws_instance.web -> db tcp 22', {
      verdict: 'unknown',
      unknowns: ['which of its interfaces aws_instance.web uses'],
      blockers: ['securityGroup g: ENI_SG_RULES_MISMATCH'],
    });
    checkAnswer(place, 'aws_instance.web -> db tcp 23', { verdict: 'blocked' });
  });

  it('that run in any of several subnets have to get through from each', () => {
    const acl = `${place}
      acl closed
      subnet c 10.0.4.0/24 in main acl closed
      tasks both in b, c
    `;
    checkAnswer(acl, 'both -> aws_instance.web[0] tcp 80', {
      verdict: 'unknown',
      unknowns: ['which of its interfaces both uses'],
    });
    checkAnswer(acl, 'job -> aws_instance.web[0] tcp 80', { verdict: 'reachable' });
  });

  it('of places where nothing runs stand for a machine there, and say so', () => {
    checkAnswer(place, 'empty -> aws_instance.web[0] tcp 80', { verdict: 'reachable', assumptions: 1 });
  });

  it('that nobody has are an error, with the ones that come close', () => {
    const result = answer(indexNetwork(network(place)), {
      from: 'aws_instance.wab[0]',
      to: 'dbb',
      traffic: undefined,
    });
    assert.deepEqual(result, {
      kind: 'error',
      errors: [
        {
          name: 'aws_instance.wab[0]',
          message: 'Nothing here is called "aws_instance.wab[0]". Did you mean "aws_instance.web[0]"?',
          close: ['aws_instance.web[0]', 'aws_instance.web[1]'],
        },
        { name: 'dbb', message: 'Nothing here is called "dbb". Did you mean "db"?', close: ['db'] },
      ],
    });
  });

  it('ask for the destination’s own port, unless they say otherwise', () => {
    const listening = place.replace(
      'db in b at 10.0.2.10 groups g',
      'db in b at 10.0.2.10 groups g listens 5432',
    );
    checkAnswer(listening, 'aws_instance.web[1] -> db', { verdict: 'blocked' });
    checkAnswer(listening.replace('listens 5432', 'listens ?var.port'), 'aws_instance.web[1] -> db', {
      verdict: 'unknown',
      unknowns: ['var.port'],
    });
  });
});

describe('a name that several things have', () => {
  const place = network(`
    vpc main 10.0.0.0/16
    subnet a 10.0.0.0/24 in main
    group sg-1 in main
      in tcp 443 from 10.0.0.0/8
      out all to 0.0.0.0/0
    instance i-1 in a at 10.0.0.10 groups sg-1 listens 443
    instance i-2 in a at 10.0.0.11 groups sg-1 listens 443
  `);
  /** The same, with the workloads called `web`, and some of another kind. */
  const called = (kinds: Readonly<Record<string, string>>): typeof place => ({
    ...place,
    securityGroups: new Map([...place.securityGroups].map(([id, one]) => [id, { ...one, name: 'web' }])),
    workloads: new Map(
      [...place.workloads].map(([id, one]) => [id, { ...one, name: 'web', kind: kinds[id] ?? one.kind }]),
    ),
  });
  const ask = (kinds: Readonly<Record<string, string>>, to: string): string => {
    const result = answer(indexNetwork(called(kinds)), { from: '10.0.0.99', to, traffic: undefined });
    return result.kind === 'error'
      ? result.errors.map(({ message }) => message).join(' ')
      : result.answer.question.to;
  };

  it('means all of them where they are instances of one kind, before the group of that name', () => {
    assert.equal(ask({}, 'web'), 'web');
  });

  it('is refused with their ids where they are different things', () => {
    assert.equal(
      ask({ 'i-2': 'db_instance' }, 'web'),
      'Several things here are called "web": say which by its id, i-1 or i-2.',
    );
  });

  it('does not matter where an id is given', () => {
    assert.notEqual(ask({ 'i-2': 'db_instance' }, 'i-2'), '');
    assert.doesNotMatch(ask({ 'i-2': 'db_instance' }, 'i-2'), /Several/);
  });
});

describe('gateway endpoints and their neighbours', () => {
  const place = `
    vpc main 10.0.0.0/16
    vpc other 10.1.0.0/16
    peering link main other
    list pl-s3 52.92.0.0/16 service s3
    endpoint s3 type gateway in main service s3
    table t in main
      pl-s3 -> endpoint s3
      10.1.0.0/16 -> peering link
    table far in other
      52.92.0.0/16 -> peering link
      10.0.0.0/16 -> peering link
    subnet a 10.0.0.0/24 in main table t
    subnet b 10.1.0.0/24 in other table far
    instance app in a at 10.0.0.10
    instance stranger in b at 10.1.0.10
  `;

  it('serve their own VPC only: not who comes over a peering', () => {
    checkAnswer(place, 'app -> 52.92.1.1 tcp 443', { verdict: 'reachable' });
    checkAnswer(place, 'stranger -> 52.92.1.1 tcp 443', {
      verdict: 'blocked',
      blockers: ['peeringConnection link: PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'],
    });
  });

  it('take TCP, and no UDP', () => {
    checkAnswer(place, 'app -> 52.92.1.1 udp 443', {
      verdict: 'blocked',
      blockers: ['endpoint s3: VPCE_GATEWAY_PROTOCOL_RESTRICTION'],
    });
  });

  it('have to be available', () => {
    checkAnswer(
      place.replace('service s3\n    table', 'service s3 unavailable\n    table'),
      'app -> 52.92.1.1 tcp 443',
      {
        verdict: 'blocked',
        blockers: ['endpoint s3: BAD_STATE'],
      },
    );
  });
});

describe('interface endpoints and their neighbours', () => {
  const joined = (link: string, route: string): string => `
    vpc main 10.0.0.0/16
    vpc other 10.1.0.0/16
    ${link}
    table here in main
      10.1.0.0/16 -> ${route}
    table there in other
      10.0.0.0/16 -> ${route}
    subnet a 10.0.0.0/24 in main table here
    subnet b 10.1.0.0/24 in other table there
    group ends in main
      in tcp 443 from 10.1.0.0/16
    endpoint api type interface in a service ecr.api groups ends
    instance far in b at 10.1.0.10
  `;

  it('are reached over a peering, by their own name', () => {
    checkAnswer(joined('peering link main other', 'peering link'), 'far -> api', { verdict: 'reachable' });
  });

  it('are reached over a transit gateway', () => {
    const hub = `
      tgw hub
      transit-table core of hub
        propagate x y
    `;
    const attached = joined(hub, 'tgw hub').replace(
      'group ends',
      'attachment x of hub to main in a table core\n    attachment y of hub to other in b table core\n    group ends',
    );
    checkAnswer(attached, 'far -> api', { verdict: 'reachable' });
  });

  it('are not the service’s name to another VPC: that goes to the internet', () => {
    checkAnswer(joined('peering link main other', 'peering link'), 'far -> service:ecr.api', {
      verdict: 'blocked',
      blockers: ['routeTable there: NO_ROUTE_TO_DESTINATION'],
    });
  });
});

describe('Gateway Load Balancer endpoints', () => {
  const inspected = `
    vpc main 10.0.0.0/16
    igw gate in main
    subnet fw 10.0.9.0/28 in main
    endpoint wall type gatewayLoadBalancer in fw service appliance
    table out in main
      0.0.0.0/0 -> endpoint wall
    subnet a 10.0.0.0/24 in main table out
    instance app in a at 10.0.0.10 public 203.0.113.5
  `;

  it('lead to an appliance of which nobody knows what it does', () => {
    checkAnswer(inspected, 'app -> internet tcp 443', { verdict: 'unknown', unknowns: ['wall'] });
  });

  it('do not open what a group shuts', () => {
    const shut = inspected
      .replace('at 10.0.0.10', 'at 10.0.0.10 groups none')
      .replace('igw gate', 'group none in main\n    igw gate');
    checkAnswer(shut, 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['securityGroup none: SG_HAS_NO_RULES'],
    });
  });
});
