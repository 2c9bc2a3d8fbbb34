import type { Family } from '../../ip/cidr';
import type { Traffic } from '../../ip/traffic';
import type {
  Id,
  Maybe,
  NatGateway,
  NetworkInterface,
  RouteTarget,
  Subnet,
  TransitGatewayAttachment,
  Unknown,
  VpnGateway,
  Vpc,
} from '../../network/model';
import type { References } from '../groupRules';
import type { Host, InterfaceHost, PublicHost } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import type { Branch, NeededPorts } from './branch';

/** A packet as it looks at this moment, between two components. */
export interface Packet {
  /** False: it opens the connection. True: it answers. */
  readonly reply: boolean;
  readonly family: Family;
  readonly from: Host;
  readonly to: Host;
  /** Whether rules that name a group can match the other side, after what it went through. */
  readonly references: References;
  /** Addresses that were rewritten, the last first; the reply has to come by the same components to be written back. */
  readonly translations: Translation | undefined;
  /** How the request left for (or came from) a network outside AWS: the reply takes the same door. */
  readonly door: Door | undefined;
  /** Components gone through in this direction, to notice circles. */
  readonly visited: readonly Id[];
}

/** One rewriting. `original` is what stood in the packet before. */
export type Translation = (
  | { readonly kind: 'nat'; readonly gateway: NatGateway; readonly original: Host }
  | { readonly kind: 'instance'; readonly interface: NetworkInterface; readonly original: Host }
  | { readonly kind: 'internetOut'; readonly vpc: Id; readonly original: InterfaceHost }
  | { readonly kind: 'internetIn'; readonly vpc: Id; readonly original: PublicHost }
  | { readonly kind: 'egressOnly'; readonly vpc: Id }
) & { readonly below: Translation | undefined };

/** A way out of AWS to the customer's own network. */
export type Door =
  | { readonly kind: 'vpnGateway'; readonly gateway: VpnGateway; readonly vpc: Vpc }
  | { readonly kind: 'attachment'; readonly attachment: TransitGatewayAttachment };

/** Where the packet is, and so what looks at it next. */
export type Step =
  /** It leaves an interface into its subnet. */
  | { readonly at: 'leave'; readonly interface: NetworkInterface }
  /** The VPC's router looks it up in a table. `subnet`: where it came from; undefined behind a regional NAT gateway. */
  | {
      readonly at: 'route';
      readonly vpc: Vpc;
      readonly table: Maybe<Id>;
      readonly subnet: Subnet | undefined;
    }
  /** A route sends it to a target. */
  | {
      readonly at: 'target';
      readonly vpc: Vpc;
      readonly subnet: Subnet | undefined;
      readonly target: RouteTarget;
    }
  /** It is in the VPC that it is addressed to. `subnet`: the one that it comes from, if from one of this VPC. */
  | { readonly at: 'arrive'; readonly vpc: Vpc; readonly subnet: Subnet | undefined }
  | { readonly at: 'internet' }
  /** It came into a transit gateway by an attachment. */
  | {
      readonly at: 'transit';
      readonly attachment: TransitGatewayAttachment;
      readonly zone: string | undefined;
    }
  | { readonly at: 'outside' }
  /** It has got where it was going. */
  | { readonly at: 'received' }
  | { readonly at: 'end' };

/** A packet on its way in one possible course of things. */
export interface State {
  readonly branch: Branch;
  readonly packet: Packet;
  readonly step: Step;
}

/** What a walk is about, and what comes of it. */
export interface Walk {
  readonly index: NetworkIndex;
  /** Whether hops are written down; without, the walk ends at the first that blocks. */
  readonly trace: boolean;
  readonly asked: Traffic;
  /** What has to pass whole; undefined: anything of `asked`. */
  readonly required: Traffic | undefined;
  readonly clientPorts: NeededPorts;
  /** Values that decide between ways; more than one way was followed. */
  readonly forks: Unknown[];
  readonly outcomes: Branch[];
  /** Is told what happens on the way, where somebody wants to know. */
  readonly watch?: Watch;
}

/** What a walk came by. */
export interface Watch {
  /** Requests as they look when they arrive at their interface. */
  readonly arrivals: Packet[];
  /** Whether an interface on the way, whose groups may name those of the ends, was to pass something on. */
  hasMiddlebox: boolean;
}

/** The packet after a component that it must not pass twice. */
export function visiting(packet: Packet, id: Id): Packet {
  return { ...packet, visited: [...packet.visited, id] };
}

/** Whether the client's port was rewritten on the stretch where the packet is now. */
export function isPortTranslated(packet: Packet): boolean {
  for (let one = packet.translations; one !== undefined; one = one.below) {
    if (one.kind === 'nat' || one.kind === 'instance') return true;
  }
  return false;
}
