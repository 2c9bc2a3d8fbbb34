import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import type { AnswerJson } from '../../../server/src/explain/answerJson';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import { checkFails, onDisk, project, run } from './run';

const question = ['--from', 'aws_ecs_service.app', '--to', 'aws_db_instance.main'];

async function askJson(
  directory: string,
  ...more: readonly string[]
): Promise<{ status: number | undefined; answer: AnswerJson }> {
  const { status, out } = await run(['why', directory, ...question, '--json', ...more]);
  return { status, answer: JSON.parse(out) as AnswerJson };
}

describe('reachable why', () => {
  it('says why the tasks of the example can not reach their database', async () => {
    const { status, answer } = await askJson('examples/ecs-to-rds');
    assert.equal(status, 1);
    assert.equal(answer.version, 1);
    assert.deepEqual(answer.question, {
      from: 'aws_ecs_service.app',
      to: 'aws_db_instance.main',
      protocol: 'tcp',
      ports: '5432',
    });
    assert.equal(answer.verdict, 'blocked');
    const [blocker, ...others] = answer.blockers;
    assert.equal(others.length, 0);
    assert.equal(blocker?.code, 'ENI_SG_RULES_MISMATCH');
    assert.equal(blocker.component, 'aws_security_group.database');
    assert.ok(blocker.origin !== null && 'file' in blocker.origin);
    assert.equal(blocker.origin.file, 'examples/ecs-to-rds/database.tf');
    assert.equal(answer.path.at(-1)?.verdict, 'blocked');
  });

  it('is reachable once its first change is applied to a copy', () =>
    onDisk('--- empty.txt\n', async (directory) => {
      cpSync(`${project}/examples/ecs-to-rds`, directory, { recursive: true });
      const { answer } = await askJson(directory);
      const edits = answer.changes[0]?.edits ?? [];
      assert.ok(edits.length > 0);
      for (const file of new Set(edits.map((edit) => edit.file))) {
        writeFileSync(file, applyFileEdits(file, readFileSync(file, 'utf8'), edits));
      }
      const mended = await askJson(directory);
      assert.equal(mended.status, 0);
      assert.equal(mended.answer.verdict, 'reachable');
      assert.deepEqual(mended.answer.changes, []);
    }));

  it('prints the answer for people', async () => {
    const { status, out, errors } = await run(['why', 'examples/ecs-to-rds', ...question]);
    assert.equal(status, 1);
    assert.deepEqual(errors, []);
    assert.match(
      out,
      /^BLOCKED\naws_ecs_service\.app can not reach aws_db_instance\.main on TCP port 5432 \(PostgreSQL\)/,
    );
    assert.match(out, /\n {5}examples\/ecs-to-rds\/database\.tf:\d+:\d+\n/);
    assert.ok(!out.includes('\u001b'));
  });

  it('colours it for a terminal', async () => {
    const { out } = await run(['why', 'examples/ecs-to-rds', ...question], project, true);
    assert.ok(out.includes('\u001b[31m'));
  });

  it('takes the working directory where no folder is given', async () => {
    const { status } = await run(['why', ...question], `${project}/examples/ecs-to-rds`);
    assert.equal(status, 1);
  });

  it('answers about a port and a protocol', async () => {
    const { answer } = await askJson('examples/ecs-to-rds', '--port', '8000-8010', '--protocol', 'udp');
    assert.equal(answer.question.protocol, 'udp');
    assert.equal(answer.question.ports, '8000-8010');
  });

  const twoInstances = `
    variable "allowed" { type = list(string) }
    resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }
    resource "aws_security_group" "open" {
      vpc_id = aws_vpc.main.id
      ingress {
        from_port   = 443
        to_port     = 443
        protocol    = "tcp"
        cidr_blocks = var.allowed
      }
      egress {
        from_port   = 0
        to_port     = 0
        protocol    = "-1"
        cidr_blocks = ["0.0.0.0/0"]
      }
    }
    resource "aws_instance" "x" {
      subnet_id              = aws_subnet.a.id
      vpc_security_group_ids = [aws_security_group.open.id]
    }
    resource "aws_instance" "y" {
      subnet_id              = aws_subnet.a.id
      vpc_security_group_ids = [aws_security_group.open.id]
    }
    --- open.tfvars
    allowed = ["10.0.0.0/8"]
  `;
  const xToY = ['--from', 'aws_instance.x', '--to', 'aws_instance.y', '--port', '443'];

  it('says what it hangs on where a value is missing', () =>
    onDisk(twoInstances, async (directory) => {
      const { status, out } = await run(['why', directory, ...xToY, '--json']);
      assert.equal(status, 3);
      const answer = JSON.parse(out) as AnswerJson;
      assert.equal(answer.verdict, 'unknown');
      assert.deepEqual(
        answer.unknowns.map((unknown) => unknown.value),
        ['var.allowed'],
      );
    }));

  it('takes values from --var, which wins over an earlier --var-file', () =>
    onDisk(twoInstances, async (directory) => {
      const byFile = await run(['why', directory, ...xToY, '--var-file', `${directory}/open.tfvars`]);
      assert.equal(byFile.status, 0, byFile.out);
      const byBoth = await run([
        'why',
        directory,
        ...xToY,
        '--var-file',
        `${directory}/open.tfvars`,
        '--var',
        'allowed=[]',
      ]);
      assert.equal(byBoth.status, 1, byBoth.out);
    }));

  it('answers about a snapshot', async () => {
    const { status, out, errors } = await run(['show', '--snapshot', 'examples/snapshot-three-tier']);
    assert.equal(status, 0, errors.join('\n'));
    assert.match(out, /network interface/);
  });
});

describe('reachable why, used wrongly', () => {
  it('says which names are close', () =>
    checkFails(
      ['why', 'examples/ecs-to-rds', '--from', 'aws_ecs_service.app', '--to', 'aws_db_instance.mian'],
      /aws_db_instance\.mian.*did you mean.*aws_db_instance\.main/i,
    ));
  it('says that a folder is missing', () =>
    checkFails(['why', 'no/such/folder', ...question], /^There is no folder "no\/such\/folder"/));
  it('says that a folder has no Terraform', () =>
    onDisk('--- readme.md\nhello', (directory) =>
      checkFails(['why', directory, ...question], /^There is no Terraform code in/),
    ));
  it('says that an option is missing', () =>
    checkFails(['why', 'examples/ecs-to-rds', '--from', 'internet'], /--to/));
  it('says that an option is unknown', () => checkFails(['why', '.', ...question, '--prot', '22'], /--prot/));
  it('says that a port is none', () =>
    checkFails(['why', 'examples/ecs-to-rds', ...question, '--port', '99999'], /"99999" is no port/));
  it('says that a range is the wrong way round', () =>
    checkFails(['why', 'examples/ecs-to-rds', ...question, '--port', '20-10'], /"20-10" is no port/));
  it('says that a protocol is none', () =>
    checkFails(['why', 'examples/ecs-to-rds', ...question, '--protocol', 'http'], /"http" is no protocol/));
  it('says that ICMP has no ports', () =>
    checkFails(
      ['why', 'examples/ecs-to-rds', ...question, '--protocol', 'icmp', '--port', '8'],
      /Only tcp and udp have ports/,
    ));
  it('says that a snapshot is missing', () =>
    checkFails(['why', '--snapshot', 'nowhere', ...question], /^There is no folder "nowhere"/));
  it('says that a snapshot holds no JSON', () =>
    onDisk('--- readme.md\nhello', (directory) =>
      checkFails(['why', '--snapshot', directory, ...question], /^There is no JSON file in/),
    ));
  it('says that a state is missing', () =>
    checkFails(['why', '--state', 'nowhere.tfstate', ...question], /^There is no file "nowhere\.tfstate"/));
  it('says that a state is none', () =>
    onDisk('--- terraform.tfstate\n[]', (directory) =>
      checkFails(['why', '--state', `${directory}/terraform.tfstate`, ...question], /not a Terraform state/),
    ));
  it('says beforehand that a very large state keeps one waiting', () =>
    onDisk('--- main.tf\n', async (directory) => {
      const state = `${directory}/terraform.tfstate`;
      writeFileSync(state, `{"version": 4,${' '.repeat(50_000_001)}"resources": []}`);
      const { errors } = await run(['why', '--state', state, ...question]);
      assert.match(errors[0] ?? '', /has 50 MB: this may take a minute/);
    }));
  it('says that a file of variables is missing', () =>
    checkFails(
      ['why', 'examples/ecs-to-rds', ...question, '--var-file', 'no.tfvars'],
      /no file of variables "no\.tfvars"/,
    ));
  it('says how a variable is set', () =>
    checkFails(['why', 'examples/ecs-to-rds', ...question, '--var', 'x'], /--var name=value/));
  it('says that a command is unknown', () => checkFails(['wy'], /unknown command 'wy'/i));

  it('goes on past a syntax error in one block, and tells it', () =>
    onDisk(
      '--- main.tf\nresource "aws_vpc" "x" {\n  cidr_block =\n}\n\nresource "aws_vpc" "y" {\n  cidr_block = "10.0.0.0/16"\n}\n',
      async (directory) => {
        const { status, out, errors } = await run(['show', directory]);
        assert.equal(status, 0);
        assert.match(out, /aws_vpc\.y/);
        assert.match(errors[0] ?? '', /main\.tf:[23]: /);
      },
    ));
});
