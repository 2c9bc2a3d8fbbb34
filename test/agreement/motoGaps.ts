import type { SnapshotFile } from '../../server/src/network/fromAws';
import { mendTransitGateways, type TransitAnswer } from './motoTransitGateways';

/**
 * What moto leaves out of its answers, supplied from its other answers (moto 5.2.1, found by comparison with AWS's
 * documentation): the default group's rule for itself, the public address of an instance's interface and its source/destination check, and the type,
 * groups and addresses of the interfaces of NAT gateways and endpoints, the scheme of balancers.
 */
export function supplyMotoGaps(
  files: readonly SnapshotFile[],
  adoptedGroups: ReadonlySet<string>,
): SnapshotFile[] {
  const answers = files.map(({ path, text }) => ({
    path,
    answer: JSON.parse(text) as Answer & TransitAnswer,
  }));
  const all = (key: ListKey): Item[] => answers.flatMap(({ answer }) => answer[key] ?? []);
  const interfaces = new Map(all('NetworkInterfaces').map((one) => [one['NetworkInterfaceId'], one]));
  const subnets = new Map(all('Subnets').map((one) => [one['SubnetId'], String(one['CidrBlock'])]));
  for (const group of all('SecurityGroups')) {
    if (group['GroupName'] !== 'default' || adoptedGroups.has(String(group['GroupId']))) continue;
    group['IpPermissions'] = [
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group['GroupId'], UserId: group['OwnerId'] }] },
    ];
  }
  for (const reservation of all('Reservations')) {
    for (const instance of items(reservation['Instances'])) {
      const address = instance['PublicIpAddress'];
      const [primary] = items(instance['NetworkInterfaces']);
      const own = interfaces.get(primary?.['NetworkInterfaceId']);
      if (own !== undefined) own['SourceDestCheck'] = instance['SourceDestCheck'];
      if (typeof address === 'string' && own !== undefined)
        own['Association'] = { PublicIp: address, IpOwnerId: 'amazon' };
    }
  }
  for (const gateway of all('NatGateways')) {
    for (const { NetworkInterfaceId: id } of items(gateway['NatGatewayAddresses'])) {
      Object.assign(interfaces.get(id) ?? {}, {
        InterfaceType: 'nat_gateway',
        Groups: [],
        SourceDestCheck: false,
      });
    }
  }
  for (const endpoint of all('VpcEndpoints')) {
    for (const id of (endpoint['NetworkInterfaceIds'] ?? []) as string[]) {
      Object.assign(interfaces.get(id) ?? {}, { InterfaceType: 'vpc_endpoint', Groups: endpoint['Groups'] });
    }
  }
  for (const vpc of all('Vpcs')) {
    if (vpc['IsDefault'] === true)
      addDefaultGateway(vpc['VpcId'], all('InternetGateways'), all('RouteTables'), answers);
  }
  addIpv6Entries(all('NetworkAcls'), all('Vpcs'));
  supplyBlockPublicAccess(
    answers.map(({ answer }) => answer),
    [...all('Vpcs'), ...all('Subnets')],
  );
  mendTransitGateways(answers.map(({ answer }) => answer));
  // moto forgets the scheme where the request left it to the default.
  for (const balancer of all('LoadBalancers')) balancer['Scheme'] ??= 'internet-facing';
  for (const own of interfaces.values()) moveIntoSubnet(own, subnets.get(own['SubnetId']));
  return answers.map(({ path, answer }) => ({ path, text: JSON.stringify(answer) }));
}

/**
 * What VPCs and subnets say of Block Public Access, after exclusions: an exclusion of a VPC is one of its subnets too.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockPublicAccessStates.html
 */
function supplyBlockPublicAccess(answers: readonly Answer[], things: readonly Item[]): void {
  const options = answers
    .map((answer) => answer.VpcBlockPublicAccessOptions)
    .find((one) => one !== undefined);
  const mode = options?.['InternetGatewayBlockMode'] ?? 'off';
  const exclusions = answers.flatMap((answer) => answer.VpcBlockPublicAccessExclusions ?? []);
  for (const thing of things) {
    const exclusion = exclusions.find((one) =>
      [thing['SubnetId'], thing['VpcId']].includes(String(one['ResourceArn']).split('/').at(-1)),
    );
    const left =
      exclusion?.['InternetGatewayExclusionMode'] === 'allow-bidirectional'
        ? 'off'
        : exclusion === undefined
          ? mode
          : 'block-ingress';
    thing['BlockPublicAccessStates'] = { InternetGatewayBlockMode: left };
  }
}

/**
 * A VPC with IPv6 has an entry for it in its default ACL, beside that for IPv4.
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
function addIpv6Entries(acls: readonly Item[], vpcs: readonly Item[]): void {
  const dual = new Set(
    vpcs.filter((vpc) => items(vpc['Ipv6CidrBlockAssociationSet']).length > 0).map((vpc) => vpc['VpcId']),
  );
  for (const acl of acls.filter((one) => one['IsDefault'] === true && dual.has(one['VpcId']))) {
    const open = items(acl['Entries']).filter((entry) => entry['RuleNumber'] === 100);
    items(acl['Entries']).push(
      ...open.map(({ Egress, Protocol, RuleAction }) => ({
        Egress,
        Protocol,
        RuleAction,
        RuleNumber: 101,
        Ipv6CidrBlock: '::/0',
      })),
    );
  }
}

/** A default VPC comes with an internet gateway and a route to it. */
function addDefaultGateway(
  vpc: unknown,
  gateways: readonly Item[],
  tables: readonly Item[],
  answers: { answer: Answer }[],
): void {
  if (gateways.some((gateway) => items(gateway['Attachments']).some((one) => one['VpcId'] === vpc))) return;
  const gateway = {
    InternetGatewayId: 'igw-0defa0170defa0170',
    Attachments: [{ VpcId: vpc, State: 'available' }],
  };
  answers.find(({ answer }) => answer.InternetGateways)?.answer.InternetGateways?.push(gateway);
  const main = tables.find(
    (table) => table['VpcId'] === vpc && items(table['Associations']).some((one) => one['Main'] === true),
  );
  items(main?.['Routes']).push({
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: gateway.InternetGatewayId,
    State: 'active',
    Origin: 'CreateRoute',
  });
}

type Item = Record<string, unknown>;
type ListKey =
  | 'Vpcs'
  | 'Subnets'
  | 'InternetGateways'
  | 'RouteTables'
  | 'NetworkAcls'
  | 'SecurityGroups'
  | 'Reservations'
  | 'NetworkInterfaces'
  | 'NatGateways'
  | 'VpcEndpoints'
  | 'LoadBalancers'
  | 'VpcBlockPublicAccessExclusions';
type Answer = Partial<Record<ListKey, Item[]>> & { readonly VpcBlockPublicAccessOptions?: Item };

function items(value: unknown): Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

/** moto draws some private addresses from another block; each then gets one of its subnet's. */
function moveIntoSubnet(own: Item, block: string | undefined): void {
  const address = own['PrivateIpAddress'];
  if (block === undefined || typeof address !== 'string' || isIn(address, block)) return;
  const [network = ''] = block.split('/');
  const start = numberOf(network);
  const moved = [24, 16, 8, 0].map((shift) => ((start + 200) >>> shift) & 255).join('.');
  own['PrivateIpAddress'] = moved;
  own['PrivateIpAddresses'] = items(own['PrivateIpAddresses']).map((one, index) =>
    index === 0 ? { ...one, PrivateIpAddress: moved } : one,
  );
}

function isIn(address: string, block: string): boolean {
  const [network = '', length = '0'] = block.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(network) / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
