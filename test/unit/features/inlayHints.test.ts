import assert from 'node:assert/strict';
import { inlayHints } from '../../../server/src/features/inlayHints';
import type { Range } from '../../../server/src/util/text';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** The text with its hints written into it, as `[hint]`. */
async function checkHints(text: string, expected = text, range = everything): Promise<void> {
  const { files } = parseFixture(text);
  const path = `${fixtureRoot}/main.tf`;
  const configuration = await configurationOf(files);
  const file = configuration.files.find((one) => one.path === path) ?? assert.fail('no file');
  const lines = (files.get(path) ?? '').split('\n');
  const hints = [...inlayHints(file, range)].sort((a, b) => b.position.character - a.position.character);
  for (const { position, label } of hints) {
    assert.ok(typeof label === 'string');
    const line = lines[position.line] ?? '';
    lines[position.line] = `${line.slice(0, position.character)}[${label}]${line.slice(position.character)}`;
  }
  assert.equal(lines.join('\n').trim(), expected.trim());
}

const rule = (protocol: string, from: string, to = from): string =>
  `resource "aws_security_group_rule" "x" {\n  from_port = ${from}\n  to_port = ${to}\n  protocol = ${protocol}\n}`;

describe('an inlay hint', () => {
  it('names the service of a port, once for a pair', async () => {
    await checkHints(rule('"tcp"', '5432'), rule('"tcp"', '5432[PostgreSQL]', '5432'));
    await checkHints(rule('"udp"', '53'), rule('"udp"', '53[DNS]', '53'));
    await checkHints(rule('"6"', '22'), rule('"6"[TCP]', '22[SSH]', '22'));
  });

  it('does not name the ends of a range, what nobody knows, nor ICMP types', async () => {
    await checkHints(rule('"tcp"', '22', '80'));
    await checkHints(rule('"tcp"', '4444'));
    await checkHints(rule('"icmp"', '8', '0'));
    await checkHints(rule('"tcp"', '22', 'var.to'));
    await checkHints(rule('"-1"', '0'), rule('"-1"[all traffic]', '0'));
  });

  it('does not guess the protocol', async () => {
    await checkHints(rule('var.protocol', '443'));
    await checkHints(rule('var.protocol', '22'), rule('var.protocol', '22'));
  });

  it('does not repeat what the protocol beside it says', async () => {
    const listener = (port: string, protocol: string): string =>
      `resource "aws_lb_listener" "x" {\n  port     = ${port}\n  protocol = "${protocol}"\n}`;
    await checkHints(listener('443', 'HTTPS'));
    await checkHints(listener('443', 'TLS'), listener('443[HTTPS]', 'TLS'));
  });

  it('has the size of a block, in lists and objects too', () =>
    checkHints(
      'locals {\n  a = "10.0.0.0/16"\n  b = ["10.1.0.0/24", { c = "2001:db8::/64" }]\n}',
      'locals {\n  a = "10.0.0.0/16"[65,536 addresses]\n  b = ["10.1.0.0/24"[256 addresses], { c = "2001:db8::/64"[2^64 addresses] }]\n}',
    ));

  it('does not count one address or all of them, nor texts for people, nor what is no block', () =>
    checkHints(
      'locals {\n  a = ["0.0.0.0/0", "::/0", "10.0.0.1/32", "2001:db8::1/128", "10.0.0.0/33"]\n  description = "10.0.0.0/8"\n  tags = { Net = "10.0.0.0/8" }\n}',
    ));

  it('decodes a protocol number, and no name', async () => {
    const entry = (protocol: string): string =>
      `resource "aws_network_acl_rule" "x" {\n  protocol = ${protocol}\n}`;
    await checkHints(entry('17'), entry('17[UDP]'));
    await checkHints(entry('-1'), entry('-1[all traffic]'));
    await checkHints(entry('"47"'), entry('"47"[GRE]'));
    await checkHints(entry('"58"'), entry('"58"[ICMPv6]'));
    await checkHints(entry('"udp"'));
    await checkHints(entry('"253"'));
  });

  it('stands in objects of attributes as blocks', () =>
    checkHints(
      'resource "aws_security_group" "x" {\n  ingress = [{ from_port = 6379, to_port = 6379, protocol = "tcp" }]\n}',
      'resource "aws_security_group" "x" {\n  ingress = [{ from_port = 6379[Redis], to_port = 6379, protocol = "tcp" }]\n}',
    ));

  it('is only given for the lines that are asked about', () =>
    checkHints(
      'locals {\n  a = "10.0.0.0/16"\n  b = "10.0.0.0/24"\n}\nlocals {\n  c = "10.0.0.0/16"\n}',
      'locals {\n  a = "10.0.0.0/16"\n  b = "10.0.0.0/24"[256 addresses]\n}\nlocals {\n  c = "10.0.0.0/16"\n}',
      { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
    ));

  it('stands beside half-typed code', () =>
    checkHints(
      'resource "aws_security_group" "x" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    protocol =',
      'resource "aws_security_group" "x" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    protocol =',
    ));
});
