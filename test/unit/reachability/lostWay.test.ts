import { checkAnswer } from '../../support/checkAnswer';

/** The sender's subnet is not known, as where the module that makes it is not installed. */
const place = (rules: string, app = '?module.vpc'): string => `
  vpc main 10.0.0.0/16
  subnet a 10.0.1.0/24 in main
  subnet b 10.0.2.0/24 in main
  group app in main
    out all to 0.0.0.0/0
  group db in main
    ${rules}
  instance app in ${app} at 10.0.1.10 groups app
  instance db in b at 10.0.2.10 groups db
`;

// Groups are the interface's own: a packet meets them by whichever way it comes.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
describe('where nobody knows the way', () => {
  it("the receiver's groups block what none of their rules is about", () => {
    checkAnswer(place('in tcp 3306 from group app'), 'app -> db tcp 5432', {
      verdict: 'blocked',
      path: [
        'source app',
        'securityGroup app',
        'interface app: UNKNOWN_VALUE',
        'securityGroup db: ENI_SG_RULES_MISMATCH',
      ],
      blockers: ['securityGroup db: ENI_SG_RULES_MISMATCH'],
    });
    checkAnswer(place('out all to 0.0.0.0/0'), 'app -> db', {
      verdict: 'blocked',
      blockers: ['securityGroup db: SG_HAS_NO_RULES'],
    });
  });

  it('a rule for the traffic may match, whomever it names: the packet may come under another address', () => {
    for (const peer of ['group app', 'group db', '192.0.2.1/32'])
      checkAnswer(place(`in tcp 5432 from ${peer}`), 'app -> db tcp 5432', {
        verdict: 'unknown',
        possible: ['tcp 5432'],
        unknowns: ['module.vpc'],
      });
  });

  it('of everything that was asked for, what rules are about may pass', () => {
    checkAnswer(place('in tcp 5432 from group app'), 'app -> db', {
      verdict: 'unknown',
      possible: ['tcp 5432'],
    });
  });

  it('rules that are not known may be about anything', () => {
    checkAnswer(place('in ?var.rule from group app'), 'app -> db tcp 5432', { verdict: 'unknown' });
    const unnamed = place('in tcp 3306 from group app').replace('groups db', 'groups ?var.group');
    checkAnswer(unnamed, 'app -> db tcp 5432', { verdict: 'unknown' });
  });

  it('it is so behind a route of which nobody knows where it leads, and where the receiver stands nobody knows where', () => {
    const two = (rule: string): string => `
      vpc main 10.0.0.0/16
      vpc other 10.1.0.0/16
      table private in main
        10.1.0.0/16 -> ?var.target
      subnet a 10.0.1.0/24 in main table private
      subnet b 10.1.1.0/24 in other
      group db in other
        ${rule}
      instance app in a at 10.0.1.10
      instance db in b at 10.1.1.10 groups db
    `;
    checkAnswer(two('in tcp 5432 from 10.0.0.0/16'), 'app -> db tcp 5432', { verdict: 'unknown' });
    checkAnswer(two('in udp 5432 from 10.0.0.0/16'), 'app -> db tcp 5432', {
      verdict: 'blocked',
      blockers: ['securityGroup db: ENI_SG_RULES_MISMATCH'],
    });
    const nowhere = two('in udp 5432 from 10.0.0.0/16').replace(
      'instance db in b',
      'instance db in ?var.subnet',
    );
    checkAnswer(nowhere, 'app -> db tcp 5432', { verdict: 'blocked' });
  });

  it('a reply is not held up: groups remember its connection', () => {
    const back = `
      vpc main 10.0.0.0/16
      vpc other 10.1.0.0/16
      peering pair main other
      table there in main
        10.1.0.0/16 -> peering pair
      table back in other
        10.0.0.0/16 -> ?var.target
      subnet a 10.0.1.0/24 in main table there
      subnet b 10.1.1.0/24 in other table back
      group app in main
        out all to 0.0.0.0/0
      group db in other
        in tcp 5432 from 10.0.0.0/16
      instance app in a at 10.0.1.10 groups app
      instance db in b at 10.1.1.10 groups db
    `;
    checkAnswer(back, 'app -> db tcp 5432', { verdict: 'unknown', blockers: [] });
  });
});
