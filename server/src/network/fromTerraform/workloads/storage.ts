import { always, shaped } from './shapes';
import type { WorkloadBuilders } from './builder';

/** The builders of file systems. Ports: https://docs.aws.amazon.com/efs/latest/ug/network-access.html and FSx's own pages. */
export const storage: WorkloadBuilders = {
  aws_efs_mount_target: shaped({
    subnets: ['subnet_id'],
    groups: ['security_groups'],
    listens: always(2049),
  }),
  aws_fsx_lustre_file_system: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(988),
  }),
  aws_fsx_windows_file_system: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(445, 5985),
  }),
  aws_fsx_ontap_file_system: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(2049, 445, 3260, 443, 22),
  }),
  aws_fsx_openzfs_file_system: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(2049),
  }),
  aws_fsx_file_cache: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(988),
  }),
};
