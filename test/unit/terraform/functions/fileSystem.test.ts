import assert from 'node:assert/strict';
import { describeJson } from '../../../../server/src/terraform/values/json';
import { evaluateText } from '../../../support/expressions';
import { fixtureRoot } from '../../../support/fixture';
import { memoryFiles } from '../../../support/memoryFiles';

const texts = new Map([
  [`${fixtureRoot}/live/a.txt`, 'in the root'],
  [`${fixtureRoot}/common/policy.json`, '{"a": 1}'],
  [
    `${fixtureRoot}/common/rules.tftpl`,
    '%{ for port in ports ~}\nallow ${port} from ${source}\n%{ endfor ~}\n',
  ],
  [`${fixtureRoot}/node_modules/x/y.txt`, 'not ours'],
  [`${fixtureRoot}/live/.terraform/modules/m.txt`, 'not ours'],
  [`${fixtureRoot}/big.txt`, 'x'.repeat(1_000_001)],
  ['/etc/passwd', 'root'],
]);

interface Outcome {
  readonly value: unknown;
  readonly errors: readonly string[];
  readonly reads: readonly string[];
}

async function run(expression: string): Promise<Outcome> {
  const files = memoryFiles(texts);
  const names = {
    'aws_vpc.main.cidr': {
      kind: 'reference',
      address: 'aws_vpc.main',
      path: ['cidr'],
      type: { kind: 'string' },
    },
  } as const;
  const { value, errors } = await evaluateText(expression, {
    files,
    root: `${fixtureRoot}/live`,
    workspace: fixtureRoot,
    names,
  });
  return {
    value: JSON.parse(describeJson(value)),
    errors: errors.map(({ message }) => message),
    reads: files.reads,
  };
}

describe('file functions', () => {
  it('read from the root module, and beside it, inside of the workspace', async () => {
    assert.equal((await run('file("a.txt")')).value, 'in the root');
    assert.deepEqual((await run('jsondecode(file("../common/policy.json"))')).value, { a: 1 });
  });

  for (const path of [
    '/etc/passwd',
    '../../../etc/passwd',
    '../../space-other/x',
    '~/secret',
    'a/../../../../etc/passwd',
  ]) {
    it(`do not touch ${path}`, async () => {
      for (const name of ['file', 'filebase64', 'filesha256', 'fileexists', 'filemd5']) {
        const { value, errors, reads } = await run(`${name}("${path}")`);
        assert.deepEqual(reads, []);
        assert.deepEqual(errors, []);
        assert.match(JSON.stringify(value), /not read here/);
      }
    });
  }

  it('do not read what is larger than a megabyte, nor call it an error', async () => {
    const { value, errors } = await run('file("../big.txt")');
    assert.deepEqual(errors, []);
    assert.match(JSON.stringify(value), /larger than 1 MB/);
  });

  it('tell a file that is missing', async () => {
    assert.match((await run('file("nothing.txt")')).errors.join(), /no file exists at "nothing.txt"/);
    assert.equal((await run('fileexists("nothing.txt")')).value, false);
  });

  it('list files, but not those of installed modules and packages', async () => {
    assert.deepEqual((await run('fileset("..", "**/*.txt")')).value, ['big.txt', 'live/a.txt']);
    assert.deepEqual((await run('fileset("../common", "*.{json,tftpl}")')).value, [
      'policy.json',
      'rules.tftpl',
    ]);
  });

  it('render templates with what is not known, too', async () => {
    const known = await run('templatefile("../common/rules.tftpl", { ports = [80, 443], source = "all" })');
    assert.equal(known.value, 'allow 80 from all\nallow 443 from all\n');
    const unknown = await run(
      'templatefile("../common/rules.tftpl", { ports = [80], source = aws_vpc.main.cidr })',
    );
    assert.deepEqual(unknown.value, { unknown: 'aws_vpc.main.cidr: known after apply' });
  });

  it('tell errors of a template at the call', async () => {
    const { errors } = await run('templatefile("../common/rules.tftpl", { ports = [80] })');
    assert.equal(errors.length, 1);
    assert.match(errors.join(), /vars map does not contain key "source"/);
  });
});
