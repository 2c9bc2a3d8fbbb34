import { attributeExpression } from '../../edits/naming';
import { setArgument } from '../../edits/placement';
import { valueOf } from '../../network/maybe';
import type { NetworkInterface, Vpc } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { resourceOfInterface } from './carriers';
import { groupsArgument } from './groupsArgument';

/**
 * An instance, interface or service without a group of its own: AWS gives it the default group of its VPC, whose members all
 * talk to each other.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export const instanceOnDefaultGroup: Rule = {
  id: 'instance-on-default-sg',
  severity: 'hint',
  title: 'Something that carries the default group, for want of its own',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const defaults = [...context.network().vpcs.values()].flatMap((vpc) => {
    const group = valueOf(vpc.defaultSecurityGroup);
    return group === undefined ? [] : [{ vpc, group }];
  });
  const carrying = defaults.flatMap(({ vpc, group }) =>
    context
      .index()
      .interfacesOfGroup(group)
      .filter((one) => one.securityGroups.length === 1 && one.uncertain === undefined)
      .flatMap((one) => ownerOf(one, vpc, context)),
  );
  return [...groupBy(carrying, ({ resource }) => resource).values()].flatMap(([first]) =>
    first === undefined ? [] : [finding(first, context)],
  );
}

/** Something without a group of its own, with the VPC it is in. */
interface Bare {
  readonly resource: ResourceInstance;
  readonly vpc: Vpc;
}

function ownerOf(one: NetworkInterface, vpc: Vpc, context: RuleContext): Bare[] {
  const resource = resourceOfInterface(one, context);
  const isBare = resource?.mode === 'managed' && groupsArgument(resource) === undefined;
  return resource !== undefined && isBare ? [{ resource, vpc }] : [];
}

function finding({ resource, vpc }: Bare, context: RuleContext): RawFinding {
  return {
    source: resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `Without a security group of its own here, ${subjects} has the default group of ${vpc.name}, whose members all talk to each other.`,
    fixes: () => fixes(resource, vpc, context),
  };
}

/** The argument at the top of the resource's body, where it has one there. */
const argumentOf: Readonly<Record<string, string>> = {
  aws_instance: 'vpc_security_group_ids',
  aws_spot_instance_request: 'vpc_security_group_ids',
  aws_network_interface: 'security_groups',
  aws_db_instance: 'vpc_security_group_ids',
  aws_rds_cluster: 'vpc_security_group_ids',
  aws_lb: 'security_groups',
  aws_elasticache_cluster: 'security_group_ids',
  aws_elasticache_replication_group: 'security_group_ids',
  aws_redshift_cluster: 'vpc_security_group_ids',
  aws_vpc_endpoint: 'security_group_ids',
  aws_efs_mount_target: 'security_groups',
};

/** A group of the same VPC that the module knows. */
function fixes(resource: ResourceInstance, vpc: Vpc, { configuration, network }: RuleContext): Fix[] {
  const argument = argumentOf[resource.type];
  if (argument === undefined) return [];
  const groups = [...network().securityGroups.values()].filter((group) => valueOf(group.vpc) === vpc.id);
  return groups
    .flatMap((group) => {
      const own = configuration.byAddress.get(group.id);
      if (own?.type !== 'aws_security_group') return [];
      const id = attributeExpression(own, 'id', resource.module, configuration);
      const edit = id === undefined ? undefined : setArgument(resource, argument, `[${id}]`, configuration);
      return edit === undefined
        ? []
        : [
            {
              title: `Give it ${group.id} instead: opens to it what that lets through`,
              edits: [edit],
              preferred: false,
            },
          ];
    })
    .slice(0, 3);
}
