import type { Id, Workload } from '../model';
import { type JsonRecord, records, text } from './record';
import { items, named, type Source, whereabouts } from './source';
import type { OwnedItem } from './workloads';
import type { Item } from './collect';

/**
 * ECS tasks in `awsvpc` mode. An interface's description holds the id of a task's attachment; `describe-tasks` tells the
 * task, and the task its service: tasks of one service are one workload. Without it, each attachment is one of its own.
 */
export function readTasks(source: Source, owned: readonly OwnedItem[]): Workload[] {
  const attached = owned.filter(({ owner }) => owner.kind === 'taskAttachment');
  const byWorkload = new Map<Id, { readonly head: Head; readonly interfaces: Id[] }>();
  const add = (head: Head, id: Id): void => {
    const entry = byWorkload.get(head.id) ?? { head, interfaces: [] };
    byWorkload.set(head.id, entry);
    if (!entry.interfaces.includes(id)) entry.interfaces.push(id);
  };
  const told = new Set<Id>();
  for (const task of items(source, 'tasks')) {
    const attachments = records(task.record, 'attachments');
    const listed = attachments.flatMap(interfaceDetails);
    const described = attached.filter(({ owner }) =>
      attachments.some(
        (each) => owner.kind === 'taskAttachment' && owner.arn.endsWith(`/${text(each, 'id') ?? '\n'}`),
      ),
    );
    for (const id of [...listed, ...described.map((each) => each.id)]) {
      told.add(id);
      add(headOf(task), id);
    }
  }
  for (const { id, item, owner } of attached) {
    if (told.has(id) || owner.kind !== 'taskAttachment') continue;
    const name = `the task at ${id}`;
    add({ id: owner.arn, name, kind: 'ecs_task', item }, id);
  }
  return [...byWorkload.values()].map(({ head, interfaces }): Workload => ({
    ...named(whereabouts(head.item), head.id, head.name, head.id),
    kind: head.kind,
    interfaces,
    placement: 'any',
    listens: [],
    clientPorts: 'linux',
  }));
}

interface Head {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly item: Item;
}

function interfaceDetails(attachment: JsonRecord): Id[] {
  const details = records(attachment, 'details');
  const found = details.find((detail) => text(detail, 'name') === 'networkInterfaceId');
  const id = found === undefined ? undefined : text(found, 'value');
  return id === undefined ? [] : [id];
}

/** `service:web` in cluster `arn:…:cluster/main` is the service `arn:…:service/main/web`. */
function headOf(task: Item): Head {
  const arn = text(task.record, 'taskArn') ?? '';
  const service = /^service:(.+)$/.exec(text(task.record, 'group') ?? '')?.[1];
  const cluster = text(task.record, 'clusterArn');
  if (service === undefined || cluster === undefined) {
    return { id: arn, name: arn.split('/').at(-1) ?? arn, kind: 'ecs_task', item: task };
  }
  return {
    id: `${cluster.replace(':cluster/', ':service/')}/${service}`,
    name: service,
    kind: 'ecs_service',
    item: task,
  };
}
