import { checkAnswer } from '../../support/checkAnswer';

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
});
