import { formatCidr } from '../../ip/cidr';
import { protocolName } from '../../ip/traffic';
import type { InterfaceAddress, ListeningPort, NetworkInterface, Workload } from '../../network/model';
import type { NetworkIndex } from '../../reachability/index';
import { markdown, markdownCode } from '../escape';
import { listInWords, trafficInWords } from '../traffic';
import { named, nameList, told, unknownText, type Page } from './page';
import { reachLine } from './reachLine';

/** Something that runs: where, under which addresses, behind which groups, who can reach it. */
export function workloadPage(index: NetworkIndex, workload: Workload): Page {
  const interfaces = workload.interfaces.flatMap((id) => index.network.interfaces.get(id) ?? []);
  return {
    what: workload.kind.replaceAll('_', ' '),
    of: markdownCode(workload.name),
    body: [
      placeText(index, workload, interfaces),
      ...groupsText(index, interfaces),
      ...listensText(workload.listens),
      ...(interfaces.length === 0 ? [] : reachLine(index, workload.id)),
    ],
  };
}

function placeText(
  index: NetworkIndex,
  { outsideVpc, placement }: Workload,
  all: readonly NetworkInterface[],
): string {
  if (outsideVpc === true) return 'Runs outside every VPC: it reaches what the internet reaches.';
  if (all.length === 0) return 'Nothing tells in which subnet it runs.';
  const subnets = [...new Set(all.map(({ subnet }) => told(subnet, (id) => named(index.network, id))))];
  const where = `In subnet ${listInWords(subnets, 4).replace(/ and (?=[^ ]*$)/, placement === 'any' ? ' or ' : ' and ')}`;
  const addresses = [...new Set(all.flatMap((one) => one.addresses.map(addressText)))];
  return `${where}${addresses.length === 0 ? '' : `: ${listInWords(addresses, 4)}`}.`;
}

/** `10.0.1.7`, `an address of 10.0.1.0/24`, with the public address that goes with it. */
function addressText({ family, within, publicAddress }: InterfaceAddress): string {
  const own = told(within, (blocks) => {
    const texts = blocks.map(formatCidr);
    const [first] = texts;
    const whole = family === 4 ? /\/32$/ : /\/128$/;
    if (first !== undefined && texts.length === 1 && whole.test(first))
      return markdownCode(first.replace(whole, ''));
    return texts.length === 0 ? 'an address' : `an address of ${nameList(texts, 3)}`;
  });
  if (family === 6) return own;
  if (!publicAddress.known) return `${own}, public address unknown`;
  if (publicAddress.value === undefined) return own;
  const { address } = publicAddress.value;
  return `${own}, public ${address === undefined ? 'address' : markdownCode(formatCidr(address).replace(/\/32$/, ''))}`;
}

/** The groups of interfaces, each once. */
export function groupsText(index: NetworkIndex, interfaces: readonly NetworkInterface[]): string[] {
  if (interfaces.length === 0) return [];
  const groups = [
    ...new Set(
      interfaces.flatMap(({ securityGroups }) =>
        securityGroups.map((group) =>
          group.known ? named(index.network, group.value) : unknownText(group.unknown),
        ),
      ),
    ),
  ];
  if (groups.length === 0) return ['No security group filters it.'];
  return [`${groups.length === 1 ? 'Security group' : 'Security groups'} ${listInWords(groups)}.`];
}

function listensText(listens: readonly ListeningPort[]): string[] {
  if (listens.length === 0) return [];
  const ports = listens.map(({ protocol, port }) =>
    told(port, (number) => markdown(trafficInWords(protocolName(protocol), String(number)))),
  );
  return [`Answers on ${listInWords([...new Set(ports)])}.`];
}
