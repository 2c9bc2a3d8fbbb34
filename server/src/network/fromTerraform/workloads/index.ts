/** What runs, one file for each family of services. */
import type { ResourceInstance } from '../../../terraform/configuration';
import type { Placed, Site } from '../site';
import { containers } from './containers';
import { databases } from './databases';
import { instances } from './instances';

/** Makes a workload, with its interfaces. */
export type WorkloadBuilder = (site: Site, resource: ResourceInstance) => Placed;

/** The builder of each type. */
export const workloadBuilders: Readonly<Record<string, WorkloadBuilder>> = {
  ...instances,
  ...containers,
  ...databases,
};

/** All workloads of the code. */
export function buildWorkloads(site: Site): Placed[] {
  return Object.entries(workloadBuilders).flatMap(([type, build]) =>
    site.context.of(type).map((resource) => build(site, resource)),
  );
}
