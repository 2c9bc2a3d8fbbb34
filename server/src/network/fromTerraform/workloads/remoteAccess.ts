import type { ResourceInstance } from '../../../terraform/configuration';
import { known, mapMaybe } from '../../maybe';
import type { Id, Maybe, Peer, SecurityGroup } from '../../model';
import { anyIpv4, belongingTo } from '../belonging';
import { withOrigin, type Context } from '../context';
import type { Fields } from '../fields';
import { readIds } from '../read';
import { vpcOf, type Site } from '../site';

/**
 * The group that EKS puts on the nodes of a group that people may log in to: it opens port 22 to the groups that are
 * named, and to the internet where none is.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html
 */
export function remoteAccessGroup(context: Context, nodes: ResourceInstance): readonly Maybe<Id>[] {
  return remoteAccess(context, nodes) === undefined ? [] : [known(groupId(nodes))];
}

/** These groups, of all node groups that have one. */
export function buildRemoteAccessGroups(site: Site): SecurityGroup[] {
  const { context } = site;
  return context.of('aws_eks_node_group').flatMap((nodes): SecurityGroup[] => {
    const access = remoteAccess(context, nodes);
    if (access === undefined) return [];
    const component = context.component(nodes);
    const origin = withOrigin(context.origin(access.source));
    const named = readIds(context, access, 'source_security_group_ids', 'securityGroups').map((id) =>
      mapMaybe(id, (group): Peer => ({ kind: 'securityGroup', securityGroup: group })),
    );
    const peers: readonly Maybe<Peer>[] = named.length > 0 ? named : [known({ kind: 'cidr', cidr: anyIpv4 })];
    const [subnet] = readIds(context, context.fields(nodes), 'subnet_ids', 'subnets');
    return [
      {
        ...belongingTo(component),
        id: groupId(nodes),
        name: `${component.name}'s group for remote access`,
        vpc: vpcOf(site, subnet),
        rules: [
          ...peers.map((peer) => ({ direction: 'ingress' as const, traffic: ssh, peer, ...origin })),
          {
            direction: 'egress',
            traffic: known({ kind: 'all' }),
            peer: known({ kind: 'cidr', cidr: anyIpv4 }),
          },
        ],
        rulesIncomplete: {},
        associatedVpcs: [],
        ...origin,
      },
    ];
  });
}

const ssh = known({ kind: 'ports', protocol: 6, from: 22, to: 22 } as const);

function groupId(nodes: ResourceInstance): Id {
  return `${nodes.address}/remote-access-security-group`;
}

/** Without a key nobody can log in, and EKS makes no group. */
function remoteAccess(context: Context, nodes: ResourceInstance): Fields | undefined {
  const [access] = context.fields(nodes).blocks('remote_access').items;
  return access?.argument('ec2_ssh_key') === undefined ? undefined : access;
}
