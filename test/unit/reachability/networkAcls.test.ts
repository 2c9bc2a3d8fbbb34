import { checkAnswer } from '../../support/checkAnswer';

const open = `
    in 100 allow all from 0.0.0.0/0
    out 100 allow all to 0.0.0.0/0
`;
const place = (acl: string, client = 'linux'): string => `
  vpc main 10.0.0.0/16
  acl tight
${acl}
  subnet a 10.0.1.0/24 in main
  subnet b 10.0.2.0/24 in main acl tight
  instance x in a at 10.0.1.10 client ${client}
  instance near in b at 10.0.2.11
  instance y in b at 10.0.2.10
`;

describe('network ACLs', () => {
  it('take the lowest number first, wherever it stands, and the first match decides', () => {
    const acl = `
    in 200 allow tcp 80-90 from 0.0.0.0/0
    in 100 deny tcp 85 from 10.0.1.0/24
    out 100 allow all to 0.0.0.0/0`;
    checkAnswer(place(acl), 'x -> y', { verdict: 'reachable', traffic: ['tcp 80-84, 86-90'] });
    const allowedFirst = acl.replace('in 100', 'in 300');
    checkAnswer(place(allowedFirst), 'x -> y', { verdict: 'reachable', traffic: ['tcp 80-90'] });
  });

  it('deny what no entry matches', () => {
    checkAnswer(place(''), 'x -> y tcp 80', {
      verdict: 'blocked',
      blockers: ['networkAcl tight: SUBNET_ACL_RESTRICTION', 'networkAcl tight: RETURN_PATH_ACL_RESTRICTION'],
    });
  });

  it('keep the families apart', () => {
    checkAnswer(place(open.replaceAll('0.0.0.0/0', '::/0')), 'x -> y tcp 80', { verdict: 'blocked' });
  });

  it('are not crossed inside a subnet', () => {
    checkAnswer(place(''), 'near -> y', { verdict: 'reachable', traffic: ['-1'] });
  });

  it('are crossed twice between two subnets that share one', () => {
    const shared = place(open).replace(
      'subnet a 10.0.1.0/24 in main',
      'subnet a 10.0.1.0/24 in main acl tight',
    );
    checkAnswer(shared, 'x -> y tcp 80', {
      verdict: 'reachable',
      path: ['source x', 'networkAcl tight', 'routeTable main/main', 'networkAcl tight', 'destination y'],
    });
  });

  describe('replies', () => {
    const replies = (ports: string, client?: string): string =>
      place(
        `
    in 100 allow all from 0.0.0.0/0
    out 100 allow tcp ${ports} to 0.0.0.0/0`,
        client,
      );

    it('need an entry of their own', () => {
      checkAnswer(replies('443'), 'x -> y tcp 443', {
        verdict: 'blocked',
        blockers: ['networkAcl tight: RETURN_PATH_ACL_RESTRICTION'],
      });
    });

    it('go to the ports of the client’s system', () => {
      checkAnswer(replies('32768-60999'), 'x -> y tcp 443', {
        verdict: 'reachable',
        traffic: ['tcp 443 from client ports 32768-60999'],
      });
      checkAnswer(replies('49152-65535'), 'x -> y tcp 443', {
        verdict: 'blocked',
        traffic: ['tcp 443 from client ports 49152-65535'],
      });
      checkAnswer(replies('49152-65535', 'windows'), 'x -> y tcp 443', { verdict: 'reachable' });
      checkAnswer(replies('32768-60999', 'aws'), 'x -> y tcp 443', { verdict: 'blocked' });
      checkAnswer(replies('1024-65535', 'aws'), 'x -> y tcp 443', { verdict: 'reachable' });
    });

    it('to a client of which nobody knows the system are unknown where only some systems get them', () => {
      checkAnswer(replies('32768-60999', 'unknown'), 'x -> y tcp 443', { verdict: 'unknown' });
      checkAnswer(replies('1024-65535', 'unknown'), 'x -> y tcp 443', { verdict: 'reachable' });
      checkAnswer(replies('49152-65535', 'unknown'), 'x -> y tcp 443', { verdict: 'blocked' });
    });

    it('to a ping are echo replies', () => {
      const pings = (out: string): string =>
        place(`
    in 100 allow icmp 8/0 from 0.0.0.0/0
    out 100 allow ${out} to 0.0.0.0/0`);
      checkAnswer(pings('icmp 0/0'), 'x -> y icmp', { verdict: 'reachable', traffic: ['icmp 8/0'] });
      checkAnswer(pings('icmp 8/0'), 'x -> y icmp', { verdict: 'blocked' });
    });

    it('of other protocols are the same protocol', () => {
      checkAnswer(replies('0-65535'), 'x -> y 47', { verdict: 'blocked' });
      checkAnswer(place(open), 'x -> y 47', { verdict: 'reachable' });
    });
  });

  describe('unknowns', () => {
    it('an entry that may deny makes nothing sure, one that may allow makes nothing impossible', () => {
      const entry = (first: string): string =>
        place(`
    in 50 ${first} from 10.0.1.0/24
    in 100 allow tcp 80 from 0.0.0.0/0
    out 100 allow all to 0.0.0.0/0`);
      checkAnswer(entry('?var.action tcp 80'), 'x -> y tcp 80', {
        verdict: 'unknown',
        unknowns: ['var.action'],
      });
      checkAnswer(entry('allow ?var.traffic'), 'x -> y tcp 80', { verdict: 'reachable' });
      checkAnswer(entry('allow ?var.traffic'), 'x -> y tcp 81', {
        verdict: 'unknown',
        unknowns: ['var.traffic'],
      });
      checkAnswer(entry('deny ?var.traffic'), 'x -> y tcp 81', { verdict: 'blocked' });
    });

    it('an entry of unknown number may come first', () => {
      const acl = place(`
    in ?var.number deny tcp 80 from 0.0.0.0/0
    in 100 allow all from 0.0.0.0/0
    out 100 allow all to 0.0.0.0/0`);
      checkAnswer(acl, 'x -> y tcp 80', { verdict: 'unknown', unknowns: ['var.number'] });
      checkAnswer(acl, 'x -> y tcp 81', { verdict: 'reachable' });
    });

    it('an ACL that nobody knows, or not all of, decides nothing', () => {
      checkAnswer(place(open).replace('acl tight\n  instance', 'acl ?var.acl\n  instance'), 'x -> y tcp 80', {
        verdict: 'unknown',
        unknowns: ['var.acl'],
      });
      checkAnswer(place(open).replace('acl tight\n', 'acl tight incomplete acl-1\n'), 'x -> y tcp 80', {
        verdict: 'unknown',
        unknowns: ['acl-1'],
      });
    });
  });

  it('are crossed by a Classic Load Balancer even within its own subnet', () => {
    const classic = `${place('')}
  target-group web port 80 targets y
  lb old in b kind classic
    listen 80 -> web
  instance caller in b at 10.0.2.20
`;
    checkAnswer(classic, 'caller -> old', {
      verdict: 'blocked',
      // Out and in, there and back.
      blockers: Array.from({ length: 4 }, () => 'networkAcl tight: ELB_ACL_RESTRICTION'),
    });
    checkAnswer(classic.replace('kind classic', 'kind application'), 'caller -> old', {
      verdict: 'reachable',
    });
  });
});
