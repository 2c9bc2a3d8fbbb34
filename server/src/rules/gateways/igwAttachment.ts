import { idExpression } from '../../edits/naming';
import { setArgument } from '../../edits/placement';
import { valueOf } from '../../network/maybe';
import type { Id } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import { identityKey } from '../networkAcls/aclKey';
import { removal } from '../removal';
import { certain, managed } from '../../terraform/resources';
import { codeRoutes } from '../routes/codeRoutes';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isOwnVpc } from '../routes/candidates';

/**
 * An internet gateway that routes lead to and that no VPC has, or a second one for a VPC. AWS refuses a route to a gateway
 * that is not attached, and attaches one internet gateway to a VPC.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway_attachment
 */
export const igwAttachment: Rule = {
  id: 'igw-attachment',
  severity: 'error',
  title: 'An internet gateway that is not attached, or a second one for a VPC',
  check: (context) => {
    const gateways = certain(context.configuration, 'aws_internet_gateway');
    return [...unattached(gateways, context), ...second(gateways, context)];
  },
};

function unattached(gateways: readonly ResourceInstance[], context: RuleContext): RawFinding[] {
  const attachments = managed(context.configuration, 'aws_internet_gateway_attachment').map((one) =>
    identityKey(one.body.attributes.get('internet_gateway_id')?.value),
  );
  // An attachment of an unknown gateway may be this one's.
  if (attachments.includes(undefined)) return [];
  return gateways
    .filter((one) => isMissing(one) && !attachments.includes(one.address))
    .flatMap((gateway) => {
      const routes = codeRoutes(context.configuration).filter((route) =>
        route.targets.some(({ value }) => value.kind === 'reference' && value.address === gateway.address),
      );
      const [first] = routes;
      if (first === undefined) return [];
      const vpcs = routes.flatMap((route) => {
        const table = context.network().routeTables.get(route.table ?? '');
        const vpc = table === undefined ? undefined : valueOf(table.vpc);
        return vpc === undefined ? [] : [vpc];
      });
      return [
        {
          source: resourceHeader(gateway),
          subject: gateway.address,
          message: (subjects: string) =>
            `Nothing gets to the internet through ${subjects}: no VPC has it, for want of a vpc_id and of an aws_internet_gateway_attachment, and AWS refuses routes to it.`,
          related: routes.slice(0, 4).map((route) => ({
            message: 'A route leads to it',
            source: route.targets[0]?.source ?? route.header,
          })),
          fixes: () => attached(gateway, [...new Set(vpcs)], context),
        },
      ];
    });
}

function isMissing(gateway: ResourceInstance): boolean {
  const value = gateway.body.attributes.get('vpc_id')?.value;
  return value === undefined || value.kind === 'null' || (value.kind === 'string' && value.value === '');
}

function attached(gateway: ResourceInstance, vpcs: readonly Id[], { configuration }: RuleContext): Fix[] {
  const [vpc, other] = vpcs;
  const id =
    vpc === undefined || other !== undefined ? undefined : idExpression(vpc, gateway.module, configuration);
  if (id === undefined || gateway.key !== undefined) return [];
  const edit = setArgument(gateway, 'vpc_id', id, configuration);
  const title = `Attach it to ${vpc ?? ''}: its routes then lead to the internet`;
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
}

function second(gateways: readonly ResourceInstance[], context: RuleContext): RawFinding[] {
  const network = context.network();
  const placed = gateways.flatMap((gateway) => {
    const model = network.internetGateways.get(gateway.address);
    const vpc = model === undefined ? undefined : valueOf(model.vpc);
    return isOwnVpc(context, vpc) ? [{ gateway, vpc }] : [];
  });
  return [...groupBy(placed, ({ vpc }) => vpc)].flatMap(([vpc, all]) => {
    const [first, ...others] = all.map(({ gateway }) => gateway);
    return first === undefined ? [] : others.map((one) => oneTooMany(one, first, vpc, context));
  });
}

function oneTooMany(
  gateway: ResourceInstance,
  first: ResourceInstance,
  vpc: Id,
  context: RuleContext,
): RawFinding {
  return {
    source: gateway.body.attributes.get('vpc_id')?.source ?? resourceHeader(gateway),
    subject: gateway.address,
    message: (subjects) =>
      `AWS does not attach ${subjects}: ${vpc} has ${first.address} already, and a VPC has one internet gateway.`,
    related: [{ message: `${first.address} is attached`, source: resourceHeader(first) }],
    fixes: () => removal(gateway, context),
  };
}
