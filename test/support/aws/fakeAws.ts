import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { written, writtenError, type Written } from './wire';

/**
 * An account on this machine, for what moto lacks: every list in pages, refusals, throttling, answers that are slow, cut
 * or not AWS's at all. It answers from things in the shape of a snapshot, by key.
 */
export type World = Readonly<Record<string, readonly Thing[]>>;
export type Thing = Readonly<Record<string, unknown>>;

/** One request, as the fake understands it. */
export interface FakeRequest {
  readonly service: string;
  readonly api: string;
  readonly params: Readonly<Record<string, string>>;
  /** How often this API was asked before. */
  readonly earlier: number;
  readonly userAgent: string;
}

/** How to answer: as AWS does, or worse. A number of milliseconds: late, as AWS does. */
export type Behaviour =
  | 'answer'
  | 'throttle'
  | 'deny'
  | 'expired'
  | 'cut'
  | 'html'
  | 'missing'
  | 'hang'
  | { readonly late: number }
  | { readonly status: number; readonly code: string; readonly message: string };

export interface FakeAwsOptions {
  readonly world: World;
  /** Things a page at most; AWS's own pages are larger. */
  readonly pageSize?: number;
  readonly behave?: (request: FakeRequest) => Behaviour;
  /** The world stays as it is: what was written once is sent again. For measuring, which is not about this server. */
  readonly keepsAnswers?: boolean;
}

export interface FakeAws {
  readonly url: string;
  /** What has been asked so far. */
  readonly requests: readonly FakeRequest[];
  /** Requests that have not been answered, and whose sockets are open. */
  readonly underWay: () => number;
  /** Resolves when this operation has been asked for; now, where it has. */
  readonly whenAsked: (api: string) => Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly whenIdle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts the fake on a free port of this machine. */
export async function startFakeAws({
  world,
  pageSize = 5,
  behave = () => 'answer',
  keepsAnswers = false,
}: FakeAwsOptions): Promise<FakeAws> {
  const requests: FakeRequest[] = [];
  const kept = new Map<string, Written>();
  const write = (asked: FakeRequest): Written => {
    const { service, api, params } = asked;
    const key = JSON.stringify([service, api, params]);
    const body = kept.get(key) ?? written(service, api, answerOf(asked, world, pageSize));
    if (keepsAnswers) kept.set(key, body);
    return body;
  };
  const open = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  const changed = (): void => watchers.forEach((look) => look());
  const when = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => {
      open.delete(response);
      changed();
    });
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (data: string) => (body += data));
    request.on('end', () => {
      const { service, api, params } = understand(request, body);
      const earlier = requests.filter((one) => one.service === service && one.api === api).length;
      const asked = { service, api, params, earlier, userAgent: request.headers['user-agent'] ?? '' };
      requests.push(asked);
      changed();
      respond(response, asked, behave(asked), write);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    underWay: () => open.size,
    whenAsked: (api) => when(() => requests.some((one) => one.api === api)),
    whenIdle: () => when(() => open.size === 0),
    close: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}

function respond(
  response: ServerResponse,
  asked: FakeRequest,
  behaviour: Behaviour,
  write: (asked: FakeRequest) => Written,
): void {
  const { service, api } = asked;
  const send = (status: number, { type, body }: Written): void => {
    response.writeHead(status, { 'content-type': type, date: new Date().toUTCString() });
    response.end(body);
  };
  const fail = (status: number, code: string, message: string): void =>
    send(status, writtenError(service, code, message));
  if (typeof behaviour === 'object') {
    if ('late' in behaviour) setTimeout(() => respond(response, asked, 'answer', write), behaviour.late);
    else fail(behaviour.status, behaviour.code, behaviour.message);
    return;
  }
  switch (behaviour) {
    case 'answer':
      send(200, write(asked));
      return;
    case 'throttle':
      fail(503, 'RequestLimitExceeded', 'Request limit exceeded.');
      return;
    case 'deny':
      fail(
        403,
        service === 'ec2' ? 'UnauthorizedOperation' : 'AccessDenied',
        'You are not authorized to perform this operation.',
      );
      return;
    case 'expired':
      fail(
        400,
        service === 'ec2' ? 'RequestExpired' : 'ExpiredToken',
        'The security token included in the request is expired',
      );
      return;
    case 'missing':
      fail(400, 'InvalidAction', `The action ${api} is not valid for this web service.`);
      return;
    case 'html':
      send(200, {
        type: 'text/html',
        body: '<!doctype html><html><body><p>Sign in to the network<br></body></html>',
      });
      return;
    case 'cut': {
      const { type, body } = write(asked);
      response.writeHead(200, { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    }
    case 'hang':
  }
}

/** Which service and operation a request is for. */
function understand(
  request: IncomingMessage,
  body: string,
): { service: string; api: string; params: Readonly<Record<string, string>> } {
  const signed =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const target = request.headers['x-amz-target'];
  const url = new URL(request.url ?? '/', 'http://localhost');
  const query = Object.fromEntries(url.searchParams);
  if (typeof target === 'string')
    return {
      service: signed,
      api: target.split('.').at(-1) ?? '',
      params: JSON.parse(body === '' ? '{}' : body) as Record<string, string>,
    };
  if (signed === 'lambda') return { service: 'lambda', api: 'ListFunctions', params: query };
  if (signed === 'elasticfilesystem') return { service: 'efs', api: 'DescribeMountTargets', params: query };
  if (signed === 'eks') {
    const name = url.pathname.split('/')[2];
    return name === undefined || name === ''
      ? { service: 'eks', api: 'ListClusters', params: query }
      : { service: 'eks', api: 'DescribeCluster', params: { name } };
  }
  const params = Object.fromEntries(new URLSearchParams(body));
  const { Action: api = '', Version: version = '' } = params;
  const balancing = version === '2015-12-01' ? 'elbv2' : 'elb';
  return { service: signed === 'elasticloadbalancing' ? balancing : signed, api, params };
}

/** What is listed, and under which name; from the world's key of the same name unless something is asked for by name. */
const lists: Readonly<Record<string, readonly [member: string, tokenOut: string, tokenIn: string]>> = {
  'lambda ListFunctions': ['Functions', 'NextMarker', 'Marker'],
  'efs DescribeMountTargets': ['MountTargets', 'NextMarker', 'Marker'],
  'elbv2 DescribeLoadBalancers': ['LoadBalancers', 'NextMarker', 'Marker'],
  'elbv2 DescribeTargetGroups': ['TargetGroups', 'NextMarker', 'Marker'],
  'elbv2 DescribeListeners': ['Listeners', 'NextMarker', 'Marker'],
  'elbv2 DescribeRules': ['Rules', 'NextMarker', 'Marker'],
  'elb DescribeLoadBalancers': ['LoadBalancerDescriptions', 'NextMarker', 'Marker'],
  'rds DescribeDBInstances': ['DBInstances', 'Marker', 'Marker'],
  'rds DescribeDBSubnetGroups': ['DBSubnetGroups', 'Marker', 'Marker'],
  'elasticache DescribeCacheClusters': ['CacheClusters', 'Marker', 'Marker'],
  'logs FilterLogEvents': ['events', 'nextToken', 'nextToken'],
  'ec2 DescribeManagedPrefixLists': ['PrefixLists', 'NextToken', 'NextToken'],
  'ec2 DescribeInstances': ['Reservations', 'NextToken', 'NextToken'],
  'ec2 DescribeVpcEndpointServiceConfigurations': ['ServiceConfigurations', 'NextToken', 'NextToken'],
};

/** Answers about one thing: the key of their holders, the parameter that names it, and the member that lists. */
const byName: Readonly<Record<string, readonly [key: string, id: string, member: string]>> = {
  GetManagedPrefixListEntries: ['ManagedPrefixListEntries', 'PrefixListId', 'Entries'],
  SearchTransitGatewayRoutes: ['TransitGatewayRoutes', 'TransitGatewayRouteTableId', 'Routes'],
  GetTransitGatewayRouteTableAssociations: [
    'TransitGatewayAssociations',
    'TransitGatewayRouteTableId',
    'Associations',
  ],
  GetTransitGatewayRouteTablePropagations: [
    'TransitGatewayPropagations',
    'TransitGatewayRouteTableId',
    'TransitGatewayRouteTablePropagations',
  ],
  DescribeLoadBalancerAttributes: ['LoadBalancerAttributes', 'LoadBalancerArn', 'Attributes'],
  DescribeTargetGroupAttributes: ['TargetGroupAttributes', 'TargetGroupArn', 'Attributes'],
  DescribeTargetHealth: ['LoadBalancerTargetHealth', 'TargetGroupArn', 'TargetHealthDescriptions'],
};

function answerOf({ service, api, params }: FakeRequest, world: World, pageSize: number): object {
  const things = (key: string): readonly Thing[] => world[key] ?? [];
  if (api === 'GetCallerIdentity')
    return {
      Account: '111122223333',
      Arn: 'arn:aws:sts::111122223333:assumed-role/ReadOnly/ada',
      UserId: 'AROA:ada',
    };
  if (api === 'AssumeRole')
    return {
      Credentials: {
        AccessKeyId: 'ASIATEST',
        SecretAccessKey: 'test',
        SessionToken: 'test',
        Expiration: new Date(Date.now() + 3_600_000).toISOString(),
      },
    };
  if (api === 'DescribeVpcAttribute') {
    const name = params['Attribute'] === 'enableDnsSupport' ? 'EnableDnsSupport' : 'EnableDnsHostnames';
    const found = things('VpcAttributes').find((one) => one['VpcId'] === params['VpcId'] && name in one);
    return { VpcId: params['VpcId'], [name]: found?.[name] ?? { Value: name === 'EnableDnsSupport' } };
  }
  if (api === 'DescribeVpcBlockPublicAccessOptions')
    return {
      VpcBlockPublicAccessOptions: things('VpcBlockPublicAccessOptions')[0] ?? {
        InternetGatewayBlockMode: 'off',
      },
    };
  if (api === 'DescribeCluster')
    return { cluster: things('cluster').find((one) => one['name'] === params['name']) };
  if (service === 'eks') return { clusters: things('cluster').map((one) => one['name']) };
  if (api === 'ListClusters')
    return { clusterArns: [...new Set(things('tasks').map((one) => one['clusterArn']))] };
  if (api === 'ListTasks') return { taskArns: things('tasks').map((one) => one['taskArn']) };
  if (api === 'DescribeTasks') return { tasks: things('tasks') };
  const named = byName[api];
  if (named !== undefined) {
    const [key, id, member] = named;
    const holder = things(key).find((one) => one[id] === params[id]);
    const all = holder?.[member] ?? [];
    return page(all as Thing[], params, member, 'NextToken', 'NextToken', pageSize);
  }
  const [member, tokenOut, tokenIn] = lists[`${service} ${api}`] ?? [
    api.replace(/^(Describe|List|Get)/, ''),
    'NextToken',
    'NextToken',
  ];
  return page(filtered(things(member), api, params), params, member, tokenOut, tokenIn, pageSize);
}

/** By the owner that is asked for. Both kinds of prefix lists have one key; the older one lists its blocks. */
function filtered(
  things: readonly Thing[],
  api: string,
  params: Readonly<Record<string, string>>,
): readonly Thing[] {
  if (api === 'DescribePrefixLists') return things.filter((one) => 'Cidrs' in one);
  if (api === 'DescribeManagedPrefixLists') return things.filter((one) => !('Cidrs' in one));
  const [name, value] = [
    ['LoadBalancerArn', params['LoadBalancerArn']],
    ['ListenerArn', params['ListenerArn']],
    ['FileSystemId', params['FileSystemId']],
    ['NetworkInterfaceId', params['NetworkInterfaceId.1']],
  ].find(([, one]) => one !== undefined) ?? [undefined, undefined];
  return name === undefined ? things : things.filter((one) => one[name] === value || !(name in one));
}

function page(
  all: readonly Thing[],
  params: Readonly<Record<string, string>>,
  member: string,
  tokenOut: string,
  tokenIn: string,
  pageSize: number,
): object {
  const limits = ['MaxResults', 'PageSize', 'MaxRecords', 'MaxItems', 'maxResults'];
  const asked = limits.map((name) => Number(params[name])).find((one) => one > 0);
  // What is not asked for in pages comes whole, as AWS sends it.
  const size =
    asked === undefined && tokenOut !== 'nextToken' ? all.length : Math.min(pageSize, asked ?? pageSize);
  const start = Number(params[tokenIn] ?? 0);
  const end = start + size;
  return { [member]: all.slice(start, end), ...(end < all.length ? { [tokenOut]: String(end) } : {}) };
}
