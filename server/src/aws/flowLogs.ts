import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeFlowLogsCommand, DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import { listed, textOf, textsOf, type Item } from './calls/call';
import { requestsAtOnce } from './clients';
import { connect, type Connection, type ReadOptions } from './connection';
import type { AccountChoice, AwsProblem } from './choice';
import { createGate } from './gate';
import { awsProblem } from './problems';
import { readPages } from './readPages';

/** Records of one flow log: lines in its format. */
export interface FlowLogRead {
  readonly logs: readonly {
    /** `fl-…` */
    readonly id: string;
    /** `${version} ${account-id} …`, or undefined for the default format. */
    readonly format: string | undefined;
    readonly lines: readonly string[];
  }[];
  /** Why there may be more than was read, or why there is nothing to read; sentences. */
  readonly notes: readonly string[];
}

/** Enough to explain, and little enough to read. */
const maximumRecords = 2000;

/**
 * The rejected records that CloudWatch Logs has of an interface since a moment: by the flow logs of the interface, its
 * subnet and its VPC. A log group has a stream for each interface, whose name starts with the interface's id:
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export async function readRejects(
  choice: AccountChoice,
  what: { readonly interface: string; readonly since: number },
  options: ReadOptions,
): Promise<FlowLogRead | AwsProblem> {
  const connection = await connect(choice, options);
  if ('problem' in connection) return connection;
  try {
    return await readFrom(connection, what, options.signal);
  } catch (error) {
    return awsProblem(error, choice);
  } finally {
    connection.close();
  }
}

async function readFrom(
  { clients }: Connection,
  what: { readonly interface: string; readonly since: number },
  signal: AbortSignal,
): Promise<FlowLogRead | AwsProblem> {
  const options = { abortSignal: signal };
  const found = await clients.ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [what.interface] }),
    options,
  );
  const own = found.NetworkInterfaces?.[0];
  const resources = [what.interface, own?.SubnetId, own?.VpcId].filter((id) => id !== undefined);
  const described = await clients.ec2.send(
    new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: resources }] }),
    options,
  );
  // Not every API that answers here knows the filter.
  const all = listed(described, 'FlowLogs').filter((log) =>
    resources.includes(textOf(log, 'ResourceId') ?? ''),
  );
  const notes = notesOn(what.interface, all);
  const usable = all.filter((log) => isReadable(log));
  const logs: FlowLogRead['logs'][number][] = [];
  for (const log of usable) {
    const read = await readPages(
      ({ token }) =>
        clients.logs.send(
          new FilterLogEventsCommand({
            logGroupName: textOf(log, 'LogGroupName'),
            logStreamNamePrefix: what.interface,
            startTime: what.since,
            filterPattern: 'REJECT',
            nextToken: token,
          }),
          options,
        ),
      { member: 'events', size: undefined, signal, gate: createGate(requestsAtOnce), limit: maximumRecords },
    );
    if (read.error !== undefined)
      notes.push(
        `${textOf(log, 'LogGroupName') ?? ''} could not be read (${read.error.code}); it needs the permission logs:FilterLogEvents.`,
      );
    if (read.items.length >= maximumRecords)
      notes.push(`Only the first ${maximumRecords} records were read.`);
    logs.push({
      id: textOf(log, 'FlowLogId') ?? '',
      format: textOf(log, 'LogFormat'),
      lines: textsOf(read.items, 'message').slice(0, maximumRecords),
    });
  }
  return { logs, notes };
}

function isReadable(log: Item): boolean {
  return textOf(log, 'LogGroupName') !== undefined && textOf(log, 'TrafficType') !== 'ACCEPT';
}

/** What the flow logs that there are can not tell. */
function notesOn(id: string, logs: readonly Item[]): string[] {
  if (logs.length === 0)
    return [`${id} has no flow log, nor has its subnet or its VPC: nothing was recorded.`];
  return logs.flatMap((log) => {
    const name = textOf(log, 'FlowLogId') ?? 'a flow log';
    if (textOf(log, 'TrafficType') === 'ACCEPT') return [`${name} records accepted traffic only.`];
    if (textOf(log, 'LogGroupName') === undefined)
      return [
        `${name} is kept in ${textOf(log, 'LogDestination') ?? 'a bucket'}: open one of its files instead.`,
      ];
    return [];
  });
}
