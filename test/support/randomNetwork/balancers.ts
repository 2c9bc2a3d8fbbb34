import type { Dice } from './dice';
import { type Draft, is, valueIn } from './draft';
import { addInterface, drawCarried } from './interfaces';

/**
 * Application and Network Load Balancers with one node, one listener and one target: with more of them it is a matter of
 * taste what "reachable" means.
 */
export function drawBalancers(dice: Dice, draft: Draft): void {
  draft.vpcs.forEach((vpc, index) => {
    if (!dice.chance(35)) return;
    const subnets = draft.subnets.filter((subnet) => valueIn(subnet.vpc) === vpc.id);
    const subnet = dice.pick(subnets);
    const inside = new Set(subnets.map(({ id }) => id));
    const targets = draft.interfaces.filter(
      (each) => each.kind === 'interface' && inside.has(valueIn(each.subnet)),
    );
    const isNetwork = dice.chance(40);
    const isPublic = dice.chance(60);
    const id = `lb-${index}`;
    const node = addInterface(draft, subnet, {
      id: `eni-${id}`,
      host: 7,
      groups: drawCarried(dice, draft, subnet),
      isPublic,
      hasSecond: false,
      check: true,
      kind: isNetwork ? 'networkLoadBalancer' : 'loadBalancer',
    });
    const addresses = node.addresses.filter(({ family }) => family === 4);
    draft.interfaces[draft.interfaces.length - 1] = { ...node, addresses, owner: id };
    const target = dice.chance(85) ? dice.pick(targets) : undefined;
    draft.targetGroups.push({
      id: `tg-${index}`,
      name: `tg-${index}`,
      vpc: is(vpc.id),
      targetType: is('ip'),
      protocol: is(6),
      port: is(dice.pick([80, 5432, 40_000])),
      targets:
        target === undefined
          ? []
          : [{ to: is({ id: target.id }), ...(dice.chance(30) ? { port: is(443) } : {}) }],
      healthCheckPort: is('traffic-port'),
      preserveClientAddress: is(false),
      crossZone: is(undefined),
    });
    draft.loadBalancers.push({
      id,
      name: id,
      kind: isNetwork ? 'network' : 'application',
      scheme: is(isPublic ? 'internet-facing' : 'internal'),
      vpc: is(vpc.id),
      interfaces: [node.id],
      crossZone: is(!isNetwork || dice.chance(50)),
      listeners: [
        {
          protocol: is(6),
          port: is(dice.pick([80, 443])),
          targetGroups: dice.chance(90) ? [is(`tg-${index}`)] : [],
        },
      ],
    });
  });
}
