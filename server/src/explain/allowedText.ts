import type { Hop } from '../reachability/answer';
import { componentName } from './names';
import { field, ruleInWords } from './ruleText';

/** What happens at a hop that lets the traffic through, in one sentence. */
export function allowedText(hop: Hop): string {
  const name = componentName(hop.kind, hop.name);
  const rule = ruleInWords(hop.decision.rule);
  const { facts } = hop.decision;
  const inward = hop.direction === 'in';
  switch (hop.kind) {
    case 'source':
      if (facts['phase'] === 'reply') return `The reply arrives at ${name}.`;
      return `${start(hop, name)} opens the connection.`;
    case 'destination':
      return facts['phase'] === 'reply' ? `${start(hop, name)} replies.` : `It arrives at ${name}.`;
    case 'interface':
      return inward ? `It enters ${name}.` : `It leaves by ${name}.`;
    case 'securityGroup':
      if (facts['stateful'] === 'true') {
        return `${capital(name)} lets the reply through: it remembers the connection.`;
      }
      return `${capital(name)} lets it ${inward ? 'in' : 'out'}${rule === undefined ? '' : `: ${rule}`}.`;
    case 'networkAcl':
      return `${capital(name)} lets it ${inward ? 'into' : 'out of'} the subnet${rule === undefined ? '' : ` by ${rule}`}.`;
    case 'subnet':
      return inward ? `It enters ${name}.` : `It leaves ${name}.`;
    case 'routeTable':
    case 'transitGatewayRouteTable':
      return routeText(hop, name);
    case 'internetGateway':
    case 'carrierGateway':
      return inward
        ? `${capital(name)} brings it in from the internet.`
        : `${capital(name)} passes it to the internet.`;
    case 'egressOnlyInternetGateway':
      return `${capital(name)} passes it to the internet, and lets only replies back in.`;
    case 'natGateway':
      return `${capital(name)} passes it on under ${facts['address'] ?? facts['translated'] ?? 'its own address'}.`;
    case 'peeringConnection':
      return `${capital(name)} carries it to the other VPC.`;
    case 'transitGateway':
      return `${capital(name)} takes it.`;
    case 'vpnGateway':
      return `${capital(name)} passes it between the VPC and the network on premises.`;
    case 'endpoint':
      return `${capital(name)} takes it to ${facts['service'] ?? 'the service'} without the internet.`;
    case 'loadBalancer':
      return `${capital(name)} takes the connection${facts['port'] === undefined ? '' : ` on port ${facts['port']}`}, and opens one of its own to a target.`;
    case 'listener':
      return `${capital(name)} answers${facts['port'] === undefined ? '' : ` on port ${facts['port']}`}.`;
    case 'targetGroup':
      return `${capital(name)} sends it on to its targets${facts['port'] === undefined ? '' : ` on port ${facts['port']}`}.`;
    case 'middlebox':
      return `${capital(name)} forwards it.`;
    case 'vpc':
      return `It stays within ${name}.`;
    case 'internet':
      return 'It crosses the internet.';
    case 'onPremises':
      return 'It crosses a network outside AWS.';
    case 'service':
      return `It arrives at ${name}.`;
    case 'unknownComponent':
      return `It passes ${name}.`;
  }
}

/** The name at the start of a sentence: a capital only where it is our word. */
function start(hop: Hop, name: string): string {
  return hop.name === '' ? capital(name) : name;
}

/** The text with its first letter a capital, unless that is part of a name as code writes it. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function routeText(hop: Hop, name: string): string {
  const target = field(hop.decision.rule, 'target') ?? hop.decision.facts['target'];
  const destination = field(hop.decision.rule, 'destination') ?? hop.decision.facts['route'];
  if (target === undefined) return `${capital(name)} has a route for it.`;
  const by = destination === undefined ? '' : ` by its route for ${destination}`;
  return target === 'local'
    ? `${capital(name)} keeps it in the VPC${by}.`
    : `${capital(name)} sends it to ${target}${by}.`;
}
