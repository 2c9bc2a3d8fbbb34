import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokensOf } from '../../support/grammars';

/** What our grammar has coloured in a text, in order: `scope: text`. */
async function coloured(text: string): Promise<string[]> {
  const tokens = await tokensOf('source.hcl.terraform', text);
  const found: string[] = [];
  let before: string | undefined;
  for (const { text: own, scopes } of tokens) {
    const scope = scopes.find((one) => /^constant\..*\.reachable$/.test(one));
    if (scope !== undefined && scope === before) found.push(`${found.pop() ?? ''}${own}`);
    else if (scope !== undefined) found.push(`${scope.replace('.reachable', '')}: ${own}`);
    before = scope;
  }
  return found;
}

describe('the grammar inside Terraform', () => {
  it('colours strings that are blocks of addresses', async () =>
    assert.deepEqual(
      await coloured('locals {\n  a = ["10.0.0.0/16", "0.0.0.0/0", "2001:db8::/32", "::/0"]\n}'),
      [
        'constant.numeric.cidr.ipv4: 10.0.0.0/16',
        'constant.numeric.cidr.ipv4: 0.0.0.0/0',
        'constant.numeric.cidr.ipv6: 2001:db8::/32',
        'constant.numeric.cidr.ipv6: ::/0',
      ],
    ));

  it('colours no text that only has one in it, is none, or has none that is legal', async () => {
    for (const text of [
      'description = "all of 10.0.0.0/8"',
      'x = "10.0.0.0/33"',
      'x = "256.0.0.0/8"',
      'x = "10.0.0.1"',
      'x = "a/b"',
      '# "10.0.0.0/8"',
      'x = <<EOT\n"10.0.0.0/8"\nEOT',
    ])
      assert.deepEqual(await coloured(text), [], text);
  });

  it('colours ports where a port is given', async () => {
    assert.deepEqual(await coloured('ingress {\n  from_port   = 443\n  to_port = 8443\n  port=80\n}'), [
      'constant.numeric.port: 443',
      'constant.numeric.port: 8443',
      'constant.numeric.port: 80',
    ]);
    for (const text of ['count = 3', 'report = 443', 'x = [443]', 'port = var.x', '# port = 443'])
      assert.deepEqual(await coloured(text), [], text);
  });

  it('colours protocols where one is given', async () => {
    assert.deepEqual(
      await coloured(
        'a {\n  protocol    = "tcp"\n  ip_protocol = "-1"\n  protocol = "17"\n  protocol="HTTPS"\n}',
      ),
      [
        'constant.language.protocol: tcp',
        'constant.language.protocol: -1',
        'constant.language.protocol: 17',
        'constant.language.protocol: HTTPS',
      ],
    );
    for (const text of ['name = "tcp"', 'protocol = "tcpx"', 'viewer_protocol_policy = "all"'])
      assert.deepEqual(await coloured(text), [], text);
  });

  it('leaves the scopes of the other grammar around it', async () => {
    const [, ...tokens] = await tokensOf('source.hcl.terraform', 'x = "10.0.0.0/16"');
    const cidr = tokens.find(({ text }) => text === '10.0.0.0');
    assert.deepEqual(cidr?.scopes, [
      'source.hcl.terraform',
      'string.quoted.double.hcl',
      'constant.numeric.cidr.ipv4.reachable',
    ]);
  });

  it('is injected into the scopes of both extensions, and is a grammar of no language', () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as {
      contributes: {
        grammars: { scopeName: string; injectTo?: string[]; language?: string }[];
        languages: { id: string }[];
      };
    };
    const ours = manifest.contributes.grammars.find(({ injectTo }) => injectTo !== undefined);
    assert.deepEqual(ours?.injectTo, ['source.hcl.terraform', 'source.hcl']);
    assert.equal(ours.language, undefined);
    for (const { id } of manifest.contributes.languages) assert.match(id, /^reachable-/);
  });
});
