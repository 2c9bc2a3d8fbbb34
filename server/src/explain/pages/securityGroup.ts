import type { NetworkIndex } from '../../reachability/index';
import type { SecurityGroup, SecurityGroupRule } from '../../network/model';
import { markdown, markdownCode } from '../escape';
import { nameList, ownerName, table, unknownText, type Page } from './page';
import { peerText, trafficText } from './words';

/** A security group: who carries it, and its effective rules as a table. */
export function securityGroupPage(index: NetworkIndex, group: SecurityGroup): Page {
  return {
    what: 'security group',
    of: markdownCode(group.name),
    body: [carriersText(index, group), ...rulesText(index, group)],
  };
}

function carriersText(index: NetworkIndex, { id }: SecurityGroup): string {
  const { network } = index;
  const carriers = index.interfacesOfGroup(id).map((one) => ownerName(network, one));
  const perhaps = [...network.interfaces.values()]
    .filter((one) => one.securityGroups.some((own) => !own.known))
    .map((one) => ownerName(network, one))
    .filter((name) => !carriers.includes(name));
  const maybe =
    perhaps.length === 0 ? '' : ` Perhaps also ${nameList(perhaps)}: their groups are not all known.`;
  return carriers.length === 0
    ? `Nothing here is known to carry it.${maybe}`
    : `Carried by ${nameList(carriers)}.${maybe}`;
}

function rulesText(index: NetworkIndex, group: SecurityGroup): string[] {
  const rows = (['ingress', 'egress'] as const).flatMap((direction) =>
    group.rules.filter((rule) => rule.direction === direction).map((rule) => ruleRow(index, group, rule)),
  );
  return [
    ...table(['', 'traffic', 'from or to'], rows),
    ...silent(group, 'ingress'),
    ...silent(group, 'egress'),
  ];
}

function ruleRow({ network }: NetworkIndex, { id }: SecurityGroup, rule: SecurityGroupRule): string[] {
  const { direction, traffic, peer, uncertain } = rule;
  const where = `${direction === 'ingress' ? 'from' : 'to'} ${peerText(network, peer, id)}`;
  const doubt = uncertain === undefined ? '' : `, if it exists: that hangs on ${unknownText(uncertain)}`;
  return [direction === 'ingress' ? 'in' : 'out', trafficText(traffic), `${where}${doubt}`];
}

/** A direction without rules, or of which nobody knows all. */
function silent({ rules, rulesIncomplete }: SecurityGroup, direction: 'ingress' | 'egress'): string[] {
  const incomplete = rulesIncomplete[direction];
  const word = direction === 'ingress' ? 'inbound' : 'outbound';
  if (incomplete !== undefined)
    return [
      `There may be more ${word} rules: ${markdownCode(incomplete.value)} (${markdown(incomplete.why)}).`,
    ];
  if (rules.some((rule) => rule.direction === direction)) return [];
  return direction === 'ingress'
    ? ['Nothing gets in: it has no inbound rules.']
    : ['Nothing gets out but replies: it has no outbound rules.'];
}
