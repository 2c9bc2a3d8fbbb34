import assert from 'node:assert/strict';
import { explainRecord } from '../../server/src/flowlogs/explainRecord';
import { defaultFormat, parseFormat } from '../../server/src/flowlogs/format';
import { readRecords } from '../../server/src/flowlogs/records';
import { explanationJson, explanationText } from '../../server/src/flowlogs/words';
import type { Dice } from '../support/randomNetwork/dice';
import { flowLogNetwork } from '../unit/flowlogs/network';
import type { Fuzzer } from './fuzzer';
import { cut } from './mutations';

const index = flowLogNetwork();
const interfaces = ['eni-web', 'eni-lonely', 'eni-app', 'eni-app2', 'eni-db', 'eni-nobody', '-'];
const addresses = ['10.0.1.10', '10.0.2.21', '10.0.3.30', '203.0.113.10', '198.51.100.7', '::1', '-'];
const more = ['pkt-srcaddr', 'pkt-dstaddr', 'flow-direction', 'tcp-flags', 'reject-reason', 'resource-id'];
const nonsense = [
  '',
  '-',
  '-1',
  '999.1.1.1',
  '::g',
  '4294967296',
  '1e9',
  'REJECT',
  '\u0000',
  'x'.repeat(300),
];

/** Flow-log files with fields lost, moved and replaced, headers in the middle, and lines that are cut. */
export const flowLogFuzzers: readonly Fuzzer[] = [
  {
    name: 'flow-logs-mutated',
    round: (dice) => {
      const format = dice.chance(50) ? defaultFormat : shuffled(dice, [...defaultFormat, ...more]);
      const lines = Array.from({ length: 1 + dice.below(30) }, () =>
        mutateLine(dice, drawLine(dice, format)),
      );
      const header = dice.chance(50) ? [format.join(' ')] : [];
      const text = [...header, ...lines].join(dice.pick(['\n', '\r\n']));
      const given = dice.chance(30)
        ? parseFormat(format.map((field) => `\${${field}}`).join(' '))
        : undefined;
      const { records, wrong } = readRecords(dice.chance(20) ? cut(dice, text) : text, given);
      const told = [...records, ...wrong].map(({ line }) => line);
      assert.equal(new Set(told).size, told.length, 'each line is a record, or told to be none');
      for (const record of records) {
        const explanation = explainRecord(index, record, records);
        assert.notEqual(explanationText(explanation).trim(), '', record.text);
        JSON.stringify(explanationJson(explanation));
      }
      return lines.length;
    },
  },
];

function drawLine(dice: Dice, format: readonly string[]): string {
  return format.map((field) => drawField(dice, field)).join(' ');
}

function drawField(dice: Dice, field: string): string {
  if (dice.chance(2)) return dice.pick(nonsense);
  if (field.endsWith('addr')) return dice.pick(addresses);
  if (field.endsWith('port')) return dice.pick(['0', '22', '443', '8443', '51000', '65535', '-']);
  switch (field) {
    case 'version':
      return dice.pick(['2', '5', '11']);
    case 'account-id':
      return '111122223333';
    case 'interface-id':
    case 'resource-id':
      return dice.pick(interfaces);
    case 'protocol':
      return dice.pick(['6', '17', '1', '58', '47', '255']);
    case 'action':
      return dice.pick(['REJECT', 'REJECT', 'ACCEPT', '-']);
    case 'log-status':
      return dice.pick(['OK', 'OK', 'NODATA', 'SKIPDATA']);
    case 'flow-direction':
      return dice.pick(['ingress', 'egress', '-']);
    case 'tcp-flags':
      return dice.pick(['2', '18', '4', '0', '-']);
    case 'reject-reason':
      return dice.pick(['-', '-', 'BPA', 'EC', 'XX']);
    default:
      return dice.pick(['1700000000', '1700000060', '3', '-']);
  }
}

function mutateLine(dice: Dice, line: string): string {
  if (!dice.chance(15)) return line;
  const fields = line.split(' ');
  const at = dice.below(fields.length);
  return dice.pick([
    () => cut(dice, line),
    () => fields.toSpliced(at, 1).join(' '),
    () => fields.toSpliced(at, 0, dice.pick(fields)).join(' '),
    () => fields.with(at, dice.pick(nonsense)).join(' '),
    () => `"${line}"`,
    () => line.replaceAll(' ', '\t'),
    () => `\uFEFF${line}`,
  ])();
}

function shuffled<T>(dice: Dice, list: readonly T[]): T[] {
  const left = [...list];
  return list.map(() => left.splice(dice.below(left.length), 1)).flat();
}
