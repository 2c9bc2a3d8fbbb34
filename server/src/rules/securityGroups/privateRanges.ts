import { cidrContains, parseCidr, type Cidr } from '../../ip/cidr';

/** https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc4193 */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap((text) => {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? [parsed.cidr] : [];
});

/** Whether all addresses of a block are private: no one's on the internet. */
export function isPrivateCidr(cidr: Cidr): boolean {
  return privateRanges.some((range) => cidrContains(range, cidr));
}
