import type { NetworkEdit } from '../reachability/change';
import type { Configuration } from '../terraform/configuration';
import type { FileEdit } from './fileEdit';
import type { TakenNames } from './naming';
import { networkAclEntryEdits } from './networkAclEntry';
import { setArgument } from './placement';
import { routeEdits } from './route';
import { securityGroupRuleEdits } from './securityGroupRule';

/**
 * A change to the network, as edits of the Terraform code that describes it: in the flavour that the code already uses,
 * formatted as `terraform fmt` would. Undefined where the code can not say it (a component without a resource here, a
 * name that the module does not know); such a change is still worth telling, without an *Apply*.
 */
export function editsForChange(
  edits: readonly NetworkEdit[],
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  const taken: TakenNames = new Set();
  for (const edit of edits) {
    const own = editsFor(edit, configuration, taken);
    if (own === undefined) return undefined;
    all.push(...own);
  }
  return mergeInsertions(all);
}

function editsFor(
  edit: NetworkEdit,
  configuration: Configuration,
  taken: TakenNames,
): readonly FileEdit[] | undefined {
  switch (edit.kind) {
    case 'addSecurityGroupRule':
      return securityGroupRuleEdits(edit.securityGroup, edit.rule, configuration, taken);
    case 'addNetworkAclEntry':
      return networkAclEntryEdits(edit.networkAcl, edit.entry, configuration, taken);
    case 'addRoute':
      return routeEdits(edit.routeTable, edit.route, configuration, taken);
    case 'addPublicAddress':
      return argumentEdit(
        edit.interface,
        'associate_public_ip_address',
        'true',
        ['aws_instance'],
        configuration,
      );
    case 'disableSourceDestinationCheck':
      return argumentEdit(
        edit.interface,
        'source_dest_check',
        'false',
        ['aws_instance', 'aws_network_interface'],
        configuration,
      );
    case 'activatePeering':
      return argumentEdit(
        edit.peeringConnection,
        'auto_accept',
        'true',
        ['aws_vpc_peering_connection'],
        configuration,
      );
    case 'attachInternetGateway':
      return undefined;
  }
}

function argumentEdit(
  id: string,
  name: string,
  value: string,
  types: readonly string[],
  configuration: Configuration,
): readonly FileEdit[] | undefined {
  // An interface that a workload brings along has an id below the workload's.
  const resource = configuration.byAddress.get(id) ?? configuration.byAddress.get(id.split('/')[0] ?? id);
  if (resource === undefined || !types.includes(resource.type)) return undefined;
  const edit = setArgument(resource, name, value, configuration);
  return edit === undefined ? undefined : [edit];
}

/** Insertions at one place become one, in order: a client is free to apply two in either order. */
function mergeInsertions(edits: readonly FileEdit[]): FileEdit[] {
  const merged = new Map<string, FileEdit>();
  for (const edit of edits) {
    const { start, end } = edit.range;
    const key = `${edit.file}:${start.line}:${start.character}:${end.line}:${end.character}`;
    const earlier = merged.get(key);
    if (earlier?.newText === edit.newText) continue;
    merged.set(key, earlier === undefined ? edit : { ...edit, newText: earlier.newText + edit.newText });
  }
  return [...merged.values()];
}
