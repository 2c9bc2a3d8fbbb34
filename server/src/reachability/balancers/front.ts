import type { LoadBalancer, NetworkInterface, Unknown } from '../../network/model';

/** The balancer that stands behind an end: one that was asked for itself, or that an endpoint service leads to. */
export interface Front {
  readonly balancer: LoadBalancer;
  /** Set where it is reached through PrivateLink. */
  readonly privateLink: PrivateLink | undefined;
}

/** A way by an interface endpoint, which hands over to the balancer's node in the same zone. */
export interface PrivateLink {
  readonly interfaces: readonly NetworkInterface[];
  /** Why the balancer may drop what comes this way. */
  readonly doubts: readonly Unknown[];
}
