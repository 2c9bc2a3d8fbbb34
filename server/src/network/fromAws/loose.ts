import { isRecord, type JsonRecord, text } from './record';

/**
 * Answers of calls that do not repeat what they were asked for (`get-managed-prefix-list-entries` prints `Entries`
 * only): the id is looked for in the path of the file, and the list is put under the key that collectors use for it.
 */
const loose: Readonly<Record<string, { readonly as: string; readonly member: string; readonly id: RegExp }>> =
  {
    Entries: { as: 'ManagedPrefixListEntries', member: 'PrefixListId', id: /pl-[0-9a-f]+/ },
    Routes: { as: 'TransitGatewayRoutes', member: 'TransitGatewayRouteTableId', id: /tgw-rtb-[0-9a-f]+/ },
    Associations: {
      as: 'TransitGatewayAssociations',
      member: 'TransitGatewayRouteTableId',
      id: /tgw-rtb-[0-9a-f]+/,
    },
    TransitGatewayRouteTablePropagations: {
      as: 'TransitGatewayPropagations',
      member: 'TransitGatewayRouteTableId',
      id: /tgw-rtb-[0-9a-f]+/,
    },
    TargetHealthDescriptions: { as: 'LoadBalancerTargetHealth', member: 'TargetGroup', id: /[^/]+$/ },
  };

/** The page with its loose lists wrapped: `{"Routes": […]}` → `{"TransitGatewayRoutes": [{id, Routes: […]}]}`. */
export function asWrapped(page: JsonRecord, path: string): JsonRecord {
  const out: Record<string, unknown> = { ...page };
  for (const [key, rule] of Object.entries(loose)) {
    const list = page[key];
    if (!Array.isArray(list)) continue;
    const id = text(page, rule.member) ?? rule.id.exec(path)?.[0];
    if (id !== undefined) out[rule.as] = [{ [rule.member]: id, [key]: list }];
  }
  if (isRecord(page['EnableDnsSupport']) || isRecord(page['EnableDnsHostnames']))
    out['VpcAttributes'] = [page];
  return out;
}
