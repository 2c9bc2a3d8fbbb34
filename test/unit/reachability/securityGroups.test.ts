import assert from 'node:assert/strict';
import { answer, indexNetwork } from '../../../server/src/reachability';
import { checkAnswer } from '../../support/checkAnswer';
import { network } from '../../support/networkBuilder';

const place = `
  vpc main 10.0.0.0/16
  subnet a 10.0.1.0/24 in main
  subnet b 10.0.2.0/24 in main
  group app in main
    out all to 0.0.0.0/0
  group db in main
    in tcp 5432 from group app
  group none in main
  instance app in a at 10.0.1.10 groups app
  instance db in b at 10.0.2.10 groups db
`;

describe('security groups', () => {
  it('let through what a rule allows and nothing else', () => {
    checkAnswer(place, 'app -> db', { verdict: 'reachable', traffic: ['tcp 5432'], blockers: [] });
    checkAnswer(place, 'app -> db tcp 5433', {
      verdict: 'blocked',
      blockers: ['securityGroup db: ENI_SG_RULES_MISMATCH'],
    });
  });

  it('let replies pass without a rule for them', () => {
    checkAnswer(place, 'app -> db tcp 5432', {
      verdict: 'reachable',
      returnPath: [
        'securityGroup db',
        'networkAcl main/acl',
        'routeTable main/main',
        'networkAcl main/acl',
        'securityGroup app',
        'source app',
      ],
    });
  });

  it('name every group that blocks, not only the first', () => {
    const both = place.replace('groups app\n', 'groups none\n');
    checkAnswer(both, 'app -> db tcp 5432', {
      verdict: 'blocked',
      path: ['source app', 'securityGroup none: SG_HAS_NO_RULES'],
      blockers: ['securityGroup none: SG_HAS_NO_RULES', 'securityGroup db: ENI_SG_RULES_MISMATCH'],
    });
  });

  it('of one interface are a union', () => {
    const two = place.replace('groups app\n', 'groups none app\n');
    checkAnswer(two, 'app -> db', { verdict: 'reachable', traffic: ['tcp 5432'] });
  });

  it('belong to an interface: without any, nothing is filtered', () => {
    checkAnswer(place.replace(' groups db', ''), 'app -> db', { verdict: 'reachable', traffic: ['-1'] });
  });

  it('do not let their own members talk unless a rule says so', () => {
    const same = `${place}
      instance peer in b at 10.0.2.11 groups db`;
    checkAnswer(same.replace('in tcp 5432', 'out all to 0.0.0.0/0\n    in tcp 5432'), 'peer -> db', {
      verdict: 'blocked',
      blockers: ['securityGroup db: ENI_SG_RULES_MISMATCH'],
    });
    const self = same.replace(
      'in tcp 5432 from group app',
      'out all to 0.0.0.0/0\n    in tcp 5432 from group db',
    );
    checkAnswer(self, 'peer -> db', { verdict: 'reachable', traffic: ['tcp 5432'] });
  });

  it('match a group that is not in the model by its members', () => {
    const foreign = place.replace('from group app', 'from group sg-elsewhere');
    checkAnswer(foreign, 'app -> db', { verdict: 'blocked' });
    const carried = foreign.replace('groups app', 'groups app sg-elsewhere');
    checkAnswer(carried, 'app -> db', { verdict: 'reachable', traffic: ['tcp 5432'] });
    // What its own rules say, nobody knows.
    const only = foreign.replace('groups app', 'groups sg-elsewhere');
    checkAnswer(only, 'app -> db', {
      verdict: 'unknown',
      unknowns: ['sg-elsewhere'],
      possible: ['tcp 5432'],
    });
  });

  describe('protocols', () => {
    const allowing = (rule: string): string =>
      place.replace('in tcp 5432 from group app', `in ${rule} from 0.0.0.0/0`);

    it('-1 is everything, TCP 0-65535 is not', () => {
      checkAnswer(allowing('all'), 'app -> db udp 53', { verdict: 'reachable' });
      checkAnswer(allowing('tcp 0-65535'), 'app -> db udp 53', { verdict: 'blocked' });
      checkAnswer(allowing('tcp 0-65535'), 'app -> db', { traffic: ['tcp 0-65535'], verdict: 'reachable' });
    });

    it('by number have no ports', () => {
      checkAnswer(allowing('47'), 'app -> db 47', { verdict: 'reachable', traffic: ['47'] });
      checkAnswer(allowing('47'), 'app -> db 50', { verdict: 'blocked' });
    });

    it('ICMP has types and codes', () => {
      checkAnswer(allowing('icmp 8/0'), 'app -> db icmp', { verdict: 'reachable', traffic: ['icmp 8/0'] });
      checkAnswer(allowing('icmp'), 'app -> db icmp', { verdict: 'reachable', traffic: ['icmp'] });
      // Echo replies only: a ping does not get in.
      checkAnswer(allowing('icmp 0/0'), 'app -> db icmp', { verdict: 'blocked' });
    });

    it('ICMPv6 is another one', () => {
      checkAnswer(allowing('icmpv6'), 'app -> db icmp', { verdict: 'blocked' });
    });

    it('a range of ports that is asked for has to pass whole; what passes of it is told', () => {
      checkAnswer(allowing('tcp 8000-8080'), 'app -> db tcp 8000-8080', { verdict: 'reachable' });
      checkAnswer(allowing('tcp 8000-8080'), 'app -> db tcp 8080-8090', {
        verdict: 'blocked',
        traffic: ['tcp 8080'],
      });
    });
  });

  describe('address families', () => {
    const dual = `
      vpc main 10.0.0.0/16 2001:db8::/56
      subnet a 10.0.1.0/24 2001:db8::/64 in main
      group open in main
        out all to 0.0.0.0/0 ::/0
        in tcp 80 from 0.0.0.0/0
        in tcp 443 from ::/0
      instance x in a at 10.0.1.1 2001:db8::1 groups open
      instance y in a at 10.0.1.2 2001:db8::2 groups open
    `;

    it('0.0.0.0/0 says nothing about IPv6, nor ::/0 about IPv4', () => {
      checkAnswer(dual, '10.0.1.1 -> 10.0.1.2', { verdict: 'reachable', traffic: ['tcp 80'] });
      checkAnswer(dual, '2001:db8::1 -> 2001:db8::2', { verdict: 'reachable', traffic: ['tcp 443'] });
    });

    it('an end without an address of the other’s family is not reached', () => {
      checkAnswer(dual, '10.0.1.1 -> 2001:db8::2', {
        verdict: 'blocked',
        blockers: ['destination y: NO_PATH'],
      });
    });
  });

  describe('prefix lists', () => {
    const listed = `${place.replace('in tcp 5432 from group app', 'in tcp 5432 from list offices')}
      list offices 10.0.1.0/28 10.0.9.0/24
    `;

    it('stand for their entries', () => {
      checkAnswer(listed, 'app -> db', { verdict: 'reachable', traffic: ['tcp 5432'] });
      checkAnswer(listed.replace('10.0.1.0/28', '10.0.1.0/29'), 'app -> db', { verdict: 'blocked' });
    });

    it('with entries that nobody knows are unknown, and named', () => {
      checkAnswer(listed.replace('10.0.1.0/28', '?var.offices'), 'app -> db', {
        verdict: 'unknown',
        unknowns: ['var.offices'],
      });
      checkAnswer(listed.replace('10.0.1.0/28 10.0.9.0/24', '10.0.9.0/24 incomplete offices'), 'app -> db', {
        verdict: 'unknown',
        unknowns: ['offices'],
      });
      checkAnswer(listed.replace('from list offices', 'from list elsewhere'), 'app -> db', {
        verdict: 'unknown',
        unknowns: ['elsewhere'],
      });
    });
  });

  describe('unknown rules', () => {
    const withRule = (rule: string): string => place.replace('in tcp 5432 from group app', rule);

    it('neither allow nor deny', () => {
      checkAnswer(withRule('in tcp 5432 from ?var.cidr'), 'app -> db tcp 5432', {
        verdict: 'unknown',
        unknowns: ['var.cidr'],
      });
      checkAnswer(withRule('in ?var.port from group app'), 'app -> db tcp 5432', {
        verdict: 'unknown',
        unknowns: ['var.port'],
      });
      checkAnswer(withRule('in tcp 5432 from group app maybe var.enabled'), 'app -> db tcp 5432', {
        verdict: 'unknown',
        unknowns: ['var.enabled'],
      });
    });

    it('do not matter where another rule surely allows it', () => {
      checkAnswer(
        withRule('in tcp 5432 from ?var.cidr\n    in tcp 5432 from 10.0.1.0/24'),
        'app -> db tcp 5432',
        {
          verdict: 'reachable',
        },
      );
    });

    it('do not matter for traffic that they are not about', () => {
      checkAnswer(withRule('in tcp 5432 from ?var.cidr'), 'app -> db tcp 22', { verdict: 'blocked' });
    });

    it('a group with rules that are not shown may let anything pass', () => {
      checkAnswer(
        place.replace('group db in main', 'group db in main incomplete sg-0abc'),
        'app -> db tcp 22',
        {
          verdict: 'unknown',
          unknowns: ['sg-0abc'],
        },
      );
    });

    it('a group that nobody knows on an interface may let anything pass', () => {
      checkAnswer(place.replace('groups db', 'groups ?var.groups'), 'app -> db tcp 22', {
        verdict: 'unknown',
        unknowns: ['var.groups'],
      });
    });
  });

  describe('addresses that are known only as one of a subnet’s', () => {
    const later = place.replace(' at 10.0.1.10', '');
    const from = (cidr: string): string => later.replace('from group app', `from ${cidr}`);

    it('are surely in a block that holds the subnet, and surely not in one apart from it', () => {
      checkAnswer(from('10.0.0.0/16'), 'app -> db', { verdict: 'reachable' });
      checkAnswer(from('10.0.2.0/24'), 'app -> db', { verdict: 'blocked' });
    });

    it('may be in a part of it', () => {
      checkAnswer(from('10.0.1.0/25'), 'app -> db', { verdict: 'unknown', unknowns: ['the address of app'] });
    });
  });
});

describe('what stands where the missing rule was looked for', () => {
  const place = `
    vpc main 10.0.0.0/16
    subnet a 10.0.0.0/24 in main
    group app in main
      out all to 0.0.0.0/0
    group db in main
      in tcp 5432 from 10.1.0.0/16
      in tcp 22 from 10.0.0.0/16
    instance app in a at 10.0.0.10 groups app
    instance db in a at 10.0.0.11 groups db
  `;
  const others = (ports: string): string | undefined => {
    const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(ports) ?? [];
    const result = answer(indexNetwork(network(place)), {
      from: 'app',
      to: 'db',
      traffic: { protocol: 6, ports: { from: Number(from), to: Number(to) } },
    });
    assert.equal(result.kind, 'answer');
    return result.kind === 'answer' ? result.answer.blockers[0]?.decision.facts['others'] : undefined;
  };

  it('is told: rules for this traffic that let in somebody else', () => {
    assert.equal(others('5432'), '10.1.0.0/16');
  });

  it('is not told where there are none, or where a part of the traffic gets in', () => {
    assert.equal(others('443'), undefined);
    assert.equal(others('22-443'), undefined);
  });
});

describe('an instance with two interfaces', () => {
  const twoSets = `
    vpc main 10.0.0.0/16
    subnet a 10.0.1.0/24 in main
    subnet b 10.0.2.0/24 in main
    group clients in main
      out all to 0.0.0.0/0
    group ssh in main
      in tcp 22 from group clients
    group web in main
      in tcp 443 from group clients
    instance caller in a at 10.0.1.5 groups clients
    interface one in a at 10.0.1.10 groups ssh
    interface two in b at 10.0.2.10 groups web
  `;

  it('has two sets of rules: what one lets in the other does not', () => {
    checkAnswer(twoSets, 'caller -> 10.0.1.10 tcp 22', { verdict: 'reachable' });
    checkAnswer(twoSets, 'caller -> 10.0.2.10 tcp 22', { verdict: 'blocked' });
    checkAnswer(twoSets, 'caller -> 10.0.2.10 tcp 443', { verdict: 'reachable' });
  });
});

describe('replies that groups remember', () => {
  it('are those of every protocol, not only of TCP', () => {
    const tunnel = `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main
      group one in main
        out 47 to 10.0.1.11/32
      group two in main
        in 47 from 10.0.1.10/32
      instance x in a at 10.0.1.10 groups one
      instance y in a at 10.0.1.11 groups two
    `;
    checkAnswer(tunnel, 'x -> y 47', { verdict: 'reachable' });
    checkAnswer(tunnel, 'y -> x 47', { verdict: 'blocked' });
  });
});

describe('rules that name a group', () => {
  const inspected = `
    vpc main 10.0.0.0/16
    table through in main
      10.0.2.0/24 -> interface box
    table back in main
      10.0.1.0/24 -> interface box
    subnet a 10.0.1.0/24 in main table through
    subnet b 10.0.2.0/24 in main table back
    subnet m 10.0.3.0/24 in main
    group box in main
      in all from 0.0.0.0/0
      out all to 0.0.0.0/0
    group clients in main
      out all to 0.0.0.0/0
    group app in main
      in tcp 443 from group clients
    interface box in m at 10.0.3.10 groups box nocheck
    instance caller in a at 10.0.1.10 groups clients
    instance app in b at 10.0.2.10 groups app
  `;

  it('do not match what comes through a middlebox; rules with its address do', () => {
    checkAnswer(inspected, 'caller -> app tcp 443', {
      verdict: 'blocked',
      blockers: ['securityGroup app: SG_REFERENCES_NOT_PRESERVED'],
    });
    checkAnswer(inspected.replace('from group clients', 'from 10.0.1.0/24'), 'caller -> app tcp 443', {
      verdict: 'reachable',
    });
  });
});
