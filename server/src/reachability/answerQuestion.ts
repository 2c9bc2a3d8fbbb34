import { protocolsOf } from '../ip/traffic';
import type { Unknown } from '../network/model';
import type { Answer, Hop, ResolvedQuestion } from './answer';
import { askedTraffic, type Asked } from './askedTraffic';
import type { SecondLeg } from './balancers/secondLeg';
import { askThrough } from './balancers/throughBalancer';
import { waysThrough } from './balancers/waysThrough';
import { distinct, type Case } from './case';
import type { End } from './ends';
import { resolveEndpoint } from './endpoints';
import { asCalledBy } from './privateDns';
import { trafficFacts } from './facts';
import type { NetworkIndex } from './networkIndex';
import { askPairs, type PairsResult } from './pairs';
import type { Question } from './question';
import type { AnswerResult } from './reach';
import { trafficSets } from './trafficSets';

/** Blockers and unknowns beyond this help nobody. */
const maximumListed = 50;

/** Answers one question: verdict, traffic, the ways there and back, every blocker, every unknown. */
export function answer(index: NetworkIndex, question: Question): AnswerResult {
  const from = resolveEndpoint(index, question.from);
  const to = resolveEndpoint(index, question.to);
  if (from.kind === 'error' || to.kind === 'error') {
    return { kind: 'error', errors: [from, to].flatMap((one) => (one.kind === 'error' ? [one.error] : [])) };
  }
  return {
    kind: 'answer',
    answer: answerEnds(index, question, from.end, asCalledBy(index, from.end, to.end)),
  };
}

function answerEnds(index: NetworkIndex, question: Question, from: End, to: End): Answer {
  const asked = askedTraffic(question.traffic, to.own);
  const resolved = resolvedQuestion(question, asked);
  const nowhere = [from.nowhere, to.nowhere].filter((one) => one !== undefined);
  const assumptions = [...from.assumptions, ...to.assumptions];
  if (nowhere.length > 0) return unknownAnswer(resolved, nowhere, assumptions);
  if (to.front === undefined) {
    const direct = answerOf(resolved, askPairs(index, from, to, asked, true), asked, assumptions);
    return withWaysThrough(index, direct, from, to, question);
  }
  const { result, behind } = askThrough(index, from, to, to.front, asked, { trace: true });
  return withSecondLeg(answerOf(resolved, result, asked, assumptions), behind);
}

function withWaysThrough(
  index: NetworkIndex,
  direct: Answer,
  from: End,
  to: End,
  question: Question,
): Answer {
  if (direct.verdict === 'reachable') return direct;
  const through = waysThrough(index, from, to, question.traffic);
  return through.length === 0 ? direct : { ...direct, through };
}

/** The hops of both legs in order, there and back. */
function withSecondLeg(first: Answer, second: SecondLeg): Answer {
  const shown = second.pairs?.shown === undefined ? undefined : shownBranch(second.pairs.shown);
  const isOpen = first.path.at(-1)?.verdict !== 'blocked';
  return {
    ...first,
    path: isOpen ? [...first.path, ...second.hops, ...(shown?.path ?? [])] : first.path,
    returnPath: isOpen ? [...(shown?.returnPath ?? []), ...first.returnPath] : first.returnPath,
    blockers: first.verdict === 'reachable' ? [] : distinctHops([...first.blockers, ...second.blockers]),
    assumptions: [...new Set([...first.assumptions, ...(shown?.assumptions ?? [])])],
  };
}

function answerOf(
  question: ResolvedQuestion,
  result: PairsResult,
  asked: Asked,
  assumptions: readonly string[],
): Answer {
  const { verdict, shown } = result;
  const branch = shown === undefined ? undefined : shownBranch(shown);
  const possible = trafficSets(result.may, result.from, result.to);
  const unknowns =
    verdict === 'unknown'
      ? [...result.unknowns, ...(asked.portUnknown === undefined ? [] : [asked.portUnknown])]
      : [];
  const isOpen = verdict === 'reachable' && possible.length > 0 && shown !== undefined;
  return {
    question,
    verdict,
    traffic: trafficSets(result.must, result.from, result.to),
    possibleTraffic: possible,
    path: branch?.path ?? [],
    returnPath: branch?.returnPath ?? [],
    blockers: blockersOf(result.failing),
    unknowns: distinct(isOpen ? shown.unknowns : unknowns).slice(0, maximumListed),
    assumptions: [...new Set([...assumptions, ...(branch?.assumptions ?? [])])],
  };
}

/** Of the courses that unknowns leave open, the one that tells most: the first that is not blocked. */
function shownBranch(one: Case): Case['branches'][number] | undefined {
  return one.branches.find(({ blocked }) => !blocked) ?? one.branches[0];
}

function blockersOf(failing: readonly Case[]): readonly Hop[] {
  return distinctHops(failing.flatMap(({ branches }) => branches.flatMap(({ blockers }) => blockers)));
}

function distinctHops(hops: readonly Hop[]): readonly Hop[] {
  const seen = new Map<string, Hop>();
  for (const hop of hops) {
    const key = [hop.component, hop.kind, hop.direction, hop.code, hop.decision.facts['phase']].join(' ');
    if (!seen.has(key) && seen.size < maximumListed) seen.set(key, hop);
  }
  return [...seen.values()];
}

function unknownAnswer(
  question: ResolvedQuestion,
  unknowns: readonly Unknown[],
  assumptions: readonly string[],
): Answer {
  return {
    question,
    verdict: 'unknown',
    traffic: [],
    possibleTraffic: [],
    path: [],
    returnPath: [],
    blockers: [],
    unknowns,
    assumptions,
  };
}

function resolvedQuestion(question: Question, asked: Asked): ResolvedQuestion {
  const { protocol, ports } = trafficFacts(asked.traffic);
  const isWhole = protocolsOf(asked.traffic).length !== 1;
  return {
    from: question.from,
    to: question.to,
    protocol: isWhole ? '-1' : protocol,
    ports: isWhole ? '' : ports,
  };
}
