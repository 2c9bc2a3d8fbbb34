import type { ResourceInstance } from '../../../terraform/configuration';
import { known } from '../../maybe';
import type { ListeningPort } from '../../model';
import { read, readIds, toText } from '../read';
import type { Placed, Site } from '../site';
import { place } from './place';
import { always, shaped } from './shapes';
import type { WorkloadBuilders } from './builder';

/** The builders of what only calls out: functions, builds, jobs, notebooks, connectors. */
export const functions: WorkloadBuilders = {
  // In a VPC a function has no public address, whatever the subnet: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
  aws_lambda_function: shaped({
    block: ['vpc_config'],
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    interfaceKind: 'lambda',
    outsideWithoutBlock: true,
  }),
  aws_codebuild_project: shaped({
    block: ['vpc_config'],
    subnets: ['subnets'],
    groups: ['security_group_ids'],
    clientPorts: 'linux',
    outsideWithoutBlock: true,
  }),
  aws_sagemaker_notebook_instance: shaped({
    subnets: ['subnet_id'],
    groups: ['security_groups'],
    clientPorts: 'linux',
  }),
  aws_apprunner_vpc_connector: shaped({ subnets: ['subnets'], groups: ['security_groups'] }),
  aws_batch_compute_environment: shaped({
    block: ['compute_resources'],
    subnets: ['subnets'],
    groups: ['security_group_ids'],
    clientPorts: 'linux',
    outsideWithoutBlock: true,
  }),
  aws_dms_replication_instance: shaped({
    subnetGroup: { argument: 'replication_subnet_group_id', types: ['aws_dms_replication_subnet_group'] },
    groups: ['vpc_security_group_ids'],
    public: { argument: 'publicly_accessible', fallback: false },
    clientPorts: 'linux',
  }),
  aws_mwaa_environment: shaped({
    block: ['network_configuration'],
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    clientPorts: 'linux',
    listens: always(443),
  }),
  aws_emr_cluster: shaped({
    block: ['ec2_attributes'],
    subnets: ['subnet_id', 'subnet_ids'],
    groups: [
      'emr_managed_master_security_group',
      'emr_managed_slave_security_group',
      'additional_master_security_groups',
      'additional_slave_security_groups',
    ],
    clientPorts: 'linux',
  }),
  aws_route53_resolver_endpoint: resolver,
  aws_glue_connection: shaped({
    block: ['physical_connection_requirements'],
    subnets: ['subnet_id'],
    groups: ['security_group_id_list'],
    clientPorts: 'linux',
    outsideWithoutBlock: true,
  }),
};

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html */
function resolver(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const direction = read(context, fields, 'direction', toText);
  const answers: readonly ListeningPort[] = [
    { protocol: 17, port: known(53) },
    { protocol: 6, port: known(53) },
  ];
  return place(site, resource, {
    subnets: fields
      .blocks('ip_address')
      .items.flatMap((block) => readIds(context, block, 'subnet_id', 'subnets')),
    groups: readIds(context, fields, 'security_group_ids', 'securityGroups'),
    placement: 'all',
    listens: direction?.known === true && direction.value === 'INBOUND' ? answers : [],
    clientPorts: 'aws',
  });
}
