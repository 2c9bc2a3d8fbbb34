import type { ResourceInstance } from '../configuration';
import type { Value } from '../value';
import { booleanValue, nullValue, stringValue } from '../values/make';

/** What only Application Load Balancers have, and what Network and Gateway Load Balancers have instead. */
const applicationOnly: ReadonlySet<string> = new Set([
  'client_keep_alive',
  'desync_mitigation_mode',
  'drop_invalid_header_fields',
  'enable_http2',
  'enable_tls_version_and_cipher_suite_headers',
  'enable_waf_fail_open',
  'enable_xff_client_port',
  'idle_timeout',
  'preserve_host_header',
  'xff_header_processing_mode',
]);
const others: ReadonlySet<string> = new Set([
  'dns_record_client_routing_policy',
  'enable_cross_zone_load_balancing',
]);

/** Whether an argument of `aws_lb` (or `aws_alb`) has another default where the balancer is of another type. */
export function dependsOnBalancerType(type: string, attribute: string): boolean {
  return (
    (type === 'aws_lb' || type === 'aws_alb') && (applicationOnly.has(attribute) || others.has(attribute))
  );
}

/**
 * The default of such an argument; undefined where that of an Application Load Balancer stands.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb
 */
export function balancerDefault(instance: ResourceInstance, attribute: string): Value | undefined {
  const type = instance.body.attributes.get('load_balancer_type')?.value;
  if (type?.kind !== 'string' || type.value === 'application') return undefined;
  if (applicationOnly.has(attribute)) return nullValue();
  if (attribute === 'enable_cross_zone_load_balancing') return booleanValue(false);
  return type.value === 'network' ? stringValue('any_availability_zone') : undefined;
}
