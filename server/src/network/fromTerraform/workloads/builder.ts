import type { ResourceInstance } from '../../../terraform/configuration';
import type { Placed, Site } from '../site';

/** Makes a workload, with its interfaces. */
type WorkloadBuilder = (site: Site, resource: ResourceInstance) => Placed;

/** Builders by resource type. */
export type WorkloadBuilders = Readonly<Record<string, WorkloadBuilder>>;
