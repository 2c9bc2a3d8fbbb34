import assert from 'node:assert/strict';
import { intersect, subtract, unite } from '../../../server/src/ip/ranges';
import {
  allTraffic,
  echoRequest,
  formatPorts,
  hasProtocol,
  icmp,
  icmpTraffic,
  icmpV6,
  icmpWithoutReply,
  noTraffic,
  ofProtocol,
  portTraffic,
  portsOf,
  protocolName,
  protocolTraffic,
  protocolsOf,
  repliesTo,
  tcp,
  trafficOfPorts,
  udp,
} from '../../../server/src/ip/traffic';

describe('traffic', () => {
  it('keeps protocols apart', () => {
    const web = unite(portTraffic(tcp, 80, 90), portTraffic(udp, 53, 53));
    assert.deepEqual(protocolsOf(web), [6, 17]);
    assert.deepEqual(formatPorts(portsOf(web, tcp)), '80-90');
    assert.deepEqual(formatPorts(portsOf(web, udp)), '53');
    assert.equal(hasProtocol(web, icmp), false);
    assert.deepEqual(ofProtocol(web, udp), portTraffic(udp, 53, 53));
    assert.equal(protocolsOf(allTraffic).length, 256);
  });

  it('has no ports the wrong way round, and none beyond 65535', () => {
    assert.deepEqual(portTraffic(tcp, 90, 80), noTraffic);
    assert.deepEqual(portTraffic(tcp, 0, 70_000), protocolTraffic(tcp));
  });

  it('knows ICMP by type and code', () => {
    assert.deepEqual(
      intersect(icmpTraffic(icmp, 8, undefined), icmpTraffic(icmp, 8, 3)),
      icmpTraffic(icmp, 8, 3),
    );
    assert.deepEqual(intersect(icmpTraffic(icmp, 8, 0), icmpTraffic(icmp, 0, 0)), noTraffic);
    assert.deepEqual(icmpTraffic(icmp, undefined, 5), protocolTraffic(icmp));
    assert.deepEqual(intersect(icmpTraffic(icmp, 8, 0), icmpTraffic(icmpV6, 8, 0)), noTraffic);
  });

  it('is answered to any port, by echo replies, or by the same protocol', () => {
    assert.deepEqual(repliesTo(portTraffic(tcp, 443, 443)), protocolTraffic(tcp));
    assert.deepEqual(repliesTo(echoRequest(icmp)), icmpTraffic(icmp, 0, 0));
    assert.deepEqual(repliesTo(echoRequest(icmpV6)), icmpTraffic(icmpV6, 129, 0));
    assert.deepEqual(repliesTo(protocolTraffic(47)), protocolTraffic(47));
    // "Destination unreachable" asks for no answer.
    assert.deepEqual(repliesTo(icmpTraffic(icmp, 3, undefined)), noTraffic);
  });

  it('loses the requests whose answers do not come back', () => {
    const asked = protocolTraffic(icmp);
    const lost = icmpWithoutReply(asked, noTraffic);
    assert.deepEqual(
      lost,
      [8, 13, 15, 17].reduce((all, type) => unite(all, icmpTraffic(icmp, type, undefined)), noTraffic),
    );
    assert.deepEqual(icmpWithoutReply(asked, protocolTraffic(icmp)), noTraffic);
    const oneBack = icmpWithoutReply(icmpTraffic(icmp, 8, undefined), icmpTraffic(icmp, 0, 0));
    assert.deepEqual(oneBack, subtract(icmpTraffic(icmp, 8, undefined), echoRequest(icmp)));
  });

  it('has names', () => {
    assert.deepEqual([1, 6, 17, 58, 47].map(protocolName), ['icmp', 'tcp', 'udp', 'icmpv6', '47']);
    assert.deepEqual(trafficOfPorts(udp, [53, 54]), portTraffic(udp, 53, 53));
    assert.equal(formatPorts([80, 81, 443, 446]), '80, 443-445');
    assert.equal(formatPorts([]), '');
  });
});
