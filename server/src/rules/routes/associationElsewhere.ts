import { valueOf } from '../../network/maybe';
import type { Id } from '../../network/model';
import { resourceHeader } from '../groupRules';
import type { RawFinding, RuleContext } from '../rule';
import { tableAssociations, type TableAssociation } from './associations';
import { isOwnVpc } from './candidates';
import { associateWith } from './associateWith';

/** Subnets that are given a route table of another VPC. */
export function associationElsewhere(context: RuleContext): RawFinding[] {
  const { subnets, routeTables } = context.network();
  return tableAssociations(context.configuration).flatMap((association) => {
    const subnet = subnets.get(association.subnet ?? '');
    const table = routeTables.get(association.table ?? '');
    const [here, there] = [subnet, table].map((one) => (one === undefined ? undefined : valueOf(one.vpc)));
    if (association.resource.uncertain !== undefined || here === there) return [];
    if (!isOwnVpc(context, here) || !isOwnVpc(context, there)) return [];
    return [finding(association, here, there, context)];
  });
}

function finding(association: TableAssociation, here: Id, there: Id, context: RuleContext): RawFinding {
  const { resource, subnet, table } = association;
  return {
    source: resource.body.attributes.get('route_table_id')?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `AWS refuses ${subjects}: ${subnet ?? ''} is in ${here}, and ${table ?? ''} is a table of ${there}.`,
    fixes: () => associateWith(association, [...context.network().routeTables.values()], here, context),
  };
}
