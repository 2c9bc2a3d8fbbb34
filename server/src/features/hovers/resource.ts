import { pageOf } from '../../explain/pages';
import { listenerPage } from '../../explain/pages/loadBalancer';
import type { Page } from '../../explain/pages/page';
import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../../rules/groupRules';
import { holds, resourcesAt } from '../locations';
import type { Model } from '../model';
import { ownershipText } from './ownership';
import { distinctSections, type Place, type Section } from './section';

/** The resource whose first words are under the cursor, instance by instance. */
export function resourceSections(place: Place): readonly Section[] {
  const { configuration, cursor, node, model } = place;
  if (node.blocks.length !== 1 || node.attribute !== undefined) return [];
  const here = resourcesAt(configuration, cursor).filter((resource) =>
    holds(configuration, resourceHeader(resource), cursor),
  );
  const [first] = here;
  if (first === undefined) return [];
  const pages = here.slice(0, 50).flatMap((resource) => pageOfResource(model, resource) ?? []);
  return distinctSections(pages, resourceHeader(first), place);
}

/** What is told about a resource instance; undefined for what has no part in the network. */
export function pageOfResource(model: Model, { address, type }: ResourceInstance): Page | undefined {
  const index = model.index();
  if (type === 'aws_lb_listener' || type === 'aws_alb_listener') {
    for (const balancer of index.network.loadBalancers.values()) {
      const listener = balancer.listeners.find(({ id }) => id === address);
      if (listener !== undefined) return listenerPage(index, balancer, listener);
    }
    return undefined;
  }
  const page = pageOf(index, address);
  if (page === undefined || model.configuration === undefined) return page;
  return { ...page, body: [...page.body, ...ownershipText(model.configuration, address)] };
}
