import { valueOf } from '../../network/maybe';
import type { Subnet } from '../../network/model';
import { canonicalType } from '../../network/fromTerraform/context';
import type { EvaluatedAttribute, EvaluatedBody, ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { elementSource } from '../narrow';
import { identityKey } from '../networkAcls/aclKey';
import { certain } from '../../terraform/resources';
import type { RuleContext } from '../rule';
import { textOf } from '../values';

/** Something that is put into several subnets, all of which are known. */
export interface SubnetList {
  readonly resource: ResourceInstance;
  /** In words: `an Application Load Balancer`. */
  readonly what: string;
  readonly needsTwoZones: boolean;
  readonly oneEachZone: boolean;
  /** The argument that lists them; undefined where each has a block. */
  readonly attribute: EvaluatedAttribute | undefined;
  readonly elements: readonly { readonly subnet: Subnet; readonly source: SourceRange }[];
}

type Kind = Pick<SubnetList, 'what' | 'needsTwoZones' | 'oneEachZone'>;

/** All lists of subnets of which every one is known and surely there. */
export function subnetLists(context: RuleContext): readonly SubnetList[] {
  const { configuration } = context;
  const types = ['aws_lb', 'aws_alb', 'aws_db_subnet_group', 'aws_eks_cluster', 'aws_vpc_endpoint'];
  return certain(configuration, ...types).flatMap((resource) => {
    const kind = kindOf(resource);
    return kind === undefined ? [] : listOf(resource, kind, context);
  });
}

function kindOf({ type, body }: ResourceInstance): Kind | undefined {
  const text = (name: string): string | undefined => {
    const attribute = body.attributes.get(name);
    return attribute === undefined ? '' : textOf(attribute.value);
  };
  switch (canonicalType(type)) {
    case 'aws_lb':
      return balancerKind(text('load_balancer_type'));
    case 'aws_db_subnet_group':
      return { what: 'a database subnet group', needsTwoZones: true, oneEachZone: false };
    case 'aws_eks_cluster':
      return { what: 'an EKS cluster', needsTwoZones: true, oneEachZone: false };
    default:
      return text('vpc_endpoint_type') === 'Interface'
        ? { what: 'an interface endpoint', needsTwoZones: false, oneEachZone: true }
        : undefined;
  }
}

function balancerKind(type: string | undefined): Kind | undefined {
  if (type === '' || type === 'application')
    return { what: 'an Application Load Balancer', needsTwoZones: true, oneEachZone: true };
  return type === 'network'
    ? { what: 'a Network Load Balancer', needsTwoZones: false, oneEachZone: true }
    : undefined;
}

function listOf(resource: ResourceInstance, kind: Kind, context: RuleContext): SubnetList[] {
  const body = bodyOf(resource);
  const attribute = body?.attributes.get('subnet_ids') ?? body?.attributes.get('subnets');
  const mappings = body?.blocks.filter((block) => block.type === 'subnet_mapping') ?? [];
  const { subnets } = context.network();
  const elements =
    attribute?.value.kind === 'list'
      ? attribute.value.elements.map((element, index) => ({
          subnet: subnets.get(identityKey(element) ?? ''),
          source: elementSource(attribute, element, index),
        }))
      : mappings.map((block) => ({
          subnet: subnets.get(identityKey(block.body.attributes.get('subnet_id')?.value) ?? ''),
          source: block.source,
        }));
  const known = elements.flatMap(({ subnet, source }) =>
    subnet === undefined || isOdd(subnet, context) ? [] : [{ subnet, source }],
  );
  const isUnknown =
    (attribute !== undefined && attribute.value.kind !== 'list') ||
    mappings.some((block) => block.uncertain !== undefined);
  if (known.length === 0 || known.length < elements.length || isUnknown) return [];
  return [{ resource, ...kind, attribute, elements: known }];
}

function bodyOf({ type, body }: ResourceInstance): EvaluatedBody | undefined {
  return type === 'aws_eks_cluster' ? body.blocks.find((one) => one.type === 'vpc_config')?.body : body;
}

/** Subnets that stand for several, and those of Outposts and of Local and Wavelength Zones, where other rules hold. */
function isOdd(subnet: Subnet, { configuration }: RuleContext): boolean {
  const resource = configuration.byAddress.get(subnet.id);
  if (resource?.mode !== 'managed' || subnet.several === true || subnet.uncertain !== undefined) return true;
  const isElsewhere = resource.body.attributes.has('outpost_arn');
  return isElsewhere || /^[a-z]{2}(-[a-z]+)+-\d-.+/.test(valueOf(subnet.zone) ?? '');
}
