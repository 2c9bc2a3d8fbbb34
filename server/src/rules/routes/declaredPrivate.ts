import type { ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import { textOf } from '../values';

const isPrivateName =
  /(^|[^a-z])(private|priv|prv|db|dbs|database|databases|data|internal|intra|isolated|rds)([^a-z]|$)/i;
const isPublicName = /(^|[^a-z])(public|pub|dmz|edge|ingress|external)([^a-z]|$)/i;

/** Tags that say what a subnet is for. */
const telling =
  /^(name|tier|type|kind|role|network|subnet|scope|access|zone|kubernetes\.io\/role\/internal-elb)$/i;

/**
 * The text in which a subnet says that it is private: its name in the code, or a tag; undefined where it does not, or where
 * something else says that it is public.
 */
export const declaredPrivate = remembered((subnet: ResourceInstance): string | undefined => {
  const tags = subnet.body.attributes.get('tags')?.value;
  const texts = [subnet.name];
  if (tags?.kind === 'map') {
    for (const [key, value] of tags.entries) {
      const text = textOf(value);
      if (telling.test(key) && text !== undefined) texts.push(key.startsWith('kubernetes') ? '' : text);
    }
  }
  return texts.some((text) => isPublicName.test(text))
    ? undefined
    : texts.find((text) => isPrivateName.test(text));
});
