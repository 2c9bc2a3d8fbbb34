import { formatCidr } from '../../ip/cidr';
import type { Vpc } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdownCode } from '../escape';
import { listInWords } from '../traffic';
import { named, nameList, told, type Page } from './page';
import { sizeInWords } from './size';

/** A VPC: its blocks, subnets, gateways and the table that counts where none is associated. */
export function vpcPage(index: NetworkIndex, vpc: Vpc): Page {
  const { network } = index;
  const subnets = index.subnetsOfVpc(vpc.id);
  const blocks = vpc.cidrs.map((cidr) =>
    told(cidr, (known) => `${markdownCode(formatCidr(known))} (${sizeInWords(known)})`),
  );
  const gateway = index.internetGatewayOf(vpc.id);
  return {
    what: vpc.isDefault ? 'default VPC' : 'VPC',
    of: markdownCode(vpc.name),
    body: [
      `${listInWords(blocks, 4)}. ${
        subnets.length === 0
          ? 'No subnets here.'
          : `Subnets: ${nameList(
              subnets.map(({ name }) => name),
              8,
            )}.`
      }`,
      `${gateway === undefined ? 'No internet gateway is known.' : `Internet gateway ${markdownCode(gateway.name)}.`} Main route table ${told(vpc.mainRouteTable, (id) => named(network, id))}.`,
    ],
  };
}
