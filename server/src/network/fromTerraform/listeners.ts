import { addTo } from './addTo';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Listener, Maybe } from '../model';
import { withOrigin, type Context } from './context';
import type { Fields } from './fields';
import { referredResource } from './referred';
import { read, readId, readIds, toNumber, toText } from './read';

/** The listeners of load balancers, by balancer; their rules' target groups are theirs. */
export function listenersOf(context: Context): ReadonlyMap<Id, readonly Listener[]> {
  const listeners = new Map<Id, Listener[]>();
  for (const resource of context.of('aws_lb_listener')) {
    const fields = context.fields(resource);
    const balancer = readId(context, fields, 'load_balancer_arn', 'loadBalancers');
    if (balancer?.known !== true) continue;
    const protocol = read(context, fields, 'protocol', toText);
    const own = fields.blocks('default_action').items.flatMap((action) => actionTargets(context, action));
    const listener: Listener = {
      id: resource.address,
      protocol: protocol === undefined ? known(6) : mapMaybe(protocol, transportOf),
      port: read(context, fields, 'port', toNumber) ?? portByDefault(protocol),
      targetGroups: distinct([...own, ...(context.once(ruleTargets).get(resource.address) ?? [])]),
      ...withOrigin(context.origin(resource.source)),
    };
    addTo(listeners, balancer.value, listener);
  }
  return listeners;
}

/**
 * HTTP, HTTPS and TLS run over TCP; GENEVE, of Gateway Load Balancers, over UDP.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
 */
export function transportOf(protocol: string): 6 | 17 | 'tcp_udp' {
  const name = protocol.toUpperCase();
  if (name === 'TCP_UDP') return 'tcp_udp';
  return name === 'UDP' || name === 'GENEVE' || name === 'QUIC' ? 17 : 6;
}

/** A Gateway Load Balancer's listener has neither protocol nor port. */
function portByDefault(protocol: Maybe<string> | undefined): Maybe<number> {
  return protocol === undefined ? known(6081) : unknown({ value: 'port', why: 'not given' });
}

function ruleTargets(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const targets = new Map<Id, Maybe<Id>[]>();
  for (const rule of context.of('aws_lb_listener_rule')) {
    const fields = context.fields(rule);
    const listener = referredResource(context, fields.argument('listener_arn')?.value, ['aws_lb_listener']);
    if (listener === undefined) continue;
    const own = fields.blocks('action').items.flatMap((action) => actionTargets(context, action));
    addTo(targets, listener.address, ...own);
  }
  return targets;
}

function actionTargets(context: Context, action: Fields): readonly Maybe<Id>[] {
  const weighted = action
    .blocks('forward')
    .items.flatMap((forward) => forward.blocks('target_group').items)
    .flatMap((group) => readIds(context, group, 'arn', 'targetGroups'));
  return [...readIds(context, action, 'target_group_arn', 'targetGroups'), ...weighted];
}

function distinct(ids: readonly Maybe<Id>[]): Maybe<Id>[] {
  const seen = new Set<Id>();
  return ids.filter((id) => {
    if (!id.known) return true;
    if (seen.has(id.value)) return false;
    seen.add(id.value);
    return true;
  });
}
