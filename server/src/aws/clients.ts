import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EFSClient } from '@aws-sdk/client-efs';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { proxyAgents } from './proxy';

/** A client for each service, of one account and Region; made when first used, all over one pool of sockets. */
export interface Clients {
  readonly ec2: EC2Client;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly elb: ElasticLoadBalancingClient;
  readonly rds: RDSClient;
  readonly ecs: ECSClient;
  readonly lambda: LambdaClient;
  readonly eks: EKSClient;
  readonly elasticache: ElastiCacheClient;
  readonly efs: EFSClient;
  readonly sts: STSClient;
  readonly logs: CloudWatchLogsClient;
  /** Closes the sockets. */
  readonly destroy: () => void;
}

/** What the clients are made from. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly endpointUrl: string | undefined;
  /** Of Reachable, for the user agent. */
  readonly version: string;
}

/** Requests at once, to all services together. EC2 throttles per operation and account; https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html. */
export const requestsAtOnce = 5;

/** Makes the clients. A call that is throttled is tried again, ever slower; one that hangs is given up after a minute. */
export function createClients(settings: ClientSettings): Clients {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 10_000,
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
    ...proxyAgents(settings.endpointUrl, settings.region, requestsAtOnce),
  });
  const common = {
    region: settings.region,
    credentials: settings.credentials,
    maxAttempts: 6,
    retryMode: 'adaptive',
    requestHandler,
    customUserAgent: [['reachable', settings.version]] as [string, string][],
    ...(settings.endpointUrl === undefined ? {} : { endpoint: settings.endpointUrl }),
  };
  // The SDK tells everybody which Node it will want one day; people can not choose an editor's.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const made = new Map<string, unknown>();
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    // What is kept under a name was made for it.
    return made.get(name) as T;
  };
  return {
    get ec2() {
      return once('ec2', () => new EC2Client(common));
    },
    get elbv2() {
      return once('elbv2', () => new ElasticLoadBalancingV2Client(common));
    },
    get elb() {
      return once('elb', () => new ElasticLoadBalancingClient(common));
    },
    get rds() {
      return once('rds', () => new RDSClient(common));
    },
    get ecs() {
      return once('ecs', () => new ECSClient(common));
    },
    get lambda() {
      return once('lambda', () => new LambdaClient(common));
    },
    get eks() {
      return once('eks', () => new EKSClient(common));
    },
    get elasticache() {
      return once('elasticache', () => new ElastiCacheClient(common));
    },
    get efs() {
      return once('efs', () => new EFSClient(common));
    },
    get sts() {
      return once('sts', () => new STSClient(common));
    },
    get logs() {
      return once('logs', () => new CloudWatchLogsClient(common));
    },
    destroy: () => requestHandler.destroy(),
  };
}
