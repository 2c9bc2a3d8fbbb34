import { valueOf } from '../../network/maybe';
import type { EvaluatedBlock, ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { blockedBecause } from '../blockedBecause';
import { changeNested } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { mendingFixes, proven, verdictOf } from '../provenFix';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { targetLegs, type TargetLeg } from './targetLegs';

/**
 * A target that gets requests, but no health checks: they come from the balancer's own addresses to a port of their own,
 * and the target's groups (or the balancer's) do not allow that. The target counts as unhealthy. A Network Load Balancer
 * checks from its own addresses also where it keeps the client's.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html#target-security-groups
 */
export const healthCheckClosed: Rule = {
  id: 'lb-health-check-closed',
  severity: 'error',
  title: 'A health check that does not get through to the target',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const legs = targetLegs(context.index());
  const cutOff = new Set(
    legs
      .filter((leg) => leg.purpose === 'requests' && leg.answer.verdict === 'blocked')
      .map((leg) => leg.target),
  );
  return legs
    .filter((leg) => leg.purpose === 'health' && leg.answer.verdict === 'blocked' && !cutOff.has(leg.target))
    .flatMap((leg) => finding(leg, context));
}

function finding(leg: TargetLeg, context: RuleContext): RawFinding[] {
  const { balancer, group, workload, port, answer } = leg;
  // A classic balancer has its target groups within itself.
  const resource = context.configuration.byAddress.get(group.id.split('/')[0] ?? group.id);
  if (resource === undefined) return [];
  return [
    {
      source: portSource(resource),
      subject: resource.address,
      message: () =>
        `Health checks of ${balancer.name} do not get through to ${workload} on TCP port ${port}, so that it counts as unhealthy: ${blockedBecause(answer)}`,
      fixes: () => [...mendingFixes(context, [leg.question]), ...onTrafficPort(leg, resource, context)],
    },
  ];
}

function portSource(resource: ResourceInstance): SourceRange {
  const attributes = healthCheck(resource)?.body.attributes;
  return (attributes?.get('port') ?? attributes?.get('target'))?.source ?? resourceHeader(resource);
}

function healthCheck(resource: ResourceInstance): EvaluatedBlock | undefined {
  return resource.body.blocks.find((block) => block.type === 'health_check');
}

/** Checked on the port that requests go to, where the balancer reaches that. */
function onTrafficPort(leg: TargetLeg, resource: ResourceInstance, context: RuleContext): readonly Fix[] {
  const block = healthCheck(resource);
  const port = valueOf(leg.target.port ?? leg.group.port);
  if (block?.body.attributes.has('port') !== true || port === undefined || port === leg.port) return [];
  const set = [['port', '"traffic-port"']] as const;
  const edits = changeNested(resource, block, { set }, context.configuration);
  if (edits === undefined) return [];
  const question = { ...leg.question, traffic: { protocol: 6, ports: { from: port, to: port } } } as const;
  const fix = {
    title: `Check on the port of the requests (${port}): opens nothing`,
    edits,
    preferred: false,
  };
  return proven(context, fix, (index) => verdictOf(index, question) === 'reachable');
}
