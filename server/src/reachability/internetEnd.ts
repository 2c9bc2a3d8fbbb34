import { ofFamily, subtractAddresses } from '../ip/addresses';
import { plainEnd, type End, type EndHost } from './ends';
import { publicAddresses } from './hosts';
import type { NetworkIndex } from './networkIndex';
import { compilePrefixList, gatewayServices } from './prefixLists';

/** The internet, without the AWS services that have gateway endpoints: those are not meant by it. */
export function internetEnd(index: NetworkIndex, name: string, family: 4 | 6): End {
  let addresses = ofFamily(publicAddresses, family);
  for (const { id, service } of index.network.prefixLists.values()) {
    if (service === undefined || !gatewayServices.has(service)) continue;
    addresses = subtractAddresses(addresses, compilePrefixList(index, id).sure);
  }
  const host: EndHost = { kind: 'internet', name: 'the internet', family, mode: 'each', addresses };
  return { ...plainEnd, id: name, name, kind: 'internet', quantifier: 'some', hosts: [host] };
}
