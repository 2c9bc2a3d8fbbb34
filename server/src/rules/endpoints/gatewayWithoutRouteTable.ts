import { listInWords } from '../../explain/traffic';
import { valueOf } from '../../network/maybe';
import type { Id } from '../../network/model';
import { portTraffic } from '../../ip/traffic';
import { rulesAbout, wholeGroups } from '../admits';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { idList } from '../idList';
import { isHandedOut } from '../networkAcls/handedOut';
import { identityKey } from '../networkAcls/aclKey';
import { proven } from '../provenFix';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { callersIn, type Caller } from '../workloads/callers';
import { onlySubnet, wayOut, type WayOut } from '../workloads/subnetWays';
import { codeEndpoints, type CodeEndpoint } from './codeEndpoints';

/**
 * A gateway endpoint that is in no route table: no packet ever goes through it. A hint where it is in some, but not in that
 * of a subnet from which things call others and which has no way out: they can not reach the service.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing
 */
export const gatewayWithoutRouteTable: Rule = {
  id: 'endpoint-gateway-without-route-table',
  severity: 'warning',
  title: 'A gateway endpoint that no route leads to',
  check: (context) =>
    codeEndpoints(context)
      .filter(({ endpoint }) => valueOf(endpoint.type) === 'gateway')
      .flatMap((one) => findings(one, context)),
};

function findings(one: CodeEndpoint, context: RuleContext): RawFinding[] {
  const { resource, endpoint } = one;
  if (mayHaveMore(one, context)) return [];
  const source = resource.body.attributes.get('route_table_ids')?.source ?? resourceHeader(resource);
  if (endpoint.routeTables.length === 0) {
    return [
      {
        source,
        subject: resource.address,
        message: (subjects) => `Nothing goes through ${subjects}: it is in no route table.`,
        fixes: () => inTables(one, tablesOfCallers(one, context), context),
      },
    ];
  }
  const missing = closedTables(one, context);
  if (missing.length === 0) return [];
  return [
    {
      source,
      subject: resource.address,
      severity: 'hint',
      message: (subjects) =>
        `Subnets with ${listInWords(missing)} have no way out, and none to ${subjects}: what runs there can not reach its service.`,
      fixes: () => inTables(one, [...tableIds(one), ...missing], context),
    },
  ];
}

/** Whether tables may be given to it that nobody sees here. */
function mayHaveMore({ resource, endpoint }: CodeEndpoint, { configuration }: RuleContext): boolean {
  return (
    endpoint.routeTables.some((table) => !table.known) ||
    isHandedOut(resource, configuration) ||
    managed(configuration, 'aws_vpc_endpoint_route_table_association').some(
      (one) => identityKey(one.body.attributes.get('vpc_endpoint_id')?.value) === undefined,
    )
  );
}

function tableIds({ endpoint }: CodeEndpoint): readonly Id[] {
  return endpoint.routeTables.flatMap((table) => valueOf(table) ?? []);
}

/** The tables of private subnets from which things call others. */
function tablesOfCallers({ endpoint }: CodeEndpoint, context: RuleContext): readonly Id[] {
  return tablesWhere(endpoint, context, (way) => way.isPrivate);
}

/** Whether groups let a caller out by HTTPS at all: else it has no use for the endpoint. */
function callsHttps({ at }: Caller, context: RuleContext): boolean {
  const groups = wholeGroups(context.network(), at.securityGroups, 'egress') ?? [];
  return rulesAbout(groups, 'egress', portTraffic(6, 443, 443)).length > 0;
}

/** Those of them without any way out, that the endpoint is not in. */
function closedTables(one: CodeEndpoint, context: RuleContext): readonly Id[] {
  const own = new Set(tableIds(one));
  const closed = tablesWhere(
    one.endpoint,
    context,
    (way, caller) => way.isPrivate && way.kind === 'none' && callsHttps(caller, context),
  );
  return closed.filter((table) => !own.has(table));
}

function tablesWhere(
  { vpc }: CodeEndpoint['endpoint'],
  context: RuleContext,
  isRight: (way: WayOut, caller: Caller) => boolean,
): readonly Id[] {
  const tables = callersIn(context.index(), valueOf(vpc) ?? '').flatMap((caller) => {
    const subnet = onlySubnet(context, valueOf(caller.at.subnet));
    const way = subnet === undefined ? undefined : wayOut(context, subnet);
    const table = subnet === undefined ? undefined : valueOf(subnet.routeTable);
    return way !== undefined && table !== undefined && isRight(way, caller) ? [table] : [];
  });
  return [...new Set(tables)];
}

function inTables({ resource }: CodeEndpoint, tables: readonly Id[], context: RuleContext): readonly Fix[] {
  const ids = idList(tables, resource.module, context.configuration);
  const edits =
    ids === undefined
      ? undefined
      : changeResource(resource, { set: [['route_table_ids', ids]] }, context.configuration);
  if (edits === undefined) return [];
  const title = `Put it into ${listInWords(tables)}: opens its service to the subnets there, as groups allow`;
  return proven(context, { title, edits, preferred: false }, ({ network }) => {
    const after = network.endpoints.get(resource.address)?.routeTables.map(valueOf) ?? [];
    return tables.every((table) => after.includes(table));
  });
}
