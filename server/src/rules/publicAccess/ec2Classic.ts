import { resourceHeader } from '../groupRules';
import { managed } from '../../terraform/resources';
import type { Fix, Rule } from '../rule';
import { isNamedElsewhere, removeResource } from '../securityGroups/removedBlock';

/**
 * A security group of EC2-Classic, which is gone since 2022. In a VPC these services take the groups of the VPC.
 *
 * Source: https://aws.amazon.com/blogs/aws/ec2-classic-is-retiring-heres-how-to-prepare/,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-5-upgrade
 */
export const ec2Classic: Rule = {
  id: 'ec2-classic-resource',
  severity: 'warning',
  title: 'A resource of EC2-Classic, which is gone',
  check: (context) =>
    managed(
      context.configuration,
      'aws_db_security_group',
      'aws_elasticache_security_group',
      'aws_redshift_security_group',
    ).map((resource) => ({
      source: resourceHeader(resource),
      subject: resource.address,
      message: (subjects) =>
        `AWS makes no ${subjects} any more: it is for EC2-Classic, which is gone. In a VPC, security groups take its place.`,
      fixes: (): readonly Fix[] => {
        const edits = isNamedElsewhere(resource, context.configuration)
          ? undefined
          : removeResource(resource, context.configuration);
        return edits === undefined ? [] : [{ title: 'Remove it', edits, preferred: false }];
      },
    })),
};
