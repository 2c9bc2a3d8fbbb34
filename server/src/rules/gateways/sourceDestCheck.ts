import { setArgument } from '../../edits/placement';
import { listInWords } from '../../explain/traffic';
import { valueOf } from '../../network/maybe';
import type { Id, RouteTable } from '../../network/model';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import { codeOf, routeCidr } from '../routes/tables';
import { formatCidr } from '../../ip/cidr';
import type { Fix, RawFinding, RelatedSource, Rule, RuleContext } from '../rule';

/**
 * A route to the interface of an instance (a NAT instance, a firewall, a VPN server) that still checks that it is the source
 * or the destination of what passes: AWS then drops everything that the route brings.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html#EIP_Disable_SrcDestCheck
 */
export const sourceDestCheck: Rule = {
  id: 'nat-instance-source-dest-check',
  severity: 'error',
  title: 'A route to an instance with the source/destination check on',
  check,
};

/** A route that leads to an interface. */
interface Led extends RelatedSource {
  readonly owner: Id;
  readonly cidr: string;
}

function check(context: RuleContext): RawFinding[] {
  const led = [...context.network().routeTables.values()]
    .filter((table) => table.uncertain === undefined)
    .flatMap((table) => ledToInterfaces(table, context));
  return [...groupBy(led, ({ owner }) => owner)].flatMap(([owner, routes]) =>
    findingFor(owner, routes, context),
  );
}

function ledToInterfaces(table: RouteTable, context: RuleContext): Led[] {
  return table.routes.flatMap((route) => {
    const target = valueOf(route.target);
    const cidr = routeCidr(route);
    if (target?.kind !== 'interface' || route.uncertain !== undefined || cidr === undefined) return [];
    const one = context.network().interfaces.get(target.id);
    if (one === undefined || valueOf(one.sourceDestinationCheck) !== true) return [];
    const code = codeOf(context, table.id, route);
    const owner = context.configuration.byAddress.has(one.id) ? one.id : (one.owner ?? one.id);
    return code === undefined
      ? []
      : [
          {
            owner,
            cidr: formatCidr(cidr),
            message: `${formatCidr(cidr)} is led to it`,
            source: code.targets[0]?.source ?? code.header,
          },
        ];
  });
}

function findingFor(owner: Id, routes: readonly Led[], context: RuleContext): RawFinding[] {
  const resource = context.configuration.byAddress.get(owner);
  if (resource?.uncertain !== undefined || !/^aws_(instance|network_interface)$/.test(resource?.type ?? ''))
    return [];
  if (resource === undefined) return [];
  const cidrs = listInWords([...new Set(routes.map((one) => one.cidr))]);
  return [
    {
      source: resource.body.attributes.get('source_dest_check')?.source ?? resourceHeader(resource),
      subject: owner,
      message: (subjects) =>
        `AWS drops what is routed to ${subjects} for ${cidrs}: with source_dest_check on, an interface takes only what is addressed to itself.`,
      related: routes,
      fixes: () => switchedOff(owner, context),
    },
  ];
}

function switchedOff(owner: Id, { configuration }: RuleContext): Fix[] {
  const resource = configuration.byAddress.get(owner);
  const edit =
    resource === undefined ? undefined : setArgument(resource, 'source_dest_check', 'false', configuration);
  const title = 'Switch the check off: lets it pass on what is for others';
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
}
