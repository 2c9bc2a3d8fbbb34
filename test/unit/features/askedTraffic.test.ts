import assert from 'node:assert/strict';
import { readTraffic } from '../../../server/src/features/askedTraffic';

describe('reading traffic that is asked for', () => {
  for (const [protocol, ports, expected] of [
    [undefined, undefined, undefined],
    [undefined, '443', { protocol: 6, ports: { from: 443, to: 443 } }],
    ['udp', '53', { protocol: 17, ports: { from: 53, to: 53 } }],
    ['TCP', '8000-8010', { protocol: 6, ports: { from: 8000, to: 8010 } }],
    ['tcp', undefined, { protocol: 6, ports: undefined }],
    ['icmp', undefined, { protocol: 1, ports: undefined }],
    ['icmpv6', undefined, { protocol: 58, ports: undefined }],
    ['-1', undefined, { protocol: 'all', ports: undefined }],
    ['all', undefined, { protocol: 'all', ports: undefined }],
    ['47', undefined, { protocol: 47, ports: undefined }],
    ['6', '22', { protocol: 6, ports: { from: 22, to: 22 } }],
  ] as const) {
    it(`takes ${protocol ?? 'no protocol'} and ${ports ?? 'no port'}`, () =>
      assert.deepEqual(readTraffic(protocol, ports), { kind: 'traffic', traffic: expected }));
  }

  for (const [protocol, ports, sentence] of [
    ['tpc', undefined, /"tpc" is no protocol/],
    ['256', undefined, /"256" is no protocol/],
    ['', undefined, /"" is no protocol/],
    ['tcp', '65536', /"65536" is no port/],
    ['tcp', '20-10', /"20-10" is no port/],
    ['tcp', '', /"" is no port/],
    ['tcp', '22,23', /"22,23" is no port/],
    ['icmp', '8', /Only tcp and udp have ports/],
    ['-1', '22', /Only tcp and udp have ports/],
  ] as const) {
    it(`refuses ${protocol} and ${ports ?? 'no port'}`, () => {
      const result = readTraffic(protocol, ports);
      assert.ok(result.kind === 'problem');
      assert.match(result.problem, sentence);
    });
  }
});
