/** What runs, one file for each family of services. */
import type { Placed, Site } from '../site';
import type { WorkloadBuilders } from './builder';
import { caches, warehouses } from './caches';
import { containers } from './containers';
import { databases } from './databases';
import { functions } from './functions';
import { buildGuessed } from './guessed';
import { instances } from './instances';
import { kubernetes } from './kubernetes';
import { messaging } from './messaging';
import { placeOutside } from './place';
import { storage } from './storage';

/** The builder of each type. */
export const workloadBuilders: WorkloadBuilders = {
  ...instances,
  ...containers,
  ...functions,
  ...kubernetes,
  ...databases,
  ...caches,
  ...warehouses,
  ...messaging,
  ...storage,
  // Lightsail has a network of its own: https://docs.aws.amazon.com/lightsail/latest/userguide/lightsail-how-to-set-up-vpc-peering-with-aws-resources.html
  aws_lightsail_instance: placeOutside,
  aws_lightsail_database: placeOutside,
  aws_lightsail_lb: placeOutside,
  aws_lightsail_container_service: placeOutside,
};

/** All workloads of the code, those that are only guessed at last. */
export function buildWorkloads(site: Site): Placed[] {
  const known = Object.entries(workloadBuilders).flatMap(([type, build]) =>
    site.context.of(type).map((resource) => build(site, resource)),
  );
  return [...known, ...buildGuessed(site)];
}
