import type { Id, NetworkInterface, Subnet, Workload } from '../model';
import { known } from '../maybe';
import { expectedInterface } from './interfaces';
import { child, records, text, texts } from './record';
import { arnOf, items, named, type Source, whereabouts } from './source';
import type { OwnedItem, WorkloadPart } from './workloads';

/**
 * Lambda functions. Functions with the same subnets and groups share their interfaces
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html), and an interface's description names at most one of
 * them: the functions' own settings are joined by subnets and groups.
 */
export function readFunctions(
  source: Source,
  owned: readonly OwnedItem[],
  subnets: ReadonlyMap<Id, Subnet>,
): WorkloadPart {
  const shared = owned.filter(({ owner }) => owner.kind === 'lambda');
  const taken = new Set<Id>();
  const expected: NetworkInterface[] = [];
  const workloads = items(source, 'Functions').map((item): Workload => {
    const id = text(item.record, 'FunctionArn') ?? '';
    const name = text(item.record, 'FunctionName') ?? id;
    const config = child(item.record, 'VpcConfig');
    const inSubnets = texts(config, 'SubnetIds');
    const groups = texts(config, 'SecurityGroupIds');
    const found = shared.filter(
      (each) => inSubnets.includes(text(each.item.record, 'SubnetId') ?? '') && same(each, groups),
    );
    found.forEach((each) => taken.add(each.id));
    const covered = new Set(found.map((each) => text(each.item.record, 'SubnetId')));
    const missing = inSubnets
      .filter((subnet) => !covered.has(subnet))
      .map((subnet) =>
        expectedInterface({ id, name }, subnets.get(subnet), groups, 'lambda', known(undefined)),
      );
    expected.push(...missing);
    return {
      ...named(whereabouts(item), id, name, id),
      kind: 'lambda_function',
      interfaces: [...found.map((each) => each.id), ...missing.map((each) => each.id)],
      placement: 'any',
      listens: [],
      clientPorts: 'aws',
      ...(inSubnets.length === 0 ? { outsideVpc: true } : {}),
    };
  });
  return { workloads: [...workloads, ...undescribed(shared.filter(({ id }) => !taken.has(id)))], expected };
}

function same(each: OwnedItem, groups: readonly Id[]): boolean {
  const own = records(each.item.record, 'Groups').map((group) => text(group, 'GroupId') ?? '');
  return own.sort().join(' ') === [...groups].sort().join(' ');
}

/** Functions that only their interfaces' descriptions name. */
function undescribed(shared: readonly OwnedItem[]): Workload[] {
  const byName = new Map<string, OwnedItem[]>();
  for (const each of shared) {
    if (each.owner.kind !== 'lambda') continue;
    const name = each.owner.functionName ?? `functions at ${each.id}`;
    byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  return [...byName].map(([name, own]): Workload => {
    const [first] = own;
    const place = first === undefined ? { account: undefined, region: undefined } : whereabouts(first.item);
    const arn = arnOf(place, `function:${name}`, 'lambda');
    return {
      ...named(place, arn, name, arn),
      kind: 'lambda_function',
      interfaces: own.map(({ id }) => id),
      placement: 'any',
      listens: [],
      clientPorts: 'aws',
    };
  });
}
