import type { Component, Maybe, Network } from '../../../server/src/network/model';
import { checkAnswer } from '../../support/checkAnswer';
import { network, unknownNamed } from '../../support/networkBuilder';

/**
 * Each setting of one thing that decides an answer, in its three forms: as it opens the way, as it shuts it, and where
 * nobody knows it. Then the answer has to be open, and to hang on that value and no other.
 */
interface Setting {
  /** What is said of it, as the end of "is decided by …". */
  readonly what: string;
  /** A network in which it opens the way. */
  readonly open: string;
  readonly question: string;
  /** The thing and its member, such as `transitGateways hub securityGroupReferencing`. */
  readonly of: string;
  /** The value that shuts it. */
  readonly shut: unknown;
  /** The value that opens it, where the network in words does not have it. */
  readonly opens?: unknown;
}

/** The network with one member of one thing replaced. */
function withMember(words: string, of: string, value: Maybe<unknown> | readonly Maybe<unknown>[]): Network {
  const made = network(words);
  const [kind = '', id = '', member = ''] = of.split(' ');
  const things = Object.entries(made).find(([name]) => name === kind)?.[1] as
    ReadonlyMap<string, Component> | undefined;
  const thing = things?.get(id);
  if (thing === undefined) throw new Error(`there is no ${of}`);
  return { ...made, [kind]: new Map(things).set(id, { ...thing, [member]: value }) };
}

const known = (value: unknown): Maybe<unknown> => ({ known: true, value });
const unknown: Maybe<unknown> = { known: false, unknown: unknownNamed('var.setting') };

function checkSetting({ open, question, of, shut, opens }: Setting): void {
  const opened = opens === undefined ? network(open) : withMember(open, of, known(opens));
  checkAnswer(opened, question, { verdict: 'reachable' });
  checkAnswer(withMember(open, of, known(shut)), question, { verdict: 'blocked' });
  checkAnswer(withMember(open, of, unknown), question, { verdict: 'unknown', unknowns: ['var.setting'] });
}

const hub = `
  vpc one 10.1.0.0/16
  vpc two 10.2.0.0/16
  tgw hub references
  table from-one in one
    10.2.0.0/16 -> tgw hub
  table from-two in two
    10.1.0.0/16 -> tgw hub
  subnet a 10.1.0.0/24 in one zone a table from-one
  subnet b 10.2.0.0/24 in two zone a table from-two
  transit-table core of hub
    propagate one two
  transit-table empty of hub
  attachment one of hub to one in a table core
  attachment two of hub to two in b table core
  group caller in one
    out all to 0.0.0.0/0
  group service in two
    in tcp 443 from group caller
  instance a in a at 10.1.0.10 groups caller
  instance b in b at 10.2.0.10 groups service
`;

const publicly = `
  vpc main 10.0.0.0/16
  igw gate in main
  table public in main
    0.0.0.0/0 -> igw gate
  subnet pub 10.0.0.0/24 in main table public
  instance web in pub at 10.0.0.10 public 203.0.113.5
`;

const privately = `
  vpc main 10.0.0.0/16
  igw gate in main
  table public in main
    0.0.0.0/0 -> igw gate
  table private in main
    0.0.0.0/0 -> nat out
  table nowhere in main
  subnet pub 10.0.0.0/24 in main table public
  subnet a 10.0.1.0/24 in main table private
  nat out in pub
  acl nothing
  instance app in a at 10.0.1.10
`;

const endpoint = `
  vpc main 10.0.0.0/16
  subnet a 10.0.0.0/24 in main
  subnet b 10.0.1.0/24 in main
  endpoint api type interface in b service ecr.api
  instance app in a at 10.0.0.10
`;

const gatewayEndpoint = `
  vpc main 10.0.0.0/16
  list pl-s3 52.92.0.0/16 service s3
  endpoint s3 type gateway in main service s3
  table t in main
    pl-s3 -> endpoint s3
  subnet a 10.0.0.0/24 in main table t
  instance app in a at 10.0.0.10
`;

const balanced = `
  vpc main 10.0.0.0/16
  subnet a 10.0.0.0/24 in main zone a
  subnet b 10.0.1.0/24 in main zone b
  group front in main
    in all from 0.0.0.0/0
    out all to 0.0.0.0/0
  group app in main
    in tcp 8080 from group front
  instance caller in a at 10.0.0.9
  instance api in b at 10.0.1.5 groups app
  target-group apis in main port 8080 targets api
  lb front in a groups front internal
    listen 443 -> apis
`;

const network56 = balanced
  .replace('in a groups front internal', 'in a at 10.0.0.100 kind network internal')
  .replace('in tcp 8080 from group front', 'in tcp 8080 from 10.0.0.100/32');

const settings: Readonly<Record<string, readonly Setting[]>> = {
  'a transit gateway': [
    {
      what: 'whether it carries references to groups',
      open: hub,
      question: 'a -> b tcp 443',
      of: 'transitGateways hub securityGroupReferencing',
      shut: false,
    },
    {
      what: 'whether the sender’s attachment carries references to groups',
      open: hub,
      question: 'a -> b tcp 443',
      of: 'transitGatewayAttachments one securityGroupReferencing',
      shut: false,
    },
    {
      what: 'which table the attachment is associated with',
      open: hub,
      question: 'a -> b tcp 443',
      of: 'transitGatewayAttachments one routeTable',
      shut: 'empty',
    },
    {
      what: 'whether the attachment is there',
      open: hub,
      question: 'a -> b tcp 443',
      of: 'transitGatewayAttachments two available',
      shut: false,
    },
  ],
  'the internet': [
    {
      what: 'which VPC the gateway is attached to, coming in',
      open: publicly,
      question: 'internet -> web tcp 443',
      of: 'internetGateways gate vpc',
      shut: undefined,
    },
    {
      what: 'which VPC the gateway is attached to, going out',
      open: publicly,
      question: 'web -> 198.51.100.7 tcp 443',
      of: 'internetGateways gate vpc',
      shut: undefined,
    },
    {
      what: 'whether a NAT gateway has an Elastic IP',
      open: privately,
      question: 'app -> 198.51.100.7 tcp 443',
      of: 'natGateways out hasElasticIp',
      shut: false,
    },
    {
      what: 'which table the sender’s subnet has',
      open: privately,
      question: 'app -> 198.51.100.7 tcp 443',
      of: 'subnets a routeTable',
      shut: 'nowhere',
    },
    {
      what: 'which table the NAT gateway’s subnet has',
      open: privately,
      question: 'app -> 198.51.100.7 tcp 443',
      of: 'subnets pub routeTable',
      shut: 'nowhere',
    },
    {
      what: 'which ACL the sender’s subnet has',
      open: privately,
      question: 'app -> 198.51.100.7 tcp 443',
      of: 'subnets a networkAcl',
      shut: 'nothing',
    },
    {
      what: 'which ACL the NAT gateway’s subnet has',
      open: privately,
      question: 'app -> 198.51.100.7 tcp 443',
      of: 'subnets pub networkAcl',
      shut: 'nothing',
    },
  ],
  'an interface endpoint’s name': [
    {
      what: 'whether private DNS is on',
      open: endpoint,
      question: 'app -> service:ecr.api tcp 443',
      of: 'endpoints api privateDns',
      shut: false,
    },
    {
      what: 'whether the VPC has DNS support',
      open: endpoint,
      question: 'app -> service:ecr.api tcp 443',
      of: 'vpcs main dnsSupport',
      shut: false,
    },
    {
      what: 'whether the VPC has DNS hostnames',
      open: endpoint,
      question: 'app -> service:ecr.api tcp 443',
      of: 'vpcs main dnsHostnames',
      shut: false,
    },
    {
      what: 'whether the endpoint is accepted',
      open: endpoint,
      question: 'app -> api tcp 443',
      of: 'endpoints api available',
      shut: false,
    },
  ],
  'a gateway endpoint': [
    {
      what: 'whether it is available',
      open: gatewayEndpoint,
      question: 'app -> service:s3 tcp 443',
      of: 'endpoints s3 available',
      shut: false,
    },
  ],
  'a balancer’s targets': [
    {
      what: 'whether it balances across zones',
      open: balanced,
      question: 'caller -> front tcp 443',
      of: 'loadBalancers front crossZone',
      shut: false,
    },
    {
      what: 'whether the target group balances across zones, whatever the balancer says',
      open: balanced,
      question: 'caller -> front tcp 443',
      of: 'targetGroups apis crossZone',
      opens: true,
      shut: false,
    },
    {
      what: 'the port of the target group',
      open: balanced,
      question: 'caller -> front tcp 443',
      of: 'targetGroups apis port',
      shut: 9090,
    },
    {
      what: 'whether a network balancer keeps the client’s address',
      open: network56,
      question: 'caller -> front tcp 443',
      of: 'targetGroups apis preserveClientAddress',
      shut: true,
    },
  ],
};

for (const [of, all] of Object.entries(settings)) {
  describe(`the way through ${of} is decided by`, () => {
    for (const setting of all) {
      it(setting.what, () => {
        checkSetting(setting);
      });
    }
  });
}

describe('what nobody knows of a place', () => {
  it('is open for a reference to a group over a peering whose Region is not given for one side', () => {
    const peered = (regions: string): string => `
      vpc one 10.1.0.0/16
      vpc two 10.2.0.0/16
      peering link one two ${regions}
      table from-one in one
        10.2.0.0/16 -> peering link
      table from-two in two
        10.1.0.0/16 -> peering link
      subnet a 10.1.0.0/24 in one table from-one
      subnet b 10.2.0.0/24 in two table from-two
      group caller in one
        out all to 0.0.0.0/0
      group service in two
        in tcp 443 from group caller
      instance a in a at 10.1.0.10 groups caller
      instance b in b at 10.2.0.10 groups service
    `;
    checkAnswer(peered('regions eu-west-1 eu-west-1'), 'a -> b tcp 443', { verdict: 'reachable' });
    checkAnswer(peered('regions eu-west-1 us-east-1'), 'a -> b tcp 443', { verdict: 'blocked' });
  });

  it('is open where a subnet’s block is not known: an address of the VPC may be in it', () => {
    const place = (block: string): string => `
      vpc main 10.0.0.0/16
      subnet a 10.0.0.0/24 in main
      subnet b ${block} in main
      instance app in a at 10.0.0.10
    `;
    checkAnswer(place('10.0.9.0/24'), 'app -> 10.0.9.9 tcp 443', { verdict: 'reachable', assumptions: 1 });
    checkAnswer(place('10.0.8.0/24'), 'app -> 10.0.9.9 tcp 443', {
      verdict: 'blocked',
      blockers: ['vpc main: VPC_LOCAL_ROUTE_CIDR_RESTRICTION'],
    });
    checkAnswer(place('?var.block'), 'app -> 10.0.9.9 tcp 443', {
      verdict: 'unknown',
      unknowns: ['var.block'],
    });
    const withoutSubnets = {
      ...network(place('10.0.8.0/24')),
      notCollected: { subnets: unknownNamed('subnets') },
    };
    checkAnswer(withoutSubnets, 'app -> 10.0.9.9 tcp 443', { verdict: 'unknown', unknowns: ['subnets'] });
  });

  it('is open for a function of which nobody knows the subnet, one of two: only the private one leads out', () => {
    const placed = (subnets: string): string =>
      privately.replace('instance app in a at 10.0.1.10', `tasks app in ${subnets}`);
    checkAnswer(placed('a'), 'app -> 198.51.100.7 tcp 443', { verdict: 'reachable' });
    checkAnswer(placed('pub'), 'app -> 198.51.100.7 tcp 443', { verdict: 'blocked' });
    checkAnswer(placed('?var.subnet'), 'app -> 198.51.100.7 tcp 443', {
      verdict: 'unknown',
      unknowns: ['var.subnet'],
    });
  });

  it('is open for an ICMP type that nobody knows; another protocol is still not let in', () => {
    const ping = (rule: string): string => `
      vpc main 10.0.0.0/16
      subnet a 10.0.0.0/24 in main
      group open in main
        out all to 0.0.0.0/0
      group pinged in main
        ${rule}
      instance app in a at 10.0.0.10 groups open
      instance db in a at 10.0.0.11 groups pinged
    `;
    checkAnswer(ping('in icmp 8/0 from 0.0.0.0/0'), 'app -> db icmp', { verdict: 'reachable' });
    checkAnswer(ping('in icmp 0/0 from 0.0.0.0/0'), 'app -> db icmp 8', { verdict: 'blocked' });
    checkAnswer(ping('in ?var.type from 0.0.0.0/0'), 'app -> db icmp 8', {
      verdict: 'unknown',
      unknowns: ['var.type'],
    });
  });

  it('is open where a rule names a group by a value that nobody knows, and another rule does not help', () => {
    const own = (peer: string): string => `
      vpc main 10.0.0.0/16
      subnet a 10.0.0.0/24 in main
      group members in main
        out all to 0.0.0.0/0
        in tcp 443 from ${peer}
      instance one in a at 10.0.0.10 groups members
      instance two in a at 10.0.0.11 groups members
    `;
    checkAnswer(own('group members'), 'one -> two tcp 443', { verdict: 'reachable' });
    checkAnswer(own('10.9.0.0/16'), 'one -> two tcp 443', { verdict: 'blocked' });
    checkAnswer(own('?var.group'), 'one -> two tcp 443', { verdict: 'unknown', unknowns: ['var.group'] });
  });
});
