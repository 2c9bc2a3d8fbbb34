import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFormat } from '../../../server/src/flowlogs/format';
import { readRecords } from '../../../server/src/flowlogs/records';

const good = '2 111122223333 eni-0abc 10.0.0.1 10.0.0.2 51000 443 6 3 180 1700000000 1700000060 REJECT OK';

/** What is wrong with a text, line by line. */
function wrongIn(text: string, format?: string): string[] {
  return readRecords(text, format === undefined ? undefined : parseFormat(format)).wrong.map(
    ({ line, problem }) => `${line}: ${problem}`,
  );
}

describe('flow-log text', () => {
  it('has a record a line, with blank lines between', () => {
    const { records, wrong } = readRecords(`\n${good}\r\n\n${good}\n`);
    assert.deepEqual([records.map(({ line }) => line), wrong], [[2, 4], []]);
  });

  it('may begin with a header, that comes again where files were joined', () => {
    const { records } = readRecords(
      'interface-id action\neni-0abc REJECT\ninterface-id action\neni-0def ACCEPT\n',
    );
    assert.deepEqual(
      records.map(({ fields }) => fields['interface-id']),
      ['eni-0abc', 'eni-0def'],
    );
  });

  it('takes `-` as nothing', () => {
    const { records } = readRecords('interface-id resource-id\n- nat-0abc');
    assert.deepEqual(records[0]?.fields, { 'resource-id': 'nat-0abc' });
  });

  it('takes a format as AWS writes it, and as tables name columns', () => {
    const expected = ['version', 'pkt-srcaddr'];
    assert.deepEqual(parseFormat('${version} ${pkt-srcaddr}'), expected);
    assert.deepEqual(parseFormat('version,pkt_srcaddr'), expected);
    assert.equal(parseFormat('${version} ${colour}'), undefined);
  });
});

describe('flow-log text that is garbage', () => {
  it('with another number of fields asks for the format', () =>
    assert.deepEqual(wrongIn('5 eni-0abc 10.0.0.1 REJECT'), [
      "1: it has 4 fields, and the default format has 14: say which format it has (the flow log's LogFormat, or a header line)",
    ]));

  it('with another number of fields than its format says so', () =>
    assert.deepEqual(wrongIn('5 eni-0abc REJECT', '${version} ${interface-id}'), [
      '1: it has 3 fields, and its format has 2',
    ]));

  it('with a field that is none names it', () =>
    assert.deepEqual(wrongIn(good.replace('10.0.0.1', 'ten-dot-one')), [
      '1: "ten-dot-one" is no srcaddr: it is no record in the default format',
    ]));

  it('costs only its own line', () => {
    const { records, wrong } = readRecords(`${good}\nhello world\n${good}`);
    assert.deepEqual([records.length, wrong.map(({ line }) => line)], [2, [2]]);
  });

  it('of any kind never throws, and loses no line', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(good))), (lines) => {
        const text = lines.join('\n');
        const { records, wrong } = readRecords(text);
        const filled = text
          .replace(/^\uFEFF/, '')
          .split(/\r?\n/)
          .filter((line) => line.trim() !== '');
        const headers = filled.filter((line) => (parseFormat(line) ?? []).length > 1);
        assert.equal(records.length + wrong.length + headers.length, filled.length);
      }),
    );
  });
});
