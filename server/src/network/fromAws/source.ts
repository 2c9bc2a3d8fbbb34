import type { Component, ComponentKind, Id, Maybe, Network, NetworkProblem, Origin, Unknown } from '../model';
import { known, unknown } from '../maybe';
import type { Collected, Item } from './collect';
import { type Key, kinds } from './kinds';
import { tag, text } from './record';

/** What every family of components is built from: the snapshot's items, and a place to say what could not be done. */
export interface Source {
  readonly collected: Collected;
  readonly assumeDefaults: boolean;
  /** Adds to the network's problems. */
  readonly tell: (message: string, origin?: Origin) => void;
}

/** The things of a kind; none where it was not collected: ask `collectedFully` where that makes a difference. */
export function items(source: Source, key: Key): readonly Item[] {
  return source.collected.items.get(key) ?? [];
}

/** Why something of this kind that is not found may exist all the same; undefined: all of the kind is here. */
export function whyMissing(source: Source, key: Key): string | undefined {
  const { items: collected, partial } = source.collected;
  if (collected.has(key)) return partial.get(key);
  return partial.get(key) ?? `the snapshot has no ${key} (aws ${kinds[key].command})`;
}

/** An unknown because of a kind that is not collected, or, where it is, because the thing is not in it. */
export function unknownFor(source: Source, key: Key, value: string): Unknown {
  const why = whyMissing(source, key) ?? `it is not among the snapshot's ${key}`;
  return { value, why };
}

/**
 * The kinds of components of which some or all are unknown. Where defaults are assumed, a kind that nobody collected
 * counts as empty beside AWS's defaults, and that is told; a kind that was collected in part stays unknown.
 */
export function notCollected(source: Source): Network['notCollected'] {
  const out: Partial<Record<ComponentKind, Unknown>> = {};
  for (const key of Object.keys(kinds) as Key[]) {
    const kind: { readonly component?: ComponentKind } = kinds[key];
    const why = whyMissing(source, key);
    if (kind.component === undefined || why === undefined || hasSubstitute(source, key)) continue;
    if (source.assumeDefaults && !source.collected.items.has(key)) {
      source.tell(`Assumed: nothing but AWS's defaults for ${key}, because ${why}.`);
      continue;
    }
    out[kind.component] = { value: key, why };
  }
  return out;
}

/** Keys of which another one says as much. */
const substitutes: Partial<Record<Key, readonly Key[]>> = {
  PrefixLists: ['ManagedPrefixLists'],
  NetworkInterfaces: [],
  TransitGatewayAttachments: ['TransitGatewayVpcAttachments'],
  LoadBalancers: ['LoadBalancerDescriptions'],
};

function hasSubstitute(source: Source, key: Key): boolean {
  return (substitutes[key] ?? []).some((other) => whyMissing(source, other) === undefined);
}

/** A value that the snapshot should give; unknown where it does not. */
export function said<T>(value: T | undefined, name: string): Maybe<T> {
  return value === undefined ? unknown({ value: name, why: 'the snapshot does not say' }) : known(value);
}

/** The id of a VPC's default that is made up where nothing was collected and defaults are assumed. */
export function assumedId(vpc: Id, what: string): Id {
  return `${vpc}/${what.replaceAll(' ', '-')}`;
}

/** What a thing is in, as far as its own record or its file's place says. */
export interface Whereabouts {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Account and Region of an item: its own members first, then its file's place, its zone's name last. */
export function whereabouts(item: Item): Whereabouts {
  const zone = text(item.record, 'AvailabilityZone');
  const arn =
    text(item.record, 'LoadBalancerArn') ??
    text(item.record, 'TargetGroupArn') ??
    text(item.record, 'SubnetArn');
  const [, , , arnRegion = '', arnAccount = ''] = arn?.split(':') ?? [];
  return {
    account: text(item.record, 'OwnerId') ?? item.account ?? some(arnAccount),
    region:
      item.region ??
      some(arnRegion) ??
      (zone === undefined ? undefined : /^[a-z]{2}(-[a-z]+)+-\d/.exec(zone)?.[0]),
  };
}

function some(value: string): string | undefined {
  return value === '' ? undefined : value;
}

/** `arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0abc`; what is not known of it is left empty. */
export function arnOf(place: Whereabouts, resource: string, service = 'ec2'): string {
  const region = place.region ?? '';
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:${service}:${region}:${place.account ?? ''}:${resource}`;
}

/** What all components share, for the thing `id` of an item: named by its Name tag. `type` is the ARN's (`subnet`). */
export function component(item: Item, id: Id, type: string): Component {
  const place = whereabouts(item);
  return named(place, id, tag(item.record, 'Name') ?? id, arnOf(place, `${type}/${id}`));
}

/** The same from its parts. */
export function named(place: Whereabouts, id: Id, name: string, arn: string): Component {
  return {
    id,
    name,
    origin: { arn },
    ...(place.account === undefined ? {} : { account: place.account }),
    ...(place.region === undefined ? {} : { region: place.region }),
  };
}

/** Components by id. */
export function byId<T extends Component>(components: Iterable<T>): ReadonlyMap<Id, T> {
  const map = new Map<Id, T>();
  for (const each of components) if (!map.has(each.id)) map.set(each.id, each);
  return map;
}

/** Problems gathered while a network is built. */
export function problemList(initial: readonly NetworkProblem[]): {
  readonly problems: NetworkProblem[];
  readonly tell: Source['tell'];
} {
  const problems = [...initial];
  return {
    problems,
    tell: (message, origin) => problems.push({ message, ...(origin === undefined ? {} : { origin }) }),
  };
}
