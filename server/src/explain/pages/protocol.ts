import { markdown, markdownCode } from '../escape';
import { serviceOfPort } from '../services';
import { trafficInWords } from '../traffic';
import type { Page } from './page';

/** An IP protocol, by name or number: what it is called, its number, whether it has ports. Undefined for no protocol. */
export function protocolPage(written: string): Page | undefined {
  const protocol = written.toLowerCase();
  const number = numbers.get(protocol) ?? (/^\d{1,3}$/.test(protocol) ? Number(protocol) : undefined);
  const page = (text: string): Page => ({
    what: 'protocol',
    of: `${markdownCode(written)}: ${text}`,
    body: [],
  });
  if (protocol === '-1' || protocol === 'all') {
    return page('all protocols and all ports; ports that are given with it mean nothing');
  }
  if (number === undefined || number > 255) return undefined;
  const name = trafficInWords(String(number), '').replace(/^all /, '');
  const named = name.startsWith('IP protocol') ? '' : `${markdown(name)}, `;
  return page(`${named}IP protocol number ${number}${portsText(number)}`);
}

/** https://www.iana.org/assignments/protocol-numbers/ */
const numbers: ReadonlyMap<string, number> = new Map([
  ['tcp', 6],
  ['udp', 17],
  ['icmp', 1],
  ['icmpv6', 58],
]);

function portsText(number: number): string {
  if (number === 6 || number === 17) return '';
  if (number === 1 || number === 58)
    return '; in group rules `from_port` is its type and `to_port` its code, -1 any';
  return '; it has no ports';
}

/** A port: the service that is known for it. Undefined for one that nothing well known uses. */
export function portPage(protocols: readonly ('tcp' | 'udp')[], port: number): Page | undefined {
  const services = protocols.flatMap((protocol) => {
    const service = serviceOfPort(protocol, port);
    return service === undefined ? [] : [`${markdown(service)} over ${protocol.toUpperCase()}`];
  });
  if (services.length === 0) return undefined;
  return { what: 'port', of: `${markdownCode(String(port))}: ${services.join(', ')}`, body: [] };
}
