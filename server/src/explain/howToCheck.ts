import type { AnswerJson, HopJson } from './answerJson';
import { plain } from './escape';

/** A command for a POSIX shell, and what it shows. */
export interface CheckCommand {
  readonly title: string;
  readonly command: string;
}

/** What the commands can not take from the answer. */
export interface CheckFacts {
  /** The kind of the source, as Terraform calls it without `aws_` (`ecs_service`); undefined for what is no workload. */
  readonly fromKind: string | undefined;
}

const maximumCommands = 8;

/**
 * The commands that would show the same from outside: one to try the connection where the source is, and one for each
 * filter on the way. Ids come from the Terraform state, where an address stands in for them. All of them only read.
 */
export function howToCheck(answer: AnswerJson, facts: CheckFacts): readonly CheckCommand[] {
  const { path, returnPath } = answer;
  const described = new Set<string>();
  const describing = [...path, ...returnPath].flatMap((hop) => {
    const command = described.has(hop.component) ? undefined : describe(hop);
    if (command === undefined) return [];
    described.add(hop.component);
    return [{ title: `What AWS has for ${plain(hop.name)}`, command }];
  });
  return [...tryIt(answer, facts), ...describing].slice(0, maximumCommands);
}

/** One word for a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  const shown = plain(text, 1000);
  return /^[\w./:@%+=,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

/** https://man.openbsd.org/nc.1: -v says what happens, -z sends nothing, -u is UDP, -w gives up after seconds. */
function tryIt({ question }: AnswerJson, { fromKind }: CheckFacts): CheckCommand[] {
  const target = /^[\d.]+$|^[\da-f:]+$/i.test(question.to) ? shellWord(question.to) : '"$TARGET"';
  const line = lineFor(question.protocol, question.ports, target);
  if (line === undefined) return [];
  const where = `TARGET is the address or DNS name of ${plain(question.to)}`;
  if (question.from.startsWith('internet'))
    return [{ title: `From any machine on the internet. ${where}`, command: line }];
  if (fromKind === 'ecs_service') {
    const command = `aws ecs execute-command --cluster "$CLUSTER" --task "$TASK" --interactive --command ${shellWord(line.replace('"$TARGET"', '$TARGET'))}`;
    return [
      { title: `Inside ${plain(question.from)}. ${where}`, command: line },
      { title: 'To get inside a task, where ECS Exec is enabled', command },
    ];
  }
  const title = `Inside ${plain(question.from)}. ${where}`;
  if (fromKind === 'instance') {
    const command = `aws ssm start-session --target ${instanceId(question.from)}`;
    return [
      { title, command: line },
      { title: 'To get inside, where Systems Manager manages the instance', command },
    ];
  }
  return [{ title, command: line }];
}

function lineFor(protocol: string, ports: string, target: string): string | undefined {
  const [port] = ports.split(',');
  if (protocol === 'icmp' || protocol === '1') return `ping -c 3 ${target}`;
  if (port === undefined || port === '' || port === '0-65535') return undefined;
  if (protocol === 'tcp' || protocol === '6') return `nc -zv -w 5 ${target} ${shellWord(port)}`;
  return protocol === 'udp' || protocol === '17' ? `nc -zvu -w 5 ${target} ${shellWord(port)}` : undefined;
}

function instanceId(name: string): string {
  return name.startsWith('i-') ? shellWord(name) : idFromState(name);
}

/** https://docs.aws.amazon.com/cli/latest/reference/ec2/ */
const calls: Readonly<Record<string, (id: string) => string>> = {
  securityGroup: (id) => `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${id}`,
  networkAcl: (id) => `aws ec2 describe-network-acls --network-acl-ids ${id}`,
  routeTable: (id) => `aws ec2 describe-route-tables --route-table-ids ${id}`,
  internetGateway: (id) => `aws ec2 describe-internet-gateways --internet-gateway-ids ${id}`,
  natGateway: (id) => `aws ec2 describe-nat-gateways --nat-gateway-ids ${id}`,
  peeringConnection: (id) => `aws ec2 describe-vpc-peering-connections --vpc-peering-connection-ids ${id}`,
  transitGatewayRouteTable: (id) =>
    `aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id ${id} --filters Name=state,Values=active,blackhole`,
  endpoint: (id) => `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${id}`,
};

function describe(hop: HopJson): string | undefined {
  const call = calls[hop.kind];
  // What has no resource of its own (a VPC's default ACL) can not be looked up by its name.
  if (call === undefined || hop.component.includes('/')) return undefined;
  const isId = /^(sg|acl|rtb|igw|nat|pcx|tgw-rtb|vpce)-[\da-f]+$/.test(hop.component);
  return call(isId ? shellWord(hop.component) : idFromState(hop.component));
}

/** The id of a resource, out of the state: https://developer.hashicorp.com/terraform/cli/commands/state/show */
function idFromState(address: string): string {
  const show = `terraform state show -no-color ${shellWord(address)}`;
  return `"$(${show} | sed -n 's/^ *id *= "\\(.*\\)"$/\\1/p')"`;
}
