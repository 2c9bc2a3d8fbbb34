import { listInWords } from '../../explain/traffic';
import { portTraffic } from '../../ip/traffic';
import { valueOf } from '../../network/maybe';
import type { Id, SecurityGroup, Workload } from '../../network/model';
import { answer } from '../../reachability/index';
import type { Question } from '../../reachability/question';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { rulesAbout, wholeGroups } from '../admits';
import { resourceHeader } from '../groupRules';
import { mendingFixes } from '../provenFix';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { textOf } from '../values';
import { callersIn, type Caller } from '../workloads/callers';
import { awsService, codeEndpoints, type CodeEndpoint } from './codeEndpoints';

/**
 * Something in a subnet with a gateway endpoint whose groups let HTTPS out to some, but not to the service: packets to a
 * gateway endpoint go to the service's public addresses, and groups and network ACLs are asked about those. Rules that
 * name interface endpoints, or the VPC, do not cover them; the service's prefix list does.
 *
 * A warning for Fargate tasks and S3, where the layers of every image in ECR come from; else a hint. Silent where no HTTPS
 * is let out at all.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-security,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export const gatewayBlockedByEgress: Rule = {
  id: 'endpoint-gateway-blocked-by-egress',
  severity: 'warning',
  title: 'A gateway endpoint that groups or network ACLs let nobody out to',
  check: (context) =>
    codeEndpoints(context)
      .filter(({ endpoint }) => valueOf(endpoint.type) === 'gateway')
      .flatMap((one) => findings(one, context)),
};

const https = portTraffic(6, 443, 443);

interface Stuck {
  readonly caller: Caller;
  readonly group: SecurityGroup;
}

function findings(one: CodeEndpoint, context: RuleContext): RawFinding[] {
  const vpc = valueOf(one.endpoint.vpc);
  const service = awsService(one.endpoint);
  if (vpc === undefined || service === undefined) return [];
  const tables = new Set(one.endpoint.routeTables.flatMap((table) => valueOf(table) ?? []));
  const stuck = callersIn(context.index(), vpc).flatMap((caller) =>
    stuckAt(caller, tables, service, context),
  );
  return [...groupBy(stuck, ({ group }) => group.id).values()].flatMap((same) =>
    finding(same, service, context),
  );
}

/** A caller in one of these tables' subnets, whose groups let some HTTPS out. */
function stuckAt(caller: Caller, tables: ReadonlySet<Id>, service: string, context: RuleContext): Stuck[] {
  const network = context.network();
  const subnet = network.subnets.get(valueOf(caller.at.subnet) ?? '');
  if (subnet === undefined || !tables.has(valueOf(subnet.routeTable) ?? '')) return [];
  const groups = wholeGroups(network, caller.at.securityGroups, 'egress');
  const [group] = groups ?? [];
  if (groups === undefined || group === undefined || rulesAbout(groups, 'egress', https).length === 0)
    return [];
  const result = answer(context.index(), questionOf(caller, service));
  if (result.kind !== 'answer' || result.answer.verdict !== 'blocked') return [];
  const isFiltered = result.answer.blockers.every(
    ({ kind }) => kind === 'securityGroup' || kind === 'networkAcl',
  );
  return isFiltered ? [{ caller, group }] : [];
}

function questionOf({ at }: Caller, service: string): Question {
  return { from: at.id, to: `service:${service}`, traffic: { protocol: 6, ports: { from: 443, to: 443 } } };
}

function finding(same: readonly Stuck[], service: string, context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const fargate = same.filter(({ caller }) => service === 's3' && isFargate(caller.workload, context));
  const spoken = fargate.length > 0 ? fargate : same;
  const [first] = spoken;
  const group = configuration.byAddress.get(first?.group.id ?? '');
  if (first === undefined || group === undefined) return [];
  const names = listInWords([...new Set(spoken.map(({ caller }) => caller.workload.name))], 3);
  const why = fargate.length > 0 ? ', and so can not fetch images from ECR, whose layers are in S3' : '';
  return [
    {
      source: resourceHeader(group),
      subject: group.address,
      severity: fargate.length > 0 ? 'warning' : 'hint',
      message: (subjects) =>
        `${names} can not reach ${service} through its gateway endpoint${why}: ${subjects} lets HTTPS out, but not to the addresses of ${service}.`,
      fixes: () =>
        mendingFixes(
          context,
          spoken.slice(0, 4).map(({ caller }) => questionOf(caller, service)),
        ),
    },
  ];
}

/** An ECS service whose tasks fetch their images by their own interface. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html */
function isFargate({ id, kind }: Workload, { configuration }: RuleContext): boolean {
  const resource = configuration.byAddress.get(id);
  if (kind !== 'ecs_service' || resource === undefined) return false;
  return textOf(resource.body.attributes.get('launch_type')?.value) === 'FARGATE' || usesFargate(resource);
}

function usesFargate({ body }: ResourceInstance): boolean {
  return body.blocks.some((block) =>
    textOf(block.body.attributes.get('capacity_provider')?.value)?.startsWith('FARGATE'),
  );
}
