import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import { modelOf } from '../../../server/src/features/model';
import { mendingFixes, proven } from '../../../server/src/rules/provenFix';
import { defaultRuleOptions, type Fix, type RuleContext } from '../../../server/src/rules/rule';
import type { Question } from '../../../server/src/reachability/question';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

const place = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_security_group" "db" {
  vpc_id = aws_vpc.main.id
}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_instance" "db" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

function asked(from: string, to: string, port: number): Question {
  return { from, to, traffic: { protocol: 6, ports: { from: port, to: port } } };
}

async function contextOf(code: string): Promise<RuleContext> {
  const configuration = await configurationOf(parseFixture(code).files);
  const { network, index } = modelOf(configuration);
  return {
    configuration,
    network,
    index,
    options: defaultRuleOptions,
    groupRules: () => [],
    committed: () => [],
  };
}

async function titles(code: string, ...questions: readonly Question[]): Promise<readonly string[]> {
  return mendingFixes(await contextOf(code), questions).map((fix) => fix.title);
}

describe('proven fixes', () => {
  it('say what they open, the narrowest first', async () => {
    assert.deepEqual(await titles(place, asked('aws_instance.app', 'aws_instance.db', 5432)), [
      'Add a rule to aws_security_group.db: opens tcp/5432 from aws_security_group.app to aws_security_group.db',
      'Add a rule to aws_security_group.db: opens tcp/5432 from 10.0.1.0/24 to aws_security_group.db',
    ]);
  });

  it('are text in the style of the code', async () => {
    const { files } = parseFixture(place);
    const [fix] = mendingFixes(await contextOf(place), [asked('aws_instance.app', 'aws_instance.db', 5432)]);
    const path = `${fixtureRoot}/main.tf`;
    const after = applyFileEdits(path, files.get(path) ?? '', fix?.edits ?? []);
    assert.ok(
      after.includes(`
resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
  security_group_id            = aws_security_group.db.id
  description                  = "From app"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.app.id
}
`),
      after,
    );
  });

  it('mend several questions by one fix, and pass over what is reachable', async () => {
    const [first] = await titles(
      place,
      asked('aws_instance.app', 'aws_instance.db', 5432),
      asked('aws_instance.app', 'aws_instance.db', 5432),
      asked('aws_instance.app', 'aws_instance.db', 9187),
    );
    assert.equal(
      first,
      'Add a rule to aws_security_group.db: opens tcp/5432 from aws_security_group.app to aws_security_group.db and tcp/9187 from aws_security_group.app to aws_security_group.db',
    );
  });

  it('are none for what is reachable, unknown, or not there', async () => {
    const open = `${place}
resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id = aws_security_group.db.id
  ip_protocol       = "-1"
  cidr_ipv4         = "10.0.0.0/16"
}
`;
    const question = asked('aws_instance.app', 'aws_instance.db', 5432);
    assert.deepEqual(await titles(open, question), []);
    assert.deepEqual(
      await titles(`variable "c" {}\n${open.replace('"10.0.0.0/16"\n}\n', 'var.c\n}\n')}`, question),
      [],
    );
    assert.deepEqual(await titles(place, asked('aws_instance.app', 'aws_instance.none', 5432)), []);
    assert.deepEqual(await titles(place), []);
  });

  it('are none where the code can not be changed so', async () => {
    const json = JSON.stringify({
      resource: {
        aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
        aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' } },
        aws_security_group: { g: { vpc_id: '${aws_vpc.main.id}' } },
        aws_instance: {
          app: { subnet_id: '${aws_subnet.a.id}', vpc_security_group_ids: ['${aws_security_group.g.id}'] },
          db: { subnet_id: '${aws_subnet.a.id}', vpc_security_group_ids: ['${aws_security_group.g.id}'] },
        },
      },
    });
    const question = asked('aws_instance.app', 'aws_instance.db', 5432);
    assert.deepEqual(await titles(`--- main.tf.json\n${json}`, question), []);
  });

  it('are not offered where they do not hold, or break the text', async () => {
    const context = await contextOf(place);
    const insert = (newText: string): Fix => {
      const start = { line: 0, character: 0 };
      const edits = [{ file: `${fixtureRoot}/main.tf`, range: { start, end: start }, newText }];
      return { title: 'Try', edits, preferred: false };
    };
    const eip = insert('resource "aws_eip" "new" {}\n');
    assert.deepEqual(
      proven(context, eip, (_index, edited) => edited.byAddress.has('aws_eip.new')),
      [eip],
    );
    assert.deepEqual(
      proven(context, eip, (index) => index.network.vpcs.size === 2),
      [],
    );
    assert.deepEqual(
      proven(context, insert('resource "aws_eip" {\n'), () => true),
      [],
    );
    assert.deepEqual(
      proven(context, insert('locals { a = var.nowhere }\n'), () => true),
      [],
    );
  });
});
