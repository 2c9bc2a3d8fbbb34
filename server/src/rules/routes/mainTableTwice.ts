import type { ResourceInstance } from '../../terraform/configuration';
import { identityKey } from '../networkAcls/aclKey';
import { removal } from '../removal';
import { certain } from '../../terraform/resources';
import { resourceHeader } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { groupBy } from '../../util/collections';

/**
 * A VPC whose main route table is set twice: by an `aws_default_route_table`, which manages the table that the VPC came
 * with, and by an `aws_main_route_table_association`, which makes another one main; or by two such associations.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/main_route_table_association
 */
export const mainTableTwice: Rule = {
  id: 'route-main-table-twice',
  severity: 'error',
  title: 'A VPC whose main route table is set twice',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const defaults = new Map(
    certain(configuration, 'aws_default_route_table').flatMap((table) => {
      const value = table.body.attributes.get('default_route_table_id')?.value;
      return value?.kind === 'reference' ? [[value.address, table] as const] : [];
    }),
  );
  const associations = certain(configuration, 'aws_main_route_table_association').filter(
    (one) => vpcOf(one) !== undefined,
  );
  return [...groupBy(associations, vpcOf)].flatMap(([vpc, all]) => {
    const adopted = defaults.get(vpc ?? '');
    const [first, ...others] = adopted === undefined ? all : [adopted, ...all];
    return first === undefined ? [] : others.map((one) => finding(one, first, vpc ?? '', context));
  });
}

function vpcOf(association: ResourceInstance): string | undefined {
  return identityKey(association.body.attributes.get('vpc_id')?.value);
}

function finding(
  one: ResourceInstance,
  first: ResourceInstance,
  vpc: string,
  context: RuleContext,
): RawFinding {
  const why =
    first.type === 'aws_default_route_table'
      ? `${first.address} manages the table that ${vpc} came with, which is then no longer the main one`
      : `${first.address} sets it too`;
  return {
    source: one.body.attributes.get('vpc_id')?.source ?? resourceHeader(one),
    subject: one.address,
    message: (subjects) =>
      `${subjects} makes another table the main one of ${vpc}, and ${why}: their routes get in each other's way.`,
    related: [{ message: `The other is ${first.address}`, source: resourceHeader(first) }],
    fixes: () => [...removal(one, context), ...removal(first, context)],
  };
}
