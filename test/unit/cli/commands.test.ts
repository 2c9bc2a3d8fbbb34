import assert from 'node:assert/strict';
import { checkFails, onDisk, run } from './run';

const open = `
  resource "aws_security_group" "web" {
    ingress {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
`;

describe('reachable check', () => {
  it('finds nothing bad in an example that works', async () => {
    const { status, out } = await run(['check', 'examples/three-tier']);
    assert.equal(status, 0, out);
  });

  it('finds the fault of the other example, at the reference that shows what is meant to work', async () => {
    const { status, out } = await run(['check', 'examples/ecs-to-rds']);
    assert.equal(status, 1, out);
    const bad = out.split('\n').filter((line) => /: (error|warning|info): /.test(line));
    assert.equal(bad.length, 1, out);
    assert.match(
      bad.join(''),
      /^examples\/ecs-to-rds\/containers\.tf:46:41: error: aws_ecs_service\.app can not use aws_db_instance\.main \(.*\): .*aws_security_group\.database.* \[intended-flow-blocked\]$/,
    );
  });

  it('prints findings as compilers do', () =>
    onDisk(open, async (directory) => {
      const { status, out } = await run(['check'], directory);
      assert.equal(status, 1);
      assert.match(
        out,
        /^main\.tf:6:20: error: Anyone on the internet can reach SSH \(port 22\).* \[sg-open-to-internet\]\n\n1 error\.\n$/,
      );
    }));

  it('prints them as JSON, with their fixes', () =>
    onDisk(open, async (directory) => {
      const { status, out } = await run(['check', '--json'], directory);
      assert.equal(status, 1);
      const { version, findings } = JSON.parse(out) as {
        version: number;
        findings: Record<string, unknown>[];
      };
      assert.equal(version, 1);
      const [finding, ...others] = findings;
      assert.equal(others.length, 0);
      assert.deepEqual(Object.keys(finding ?? {}), [
        'rule',
        'severity',
        'message',
        'file',
        'range',
        'resources',
        'related',
        'fixes',
      ]);
      assert.equal(finding?.['file'], 'main.tf');
      assert.deepEqual(finding?.['resources'], ['aws_security_group.web']);
      assert.deepEqual(finding?.['range'], {
        start: { line: 5, character: 19 },
        end: { line: 5, character: 30 },
      });
      const [fix] = finding?.['fixes'] as { title: string; preferred: boolean; edits: { file: string }[] }[];
      assert.equal(fix?.title, 'Admit only the networks of var.allowed_ssh_cidrs');
      assert.equal(fix.preferred, false);
      assert.ok(fix.edits.every((edit) => edit.file === 'main.tf'));
    }));

  it('prints them as SARIF', () =>
    onDisk(open, async (directory) => {
      const { out } = await run(['check', '--format', 'sarif'], directory);
      const log = JSON.parse(out) as {
        version: string;
        runs: {
          tool: { driver: { rules: { id: string }[] } };
          results: { ruleId: string; ruleIndex: number; level: string; locations: unknown[] }[];
        }[];
      };
      assert.equal(log.version, '2.1.0');
      const [result] = log.runs[0]?.results ?? [];
      assert.equal(result?.ruleId, 'sg-open-to-internet');
      assert.equal(log.runs[0]?.tool.driver.rules[result.ruleIndex]?.id, 'sg-open-to-internet');
      assert.equal(result.level, 'error');
      assert.deepEqual(result.locations, [
        {
          physicalLocation: {
            artifactLocation: { uri: 'main.tf' },
            region: { startLine: 6, startColumn: 20, endLine: 6, endColumn: 31 },
          },
        },
      ]);
    }));

  it('prints them as annotations of GitHub, one a line', () =>
    onDisk(open, async (directory) => {
      const { out } = await run(['check', '--format', 'github'], directory);
      assert.match(
        out,
        /^::error file=main\.tf,line=6,endLine=6,col=20,endColumn=31,title=sg-open-to-internet::Anyone [^\n]*\n$/,
      );
    }));

  it('runs the rules that were asked for only', () =>
    onDisk(open, async (directory) => {
      const { status, out } = await run(['check', '--rule', 'sg-rule-without-source'], directory);
      assert.equal(status, 0);
      assert.equal(out, 'No findings.\n');
    }));

  it('says that a rule is unknown', () =>
    checkFails(
      ['check', 'examples/ecs-to-rds', '--rule', 'sg-open-to-intrenet'],
      /did you mean sg-open-to-internet\?/,
    ));
  it('says that a format is unknown', () =>
    checkFails(['check', 'examples/ecs-to-rds', '--format', 'xml'], /xml.*text, json, sarif, github/i));
  it('says that a snapshot can not be checked', () =>
    checkFails(['check', '--snapshot', 'examples/snapshot-three-tier'], /Only code can be checked/));
});

describe('reachable eval', () => {
  const check = (expression: string, expected: unknown): Promise<void> =>
    onDisk(
      'variable "name" { default = "shop" }\nvariable "given" {}\nresource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }',
      async (directory) => {
        const { status, out, errors } = await run(['eval', directory, expression]);
        assert.equal(status, 0, errors.join('\n'));
        assert.deepEqual(JSON.parse(out), expected);
      },
    );

  it('prints values as JSON', () => check('{ a = [1, "${var.name}!", null] }', { a: [1, 'shop!', null] }));
  it('prints references as such', () =>
    check('[aws_vpc.main.id, aws_vpc.main.cidr_block]', [{ ref: 'aws_vpc.main.id' }, '10.0.0.0/16']));
  it('prints what is unknown with the reason', () =>
    check('var.given', { unknown: 'var.given: it has no default and no value was given' }));
  it('takes the expression alone, for the working directory', () =>
    onDisk('variable "x" { default = 7 }', async (directory) => {
      assert.deepEqual(await run(['eval', 'var.x'], directory), { status: 0, out: '7\n', errors: [] });
    }));
  it('has status 1 for what Terraform would refuse', () =>
    onDisk('variable "x" {}', async (directory) => {
      for (const expression of ['var.nothing', '1 +', 'upper(1, 2)']) {
        const { status, out, errors } = await run(['eval', directory, expression]);
        assert.equal(status, 1, expression);
        assert.equal(out, '');
        assert.ok(errors.length > 0);
      }
    }));
});

describe('reachable show', () => {
  it('prints the network for people', async () => {
    const { status, out } = await run(['show', 'examples/ecs-to-rds']);
    assert.equal(status, 0);
    assert.match(out, /^aws_vpc\.main {2}10\.0\.0\.0\/16, 100\.64\.0\.0\/16\n/);
    assert.match(out, /aws_subnet\.containers\[0\].*\n {4}aws_ecs_service\.app\n/);
  });

  it('prints it as JSON, CIDRs as text', async () => {
    const { out } = await run(['show', 'examples/ecs-to-rds', '--json']);
    const network = JSON.parse(out) as { version: number; vpcs: Record<string, { cidrs: string[] }> };
    assert.equal(network.version, 1);
    assert.deepEqual(network.vpcs['aws_vpc.main']?.cidrs, ['10.0.0.0/16', '100.64.0.0/16']);
  });

  it('prints the evaluated resources', async () => {
    const { out } = await run(['show', 'examples/ecs-to-rds', '--resources']);
    const resources = JSON.parse(out) as Record<string, Record<string, unknown>>;
    assert.equal(resources['aws_subnet.containers[1]']?.['cidr_block'], '100.64.16.0/20');
    assert.deepEqual(resources['aws_subnet.public[0]']?.['vpc_id'], { ref: 'aws_vpc.main.id' });
  });

  it('says that a snapshot has no resources of Terraform', () =>
    checkFails(
      ['show', '--snapshot', 'examples/snapshot-three-tier', '--resources'],
      /no Terraform resources/,
    ));
});

describe('reachable matrix', () => {
  it('prints who can reach whom', async () => {
    const { status, out } = await run(['matrix', 'examples/three-tier', '--protocol', 'tcp', '--port', '22']);
    assert.equal(status, 0);
    assert.match(out, /→/);
  });

  it('prints it as JSON, CSV and SVG', async () => {
    const json = JSON.parse((await run(['matrix', 'examples/ecs-to-rds', '--json'])).out) as {
      ends: { id: string }[];
      pairs: unknown[];
    };
    assert.ok(json.ends.some((end) => end.id === 'aws_ecs_service.app'));
    assert.match(
      (await run(['matrix', 'examples/ecs-to-rds', '--format', 'csv'])).out,
      /^from,to,verdict,traffic\r\n/,
    );
    assert.match(
      (await run(['matrix', 'examples/ecs-to-rds', '--format', 'svg'])).out,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/,
    );
  });

  it('says that a port is none', () =>
    checkFails(['matrix', 'examples/ecs-to-rds', '--port', 'ssh'], /"ssh" is no port/));
});

describe('reachable', () => {
  it('prints its version', async () => {
    assert.deepEqual(await run(['--version']), { status: 0, out: '1.2.3\n', errors: [] });
  });

  it('prints help with every command', async () => {
    const { status, out } = await run(['--help']);
    assert.equal(status, 0);
    for (const command of ['why', 'check', 'matrix', 'show', 'eval', 'lsp'])
      assert.match(out, new RegExp(`\\n {2}${command} `));
  });
});
