import { checkAnswer } from '../../support/checkAnswer';

const place = (routes: string): string => `
  vpc main 10.0.0.0/16
  igw gate in main
  nat nat in pub public 203.0.113.1
  table public in main
    0.0.0.0/0 -> igw gate
  table private in main
${routes}
  subnet pub 10.0.0.0/24 in main table public
  subnet a 10.0.1.0/24 in main table private
  subnet b 10.0.2.0/24 in main
  nat nat in pub public 203.0.113.1
  instance app in a at 10.0.1.10
  instance db in b at 10.0.2.10
  instance box in pub at 10.0.0.20 public 203.0.113.20 nocheck
  list office 198.51.100.0/24
`;

describe('routes', () => {
  it('to the VPC’s own addresses are always there', () => {
    checkAnswer(place(''), 'app -> db', { verdict: 'reachable' });
  });

  it('are needed for anything else', () => {
    checkAnswer(place(''), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'blocked',
      blockers: ['routeTable private: NO_ROUTE_TO_DESTINATION'],
    });
  });

  it('win by the longest prefix', () => {
    const routes = `
    0.0.0.0/0 -> nat nat
    198.51.100.0/24 -> igw gate`;
    checkAnswer(place(routes), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
    });
    checkAnswer(place(routes), 'app -> 192.0.2.1 tcp 443', { verdict: 'reachable' });
  });

  it('of one length: static before prefix list before propagated', () => {
    const over = (first: string, second: string): string =>
      place(`
    ${first}
    ${second}`);
    const propagated = '198.51.100.0/24 -> igw gate propagated';
    checkAnswer(over(propagated, '198.51.100.0/24 -> nat nat'), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'reachable',
    });
    checkAnswer(over(propagated, 'office -> nat nat'), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'reachable',
    });
    checkAnswer(over('office -> igw gate', '198.51.100.0/24 -> nat nat'), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'reachable',
    });
  });

  it('whose target is gone still win, and drop', () => {
    const routes = `
    0.0.0.0/0 -> nat nat
    198.51.100.0/24 -> nat old blackhole`;
    checkAnswer(place(routes), 'app -> 198.51.100.1 tcp 443', {
      verdict: 'blocked',
      blockers: ['routeTable private: BAD_STATE_ROUTE'],
    });
  });

  it('within the VPC: a propagated one never beats the local one, however specific', () => {
    checkAnswer(place('    10.0.2.0/24 -> vgw vpn propagated'), 'app -> db', { verdict: 'reachable' });
  });

  it('within the VPC: a static one for a whole subnet does, to an interface', () => {
    checkAnswer(place('    10.0.2.0/24 -> interface box'), 'app -> db', {
      verdict: 'reachable',
      assumptions: 1,
      path: [
        'source app',
        'networkAcl main/acl',
        'routeTable private',
        'networkAcl main/acl',
        'middlebox box',
        'networkAcl main/acl',
        'routeTable public',
        'networkAcl main/acl',
        'destination db',
      ],
    });
  });

  it('within the VPC: not for a part of a subnet, which AWS refuses, nor to a gateway', () => {
    checkAnswer(place('    10.0.2.0/25 -> interface box'), 'app -> db', {
      verdict: 'reachable',
      assumptions: 0,
    });
    checkAnswer(place('    10.0.2.0/24 -> igw gate'), 'app -> db', { verdict: 'reachable', assumptions: 0 });
  });

  it('drop addresses of the VPC that no subnet has', () => {
    checkAnswer(place('    0.0.0.0/0 -> nat nat'), 'app -> 10.0.99.1 tcp 80', {
      verdict: 'blocked',
      blockers: ['vpc main: VPC_LOCAL_ROUTE_CIDR_RESTRICTION'],
    });
  });

  describe('unknown', () => {
    it('destination: it may win or not', () => {
      checkAnswer(place('    ?var.range -> nat nat'), 'app -> 198.51.100.1 tcp 443', {
        verdict: 'unknown',
        unknowns: ['var.range'],
      });
      const either = `
    ?var.range -> nat nat
    0.0.0.0/0 -> nat nat`;
      checkAnswer(place(either), 'app -> 198.51.100.1 tcp 443', { verdict: 'reachable' });
      const neither = `
    ?var.range -> nat gone blackhole`;
      checkAnswer(place(neither), 'app -> 198.51.100.1 tcp 443', { verdict: 'blocked' });
    });

    it('target', () => {
      checkAnswer(place('    0.0.0.0/0 -> ?var.gateway'), 'app -> 198.51.100.1 tcp 443', {
        verdict: 'unknown',
        unknowns: ['var.gateway'],
      });
    });

    it('kind of target, and a gateway that is not in the model', () => {
      checkAnswer(place('    0.0.0.0/0 -> coreNetwork core-1'), 'app -> 198.51.100.1 tcp 443', {
        verdict: 'unknown',
        unknowns: ['core-1'],
      });
      checkAnswer(place('    0.0.0.0/0 -> nat nat-gone'), 'app -> 198.51.100.1 tcp 443', {
        verdict: 'unknown',
        unknowns: ['nat-gone'],
      });
    });

    it('table, or routes of it that nobody shows', () => {
      const text = place('').replace('table private in main', 'table private in main incomplete rtb-1');
      checkAnswer(text, 'app -> 198.51.100.1 tcp 443', { verdict: 'unknown', unknowns: ['rtb-1'] });
      // The VPC has a NAT instance: a route that nobody shows may lead the traffic between subnets through it.
      checkAnswer(text, 'app -> db', { verdict: 'unknown', unknowns: ['rtb-1'] });
      const lost = place('').replace('in main table private', 'in main table ?var.table');
      checkAnswer(lost, 'app -> 198.51.100.1 tcp 443', { verdict: 'unknown', unknowns: ['var.table'] });
    });
  });
});
