import type { ResourceInstance } from '../terraform/configuration';
import type { Value } from '../terraform/value';
import { tcpPort } from './addresses';
import { named, type Code } from './code';
import { certain } from '../terraform/resources';
import type { IntendedFlow } from './intendedFlow';

/** What the agent calls: https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html */
const services = ['ssm', 'ssmmessages'];

/**
 * An instance whose role has the policy for Systems Manager: its agent means to reach the service. Concluded, since a policy
 * that is attached everywhere proves no one's intention to use it.
 */
export function sessionManagerFlows(code: Code): readonly IntendedFlow[] {
  const roles = managedRoles(code);
  if (roles.size === 0) return [];
  return certain(code.configuration, 'aws_instance').flatMap((instance) => {
    const argument = instance.body.attributes.get('iam_instance_profile');
    const profile = named(code, argument?.value, 'aws_iam_instance_profile', 'name');
    const role = named(code, profile?.body.attributes.get('role')?.value, 'aws_iam_role', 'name');
    if (argument === undefined || role === undefined || !roles.has(role)) return [];
    if (!code.network.workloads.has(instance.address)) return [];
    return services.map((service): IntendedFlow => ({
      from: instance.address,
      question: { from: instance.address, to: `service:${service}`, traffic: tcpPort(443) },
      purpose: 'be managed by Systems Manager',
      certain: false,
      evidence: [{ text: `its role ${role.address} has the policy for that`, source: argument.source }],
    }));
  });
}

/** Roles with `AmazonSSMManagedInstanceCore` or its predecessor. */
function managedRoles(code: Code): ReadonlySet<ResourceInstance> {
  const attached = certain(code.configuration, 'aws_iam_role_policy_attachment')
    .filter((one) => isManagement(one.body.attributes.get('policy_arn')?.value))
    .flatMap((one) => named(code, one.body.attributes.get('role')?.value, 'aws_iam_role', 'name') ?? []);
  const listed = certain(code.configuration, 'aws_iam_role').filter((role) => {
    const value = role.body.attributes.get('managed_policy_arns')?.value;
    return value?.kind === 'list' && value.elements.some(isManagement);
  });
  return new Set([...attached, ...listed]);
}

function isManagement(value: Value | undefined): boolean {
  return (
    value?.kind === 'string' &&
    /\/(AmazonSSMManagedInstanceCore|AmazonEC2RoleforSSM|AmazonSSMManagedEC2InstanceDefaultPolicy)$/.test(
      value.value,
    )
  );
}
