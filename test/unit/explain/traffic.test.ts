import assert from 'node:assert/strict';
import { serviceOfPort } from '../../../server/src/explain/services';
import { count, listInWords, trafficInShort, trafficInWords } from '../../../server/src/explain/traffic';

function checkWords(protocol: string, ports: string, words: string, short: string): void {
  assert.equal(trafficInWords(protocol, ports), words);
  assert.equal(trafficInShort(protocol, ports), short);
}

describe('traffic in words', () => {
  it('names the service of one port', () =>
    checkWords('tcp', '5432', 'TCP port 5432 (PostgreSQL)', 'tcp/5432'));
  it('says a port without a known service', () => checkWords('tcp', '12345', 'TCP port 12345', 'tcp/12345'));
  it('tells UDP from TCP', () => checkWords('udp', '443', 'UDP port 443 (QUIC)', 'udp/443'));
  it('says a range', () => checkWords('tcp', '8000-8010', 'TCP ports 8000-8010', 'tcp/8000-8010'));
  it('says several ranges', () => checkWords('tcp', '22,80-90', 'TCP ports 22 and 80-90', 'tcp/22,80-90'));
  it('takes ports with spaces between', () =>
    checkWords('tcp', '22, 443', 'TCP ports 22 and 443', 'tcp/22, 443'));
  it('says all ports', () => checkWords('tcp', '0-65535', 'all TCP', 'tcp'));
  it('says all ports for none given', () => checkWords('udp', '', 'all UDP', 'udp'));
  it('says all traffic', () => checkWords('-1', '', 'all traffic', 'all traffic'));
  it('takes numbers for names', () => checkWords('6', '22', 'TCP port 22 (SSH)', 'tcp/22'));
  it('names ICMP', () => checkWords('icmp', '', 'ICMP', 'icmp'));
  it('names ping', () => checkWords('icmp', '8/0', 'ICMP echo (ping)', 'icmp'));
  it('names ping of IPv6', () => checkWords('58', '128', 'ICMPv6 echo (ping)', 'ICMPv6'));
  it('names a few ICMP types', () => checkWords('icmp', '3, 11', 'ICMP types 3 and 11', 'icmp'));
  it('does not list dozens of ICMP types', () => {
    checkWords('icmp', '0, 1, 2, 3, 4, 5', 'ICMP without ping', 'icmp');
    checkWords('icmp', '0, 1, 2, 3, 4, 8/0', 'most ICMP', 'icmp');
  });
  it('names protocols without ports', () => checkWords('47', '', 'GRE', 'GRE'));
  it('says the number of a protocol without a name', () => checkWords('200', '', 'IP protocol 200', '200'));

  it('knows the services of both protocols apart', () => {
    assert.equal(serviceOfPort('tcp', 3306), 'MySQL');
    assert.equal(serviceOfPort('udp', 3306), undefined);
  });

  it('joins lists as people do', () => {
    assert.equal(listInWords([]), '');
    assert.equal(listInWords(['a']), 'a');
    assert.equal(listInWords(['a', 'b']), 'a and b');
    assert.equal(listInWords(['a', 'b', 'c']), 'a, b and c');
    assert.equal(listInWords(['a', 'b', 'c', 'd'], 2), 'a, b and 2 more');
  });

  it('counts', () => {
    assert.equal(count(1, 'rule'), '1 rule');
    assert.equal(count(2, 'entry', 'entries'), '2 entries');
  });
});
