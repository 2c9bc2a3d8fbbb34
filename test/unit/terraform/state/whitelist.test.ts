import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkFromConfiguration } from '../../../../server/src/network/fromTerraform';
import { loadParser } from '../../../../server/src/syntax/load';
import type { Configuration, EvaluatedBody } from '../../../../server/src/terraform/configuration';
import { evaluateRoot } from '../../../../server/src/terraform/evaluateRoot';
import { isWhitelisted } from '../../../../server/src/terraform/state/whitelist';
import { nodeDisk } from '../../../../server/src/workspace/diskFiles';
import { createDocuments } from '../../../../server/src/workspace/documents';

const systems = join(__dirname, '../../../fixtures/systems');

/** What the builders never find in a state or plan: arguments of data sources, and images that only tell the system. */
const notForStates: ReadonlySet<string> = new Set([
  'default',
  'filter',
  'values',
  'most_recent',
  'owners',
  'user_data',
  'user_data_base64',
  'ami',
  'image_id',
  'name_regex',
]);

describe('the whitelist of states and plans', () => {
  it('has what the network is built from', async () => {
    const asked = new Set<string>();
    for (const name of readdirSync(systems)) {
      const root = join(systems, name);
      const files = createDocuments(nodeDisk);
      const { configuration } = evaluateRoot({ root, files, parser: await loadParser() });
      networkFromConfiguration(noting(configuration, asked));
    }
    assert.ok(asked.size > 100, `${asked.size} names were asked for`);
    const missing = [...asked].filter((one) => !isWhitelisted(one) && !notForStates.has(one)).sort();
    assert.deepEqual(missing, []);
  });
});

/** The same configuration, which notes the names of the attributes that it is asked for. */
function noting(configuration: Configuration, asked: Set<string>): Configuration {
  const note = (body: EvaluatedBody): EvaluatedBody => ({
    ...body,
    attributes: new NotingMap(body.attributes, asked),
    blocks: body.blocks.map((block) => ({ ...block, body: note(block.body) })),
  });
  const resources = configuration.resources.map((one) =>
    one.mode === 'managed' ? { ...one, body: note(one.body) } : one,
  );
  return { ...configuration, resources, byAddress: new Map(resources.map((one) => [one.address, one])) };
}

class NotingMap<V> extends Map<string, V> {
  readonly #asked: Set<string>;

  constructor(entries: Iterable<readonly [string, V]>, asked: Set<string>) {
    super();
    this.#asked = asked;
    for (const [name, value] of entries) this.set(name, value);
  }

  override get(name: string): V | undefined {
    this.#asked.add(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    this.#asked.add(name);
    return super.has(name);
  }
}
