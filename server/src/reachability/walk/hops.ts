import type { Component, Id, Origin, Unknown } from '../../network/model';
import type { Hop, HopKind, RuleFacts } from '../answer';
import { trafficFacts, type Facts, type HopCode } from '../facts';
import { addressText, hostName } from '../hosts';
import { doubt, sever, type Branch, type HopVerdict } from './branch';
import type { Packet, State, Step, Walk } from './packet';

/** What is particular to a hop; the rest comes from the packet. */
export interface HopParts {
  readonly component: { readonly id: Id; readonly name: string; readonly origin?: Origin | undefined };
  readonly kind: HopKind;
  readonly direction: Hop['direction'];
  readonly verdict: HopVerdict;
  readonly code?: HopCode | undefined;
  readonly rule?: RuleFacts | undefined;
  readonly facts?: Facts | undefined;
  readonly unknowns?: readonly Unknown[];
  /** Where the rule that decides stands; else the component's own place. */
  readonly origin?: Origin | undefined;
}

/** Writes a hop down, unless nobody wants to see it. A way ends at its first hop that blocks; all of those are kept. */
export function addHop(walk: Walk, branch: Branch, packet: Packet, make: () => HopParts): void {
  if (!walk.trace) return;
  const parts = make();
  const { component } = parts;
  const hop: Hop = {
    component: component.id,
    name: component.name,
    kind: parts.kind,
    direction: parts.direction,
    verdict: parts.verdict,
    code:
      parts.verdict === 'allowed'
        ? undefined
        : (parts.code ?? (parts.verdict === 'unknown' ? 'UNKNOWN_VALUE' : undefined)),
    decision: {
      ...(parts.rule === undefined ? {} : { rule: parts.rule }),
      facts: {
        phase: packet.reply ? 'reply' : 'request',
        source: addressText(packet.from),
        destination: addressText(packet.to),
        from: hostName(packet.from),
        to: hostName(packet.to),
        ...trafficFacts(walk.required ?? walk.asked),
        ...parts.facts,
      },
      unknowns: parts.unknowns ?? [],
    },
    origin: parts.origin ?? component.origin,
  };
  const way = packet.reply ? branch.returnPath : branch.path;
  if (way.at(-1)?.verdict !== 'blocked') way.push(hop);
  if (hop.verdict === 'blocked') branch.blockers.push(hop);
}

/** A component that simply passes the packet on. */
export function pass(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  kind: HopKind,
  direction: Hop['direction'],
  component: HopParts['component'],
  facts: () => Facts = () => ({}),
): void {
  addHop(walk, branch, packet, () => ({ component, kind, direction, verdict: 'allowed', facts: facts() }));
}

/** A component that stops the packet. The walk may go on behind it, as if it were mended. */
export function block(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  kind: HopKind,
  direction: Hop['direction'],
  component: HopParts['component'],
  code: HopCode,
  facts: Facts = {},
  more: Pick<HopParts, 'rule' | 'origin'> = {},
): void {
  sever(branch);
  addHop(walk, branch, packet, () => ({
    component,
    kind,
    direction,
    verdict: 'blocked',
    code,
    facts,
    ...more,
  }));
}

/** A component of which nobody knows whether it passes the packet; the walk may go on, but nothing is sure behind it. */
export function wonder(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  kind: HopKind,
  direction: Hop['direction'],
  component: HopParts['component'],
  unknowns: readonly Unknown[],
  facts: Facts = {},
): void {
  doubt(branch, unknowns);
  addHop(walk, branch, packet, () => ({ component, kind, direction, verdict: 'unknown', facts, unknowns }));
}

/** The next step of the same packet. */
export function next(branch: Branch, packet: Packet, step: Step): readonly State[] {
  return [{ branch, packet, step }];
}

/** Nothing more happens on this way. */
export function end(branch: Branch, packet: Packet): readonly State[] {
  return [{ branch, packet, step: { at: 'end' } }];
}

/** A component that is named but not in the model, as far as a hop can tell of it. */
export function stranger(id: Id): HopParts['component'] {
  return { id, name: id };
}

/** The unknown that a component may not be there, as a list. */
export function uncertainty(component: Component): readonly Unknown[] {
  return component.uncertain === undefined ? [] : [component.uncertain];
}
