import { resourceHeader } from '../groupRules';
import { mendingFixes } from '../provenFix';
import { blockedBecause } from '../blockedBecause';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { sourceOf } from '../sourceOf';
import { targetLegs, type TargetLeg } from './targetLegs';

/**
 * A target that its load balancer can not reach on the port that it sends requests to. The balancer opens connections of
 * its own: its groups must let them out (Terraform takes away the rule that AWS gives a new group), and the target's must
 * let them in. Silent about Network Load Balancers that keep the client's address, since there it is the clients whom the
 * target has to admit.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#target-security-groups,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 */
export const cannotReachTargets: Rule = {
  id: 'lb-cannot-reach-targets',
  severity: 'error',
  title: 'A load balancer that can not reach its targets',
  check: (context) =>
    targetLegs(context.index())
      .filter((leg) => leg.purpose === 'requests' && leg.answer.verdict === 'blocked')
      .flatMap((leg) => finding(leg, context)),
};

function finding(leg: TargetLeg, context: RuleContext): RawFinding[] {
  const { balancer, target, workload, port, answer } = leg;
  const { configuration } = context;
  const own = configuration.byAddress.get(workload);
  const source =
    sourceOf(target.origin, configuration) ?? (own === undefined ? undefined : resourceHeader(own));
  if (source === undefined) return [];
  return [
    {
      source,
      subject: workload,
      message: (subjects) =>
        `${balancer.name} can not reach ${subjects} on TCP port ${port}, where it sends requests: ${blockedBecause(answer)}`,
      fixes: () => mendingFixes(context, [leg.question]),
    },
  ];
}
