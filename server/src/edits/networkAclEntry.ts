import type { NetworkAclEntry } from '../network/model';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { FileEdit } from './fileEdit';
import { argument, printBlock, quoted, type HclItem } from './hcl';
import { cidrExpression, freeName, idExpression, type TakenNames } from './naming';
import { afterResource, nestedBlock } from './placement';
import { trafficArguments } from './traffic';

/**
 * The text of a new ACL entry: a block in the ACL where its entries are written inline, else an `aws_network_acl_rule`.
 * Undefined where the ACL has no resource in the code.
 */
export function networkAclEntryEdits(
  aclId: string,
  entry: NetworkAclEntry,
  configuration: Configuration,
  taken?: TakenNames,
): readonly FileEdit[] | undefined {
  const acl = configuration.byAddress.get(aclId);
  if (acl === undefined) return undefined;
  const { number, action, traffic, cidr } = entry;
  if (!number.known || !action.known || !traffic.known || !cidr.known) return undefined;
  const { protocol, from, to } = trafficArguments(traffic.value);
  const source = argument(
    cidr.value.family === 4 ? 'cidr_block' : 'ipv6_cidr_block',
    cidrExpression(cidr.value, acl.module, configuration),
  );
  const icmp =
    traffic.value.kind === 'icmp'
      ? [argument('icmp_type', String(from)), argument('icmp_code', String(to))]
      : [];
  const ports = traffic.value.kind === 'icmp' ? [0, 0] : [from, to];
  const range = [argument('from_port', String(ports[0])), argument('to_port', String(ports[1]))];
  const edit = isInline(acl)
    ? nestedBlock(
        acl,
        entry.direction,
        printBlock(
          entry.direction,
          [
            argument('rule_no', String(number.value)),
            argument('action', quoted(action.value)),
            argument('protocol', quoted(protocol)),
            ...range,
            ...icmp,
            source,
          ],
          1,
        ),
        configuration,
      )
    : standalone(
        acl,
        entry.direction,
        number.value,
        [
          argument('rule_number', String(number.value)),
          argument('egress', String(entry.direction === 'egress')),
          argument('rule_action', quoted(action.value)),
          argument('protocol', quoted(protocol)),
          ...range,
          ...icmp,
          source,
        ],
        configuration,
        taken,
      );
  return edit === undefined ? undefined : [edit];
}

function standalone(
  acl: ResourceInstance,
  direction: string,
  number: number,
  items: readonly HclItem[],
  configuration: Configuration,
  taken: TakenNames | undefined,
): FileEdit | undefined {
  const id = idExpression(acl.address, acl.module, configuration);
  if (id === undefined) return undefined;
  const type = 'aws_network_acl_rule';
  const name = freeName(type, `${acl.name}_${direction}_${number}`, acl.module, configuration, taken);
  const text = printBlock(`resource "${type}" "${name}"`, [argument('network_acl_id', id), ...items]);
  return afterResource(acl, text, configuration);
}

function isInline(acl: ResourceInstance): boolean {
  if (acl.type === 'aws_default_network_acl') return true;
  const { blocks } = acl.block.body;
  return blocks.some((block) =>
    ['ingress', 'egress'].includes(block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type),
  );
}
