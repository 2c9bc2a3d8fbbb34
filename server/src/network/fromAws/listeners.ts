import type { Id, Listener, Maybe } from '../model';
import { known, unknown } from '../maybe';
import { classicTargetGroupId, listenerProtocol } from './balancing';
import type { Head } from './loadBalancers';
import { child, type JsonRecord, number, records, text, texts } from './record';
import { items, said, type Source, whyMissing } from './source';

/** The listeners of a balancer, with the target groups of their default actions and rules; undefined: nobody collected them. */
export function listenersOf(source: Source, head: Head): Listener[] | undefined {
  if (head.kind === 'classic') return head.described ? classicListeners(head) : undefined;
  const wrapped = items(source, 'LoadBalancerListeners').filter(
    ({ record }) => text(record, 'LoadBalancerArn') === head.id,
  );
  const flat = items(source, 'Listeners').filter(({ record }) => text(record, 'LoadBalancerArn') === head.id);
  if (wrapped.length === 0 && flat.length === 0 && whyMissing(source, 'Listeners') !== undefined)
    return undefined;
  const all = [
    ...wrapped.flatMap(({ record }) => records(record, 'Listeners')),
    ...flat.map(({ record }) => record),
  ];
  const listed = [
    ...new Map(all.map((record) => [text(record, 'ListenerArn') ?? JSON.stringify(record), record])).values(),
  ];
  const fromRules = targetGroupsOfRules(source);
  const unseen = groupsBehindUnseenRules(source, head, listed, fromRules);
  return listed.map((record): Listener => {
    const arn = text(record, 'ListenerArn');
    const actions = records(record, 'DefaultActions').flatMap(forwardedTo);
    const groups = [...new Set([...actions, ...(fromRules.get(arn ?? '') ?? [])])];
    return {
      ...(arn === undefined ? {} : { id: arn, origin: { arn } }),
      protocol: said(
        listenerProtocol(text(record, 'Protocol')),
        `the protocol of a listener of ${head.name}`,
      ),
      port: said(number(record, 'Port'), `the port of a listener of ${head.name}`),
      targetGroups: [...groups.map(known), ...unseen],
    };
  });
}

/** Target groups that say they are this balancer's and that no listener is seen to use: by rules nobody collected. */
function groupsBehindUnseenRules(
  source: Source,
  head: Head,
  listeners: readonly JsonRecord[],
  fromRules: ReadonlyMap<string, readonly Id[]>,
): readonly Maybe<Id>[] {
  const why = whyMissing(source, 'Rules');
  if (head.kind !== 'application' || why === undefined) return [];
  const seen = new Set([
    ...listeners.flatMap((record) => records(record, 'DefaultActions').flatMap(forwardedTo)),
    ...[...fromRules.values()].flat(),
  ]);
  const others = items(source, 'TargetGroups').filter(
    ({ record }) =>
      texts(record, 'LoadBalancerArns').includes(head.id) && !seen.has(text(record, 'TargetGroupArn') ?? ''),
  );
  return others.length === 0 ? [] : [unknown({ value: `the listener rules of ${head.name}`, why })];
}

/** A rule's ARN holds its listener's: `…:listener-rule/app/name/id/listener/rule`. */
function targetGroupsOfRules(source: Source): ReadonlyMap<string, readonly Id[]> {
  const byListener = new Map<string, Id[]>();
  for (const { record } of items(source, 'Rules')) {
    const arn = text(record, 'RuleArn') ?? '';
    const listener =
      text(record, 'ListenerArn') ?? arn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
    byListener.set(listener, [
      ...(byListener.get(listener) ?? []),
      ...records(record, 'Actions').flatMap(forwardedTo),
    ]);
  }
  return byListener;
}

function forwardedTo(action: JsonRecord): Id[] {
  const groups = records(child(action, 'ForwardConfig'), 'TargetGroups').map((each) =>
    text(each, 'TargetGroupArn'),
  );
  return [...new Set([text(action, 'TargetGroupArn'), ...groups].filter((arn) => arn !== undefined))];
}

function classicListeners(head: Head): Listener[] {
  return records(head.item.record, 'ListenerDescriptions').map((description): Listener => {
    const listener = child(description, 'Listener');
    const instancePort = number(listener, 'InstancePort');
    return {
      protocol: said(
        listenerProtocol(text(listener, 'Protocol')),
        `the protocol of a listener of ${head.name}`,
      ),
      port: said(number(listener, 'LoadBalancerPort'), `the port of a listener of ${head.name}`),
      targetGroups: instancePort === undefined ? [] : [known(classicTargetGroupId(head.id, instancePort))],
      origin: { arn: head.id },
    };
  });
}
