import { checkAnswer } from '../../support/checkAnswer';
import { network } from '../../support/networkBuilder';

/** A machine whose group and ACL let nothing through at all. */
const shut = `
  vpc main 10.0.0.0/16 10.9.0.0/16
  vpc other 10.2.0.0/16
  acl none in main
  subnet a 10.0.1.0/24 in main acl none
  group nothing in main
  instance app in a at 10.0.1.10 groups nothing
`;

describe('what AWS runs on every host', () => {
  it('is reached whatever groups and network ACLs say: the resolver, metadata, the time', () => {
    checkAnswer(shut, 'app -> 10.0.0.2', {
      verdict: 'reachable',
      traffic: ['tcp 53', 'udp 53'],
      blockers: [],
    });
    checkAnswer(shut, 'app -> 169.254.169.253 udp 53', { verdict: 'reachable' });
    checkAnswer(shut, 'app -> 169.254.169.254 tcp 80', { verdict: 'reachable' });
    checkAnswer(shut, 'app -> 169.254.169.123 udp 123', { verdict: 'reachable' });
  });

  it('answers on its own ports only', () => {
    checkAnswer(shut, 'app -> 10.0.0.2 tcp 80', { verdict: 'blocked' });
    checkAnswer(shut, 'app -> 169.254.169.254 tcp 22', { verdict: 'blocked' });
  });

  it('is no address like others of the VPC: the next one is filtered, and a secondary block has no resolver', () => {
    checkAnswer(shut, 'app -> 10.0.0.3 udp 53', { verdict: 'blocked' });
    checkAnswer(shut, 'app -> 10.9.0.2 udp 53', { verdict: 'blocked' });
  });

  it('resolves for its own VPC only', () => {
    checkAnswer(shut, 'app -> 10.2.0.2 udp 53', { verdict: 'blocked' });
  });

  it('does not resolve where DNS support is off, and nobody knows where that is unknown', () => {
    const dns = (support: boolean | undefined): Parameters<typeof checkAnswer>[0] =>
      withSupport(shut, support);
    checkAnswer(dns(false), 'app -> 10.0.0.2 udp 53', { verdict: 'blocked' });
    checkAnswer(dns(undefined), 'app -> 10.0.0.2 udp 53', { verdict: 'unknown', unknowns: ['var.dns'] });
    checkAnswer(dns(false), 'app -> 169.254.169.254 tcp 80', { verdict: 'reachable' });
  });

  it('opens no connections, and is not there for the internet', () => {
    checkAnswer(shut, '169.254.169.254 -> app tcp 80', { verdict: 'blocked' });
    checkAnswer(shut, 'internet -> 10.0.0.2 udp 53', { verdict: 'blocked' });
  });
});

function withSupport(text: string, support: boolean | undefined): ReturnType<typeof network> {
  const made = network(text);
  const dnsSupport =
    support === undefined
      ? { known: false as const, unknown: { value: 'var.dns', why: 'nobody gave it a value' } }
      : { known: true as const, value: support };
  return { ...made, vpcs: new Map([...made.vpcs].map(([id, vpc]) => [id, { ...vpc, dnsSupport }])) };
}
