import { pageOf } from '../../explain/pages';
import { cidrPage } from '../../explain/pages/cidr';
import type { Page } from '../../explain/pages/page';
import { parseCidr } from '../../ip/cidr';
import type { Value } from '../../terraform/value';
import type { Model } from '../model';
import type { Section } from './section';
import { pageOfResource } from './resource';

/** What the values under a cursor stand for, where that is a component of the network or a block of addresses. */
export function referredSections(models: readonly Model[], values: readonly Value[]): readonly Section[] {
  const pages = new Map<string, Page>();
  for (const value of values.slice(0, 20)) {
    for (const model of models) {
      const page = pageOfValue(model, value);
      if (page !== undefined) pages.set(`${page.what} ${page.of}`, page);
      if (page !== undefined) break;
    }
  }
  // Of many there is nothing to say that a hover has room for.
  return pages.size > 2 ? [] : [...pages.values()].map((page) => ({ page }));
}

function pageOfValue(model: Model, value: Value): Page | undefined {
  if (value.sensitive) return undefined;
  if (value.kind === 'reference') {
    const resource = model.configuration?.byAddress.get(value.address);
    return resource === undefined ? undefined : pageOfResource(model, resource);
  }
  if (value.kind !== 'string') return undefined;
  const parsed = value.value.includes('/') ? parseCidr(value.value) : undefined;
  if (parsed?.kind === 'cidr') return cidrPage(model.index(), parsed.cidr, value.value);
  return awsId.test(value.value) ? pageOf(model.index(), value.value) : undefined;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const awsId = /^[a-z]+(-[a-z]+)?-[0-9a-f]{8,17}$/;
