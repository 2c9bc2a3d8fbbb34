import { valueOf } from '../../network/maybe';
import type { Vpc } from '../../network/model';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { awsService, codeEndpoints, type CodeEndpoint } from './codeEndpoints';

/** Services whose interface endpoints are usually called by names of their own, beside a gateway endpoint or a public API. */
const byOwnName: ReadonlySet<string> = new Set([
  's3',
  'dynamodb',
  's3express',
  's3-global.accesspoint',
  'execute-api',
]);

/**
 * An interface endpoint for an AWS service without private DNS: the service's usual name still leads to its public
 * addresses, and programs that do not know the endpoint's own names go past it. Only a hint where the code says `false`
 * itself. Silent where another endpoint of the VPC has the name, where the code uses the endpoint's own names
 * (`dns_entry`), and for services that are usually called by those.
 *
 * Private DNS in a VPC whose `enable_dns_support` or `enable_dns_hostnames` (off unless it is given) is off is an **error**:
 * AWS refuses it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#vpce-private-dns,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const privateDnsOff: Rule = {
  id: 'endpoint-private-dns-off',
  severity: 'warning',
  title: "An interface endpoint that the service's name does not lead to",
  check,
};

function check(context: RuleContext): RawFinding[] {
  const endpoints = codeEndpoints(context).filter(({ endpoint }) => valueOf(endpoint.type) === 'interface');
  return endpoints.flatMap((one) => {
    const isOn = valueOf(one.endpoint.privateDns);
    if (isOn === true) return refused(one, context);
    return isOn === false && isMissed(one, endpoints, context) ? [off(one, context)] : [];
  });
}

function isMissed(
  { endpoint }: CodeEndpoint,
  all: readonly CodeEndpoint[],
  { configuration }: RuleContext,
): boolean {
  const service = awsService(endpoint);
  if (service === undefined || byOwnName.has(service)) return false;
  const served = all.some(
    (other) =>
      other.endpoint !== endpoint &&
      (!other.endpoint.privateDns.known || other.endpoint.privateDns.value) &&
      valueOf(other.endpoint.vpc) === valueOf(endpoint.vpc) &&
      awsService(other.endpoint) === service,
  );
  const usesNames = configuration.files.some((file) =>
    file.chunks.some(({ chunk }) => chunk.text.includes('dns_entry')),
  );
  return !served && !usesNames;
}

function off({ resource, endpoint }: CodeEndpoint, { configuration }: RuleContext): RawFinding {
  const written = resource.body.attributes.get('private_dns_enabled');
  return {
    source: written?.source ?? resourceHeader(resource),
    subject: resource.address,
    ...(written === undefined ? {} : { severity: 'hint' as const }),
    message: (subjects) =>
      `Programs go past ${subjects}: without private DNS the usual name of ${awsService(endpoint) ?? ''} leads to its public addresses.`,
    fixes: (): readonly Fix[] => {
      const edits = changeResource(resource, { set: [['private_dns_enabled', 'true']] }, configuration);
      return edits === undefined ? [] : [{ title: 'Turn private DNS on', edits, preferred: false }];
    },
  };
}

const switches = [
  ['dnsSupport', 'enable_dns_support'],
  ['dnsHostnames', 'enable_dns_hostnames'],
] as const;

/** Private DNS that the VPC does not allow. */
function refused({ resource, endpoint }: CodeEndpoint, context: RuleContext): RawFinding[] {
  const vpc = context.network().vpcs.get(valueOf(endpoint.vpc) ?? '');
  const owner = context.configuration.byAddress.get(vpc?.id ?? '');
  if (vpc === undefined || owner?.mode !== 'managed' || owner.type !== 'aws_vpc') return [];
  const missing = missingSwitches(vpc);
  if (missing.length === 0) return [];
  return [
    {
      source: resource.body.attributes.get('private_dns_enabled')?.source ?? resourceHeader(resource),
      subject: resource.address,
      severity: 'error',
      message: (subjects) =>
        `AWS refuses private DNS for ${subjects}: ${vpc.id} does not have ${missing.join(' and ')} on.`,
      related: [{ message: `${vpc.id} is made here`, source: resourceHeader(owner) }],
      fixes: (): readonly Fix[] => {
        const set = missing.map((name) => [name, 'true'] as const);
        const edits = changeResource(owner, { set }, context.configuration);
        return edits === undefined
          ? []
          : [{ title: `Turn ${missing.join(' and ')} on in ${vpc.id}`, edits, preferred: true }];
      },
    },
  ];
}

function missingSwitches(vpc: Vpc): readonly string[] {
  return switches.flatMap(([key, name]) => (valueOf(vpc[key]) === false ? [name] : []));
}
