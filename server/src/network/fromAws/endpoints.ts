import type { EndpointService, Maybe, VpcEndpoint } from '../model';
import { known } from '../maybe';
import { flag, isRecord, type JsonRecord, text, texts } from './record';
import { component, items, said, type Source } from './source';

/** VPC endpoints of all types. Routes to gateway endpoints are in the route tables. */
export function readEndpoints(source: Source): VpcEndpoint[] {
  const live = items(source, 'VpcEndpoints').filter(({ record }) => state(record) !== 'deleted');
  return live.map((item) => {
    const { record } = item;
    const id = text(record, 'VpcEndpointId') ?? '';
    const service = text(record, 'ServiceName');
    return {
      ...component(item, id, 'vpc-endpoint'),
      type: said(typeOf(text(record, 'VpcEndpointType')), `the type of ${id}`),
      vpc: said(text(record, 'VpcId'), `the VPC of ${id}`),
      service: said(service === undefined ? undefined : shortName(service), `the service of ${id}`),
      routeTables: texts(record, 'RouteTableIds').map(known),
      interfaces: texts(record, 'NetworkInterfaceIds'),
      privateDns: said(flag(record, 'PrivateDnsEnabled'), `private DNS of ${id}`),
      fullAccessPolicy: fullAccess(id, record),
      available: known([undefined, 'available'].includes(state(record))),
    };
  });
}

/** Endpoint services that this account provides. */
export function readEndpointServices(source: Source): EndpointService[] {
  return items(source, 'ServiceConfigurations').map((item) => {
    const id = text(item.record, 'ServiceId') ?? '';
    const balancers = [
      ...texts(item.record, 'NetworkLoadBalancerArns'),
      ...texts(item.record, 'GatewayLoadBalancerArns'),
    ];
    return {
      ...component(item, id, 'vpc-endpoint-service'),
      service: said(text(item.record, 'ServiceName'), `the name of ${id}`),
      loadBalancers: balancers.map(known),
      zones: texts(item.record, 'AvailabilityZones'),
    };
  });
}

/** Some calls print `Available`, some `available`. */
function state(record: JsonRecord): string | undefined {
  return text(record, 'State')?.toLowerCase();
}

function typeOf(
  type: string | undefined,
): 'gateway' | 'interface' | 'gatewayLoadBalancer' | 'other' | undefined {
  switch (type?.toLowerCase()) {
    case undefined:
      return undefined;
    case 'gateway':
      return 'gateway';
    case 'interface':
      return 'interface';
    case 'gatewayloadbalancer':
      return 'gatewayLoadBalancer';
    default:
      return 'other';
  }
}

/** `com.amazonaws.eu-west-1.ecr.dkr` → `ecr.dkr`; a service of a partner or of one's own keeps its name. */
function shortName(service: string): string {
  return /^(?:cn\.)?com\.amazonaws\.[a-z]{2}(?:-[a-z]+)+-\d\.(?!vpce-svc)(.+)$/.exec(service)?.[1] ?? service;
}

/** Whether the policy is the default one: everything allowed to everyone. */
function fullAccess(id: string, record: JsonRecord): Maybe<boolean> {
  const document = text(record, 'PolicyDocument');
  if (document === undefined) return said<boolean>(undefined, `the policy of ${id}`);
  try {
    const policy: unknown = JSON.parse(document);
    const statements: unknown = isRecord(policy) ? policy['Statement'] : undefined;
    const list = (Array.isArray(statements) ? statements : [statements]).filter(isRecord);
    return known(list.some(allowsAll) && !list.some((statement) => statement['Effect'] === 'Deny'));
  } catch {
    return said<boolean>(undefined, `the policy of ${id}`);
  }
}

function allowsAll(statement: JsonRecord): boolean {
  const all = (value: unknown): boolean => value === '*' || (Array.isArray(value) && value.includes('*'));
  const principal = statement['Principal'];
  const everyone = all(principal) || (isRecord(principal) && all(principal['AWS']));
  const unconditional = statement['Condition'] === undefined;
  return (
    statement['Effect'] === 'Allow' &&
    everyone &&
    all(statement['Action']) &&
    all(statement['Resource']) &&
    unconditional
  );
}
