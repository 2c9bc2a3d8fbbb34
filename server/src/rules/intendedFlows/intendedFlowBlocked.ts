import { intendedFlows, type IntendedFlow } from '../../intent/index';
import { answer } from '../../reachability/index';
import type { Answer } from '../../reachability/answer';
import { blockedBecause } from '../blockedBecause';
import { mendingFixes } from '../provenFix';
import type { RawFinding, RelatedSource, Rule, RuleContext } from '../rule';
import { sourceOf } from '../sourceOf';

/**
 * A connection that the code itself shows to be needed, and that can not be opened: a workload that is told the address of
 * a database, a cache or a balancer, a task that has to pull its image, a function that mounts a file system, nodes that join
 * their cluster. A `warning` where the need is concluded (a role that allows Systems Manager) and not written. Silent where
 * it hangs on anything unknown, and about load balancers' own connections, which have rules of their own.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html
 */
export const intendedFlowBlocked: Rule = {
  id: 'intended-flow-blocked',
  severity: 'error',
  title: 'A connection that the code needs can not be opened',
  check: (context) => {
    const { configuration } = context;
    return intendedFlows({ configuration, network: context.network() }).flatMap((flow) =>
      findingFor(flow, context),
    );
  },
};

function findingFor(flow: IntendedFlow, context: RuleContext): RawFinding[] {
  const result = answer(context.index(), flow.question);
  if (result.kind !== 'answer' || result.answer.verdict !== 'blocked') return [];
  const [first, ...more] = flow.evidence;
  return [
    {
      source: first.source,
      subject: flow.from,
      severity: flow.certain ? 'error' : 'warning',
      message: (subjects) =>
        `${subjects} can not ${flow.purpose}${portsOf(flow)} (${first.text}): ${blockedBecause(result.answer)}`,
      related: [
        ...more.map(({ text, source }) => ({ message: text, source })),
        ...places(result.answer, context),
      ],
      fixes: () => mendingFixes(context, [flow.question]),
    },
  ];
}

function portsOf({ question: { traffic } }: IntendedFlow): string {
  return traffic?.ports === undefined ? '' : ` on TCP port ${traffic.ports.from}`;
}

/** Where the things stand that are in the way. */
function places(blocked: Answer, { configuration }: RuleContext): RelatedSource[] {
  return blocked.blockers.flatMap((blocker) => {
    const source = sourceOf(blocker.origin, configuration);
    return source === undefined ? [] : [{ message: `In the way: ${blocker.component}`, source }];
  });
}
