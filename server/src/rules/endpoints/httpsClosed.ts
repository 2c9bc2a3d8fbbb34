import { listInWords } from '../../explain/traffic';
import { portTraffic } from '../../ip/traffic';
import { cidrContains } from '../../ip/cidr';
import { includes } from '../../ip/ranges';
import { valueOf } from '../../network/maybe';
import type { SecurityGroup, Vpc } from '../../network/model';
import type { Hop } from '../../reachability/answer';
import { trafficOf } from '../../reachability/filterTraffic';
import { answer } from '../../reachability/index';
import type { Question } from '../../reachability/question';
import { rulesAbout, wholeGroups } from '../admits';
import { resourceHeader } from '../groupRules';
import { mendingFixes } from '../provenFix';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { callersIn, type Caller } from '../workloads/callers';
import { awsService, codeEndpoints, type CodeEndpoint } from './codeEndpoints';

/**
 * An interface endpoint whose groups do not admit HTTPS from what runs in its VPC. Without groups of its own it has the
 * VPC's default group, which admits only its own members. An error where nothing gets through; a hint, with the names,
 * where some do and some do not, since not everything has to use every endpoint.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html
 */
export const httpsClosed: Rule = {
  id: 'endpoint-https-closed',
  severity: 'error',
  title: 'An interface endpoint that does not admit HTTPS from what would use it',
  check: (context) =>
    codeEndpoints(context)
      .filter(
        ({ endpoint }) =>
          valueOf(endpoint.type) === 'interface' &&
          awsService(endpoint) !== undefined &&
          endpoint.interfaces.length > 0,
      )
      .flatMap((one) => findings(one, context)),
};

const https = portTraffic(6, 443, 443);
const traffic = { protocol: 6, ports: { from: 443, to: 443 } } as const;

function findings(one: CodeEndpoint, context: RuleContext): RawFinding[] {
  const network = context.network();
  const vpc = network.vpcs.get(valueOf(one.endpoint.vpc) ?? '');
  const [at] = one.endpoint.interfaces.flatMap((id) => network.interfaces.get(id) ?? []);
  const groups = at === undefined ? undefined : wholeGroups(network, at.securityGroups, 'ingress');
  if (vpc === undefined || groups === undefined || groups.length === 0 || admitsAll(groups, vpc)) return [];
  const callers = callersIn(context.index(), vpc.id);
  const shut = callers.filter((caller) => isShutOut(caller, one, groups, context));
  const isNobody = callers.length === 0 && rulesAbout(groups, 'ingress', https).length === 0;
  if (shut.length === 0 && !isNobody) return [];
  return [finding(one, groups, callers, shut, context)];
}

/** The usual case, which needs no engine: the whole VPC is admitted. */
function admitsAll(groups: readonly SecurityGroup[], vpc: Vpc): boolean {
  return rulesAbout(groups, 'ingress', https).some((rule) => {
    const peer = valueOf(rule.peer);
    if (rule.uncertain !== undefined || !rule.traffic.known || peer?.kind !== 'cidr') return false;
    return (
      includes(trafficOf(rule.traffic.value), https) &&
      vpc.cidrs.every((cidr) => {
        const family = cidr.known ? cidr.value.family : cidr.unknown.family;
        return family === 6 || (cidr.known && cidrContains(peer.cidr, cidr.value));
      })
    );
  });
}

/** Whether it is the endpoint's groups that keep a caller out, and not its own or something on the way. */
function isShutOut(
  caller: Caller,
  one: CodeEndpoint,
  groups: readonly SecurityGroup[],
  context: RuleContext,
): boolean {
  const result = answer(context.index(), questionOf(caller, one));
  if (result.kind !== 'answer' || result.answer.verdict !== 'blocked') return false;
  const isAtEndpoint = (hop: Hop): boolean =>
    hop.kind === 'securityGroup' &&
    hop.direction === 'in' &&
    (groups.some((group) => group.id === hop.component) || one.endpoint.interfaces.includes(hop.component));
  return result.answer.blockers.length > 0 && result.answer.blockers.every(isAtEndpoint);
}

function questionOf({ at }: Caller, { endpoint }: CodeEndpoint): Question {
  return { from: at.id, to: endpoint.id, traffic };
}

function finding(
  one: CodeEndpoint,
  groups: readonly SecurityGroup[],
  callers: readonly Caller[],
  shut: readonly Caller[],
  context: RuleContext,
): RawFinding {
  const { resource } = one;
  const given = resource.body.attributes.get('security_group_ids');
  const names = groups.map((group) => group.name).join(' and ');
  const admit = groups.length === 1 ? 'does' : 'do';
  const reason = `${given === undefined ? 'without groups of its own it has ' : ''}${names}${given === undefined ? ', which' : ''} ${admit} not admit HTTPS (TCP port 443) from`;
  const whom = listInWords([...new Set(shut.map(({ workload }) => workload.name))], 3);
  const everybody = shut.length === callers.length;
  const group = context.configuration.byAddress.get(groups[0]?.id ?? '');
  return {
    source: given?.source ?? resourceHeader(resource),
    subject: resource.address,
    severity: everybody ? 'error' : 'hint',
    message: (subjects) =>
      shut.length === 0
        ? `Nobody can use ${subjects}: ${reason} anywhere.`
        : `${whom} can not use ${subjects}: ${reason} there.`,
    related:
      group === undefined
        ? []
        : [{ message: `${group.address} is made here`, source: resourceHeader(group) }],
    fixes: () =>
      mendingFixes(
        context,
        shut.slice(0, 6).map((caller) => questionOf(caller, one)),
      ),
  };
}
