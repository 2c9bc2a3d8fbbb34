import type { Answer, Hop, ResolvedQuestion, TrafficSet, WayThrough } from '../reachability/answer';
import { hopText } from './hopText';
import { count, listInWords, trafficInWords } from './traffic';

/** The answer in one sentence: who can or can not reach whom, with what, and the first reason. */
export function summary(answer: Answer): string {
  const from = endName(answer.question.from);
  const to = endName(answer.question.to);
  const asked = askedTraffic(answer.question);
  switch (answer.verdict) {
    case 'reachable':
      return `${atStart(from)} can reach ${to} on ${asked ?? trafficList(answer.traffic)}.`;
    case 'blocked':
      return `${atStart(from)} can not reach ${to}${asked === undefined ? '' : ` on ${asked}`}${because(answer.blockers, wayThrough(answer))}`;
    case 'unknown':
      return `Nobody can say yet whether ${from} can reach ${to}${asked === undefined ? '' : ` on ${asked}`}${hangsOn(answer)}${wayThrough(answer)}.`;
  }
}

/** What an end of a question is called: `internet` is the only kind of name that is no name. */
function endName(end: string): string {
  if (end === 'internet') return 'the internet';
  return end === 'internet-ipv6' ? 'the internet over IPv6' : end;
}

/** Our own words get a capital at the start of a sentence, names stay as they are. */
function atStart(name: string): string {
  return name.startsWith('the ') ? `The${name.slice(3)}` : name;
}

/** The traffic of a question in words; undefined where it asks for whatever passes. */
function askedTraffic(question: ResolvedQuestion): string | undefined {
  if (question.protocol === '-1' || question.protocol === '') return undefined;
  return trafficInWords(question.protocol, question.ports);
}

/** Traffic sets in words, each once: `TCP port 22 (SSH) and all UDP`. */
export function trafficList(traffic: readonly TrafficSet[]): string {
  const words = [...new Set(traffic.map((set) => trafficInWords(set.protocol, set.ports)))];
  return words.length === 0 ? 'nothing' : listInWords(words);
}

/** A way through a balancer in a sentence. */
export function wayThroughText({ name, verdict, traffic, unknowns }: WayThrough): string {
  const ports = trafficList(traffic);
  if (verdict === 'reachable') return `Through ${name} it can be reached, on ${ports}.`;
  const [first] = unknowns;
  const why = first === undefined ? '' : `: it hangs on ${first.value}, ${first.why}`;
  return `Through ${name} it may be reached, on ${ports}${why}.`;
}

/** The service behind a balancer is asked for, its users' way is through the balancer: that is said too. */
function wayThrough({ through = [] }: Answer): string {
  const [first, ...others] = through.filter((one) => one.verdict === 'reachable');
  const more = others.length === 0 ? '' : ` (and ${count(others.length, 'more balancer')})`;
  if (first !== undefined) return `; through ${first.name}${more} it can, on ${trafficList(first.traffic)}`;
  const [open] = through;
  return open === undefined ? '' : `; nobody can say yet whether it can through ${open.name}`;
}

function because(blockers: readonly Hop[], otherwise: string): string {
  const [first] = blockers;
  if (first === undefined) return `${otherwise}.`;
  const others = blockers.length - 1;
  const reason = continuation(first).replace(/\.$/, '');
  return others === 0
    ? `: ${reason}${otherwise}.`
    : `: ${reason} (and ${count(others, 'more blocker')})${otherwise}.`;
}

/** The hop's sentence behind a colon: its first letter small, unless it is part of a name or an abbreviation. */
function continuation(hop: Hop): string {
  const text = hopText(hop);
  const startsWithName = hop.name !== '' && text.startsWith(hop.name);
  return startsWithName || !/^[A-Z]([a-z]| )/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

function hangsOn(answer: Answer): string {
  const [first, ...rest] = answer.unknowns;
  if (first === undefined) return '';
  const others = rest.length === 0 ? '' : ` (and on ${count(rest.length, 'other unknown')})`;
  return `: it hangs on ${first.value}, ${first.why}${others}`;
}
