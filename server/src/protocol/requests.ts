/**
 * `protocol/`: what the client and the server say to each other beyond the Language Server Protocol. It is all that the
 * client imports of the server; types and names only, so that it costs the client's bundle nothing.
 *
 * This file has the custom requests. Every one is answered, never refused: what goes wrong is a `Problem`, one sentence
 * for the person who asked. Positions are LSP's (0-based, UTF-16), files are URIs, folders of roots are URIs too.
 */
import { RequestType } from 'vscode-languageserver-protocol';
import type { AnswerExtras, PublishedAnswer } from './answer';

/** Why a request has no answer, in one sentence that can be shown as it is. */
export interface Problem {
  readonly problem: string;
}

/** `reachable/endpoints`: the root modules that are open, and the ends that a question can have in one of them. */
export interface EndpointsParams {
  /** A root's `id`; without it, the root that the cursor's file belongs to, else the first. */
  readonly root?: string;
  /** Where the cursor is: its root and its resource are offered first. */
  readonly cursor?: CursorPosition;
}

/** A place in an open document. */
export interface CursorPosition {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** What can be asked about: all roots of the workspace, and the ends in one of them. No roots, no ends: nothing to ask. */
export interface EndpointsResult {
  readonly roots: readonly RootModule[];
  /** The `id` of the root that `endpoints` belong to; undefined where there is no root at all. */
  readonly root: string | undefined;
  /** In the order to offer them: workloads, data stores, balancers; subnets; groups; the internet and services last. */
  readonly endpoints: readonly EndpointCandidate[];
  /** The `id` of the endpoint whose block the cursor stands in. */
  readonly atCursor?: string;
}

/** A folder of Terraform that nothing in the workspace calls as a module. */
export interface RootModule {
  /** The folder's URI: what `root` is in the requests. */
  readonly id: string;
  /** The folder's path below its workspace folder, or the workspace folder's name for the folder itself. */
  readonly label: string;
}

/** An end that a question can have. */
export interface EndpointCandidate {
  /** What `from` and `to` take: `aws_ecs_service.app`, `internet`, `service:s3`. */
  readonly id: string;
  /** What a person reads; most often the `id` again. */
  readonly label: string;
  /** A few more words: "PostgreSQL database in aws_vpc.main". */
  readonly description: string;
  readonly kind: EndpointKind;
  /** What a question to this end is about when nobody says: a data store's own port. */
  readonly defaultTraffic?: TrafficChoice;
  /** Where it is written. */
  readonly origin?: OriginLocation;
}

/** What an end is; the picker gives each kind a heading and an icon. */
export type EndpointKind =
  'workload' | 'dataStore' | 'loadBalancer' | 'subnet' | 'securityGroup' | 'internet' | 'service';

/** Traffic as the command line takes it. */
export interface TrafficChoice {
  /** `tcp`, `udp`, `icmp`, `-1` (everything) or a protocol's number. */
  readonly protocol: string;
  /** `5432` or `8000-8010`; undefined for all ports, and for a protocol that has none. */
  readonly ports?: string;
}

/** A range in a file. */
export interface OriginLocation {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** `reachable/why`: asks a question. */
export interface WhyParams {
  /** A root's `id`. */
  readonly root: string;
  /** An endpoint's `id`, or anything else that the command line's `--from` takes: an address, a CIDR. */
  readonly from: string;
  readonly to: string;
  /** Undefined: the target's own port where it has one, else whatever can pass. */
  readonly traffic?: TrafficChoice;
}

/** The answer, in the forms in which people and programs read it. */
export interface WhyAnswer {
  /** What `reachable why --json` prints, parsed. */
  readonly answerJson: PublishedAnswer;
  /** What the panel shows besides. */
  readonly extras: AnswerExtras;
  /** The root's label. */
  readonly rootLabel: string;
  /** For a document in the editor, which wraps it, and for a screen reader: no markup, files named from the folder. */
  readonly text: string;
  readonly markdown: string;
}

/** An answer, or the sentence that says why there is none ("No endpoint aws_db_instance.mian; did you mean …?"). */
export type WhyResult = WhyAnswer | Problem;

/** Asks for roots and ends. Cancellable. */
export const endpointsRequest = new RequestType<EndpointsParams, EndpointsResult, never>(
  'reachable/endpoints',
);

/** Asks a question. Cancellable. */
export const whyRequest = new RequestType<WhyParams, WhyResult, never>('reachable/why');

/** Tells an answer from a problem. */
export function isProblem(result: object): result is Problem {
  return 'problem' in result;
}
