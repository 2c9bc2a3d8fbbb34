import type { HttpHandlerOptions } from '@smithy/types';
import type { Clients } from '../clients';

/** Services that are read, as their clients, their permissions and the AWS CLI call them. */
export type ServiceName =
  'ec2' | 'elbv2' | 'elb' | 'rds' | 'ecs' | 'lambda' | 'eks' | 'elasticache' | 'efs' | 'sts' | 'logs';

/** A thing as a service describes it. */
export type Item = Readonly<Record<string, unknown>>;

/** Where in a list to go on: how many at once (undefined: the service decides), and the last answer's token. */
export interface Page {
  readonly size: number | undefined;
  readonly token: string | undefined;
}

/** What a call needs of its surroundings. */
export interface Surroundings {
  readonly clients: Clients;
  readonly options: HttpHandlerOptions;
}

/** One API that is read. */
interface CallBase {
  readonly service: ServiceName;
  /** The operation: `DescribeVpcs`. */
  readonly api: string;
  /** Things at once: the API's own maximum. An unpaginated call of many interfaces fails, and is throttled sooner. */
  readonly pageSize?: number;
}

/** A list that is read once a Region. */
export interface ListCall extends CallBase {
  /** The member of the answer that lists the things; the same key names them in the snapshot. */
  readonly key: string;
  readonly send: (surroundings: Surroundings, page: Page) => Promise<object>;
  /** What is kept of a thing; undefined: all of it. */
  readonly keep?: (item: Item) => Item;
}

/** A list that is read once for each of some things, and kept under the thing's name. */
export interface FanOutCall extends CallBase {
  /** The member of the answer that lists what is asked for; undefined: the answer itself is the thing. */
  readonly member: string | undefined;
  /** The key in the snapshot. */
  readonly key: string;
  /** The key of the things that it is asked for, */
  readonly of: string;
  /** and how it is asked for them. */
  readonly ids: (things: readonly Item[]) => readonly string[];
  readonly send: (surroundings: Surroundings, id: string, page: Page) => Promise<object>;
  /** How one answer is written: under its thing's id, or as things of its own. */
  readonly write: (id: string, found: readonly Item[]) => readonly Item[];
}

/** The permission that a call needs: `ec2:DescribeVpcs`. Both generations of balancers share one prefix, file systems have a long one. */
export function permissionOf({
  service,
  api,
}: {
  readonly service: ServiceName;
  readonly api: string;
}): string {
  const prefixes: Partial<Record<ServiceName, string>> = {
    elb: 'elasticloadbalancing',
    elbv2: 'elasticloadbalancing',
    efs: 'elasticfilesystem',
  };
  return `${prefixes[service] ?? service}:${api}`;
}

/** The call as the AWS CLI writes it, `ec2 describe-vpcs`: what people and file names of a snapshot call it. */
export function commandOf({ service, api }: { readonly service: ServiceName; readonly api: string }): string {
  return `${service} ${api.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
}

/** The token of the page after this answer, in the spellings of the services. */
export function nextToken(answer: object): string | undefined {
  for (const name of ['NextToken', 'nextToken', 'NextMarker', 'Marker']) {
    const value: unknown = Reflect.get(answer, name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** The things that an answer lists. */
export function listed(answer: object, member: string): readonly Item[] {
  const value: unknown = Reflect.get(answer, member);
  if (Array.isArray(value))
    return value.filter((one): one is Item => typeof one === 'object' && one !== null);
  return typeof value === 'object' && value !== null ? [value as Item] : [];
}

/** A member that is a text. */
export function textOf(item: Item, member: string): string | undefined {
  const value = item[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts of a member of some things. */
export function textsOf(items: readonly Item[], member: string): readonly string[] {
  return items.flatMap((item) => textOf(item, member) ?? []);
}

/** Only these members of a thing. */
export function only(...members: readonly string[]): (item: Item) => Item {
  return (item) => Object.fromEntries(members.flatMap((name) => (name in item ? [[name, item[name]]] : [])));
}
