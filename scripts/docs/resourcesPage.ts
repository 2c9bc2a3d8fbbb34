import { resourceTypes, type ResourceType } from '../../server/src/network/fromTerraform/resourceTypes';
import { groupBy } from '../../server/src/util/collections';

/** The heading of each family in `docs/resources.md`. */
export const familyTitles: Readonly<Record<ResourceType['family'], string>> = {
  vpcs: 'VPCs',
  subnets: 'Subnets',
  securityGroups: 'Security groups',
  prefixLists: 'Prefix lists',
  networkAcls: 'Network ACLs',
  routing: 'Route tables and routes',
  gateways: 'Gateways and public addresses',
  peering: 'VPC peering',
  transitGateways: 'Transit gateways',
  endpoints: 'VPC endpoints and firewalls',
  loadBalancers: 'Load balancers',
  interfaces: 'Network interfaces',
  workloads: 'Workloads',
};

/** `docs/resources.md`: what each Terraform resource type becomes in the network that questions are asked about. */
export function resourcesPage(): string {
  const families = [...groupBy(resourceTypes, ({ family }) => family)];
  const sections = families.map(([family, types]) =>
    [
      `## ${familyTitles[family]}`,
      '',
      '| Terraform resource type | becomes |',
      '| --- | --- |',
      ...types.map(({ type, becomes }) => `| \`${type}\` | ${becomes.replaceAll('|', '\\|')} |`),
    ].join('\n'),
  );
  return `# Terraform resource types

Reachable builds the network out of these ${resourceTypes.length} types of the AWS provider, from code, from a state and from a plan alike.

\`aws_alb\` and its kin are the same as \`aws_lb\`.

A resource of another type that names subnets (\`subnet_id\`, \`subnet_ids\`, a \`vpc_config\`, …) becomes a workload in
them, as a guess, unless its type says that nothing runs there. All others have no part in the network.

${sections.join('\n\n')}
`;
}
