import { valueOf } from '../../network/maybe';
import type { Id, RouteTable } from '../../network/model';
import type { RuleContext } from '../rule';
import { defaultRoute } from './tables';

/** What routes of a VPC can lead to, by kind; only what the code makes. */
export interface Gateways {
  readonly internetGateway: readonly Id[];
  readonly natGateway: readonly Id[];
  readonly egressOnlyInternetGateway: readonly Id[];
}

/** The gateways of a VPC, for fixes. */
export function gatewaysOf(context: RuleContext, vpc: Id): Gateways {
  const { internetGateways, natGateways, egressOnlyInternetGateways } = context.network();
  const of = (all: ReadonlyMap<Id, { readonly id: Id; readonly vpc: { readonly known: boolean } }>): Id[] =>
    [...all.values()]
      .filter((one) => one.vpc.known && 'value' in one.vpc && one.vpc.value === vpc)
      .filter((one) => isCertain(context, one.id))
      .map((one) => one.id);
  return {
    internetGateway: of(internetGateways),
    natGateway: of(natGateways),
    egressOnlyInternetGateway: of(egressOnlyInternetGateways),
  };
}

/** Tables of a VPC whose default route leads to this kind of gateway. */
export function tablesTo(
  context: RuleContext,
  vpc: Id,
  kind: 'internetGateway' | 'natGateway',
): readonly RouteTable[] {
  return [...context.network().routeTables.values()].flatMap((one) => {
    if (valueOf(one.vpc) !== vpc || one.uncertain !== undefined) return [];
    const target = defaultRoute(one, 4)?.target;
    return target?.known === true && target.value.kind === kind ? [one] : [];
  });
}

function isCertain({ configuration }: RuleContext, id: Id): boolean {
  const resource = configuration.byAddress.get(id);
  return resource?.mode === 'managed' && resource.uncertain === undefined;
}

/** Whether the code makes this VPC, so that it surely is not another one under a different name. */
export function isOwnVpc({ configuration }: RuleContext, vpc: Id | undefined): vpc is Id {
  const resource = configuration.byAddress.get(vpc ?? '');
  return resource?.mode === 'managed' && resource.type === 'aws_vpc' && resource.uncertain === undefined;
}
