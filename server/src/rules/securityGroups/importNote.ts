import type { ModulePlace } from '../../terraform/configuration';

/**
 * The `import` blocks for rule resources that take the place of rules which AWS has already, as a comment to fill in: only
 * AWS knows the ids (`sgr-…`) of rules that were inline or of the old kind. Without them the apply would try to make the
 * rules a second time, which AWS refuses. Import blocks stand in the root module, whatever module the resource is in.
 * https://developer.hashicorp.com/terraform/language/block/import
 */
export function importNote(resources: readonly string[], module: ModulePlace): string {
  const blocks = resources.flatMap((text) => {
    const [, type, name] = /^resource "(\w+)" "(\w+)"/.exec(text) ?? [];
    if (type === undefined || name === undefined) return [];
    const prefix = module.address === '' ? '' : `${module.address}.`;
    const key = /^ {2}(for_each|count) /m.test(text) ? '[…]' : '';
    return ['# import {', `#   to = ${prefix}${type}.${name}${key}`, '#   id = "sgr-…"', '# }'];
  });
  return ['# Import what is applied already. The ids: aws ec2 describe-security-group-rules', ...blocks].join(
    '\n',
  );
}
