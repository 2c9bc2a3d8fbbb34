import { checkAnswer } from '../../support/checkAnswer';

const place = `
  vpc main 10.0.0.0/16 2001:db8::/56
  igw gate in main
  eigw out in main
  table public in main
    0.0.0.0/0 -> igw gate
    ::/0 -> igw gate
  table private in main
    0.0.0.0/0 -> nat nat
    ::/0 -> eigw out
  subnet pub 10.0.0.0/24 2001:db8::/64 in main table public
  subnet priv 10.0.1.0/24 2001:db8:0:1::/64 in main table private
  nat nat in pub public 203.0.113.1
  group web in main
    in tcp 443 from 0.0.0.0/0 ::/0
    out all to 0.0.0.0/0 ::/0
  instance web in pub at 10.0.0.10 2001:db8::10 groups web public 203.0.113.10
  instance hidden in pub at 10.0.0.11 2001:db8::11 groups web
  instance app in priv at 10.0.1.10 2001:db8:0:1::10 groups web
  instance late in priv at 10.0.1.11 groups web public 203.0.113.11
`;

describe('the internet', () => {
  it('reaches a public address through an internet gateway', () => {
    checkAnswer(place, 'internet -> web', {
      verdict: 'reachable',
      traffic: ['tcp 443'],
      path: [
        'internet the internet',
        'internetGateway gate',
        'networkAcl main/acl',
        'securityGroup web',
        'destination web',
      ],
    });
  });

  it('reaches nobody without a public address, in a public subnet either', () => {
    checkAnswer(place, 'internet -> hidden tcp 443', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'],
    });
  });

  it('gets no reply where the subnet’s own route does not lead to the gateway', () => {
    checkAnswer(place, 'internet -> late tcp 443', {
      verdict: 'blocked',
      blockers: ['natGateway nat: RETURN_PATH_ADDRESS_MISMATCH'],
    });
  });

  it('is told in parts where only some of it gets in', () => {
    const some = place.replace(
      'in tcp 443 from 0.0.0.0/0 ::/0',
      'in tcp 443 from 198.51.100.0/24\n    in tcp 22 from 192.0.2.7/32',
    );
    checkAnswer(some, 'internet -> web', {
      verdict: 'reachable',
      traffic: ['tcp 22 of 192.0.2.7', 'tcp 443 of 198.51.100.0/24'],
    });
    checkAnswer(some, '192.0.2.7 -> web tcp 443', { verdict: 'blocked' });
  });

  it('is reached by a public address, and not without one', () => {
    checkAnswer(place, 'web -> internet tcp 443', { verdict: 'reachable' });
    checkAnswer(place, 'hidden -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
    });
  });

  it('is not reached by a Lambda function in a public subnet', () => {
    checkAnswer(
      `${place}\n instance fn in pub at 10.0.0.12 groups web public 203.0.113.12 kind lambda`,
      'fn -> internet tcp 443',
      {
        verdict: 'blocked',
        blockers: ['internetGateway gate: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
      },
    );
  });

  it('needs a gateway that is attached', () => {
    checkAnswer(place.replace('igw gate in main', 'igw gate'), 'web -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: BAD_STATE_ATTACHMENT'],
    });
    checkAnswer(place.replace('igw gate in main', 'igw gate'), 'internet -> web tcp 443', {
      verdict: 'blocked',
    });
    checkAnswer(place.replace('igw gate in main', 'igw gate in ?var.vpc'), 'web -> internet tcp 443', {
      verdict: 'unknown',
      unknowns: ['var.vpc'],
    });
  });

  it('depends on a public address that nobody knows of', () => {
    checkAnswer(
      place.replace('groups web public 203.0.113.10', 'groups web public ?var.public'),
      'internet -> web tcp 443',
      {
        verdict: 'unknown',
        unknowns: ['var.public'],
      },
    );
  });

  describe('over IPv6', () => {
    it('needs no public address, only routes', () => {
      checkAnswer(place, 'internet-ipv6 -> hidden tcp 443', { verdict: 'reachable' });
      checkAnswer(place, 'hidden -> internet-ipv6 tcp 443', { verdict: 'reachable' });
    });

    it('goes out only, through an egress-only gateway', () => {
      checkAnswer(place, 'app -> internet-ipv6 tcp 443', { verdict: 'reachable' });
      checkAnswer(place, 'internet-ipv6 -> app tcp 443', {
        verdict: 'blocked',
        blockers: ['egressOnlyInternetGateway out: RETURN_PATH_ADDRESS_MISMATCH'],
      });
    });

    it('egress-only gateways do not take IPv4', () => {
      checkAnswer(place.replace('0.0.0.0/0 -> nat nat', '0.0.0.0/0 -> eigw out'), 'app -> internet tcp 443', {
        verdict: 'blocked',
        blockers: ['egressOnlyInternetGateway out: EIGW_ACCEPTS_ONLY_IPV6'],
      });
    });
  });

  describe('Block Public Access', () => {
    const mode = (name: string): string => place.replaceAll(/(subnet \w+ .*)$/gm, `$1 bpa ${name}`);

    it('bidirectional stops everything', () => {
      checkAnswer(mode('bidirectional'), 'internet -> web tcp 443', {
        verdict: 'blocked',
        blockers: ['subnet pub: VPC_BLOCK_PUBLIC_ACCESS_ENABLED'],
      });
      checkAnswer(mode('bidirectional'), 'app -> internet tcp 443', { verdict: 'blocked' });
      checkAnswer(mode('bidirectional'), 'app -> internet-ipv6 tcp 443', { verdict: 'blocked' });
    });

    it('ingress lets NAT and egress-only gateways out', () => {
      checkAnswer(mode('ingress'), 'internet -> web tcp 443', { verdict: 'blocked' });
      checkAnswer(mode('ingress'), 'web -> internet tcp 443', { verdict: 'blocked' });
      checkAnswer(mode('ingress'), 'app -> internet tcp 443', { verdict: 'reachable' });
      checkAnswer(mode('ingress'), 'app -> internet-ipv6 tcp 443', { verdict: 'reachable' });
    });

    it('may be unknown', () => {
      checkAnswer(mode('?var.bpa'), 'internet -> web tcp 443', { verdict: 'unknown', unknowns: ['var.bpa'] });
    });
  });

  it('does not lend its address to group rules: who calls a public address of its own VPC comes as a stranger', () => {
    const referring = place.replace('in tcp 443 from 0.0.0.0/0 ::/0', 'in tcp 443 from group web');
    checkAnswer(referring, 'app -> web tcp 443', { verdict: 'reachable' });
    checkAnswer(referring, 'app -> 203.0.113.10 tcp 443', {
      verdict: 'blocked',
      blockers: ['securityGroup web: SG_REFERENCES_NOT_PRESERVED'],
    });
  });
});

describe('NAT gateways', () => {
  it('lead private subnets to the internet', () => {
    checkAnswer(place, 'app -> internet tcp 443', {
      verdict: 'reachable',
      path: [
        'source app',
        'securityGroup web',
        'networkAcl main/acl',
        'routeTable private',
        'networkAcl main/acl',
        'natGateway nat',
        'networkAcl main/acl',
        'routeTable public',
        'internetGateway gate',
        'internet the internet',
      ],
    });
  });

  it('pass TCP, UDP and ICMP only', () => {
    checkAnswer(place, 'app -> internet udp 53', { verdict: 'reachable' });
    checkAnswer(place, 'app -> internet icmp', { verdict: 'reachable' });
    checkAnswer(place, 'app -> internet 47', {
      verdict: 'blocked',
      blockers: ['natGateway nat: PROTOCOL_RESTRICTION'],
    });
  });

  it('do not work in a private subnet', () => {
    checkAnswer(place.replace('nat nat in pub', 'nat nat in priv'), 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['natGateway nat: ROUTE_LOOP'],
    });
  });

  it('need an Elastic IP', () => {
    checkAnswer(
      place.replace('nat nat in pub public 203.0.113.1\n', 'nat nat in pub noeip\n'),
      'app -> internet tcp 443',
      {
        verdict: 'blocked',
        blockers: ['internetGateway gate: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
      },
    );
  });

  it('have to be available', () => {
    checkAnswer(
      place.replace('nat nat in pub public 203.0.113.1\n', 'nat nat in pub public 203.0.113.1 unavailable\n'),
      'app -> internet tcp 443',
      {
        verdict: 'blocked',
        blockers: ['natGateway nat: BAD_STATE'],
      },
    );
  });

  it('let nothing in that was not asked for', () => {
    checkAnswer(place, 'internet -> nat tcp 443', {
      verdict: 'blocked',
      blockers: ['natGateway nat: NGW_REJECTS_INGRESS'],
    });
  });

  it('cross the ACL of their own subnet: in from inside, out, and back to their own ports', () => {
    const acl = (replies: string): string =>
      place.replace('table public\n', 'table public acl edge\n').replace(
        'igw gate',
        `acl edge
    in 100 allow all from 10.0.0.0/16
    in 200 allow tcp ${replies} from 0.0.0.0/0
    out 100 allow all to 0.0.0.0/0
  igw gate`,
      );
    checkAnswer(acl('1024-65535'), 'app -> internet tcp 443', { verdict: 'reachable' });
    // Linux clients' ports are not enough: the gateway picks its own.
    checkAnswer(acl('32768-60999'), 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['networkAcl edge: RETURN_PATH_ACL_RESTRICTION'],
    });
  });

  it('may be regional: in no subnet, with a table of their own', () => {
    const regional = place.replace(
      'nat nat in pub public 203.0.113.1\n',
      'nat nat in main regional table public public 203.0.113.1\n',
    );
    checkAnswer(regional, 'app -> internet tcp 443', { verdict: 'reachable' });
  });

  it('private ones do not get through an internet gateway', () => {
    checkAnswer(
      place.replace('nat nat in pub public 203.0.113.1\n', 'nat nat in pub private\n'),
      'app -> internet tcp 443',
      { verdict: 'blocked' },
    );
  });
});

describe('NAT instances', () => {
  const instance = (flags: string, groups = 'in all from 10.0.0.0/16'): string => `
    vpc main 10.0.0.0/16
    igw gate in main
    table public in main
      0.0.0.0/0 -> igw gate
    table private in main
      0.0.0.0/0 -> interface box
    subnet pub 10.0.0.0/24 in main table public
    subnet priv 10.0.1.0/24 in main table private
    group box in main
      ${groups}
      out all to 0.0.0.0/0
    instance box in pub at 10.0.0.20 groups box ${flags}
    instance app in priv at 10.0.1.10
  `;

  it('forward and translate, as far as the network can tell', () => {
    checkAnswer(instance('public 203.0.113.20 nocheck'), 'app -> internet tcp 443', {
      verdict: 'reachable',
      assumptions: 1,
    });
  });

  it('need their source/destination check off, a public address, and groups that let the private side in', () => {
    checkAnswer(instance('public 203.0.113.20'), 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['middlebox box: ENI_SOURCE_DEST_CHECK_RESTRICTION'],
    });
    checkAnswer(instance('nocheck'), 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'],
    });
    checkAnswer(
      instance('public 203.0.113.20 nocheck', 'in tcp 22 from 10.0.0.0/16'),
      'app -> internet tcp 443',
      {
        verdict: 'blocked',
        blockers: ['securityGroup box: ENI_SG_RULES_MISMATCH'],
      },
    );
  });

  it('are unknown where the check is', () => {
    checkAnswer(instance('public 203.0.113.20 nocheck ?var.check'), 'app -> internet tcp 443', {
      verdict: 'unknown',
      unknowns: ['var.check'],
    });
  });
});
