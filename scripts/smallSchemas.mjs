import { readFile } from 'node:fs/promises';

/**
 * The SDK's generated schemas keep esbuild from leaving out what is not used. Their computed keys (`{ [_xN]: 'name' }`) are
 * not known to be harmless: plain texts are. And each service registers all of its errors by class: without that, an error
 * is the service's base class under its own name, which is all that is looked at here.
 */
export const smallSchemas = {
  name: 'small-schemas',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const texts = new Map(
        [...source.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)].map(([, name, text]) => [name, text]),
      );
      const literal = source.replace(/\[(_\w+)\]:/g, (whole, name) => {
        const text = texts.get(name);
        return text === undefined ? whole : `${text}:`;
      });
      const isService = /[\\/]@aws-sdk[\\/]client-/.test(path);
      const contents = isService ? literal.replace(/^n\d+_registry\.registerError\(.*\);$/gm, '') : literal;
      return { contents, loader: 'js' };
    });
  },
};
