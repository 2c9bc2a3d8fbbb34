import { idExpression } from '../../edits/naming';
import { setArgument } from '../../edits/placement';
import { valueOf } from '../../network/maybe';
import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import { certain, managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';

/**
 * The default VPC in use: adopted by `aws_default_vpc`, or by something that names no subnet or VPC and so lands there. All
 * its subnets are public, and give public addresses.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 */
export const defaultVpcUsed: Rule = {
  id: 'default-vpc-used',
  severity: 'warning',
  strictOnly: true,
  title: 'The default VPC in use',
  check: (context) => [
    ...certain(context.configuration, 'aws_default_vpc', 'aws_default_subnet').map(adopted),
    ...landed(context).map((resource) => lands(resource, context)),
  ],
};

function adopted(resource: ResourceInstance): RawFinding {
  return {
    source: resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `The default VPC is in use by ${subjects}: its subnets are all public, and what names no subnet lands there.`,
  };
}

/** What has an interface in a default VPC, and groups that are in one. */
function landed(context: RuleContext): readonly ResourceInstance[] {
  const network = context.network();
  const defaults = new Set([...network.vpcs.values()].filter((vpc) => vpc.isDefault).map((vpc) => vpc.id));
  if (defaults.size === 0) return [];
  const found = new Set<ResourceInstance>();
  const add = (id: string): void => {
    const resource = context.configuration.byAddress.get(id);
    if (resource?.mode === 'managed' && resource.uncertain === undefined) found.add(resource);
  };
  for (const one of network.interfaces.values()) {
    if (defaults.has(context.index().vpcOf(one)?.id ?? '')) add(one.owner ?? one.id);
  }
  for (const group of network.securityGroups.values()) {
    const isOwn = context.configuration.byAddress.get(group.id)?.type === 'aws_security_group';
    if (isOwn && defaults.has(valueOf(group.vpc) ?? '')) add(group.id);
  }
  return [...found];
}

function lands(resource: ResourceInstance, context: RuleContext): RawFinding {
  return {
    source: resourceHeader(resource),
    subject: resource.address,
    message: (subjects) => `The default VPC, whose subnets are all public, is what ${subjects} is put into.`,
    fixes: () => elsewhere(resource, context),
  };
}

/** Into a subnet, or a VPC, that the code makes. */
function elsewhere(resource: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const [name, type] =
    resource.type === 'aws_instance'
      ? (['subnet_id', 'aws_subnet'] as const)
      : resource.type === 'aws_security_group'
        ? (['vpc_id', 'aws_vpc'] as const)
        : [];
  if (name === undefined || resource.key !== undefined || resource.body.attributes.has(name)) return [];
  return managed(configuration, type)
    .slice(0, 3)
    .flatMap((target) => {
      const id = idExpression(target.address, resource.module, configuration);
      const edit = id === undefined ? undefined : setArgument(resource, name, id, configuration);
      const title = `Put it into ${target.address}: replaces it`;
      return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
    });
}
