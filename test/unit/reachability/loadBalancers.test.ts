import assert from 'node:assert/strict';
import { ask, checkAnswer } from '../../support/checkAnswer';

/** An internet-facing application balancer in front of tasks in private subnets. */
const web = `
  vpc main 10.0.0.0/16
  igw gate in main
  table public in main
    0.0.0.0/0 -> igw gate
  subnet pub-a 10.0.0.0/24 in main zone a table public
  subnet pub-b 10.0.1.0/24 in main zone b table public
  subnet a 10.0.10.0/24 in main zone a
  subnet b 10.0.11.0/24 in main zone b
  group balancer in main
    in tcp 443 from 0.0.0.0/0
    out all to 0.0.0.0/0
  group app in main
    in tcp 8080 from group balancer
  tasks api in a, b groups app listens 8080
  target-group apis in main port 8080 type ip targets api
`;
const front = `
  lb front in pub-a, pub-b groups balancer internet-facing
    listen 443 -> apis
`;

describe('load balancers', () => {
  it('takes the client on its listener and opens a connection of its own to a target', () => {
    checkAnswer(web + front, 'internet -> front', {
      verdict: 'reachable',
      traffic: ['tcp 443'],
      blockers: [],
    });
  });

  it('has no listener on another port', () => {
    checkAnswer(web + front, 'internet -> front tcp 80', {
      verdict: 'blocked',
      blockers: [
        'securityGroup balancer: ENI_SG_RULES_MISMATCH',
        'loadBalancer front: ELBV2_LISTENERS_MISMATCH',
      ],
    });
  });

  it('matters what the target admits on its own port, not on the listener’s', () => {
    const wrong = web.replace('in tcp 8080 from group balancer', 'in tcp 443 from group balancer') + front;
    checkAnswer(wrong, 'internet -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup app: ENI_SG_RULES_MISMATCH'],
    });
  });

  it('comes to the target under the balancer’s address, so that rules for the client do not match', () => {
    const forClients =
      web.replace('in tcp 8080 from group balancer', 'in tcp 8080 from 203.0.113.0/24') + front;
    checkAnswer(forClients, '203.0.113.7 -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup app: ENI_SG_RULES_MISMATCH'],
    });
  });

  it('sends to nobody where the target group is empty', () => {
    const empty = web.replace(' targets api', '') + front;
    checkAnswer(empty, 'internet -> front', {
      verdict: 'blocked',
      blockers: ['targetGroup apis: ELBV2_LISTENER_HAS_NO_TG'],
    });
  });

  it('is unknown where the targets are', () => {
    const open = web.replace(' targets api', ' incomplete') + front;
    checkAnswer(open, 'internet -> front', { verdict: 'unknown', unknowns: ['apis'] });
  });

  it('answers by itself where a listener only redirects', () => {
    const redirect = `${web}\n  lb front in pub-a groups balancer internet-facing\n    listen 443 ->`;
    checkAnswer(redirect, 'internet -> front', { verdict: 'reachable' });
  });

  it('is called by its public address from inside the VPC too, so that group rules for its clients do not match', () => {
    const inside = `${web.replace('in tcp 443 from 0.0.0.0/0', 'in tcp 443 from group caller')}
      group caller in main
        out all to 0.0.0.0/0
      ${front}
      instance caller in pub-a at 10.0.0.9 groups caller public 198.51.100.9
    `;
    checkAnswer(inside, 'caller -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup balancer: SG_REFERENCES_NOT_PRESERVED'],
    });
    checkAnswer(inside.replace('internet-facing', 'internal'), 'caller -> front', { verdict: 'reachable' });
  });

  it('reaches targets of its own zone only, with cross-zone balancing off', () => {
    const oneZone =
      web.replace('tasks api in a, b', 'instance api in b at 10.0.11.5') +
      front.replace('pub-a, pub-b', 'pub-a').replace('internet-facing', 'internet-facing nocross');
    checkAnswer(oneZone, 'internet -> front', {
      verdict: 'blocked',
      blockers: ['loadBalancer front: ELB_NOT_CROSSZONE'],
    });
    checkAnswer(oneZone.replace(' nocross', ''), 'internet -> front', { verdict: 'reachable' });
  });

  const net = front.replace('groups balancer', 'kind network');

  it('keeps the client’s address behind a network balancer that preserves it: the target has to admit clients', () => {
    const kept = web.replace('targets api', 'targets api preserve') + net;
    checkAnswer(kept, 'internet -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup app: ENI_SG_RULES_MISMATCH'],
    });
    const admitted = kept.replace('in tcp 8080 from group balancer', 'in tcp 8080 from 203.0.113.0/24');
    checkAnswer(admitted, '203.0.113.7 -> front', { verdict: 'reachable' });
    checkAnswer(admitted, '198.51.100.7 -> front', { verdict: 'blocked' });
  });

  it('comes under the network balancer’s own address where it does not', () => {
    const own = web.replace('in tcp 8080 from group balancer', 'in tcp 8080 from 10.0.0.0/16') + net;
    checkAnswer(own, 'internet -> front', { verdict: 'reachable' });
  });

  it('is asked for what it serves: a port that only its own groups admit is of no use', () => {
    const twoPorts = `${web.replace('in tcp 443 from 0.0.0.0/0', 'in tcp 443 from 0.0.0.0/0\n    in tcp 8443 from 203.0.113.0/24')}
      target-group none in main port 9000 type ip
      lb front in pub-a, pub-b groups balancer internet-facing
        listen 443 -> none
        listen 8443 -> apis
    `;
    checkAnswer(twoPorts, '203.0.113.7 -> front', { verdict: 'reachable', traffic: ['tcp 8443'] });
    checkAnswer(twoPorts, '198.51.100.7 -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup balancer: ENI_SG_RULES_MISMATCH'],
    });
  });

  it('serves a range of ports only where every port of it has a listener', () => {
    checkAnswer(web.replace('in tcp 443', 'in tcp 1-65535') + front, 'internet -> front tcp 80-443', {
      verdict: 'blocked',
      traffic: ['tcp 443'],
      blockers: ['loadBalancer front: ELBV2_LISTENERS_MISMATCH'],
    });
  });

  it('keeps the client’s address over UDP whatever the target group says, and also where the group takes both', () => {
    const udp = (
      listener: string,
    ): string => `${web.replace('in tcp 8080 from group balancer', 'in udp 8080 from 10.0.0.0/16')}
      lb front in pub-a, pub-b kind network internet-facing
        listen ${listener} -> apis
    `;
    checkAnswer(udp('53/udp'), 'internet -> front', {
      verdict: 'blocked',
      blockers: ['securityGroup app: ENI_SG_RULES_MISMATCH'],
    });
    const open = udp('53/udp').replace('in udp 8080 from 10.0.0.0/16', 'in udp 8080 from 0.0.0.0/0');
    checkAnswer(open, 'internet -> front', { verdict: 'reachable', traffic: ['udp 53'] });
  });

  it('lets each client through by its own address where that is kept: one that gets to it and one that gets on are not enough', () => {
    const twoClients = `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main
      subnet b 10.0.2.0/24 in main
      subnet c 10.0.3.0/24 in main
      group clients in main
        out all to 0.0.0.0/0
      group app in main
        in tcp 80 from 10.0.2.10/32
      group front in main
        in tcp 80 from 10.0.1.10/32
        out all to 0.0.0.0/0
      instance one in a at 10.0.1.10 groups clients
      instance two in b at 10.0.2.10 groups clients
      instance app in c at 10.0.3.10 groups app
      target-group apps in main port 80 targets app preserve
      lb nlb in c at 10.0.3.9 groups front kind network internal
        listen 80 -> apps
    `;
    checkAnswer(twoClients, 'clients -> nlb tcp 80', { verdict: 'blocked' });
    const both = twoClients.replace('in tcp 80 from 10.0.1.10/32', 'in tcp 80 from 10.0.0.0/16');
    checkAnswer(both, 'clients -> nlb tcp 80', { verdict: 'reachable', traffic: ['tcp 80 of two'] });
    const together = both
      .replace('two in b at 10.0.2.10', 'two in a at 10.0.1.11')
      .replace('10.0.2.10', '10.0.1.11');
    checkAnswer(together, 'clients -> nlb tcp 80', { verdict: 'reachable', traffic: ['tcp 80 of two'] });
    checkAnswer(together.replace('from 10.0.0.0/16', 'from 10.0.1.10/32'), 'clients -> nlb tcp 80', {
      verdict: 'blocked',
    });
  });
});

describe('a target that is asked for itself', () => {
  function throughOf(text: string, question: string): string[] {
    return (ask(text, question).through ?? []).map(
      ({ name, verdict, traffic }) => `${name} ${verdict} ${traffic.map(({ ports }) => ports).join()}`,
    );
  }

  it('is blocked directly, and the way through its balancer is told beside', () => {
    checkAnswer(web + front, 'internet -> api', { verdict: 'blocked' });
    assert.deepEqual(throughOf(web + front, 'internet -> api'), ['front reachable 443']);
    assert.deepEqual(throughOf(web + front, 'internet -> api tcp 8080'), ['front reachable 443']);
  });

  it('is not reached through it on another port than the balancer calls', () => {
    assert.deepEqual(throughOf(web + front, 'internet -> api tcp 22'), []);
  });

  it('is not reached through one that can not reach it either, and may be where that is unknown', () => {
    const closed = web.replace('in tcp 8080 from group balancer', 'in tcp 80 from group balancer');
    assert.deepEqual(throughOf(closed + front, 'internet -> api'), []);
    const open = web.replace('in tcp 8080 from group balancer', 'in tcp 8080 from ?var.range');
    assert.deepEqual(throughOf(open + front, 'internet -> api'), ['front unknown 443']);
  });

  it('is found by its address too, and nothing is told where the direct way is open', () => {
    const fixed = web.replace('tasks api in a, b', 'instance api in a at 10.0.10.5');
    assert.deepEqual(throughOf(fixed + front, 'internet -> 10.0.10.5 tcp 8080'), ['front reachable 443']);
    assert.deepEqual(throughOf(fixed + front, 'front -> api tcp 8080'), []);
  });
});

describe('endpoint services', () => {
  const place = `
    vpc main 10.0.0.0/16
    subnet a 10.0.1.0/24 in main zone a
    subnet b 10.0.2.0/24 in main zone b
    group ends in main
      in tcp 443 from group caller
    group caller in main
      out all to 0.0.0.0/0
    instance caller in a at 10.0.1.5 groups caller
    endpoint door type interface in a service own groups ends
    vpc theirs 10.0.0.0/16
    subnet ta 10.0.1.0/24 in theirs zone a
    subnet tb 10.0.2.0/24 in theirs zone b
    group app in theirs
      in tcp 8443 from 10.0.0.0/16
    instance app in ta at 10.0.1.9 groups app
    target-group apps in theirs port 8443 targets app preserve
    lb nlb in ta kind network internal nocross
      listen 443 -> apps
    endpoint-service own to nlb
  `;

  it('lead from the endpoint to the targets of their balancer, which sees the balancer and not the client', () => {
    checkAnswer(place, 'caller -> door', { verdict: 'reachable', traffic: ['tcp 443'], blockers: [] });
    checkAnswer(
      place.replace('in tcp 8443 from 10.0.0.0/16', 'in tcp 8443 from 10.0.9.0/24'),
      'caller -> door',
      {
        verdict: 'blocked',
        blockers: ['securityGroup app: ENI_SG_RULES_MISMATCH'],
      },
    );
  });

  it('have the ports of the balancer’s listeners', () => {
    checkAnswer(place.replace('listen 443', 'listen 5432'), 'caller -> door tcp 443', {
      verdict: 'blocked',
      blockers: ['loadBalancer nlb: ELBV2_LISTENERS_MISMATCH'],
    });
  });

  it('hand over to the balancer’s node in the endpoint’s own zone', () => {
    checkAnswer(
      place.replace('endpoint door type interface in a', 'endpoint door type interface in b'),
      'caller -> door',
      {
        verdict: 'blocked',
        blockers: ['loadBalancer nlb: VPCE_SERVICE_NOT_INSTALLED_IN_AZ'],
      },
    );
  });

  it('with a balancer that carries groups are unknown: whether these apply is a setting that is not read', () => {
    const withGroup = place.replace(
      'kind network internal nocross',
      'groups caller kind network internal nocross',
    );
    checkAnswer(withGroup, 'caller -> door', { verdict: 'unknown' });
  });

  it('with a balancer that nobody knows are unknown', () => {
    checkAnswer(place.replace('to nlb', 'to ?var.nlb'), 'caller -> door', {
      verdict: 'unknown',
      unknowns: ['var.nlb'],
    });
  });

  it('of somebody else are taken to answer, on whatever port gets to the endpoint', () => {
    const stranger = place.replace('service own', 'service com.amazonaws.vpce.eu-west-1.vpce-svc-0123');
    checkAnswer(stranger, 'caller -> door', { verdict: 'reachable', traffic: ['tcp 443'], assumptions: 1 });
  });
});
