import type { Network } from '../../../server/src/network/model';
import { sameAddress } from './addresses';
import { internet } from './internet';
import { choose, ChoiceNeeded, type Connection, type End, type Walk } from './journey';
import { must } from './lookup';
import { type Packet, replyTo } from './packet';
import { deliver, send } from './walk';

/** One question for one packet: who sends it, and who shall get it. */
export interface Attempt {
  /** An interface's id, or a host on the internet. */
  readonly from: { readonly interface: string } | 'internet';
  /** Where it must end to count: an interface, the internet at large, or a service behind a gateway endpoint. */
  readonly to: { readonly interface: string } | 'internet' | 'service' | 'anywhereOutside';
  readonly packet: Packet;
}

/** `depends`: it hangs on what AWS picks (a NAT's port, an attachment's subnet) or on what nobody has documented. */
export interface Verdict {
  readonly outcome: 'passes' | 'blocked' | 'depends';
  /** The last walk, for people. */
  readonly trace: readonly string[];
  readonly why: string;
}

/** Whether a connection's first packet gets there, and the reply back, whatever AWS picks on the way. */
export function attempt(network: Network, question: Attempt): Verdict {
  const results = explore(network, question, new Map());
  const passed = results.filter((result) => result.passes).length;
  const outcome = passed === 0 ? 'blocked' : passed === results.length ? 'passes' : 'depends';
  const last = must(results.find((result) => !result.passes) ?? results[0], 'a walk');
  return { outcome, trace: last.trace, why: last.why };
}

interface Result {
  readonly passes: boolean;
  readonly trace: readonly string[];
  readonly why: string;
}

function explore(network: Network, question: Attempt, chosen: ReadonlyMap<string, number>): Result[] {
  try {
    return [thereAndBack(network, question, chosen)];
  } catch (error) {
    if (!(error instanceof ChoiceNeeded)) throw error;
    return error.options.flatMap((option) =>
      explore(network, question, new Map([...chosen, [error.choice, option]])),
    );
  }
}

function thereAndBack(network: Network, question: Attempt, chosen: ReadonlyMap<string, number>): Result {
  const connection: Connection = {
    tracked: new Set(),
    translations: [],
    leftByEgressOnly: new Set(),
    returnedByEgressOnly: new Set(),
  };
  const trace: string[] = [];
  const there: Walk = { network, connection, isReply: false, chosen, trace };
  const end = start(there, question);
  if (end.kind === 'dropped') return { passes: false, trace, why: end.why };
  if (!isMeant(question.to, end)) return { passes: false, trace, why: `ended at ${end.kind}` };
  const backTrace = [...trace, 'back'];
  const back: Walk = { network, connection, isReply: true, chosen, trace: [] };
  const returned = answer(back, end);
  backTrace.push(...back.trace);
  if (returned.kind === 'dropped') return { passes: false, trace: backTrace, why: `reply: ${returned.why}` };
  const passes = isAnswer(question, returned) && gatewaySawReply(back);
  return { passes, trace: backTrace, why: passes ? 'answered' : 'the reply does not look like one' };
}

/** A connection whose replies pass by the egress-only gateway that it left through: nothing is documented. */
function gatewaySawReply(walk: Walk): boolean {
  const { leftByEgressOnly, returnedByEgressOnly } = walk.connection;
  const missed = [...leftByEgressOnly].some((vpc) => !returnedByEgressOnly.has(vpc));
  return !missed || choose(walk, 'an egress-only gateway may miss replies', [0, 1]) === 1;
}

function start(walk: Walk, question: Attempt): End {
  if (question.from === 'internet') return internet(walk, question.packet);
  const sender = must(walk.network.interfaces.get(question.from.interface), question.from.interface);
  return send(walk, sender, { packet: question.packet, sender, onlyTo: undefined });
}

function answer(walk: Walk, end: Exclude<End, { kind: 'dropped' }>): End {
  const packet = replyTo(end.packet);
  if (end.kind === 'internet') return internet(walk, packet);
  if (end.kind === 'service') {
    const endpoint = must(walk.network.endpoints.get(end.endpoint), end.endpoint);
    const vpc = endpoint.vpc.known ? walk.network.vpcs.get(endpoint.vpc.value) : undefined;
    return deliver(
      walk,
      must(vpc, 'the VPC of an endpoint'),
      { packet, sender: undefined, onlyTo: undefined },
      undefined,
    );
  }
  const sender = must(walk.network.interfaces.get(end.id), end.id);
  return send(walk, sender, { packet, sender, onlyTo: undefined });
}

function isMeant(to: Attempt['to'], end: Exclude<End, { kind: 'dropped' }>): boolean {
  if (typeof to === 'object') return end.kind === 'interface' && end.id === to.interface;
  return to === 'anywhereOutside' ? end.kind !== 'interface' : end.kind === to;
}

/** The client knows a reply by its addresses and ports: they must be those that it sent to, the other way round. */
function isAnswer(question: Attempt, end: Exclude<End, { kind: 'dropped' }>): boolean {
  const sent = question.packet;
  const got = end.packet;
  const home =
    question.from === 'internet'
      ? end.kind === 'internet'
      : end.kind === 'interface' && end.id === question.from.interface;
  return (
    home &&
    sameAddress(got.source, sent.destination) &&
    sameAddress(got.destination, sent.source) &&
    got.sourcePort === sent.destinationPort &&
    got.destinationPort === sent.sourcePort
  );
}
