import { checkAnswer } from '../../support/checkAnswer';

const two = `
  vpc one 10.1.0.0/16
  vpc two 10.2.0.0/16
  vpc three 10.3.0.0/16
`;
const members = `
  group caller in one
    out all to 0.0.0.0/0
  group service in two
    in tcp 443 from group caller
  instance a in a at 10.1.0.10 groups caller
  instance b in b at 10.2.0.10 groups service
  instance c in c at 10.3.0.10
`;

describe('peering', () => {
  const peered = (flags = '', back = '10.1.0.0/16 -> peering link'): string => `${two}
    peering link one two ${flags}
    peering other two three
    table from-one in one
      10.2.0.0/16 -> peering link
      10.3.0.0/16 -> peering link
    table from-two in two
      ${back}
      10.3.0.0/16 -> peering other
    subnet a 10.1.0.0/24 in one table from-one
    subnet b 10.2.0.0/24 in two table from-two
    subnet c 10.3.0.0/24 in three
    ${members}`;

  it('carries traffic both ways, and references to groups with it', () => {
    checkAnswer(peered(), 'a -> b', { verdict: 'reachable', traffic: ['tcp 443'] });
  });

  it('carries nothing while it is pending', () => {
    checkAnswer(peered('pending'), 'a -> b', {
      verdict: 'blocked',
      blockers: ['peeringConnection link: PCX_NOT_ACTIVE', 'peeringConnection link: PCX_NOT_ACTIVE'],
    });
    checkAnswer(peered('pending ?var.accepted'), 'a -> b', {
      verdict: 'unknown',
      unknowns: ['var.accepted'],
    });
  });

  it('needs a route on both sides', () => {
    checkAnswer(peered('', '192.168.0.0/16 -> peering link'), 'a -> b', {
      verdict: 'blocked',
      blockers: ['routeTable from-two: NO_ROUTE_TO_DESTINATION'],
    });
  });

  it('is not transitive', () => {
    checkAnswer(peered(), 'a -> c tcp 443', {
      verdict: 'blocked',
      blockers: ['peeringConnection link: PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'],
    });
  });

  it('between two Regions carries no references, only addresses', () => {
    const far = peered('regions eu-west-1 us-east-1');
    checkAnswer(far, 'a -> b', {
      verdict: 'blocked',
      blockers: ['securityGroup service: SG_REFERENCES_NOT_PRESERVED'],
    });
    checkAnswer(far.replace('in tcp 443 from group caller', 'in tcp 443 from 10.1.0.0/16'), 'a -> b', {
      verdict: 'reachable',
    });
    checkAnswer(peered('regions eu-west-1 eu-west-1'), 'a -> b', { verdict: 'reachable' });
  });

  it('that is not in the model leaves the answer open', () => {
    checkAnswer(peered().replace('peering link one two', 'peering renamed one two'), 'a -> b', {
      verdict: 'unknown',
      unknowns: ['link'],
    });
  });
});

describe('VPCs that nothing joins', () => {
  it('are said to be apart', () => {
    const apart = `${two}
      subnet a 10.1.0.0/24 in one
      subnet b 10.2.0.0/24 in two
      subnet c 10.3.0.0/24 in three
      ${members}`;
    checkAnswer(apart, 'a -> c tcp 80', {
      verdict: 'blocked',
      blockers: ['routeTable one/main: DISCONNECTED_VPCS', 'routeTable three/main: DISCONNECTED_VPCS'],
    });
  });
});

describe('transit gateways', () => {
  const hub = (table = '', more = '', flags = ''): string => `${two}
    tgw hub ${flags}
    table from-one in one
      10.0.0.0/8 -> tgw hub
    table from-two in two
      10.0.0.0/8 -> tgw hub
    subnet a 10.1.0.0/24 in one zone a table from-one
    subnet a2 10.1.1.0/24 in one zone b table from-one
    subnet b 10.2.0.0/24 in two zone a table from-two
    subnet c 10.3.0.0/24 in three
    transit-table core of hub
      ${table || 'propagate one two'}
    attachment one of hub to one in a table core ${more}
    attachment two of hub to two in b table core
    instance far in a2 at 10.1.1.10 groups caller
    ${members.replace('from group caller', 'from 10.1.0.0/16')}`;

  it('route by the table of the attachment that a packet comes in by', () => {
    checkAnswer(hub(), 'a -> b', {
      verdict: 'reachable',
      path: [
        'source a',
        'securityGroup caller',
        'networkAcl one/acl',
        'routeTable from-one',
        'networkAcl one/acl',
        'transitGateway hub',
        'transitGatewayRouteTable core',
        'securityGroup service',
        'destination b',
      ],
    });
    checkAnswer(hub('propagate one'), 'a -> b', {
      verdict: 'blocked',
      blockers: ['transitGatewayRouteTable core: TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT'],
    });
  });

  it('need an association', () => {
    checkAnswer(hub().replace('in a table core', 'in a'), 'a -> b', {
      verdict: 'blocked',
      blockers: ['transitGateway one: TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'],
    });
  });

  it('take the longest prefix, then static before propagated; blackholes drop', () => {
    checkAnswer(hub('propagate one two\n      10.2.0.0/16 -> blackhole'), 'a -> b', {
      verdict: 'blocked',
      blockers: ['transitGatewayRouteTable core: TGW_RTB_BAD_STATE_ROUTE'],
    });
    checkAnswer(hub('propagate one two\n      10.0.0.0/8 -> blackhole'), 'a -> b', { verdict: 'reachable' });
  });

  it('need the attachment to be in the sender’s zone', () => {
    checkAnswer(hub(), 'far -> b', {
      verdict: 'blocked',
      blockers: ['transitGateway one: TGW_ROUTE_AZ_RESTRICTION'],
    });
    checkAnswer(hub().replace('10.1.1.0/24 in one zone b', '10.1.1.0/24 in one zone ?var.zone'), 'far -> b', {
      verdict: 'unknown',
      unknowns: ['var.zone'],
    });
  });

  it('may route the way back elsewhere', () => {
    const asymmetric = hub()
      .replace('attachment two of hub to two in b table core', 'attachment two of hub to two in b table back')
      .concat('\n    transit-table back of hub\n      10.1.0.0/16 -> blackhole');
    checkAnswer(asymmetric, 'a -> b', {
      verdict: 'blocked',
      blockers: ['transitGatewayRouteTable back: TGW_RTB_BAD_STATE_ROUTE'],
    });
  });

  it('carry references to groups only where the gateway and both attachments do', () => {
    const referring = (flags: string, more = ''): string =>
      hub('', more, flags).replace('from 10.1.0.0/16', 'from group caller');
    checkAnswer(referring('references'), 'a -> b', { verdict: 'reachable' });
    checkAnswer(referring(''), 'a -> b', {
      verdict: 'blocked',
      blockers: ['securityGroup service: SG_REFERENCES_NOT_PRESERVED'],
    });
    checkAnswer(referring('references', 'noreferences'), 'a -> b', { verdict: 'blocked' });
  });

  it('are unknown by routes or attachments that nobody knows', () => {
    checkAnswer(hub('10.2.0.0/16 -> ?var.attachment\n      propagate one'), 'a -> b', {
      verdict: 'unknown',
      unknowns: ['var.attachment'],
    });
    checkAnswer(hub('?var.range -> two\n      propagate one'), 'a -> b', {
      verdict: 'unknown',
      unknowns: ['var.range'],
    });
  });

  it('lead to a NAT gateway of another VPC (one way out for all)', () => {
    const egress = `
      vpc spoke 10.1.0.0/16
      vpc exit 10.9.0.0/16
      igw gate in exit
      tgw hub
      table spoke in spoke
        0.0.0.0/0 -> tgw hub
      table inner in exit
        0.0.0.0/0 -> nat nat
        10.0.0.0/8 -> tgw hub
      table outer in exit
        0.0.0.0/0 -> igw gate
        10.0.0.0/8 -> tgw hub
      subnet s 10.1.0.0/24 in spoke table spoke
      subnet inner 10.9.0.0/24 in exit table inner
      subnet outer 10.9.1.0/24 in exit table outer
      nat nat in outer public 203.0.113.1
      transit-table core of hub
        0.0.0.0/0 -> exit
        propagate spoke
      attachment spoke of hub to spoke in s table core
      attachment exit of hub to exit in inner table core
      instance app in s at 10.1.0.10
    `;
    checkAnswer(egress, 'app -> internet tcp 443', { verdict: 'reachable' });
  });

  it('that pass a packet round in a circle end in an answer', () => {
    const circle = `
      vpc one 10.1.0.0/16
      table t in one
        10.0.0.0/8 -> tgw x
      subnet a 10.1.0.0/24 in one table t
      tgw x
      tgw y
      tgw z
      transit-table tx of x
        10.0.0.0/8 -> xy
      transit-table ty of y
        10.0.0.0/8 -> yz
      transit-table tz of z
        10.0.0.0/8 -> zx
      attachment one of x to one in a table tx
      attachment xy of x to y kind peering table tx
      attachment yx of y to x kind peering table ty
      attachment yz of y to z kind peering table ty
      attachment zy of z to y kind peering table tz
      attachment zx of z to x kind peering table tz
      attachment xz of x to z kind peering table tx
      instance app in a at 10.1.0.10
    `;
    checkAnswer(circle, 'app -> 10.200.0.1 tcp 80', {
      verdict: 'blocked',
      blockers: ['transitGatewayRouteTable tx: ROUTE_LOOP'],
    });
  });
});

describe('three transit gateways in a circle', () => {
  /** Each sends what is not its own on to the next; the last one back to the first, or to VPC two. */
  const circle = (last: string): string => `${two}
    tgw first
    tgw second
    tgw third
    table from-one in one
      10.0.0.0/8 -> tgw first
    table from-two in two
      10.0.0.0/8 -> tgw third
    subnet a 10.1.0.0/24 in one table from-one
    subnet b 10.2.0.0/24 in two table from-two
    transit-table at-first of first
      propagate one
      10.0.0.0/8 -> first-to-second
    transit-table at-second of second
      10.1.0.0/16 -> second-to-first
      10.0.0.0/8 -> second-to-third
    transit-table at-third of third
      ${last}
      10.1.0.0/16 -> third-to-second
    attachment one of first to one in a table at-first
    attachment two of third to two in b table at-third
    attachment first-to-second of first to second kind peering table at-first
    attachment second-to-first of second to first kind peering table at-second
    attachment second-to-third of second to third kind peering table at-second
    attachment third-to-second of third to second kind peering table at-third
    attachment third-to-first of third to first kind peering table at-third
    attachment first-to-third of first to third kind peering table at-first
    group caller in one
      out all to 0.0.0.0/0
    instance a in a at 10.1.0.10 groups caller
    instance b in b at 10.2.0.10`;

  it('end in an answer that says so', () => {
    checkAnswer(circle('10.2.0.0/16 -> third-to-first'), 'a -> b tcp 443', {
      verdict: 'blocked',
      blockers: ['transitGatewayRouteTable at-first: ROUTE_LOOP'],
    });
  });

  it('lead on where the last one does not send back', () => {
    checkAnswer(circle('propagate two'), 'a -> b tcp 443', { verdict: 'reachable' });
  });

  it('are unknown where nobody knows the last one’s route', () => {
    checkAnswer(circle('10.2.0.0/16 -> ?var.attachment'), 'a -> b tcp 443', {
      verdict: 'unknown',
      unknowns: ['var.attachment'],
    });
  });
});

describe('the network on premises', () => {
  const office = `
    vpc main 10.0.0.0/16
    vgw door in main
    vpn line on door routes 192.168.0.0/16
    table t in main
      192.168.0.0/16 -> vgw door propagated
    subnet a 10.0.0.0/24 in main table t
    instance app in a at 10.0.0.10
  `;

  it('is reached through a virtual private gateway, and reaches back', () => {
    checkAnswer(office, 'app -> 192.168.1.1 tcp 443', { verdict: 'reachable', assumptions: 1 });
    checkAnswer(office, '192.168.1.1 -> app tcp 443', { verdict: 'reachable' });
  });

  it('is not without a route or a gateway', () => {
    checkAnswer(office.replace('192.168.0.0/16 -> vgw door propagated', ''), 'app -> 192.168.1.1 tcp 443', {
      verdict: 'blocked',
      blockers: ['routeTable t: NO_ROUTE_TO_DESTINATION'],
    });
    checkAnswer(office.replace('vgw door in main', 'vgw door'), '192.168.1.1 -> app tcp 443', {
      verdict: 'blocked',
      blockers: ['onPremises 192.168.1.1: NO_PATH'],
    });
  });
});

describe('a peering and what lies behind it', () => {
  const place = `
    vpc one 10.1.0.0/16
    vpc two 10.2.0.0/16
    igw gate in two
    peering link one two
    table from-one in one
      0.0.0.0/0 -> peering link
    table from-two in two
      0.0.0.0/0 -> igw gate
      10.1.0.0/16 -> peering link
    subnet a 10.1.0.0/24 in one table from-one
    subnet b 10.2.0.0/24 in two table from-two
    nat nat in b at 10.2.0.5 public 203.0.113.9
    instance app in a at 10.1.0.10
  `;

  it('leads to no internet gateway and no NAT gateway of the other side', () => {
    checkAnswer(place, 'app -> internet tcp 443', {
      verdict: 'blocked',
      blockers: ['peeringConnection link: PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'],
    });
  });
});

describe('internet gateways and addresses that are not public', () => {
  const place = `
    vpc main 10.0.0.0/16
    igw gate in main
    table t in main
      0.0.0.0/0 -> igw gate
    subnet a 10.0.0.0/24 in main table t
    instance app in a at 10.0.0.10 public 203.0.113.5
  `;

  it('refuse private ones and those of carriers', () => {
    checkAnswer(place, 'app -> 192.168.1.1 tcp 80', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'],
    });
    checkAnswer(place, 'app -> 100.64.0.1 tcp 80', {
      verdict: 'blocked',
      blockers: ['internetGateway gate: IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'],
    });
    checkAnswer(place, 'app -> 100.128.0.1 tcp 80', { verdict: 'reachable' });
  });
});

describe('tables of gateways', () => {
  const place = `
    vpc main 10.0.0.0/16
    igw gate in main
    table out in main
      0.0.0.0/0 -> igw gate
    table back in main
      0.0.0.0/0 -> interface box
    table in-bound in main edge gate
      10.0.1.0/24 -> interface box
    subnet m 10.0.0.0/24 in main table out
    subnet a 10.0.1.0/24 in main table back
    group shut in main
    group open in main
      in all from 0.0.0.0/0
      out all to 0.0.0.0/0
    interface box in m at 10.0.0.10 groups open nocheck
    instance app in a at 10.0.1.10 groups open public 203.0.113.5
  `;

  it('send what comes in through a middlebox first', () => {
    checkAnswer(place, 'internet -> app tcp 443', {
      verdict: 'reachable',
      assumptions: 1,
    });
    checkAnswer(
      place.replace('at 10.0.0.10 groups open', 'at 10.0.0.10 groups shut'),
      'internet -> app tcp 443',
      {
        verdict: 'blocked',
      },
    );
  });

  it('do not where they are another gateway’s', () => {
    const plain = place
      .replace('edge gate', 'edge another')
      .replace('at 10.0.0.10 groups open', 'at 10.0.0.10 groups shut')
      .replace('0.0.0.0/0 -> interface box', '0.0.0.0/0 -> igw gate');
    checkAnswer(plain, 'internet -> app tcp 443', { verdict: 'reachable', assumptions: 0 });
  });

  it('with a target that nobody knows are unknown', () => {
    checkAnswer(
      place.replace('10.0.1.0/24 -> interface box', '10.0.1.0/24 -> ?var.box'),
      'internet -> app tcp 443',
      {
        verdict: 'unknown',
        unknowns: ['var.box'],
      },
    );
  });
});

describe('NAT gateways and IPv6', () => {
  it('translate nothing, and with NAT64 what is not followed', () => {
    const place = `
      vpc main 10.0.0.0/16 2600:1f00::/56
      igw gate in main
      table edge1 in main
        0.0.0.0/0 -> igw gate
      table t in main
        ::/0 -> nat nat
      subnet pub 10.0.0.0/24 in main table edge1
      subnet a 2600:1f00::/64 in main table t
      nat nat in pub at 10.0.0.5 public 203.0.113.9
      instance app in a at 2600:1f00::10
    `;
    checkAnswer(place, 'app -> internet-ipv6 tcp 443', {
      verdict: 'blocked',
      blockers: ['natGateway nat: PROTOCOL_RESTRICTION'],
    });
    checkAnswer(place, 'app -> 64:ff9b::c000:201 tcp 443', { verdict: 'unknown' });
  });
});
