import type { Id, NetworkAclEntry, Route, SecurityGroupRule } from '../network/model';
import type { Verdict } from './answer';

/** One change to the network, as data: `applyEdits` makes the changed model, `edits/` the text of it in Terraform. */
export type NetworkEdit =
  | { readonly kind: 'addSecurityGroupRule'; readonly securityGroup: Id; readonly rule: SecurityGroupRule }
  | { readonly kind: 'addNetworkAclEntry'; readonly networkAcl: Id; readonly entry: NetworkAclEntry }
  | { readonly kind: 'addRoute'; readonly routeTable: Id; readonly route: Route }
  | { readonly kind: 'addPublicAddress'; readonly interface: Id }
  | { readonly kind: 'disableSourceDestinationCheck'; readonly interface: Id }
  | { readonly kind: 'activatePeering'; readonly peeringConnection: Id }
  | { readonly kind: 'attachInternetGateway'; readonly internetGateway: Id; readonly vpc: Id };

/** A way to make a blocked question reachable: proven by the engine on the changed model. */
export interface ProposedChange {
  readonly edits: readonly NetworkEdit[];
  /** One sentence in the imperative: "Let aws_ecs_service.app in to aws_security_group.db on tcp/5432". */
  readonly title: string;
  /** What the engine says to the question after the change. */
  readonly verdict: Verdict;
  /** Everything else that the change lets through, by comparison of all pairs before and after; the asked pair first. */
  readonly opens: readonly OpenedTraffic[];
}

export interface OpenedTraffic {
  readonly from: string;
  readonly to: string;
  readonly traffic: string;
}
