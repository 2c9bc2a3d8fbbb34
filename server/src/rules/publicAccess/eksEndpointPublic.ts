import type { EvaluatedBlock, ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import { given, isBoolean } from '../arguments';
import { changeNested } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { textOf } from '../values';

/**
 * An EKS cluster whose API server the whole internet can reach: its public endpoint is on (as it is unless
 * `endpoint_public_access` is off), and `public_access_cidrs` is everywhere (as it is unless it is given). A hint where only
 * some networks are admitted.
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
export const eksEndpointPublic: Rule = {
  id: 'eks-endpoint-public',
  severity: 'warning',
  title: 'A cluster endpoint that the internet can reach',
  check: (context) =>
    certain(context.configuration, 'aws_eks_cluster').flatMap((resource) => findings(resource, context)),
};

function findings(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const [block] = resource.body.blocks.filter((one) => one.type === 'vpc_config');
  if (block === undefined || block.uncertain !== undefined) return [];
  const isPublic = given(block.body, 'endpoint_public_access');
  if (isPublic !== undefined && !isBoolean(isPublic.value, true)) return [];
  const cidrs = given(block.body, 'public_access_cidrs');
  const admitted = cidrs === undefined ? ['0.0.0.0/0'] : admittedBy(cidrs.value);
  if (admitted === undefined) return [];
  const isOpen = admitted.some((cidr) => cidr === '0.0.0.0/0' || cidr === '::/0');
  return [
    {
      source: (cidrs ?? isPublic)?.source ?? resourceHeader(resource),
      subject: resource.address,
      severity: isOpen ? 'warning' : 'hint',
      message: (subjects) =>
        isOpen
          ? `Everyone on the internet can reach the API server of ${subjects}: only its authentication stands between.`
          : `${admitted.join(', ')} can reach the API server of ${subjects} over the internet.`,
      fixes: () => (isOpen ? closed(resource, block, context) : []),
    },
  ];
}

/** The blocks that are let in; undefined where one is unknown, and where none is given. */
function admittedBy(value: Value): readonly string[] | undefined {
  if (value.kind !== 'list' || value.elements.length === 0) return undefined;
  const texts = value.elements.map((element) => textOf(element));
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length || known.includes('0.0.0.0/0') ? known : undefined;
}

/** The private endpoint in place of the public one. */
function closed(resource: ResourceInstance, block: EvaluatedBlock, context: RuleContext): readonly Fix[] {
  const edits = changeNested(
    resource,
    block,
    {
      set: [
        ['endpoint_private_access', 'true'],
        ['endpoint_public_access', 'false'],
      ],
      remove: ['public_access_cidrs'],
    },
    context.configuration,
  );
  const title = "Only the private endpoint: opens the API server to the cluster's VPC";
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}
