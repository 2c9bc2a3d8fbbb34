import assert from 'node:assert/strict';
import type { AnswerJson, HopJson } from '../../../server/src/explain/answerJson';
import { howToCheck, shellWord } from '../../../server/src/explain/howToCheck';

const answer: AnswerJson = {
  version: 1,
  question: { from: 'aws_instance.a', to: 'aws_db_instance.b', protocol: 'tcp', ports: '5432' },
  verdict: 'blocked',
  summary: '',
  traffic: [],
  possibleTraffic: [],
  path: [],
  returnPath: [],
  blockers: [],
  unknowns: [],
  changes: [],
  assumptions: [],
};

const hop = (kind: HopJson['kind'], component: string): HopJson => ({
  component,
  name: component,
  kind,
  direction: 'out',
  verdict: 'allowed',
  code: null,
  text: '',
  rule: null,
  origin: null,
});

/** The commands for an answer that differs in this. */
function checkCommands(
  difference: Partial<AnswerJson>,
  fromKind: string | undefined,
  expected: readonly string[],
): void {
  const commands = howToCheck({ ...answer, ...difference }, { fromKind });
  assert.deepEqual(
    commands.map(({ command }) => command),
    expected,
  );
}

const question = (to: string, protocol: string, ports: string): Partial<AnswerJson> => ({
  question: { from: 'aws_lambda_function.f', to, protocol, ports },
});

describe('how to check an answer', () => {
  it('tries TCP, UDP and ping as people do', () => {
    checkCommands(question('aws_instance.b', 'tcp', '22'), undefined, ['nc -zv -w 5 "$TARGET" 22']);
    checkCommands(question('10.0.0.7', 'udp', '53'), undefined, ['nc -zvu -w 5 10.0.0.7 53']);
    checkCommands(question('10.0.0.7', 'icmp', ''), undefined, ['ping -c 3 10.0.0.7']);
  });

  it('has nothing to try for whatever passes', () => {
    checkCommands(question('aws_instance.b', '-1', ''), undefined, []);
  });

  it('says how to get inside an instance and a task', () => {
    checkCommands({}, 'instance', [
      'nc -zv -w 5 "$TARGET" 5432',
      `aws ssm start-session --target "$(terraform state show -no-color aws_instance.a | sed -n 's/^ *id *= "\\(.*\\)"$/\\1/p')"`,
    ]);
    checkCommands({}, 'ecs_service', [
      'nc -zv -w 5 "$TARGET" 5432',
      `aws ecs execute-command --cluster "$CLUSTER" --task "$TASK" --interactive --command 'nc -zv -w 5 $TARGET 5432'`,
    ]);
  });

  it('looks at each filter on the way once, by its id where that is known', () => {
    const path = [hop('securityGroup', 'sg-0abc'), hop('routeTable', 'rtb-01'), hop('subnet', 'subnet-1')];
    const returnPath = [hop('securityGroup', 'sg-0abc'), hop('networkAcl', 'acl-02')];
    checkCommands({ ...question('x', '-1', ''), path, returnPath }, undefined, [
      'aws ec2 describe-security-group-rules --filters Name=group-id,Values=sg-0abc',
      'aws ec2 describe-route-tables --route-table-ids rtb-01',
      'aws ec2 describe-network-acls --network-acl-ids acl-02',
    ]);
  });

  it('does not look up what has no resource of its own', () => {
    checkCommands(
      { ...question('x', '-1', ''), path: [hop('networkAcl', 'aws_vpc.main/default-network-acl')] },
      undefined,
      [],
    );
  });

  for (const name of ["aws_instance.a['x']", 'aws_instance.a["b; rm -rf ~"]', '$(id)', '`id`', 'a b', "'"]) {
    it(`gives the shell ${name} as one word that it does not read`, () => {
      const word = shellWord(name);
      assert.match(word, /^'.*'$/);
      // What is left between single quotes is literal (POSIX 2.2.2); the quote itself is put in by \'.
      assert.equal(
        word
          .replaceAll(String.raw`'\''`, '\u0001')
          .slice(1, -1)
          .includes("'"),
        false,
      );
      assert.equal(word.slice(1, -1).replaceAll(String.raw`'\''`, "'"), name);
    });
  }
});
