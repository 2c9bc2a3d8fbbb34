import assert from 'node:assert/strict';
import {
  hierarchyAt,
  hierarchyData,
  incomingCalls,
  outgoingCalls,
} from '../../../server/src/features/callHierarchy';
import { modelOf, type Model } from '../../../server/src/features/model';
import { rangeContains } from '../../../server/src/util/text';
import { onlyCursor, parseFixture } from '../../support/fixture';
import { webAndDatabase } from '../../support/places';
import { configurationOf } from '../../support/rules';
import type { CallHierarchyItem } from 'vscode-languageserver-protocol';

const toUri = (path: string): string => `file://${path}`;

async function itemsAt(text: string): Promise<{ model: Model; items: readonly CallHierarchyItem[] }> {
  const fixture = parseFixture(text);
  const model = modelOf(await configurationOf(fixture.files));
  return { model, items: hierarchyAt(model, onlyCursor(fixture), toUri) };
}

/** Who can reach the resource at the cursor and whom it can reach: `name: traffic`. */
async function callsAt(text: string): Promise<{ incoming: string[]; outgoing: string[] }> {
  const { model, items } = await itemsAt(text);
  const [item] = items;
  assert.ok(item);
  const end = hierarchyData(item.data)?.end ?? assert.fail();
  const shown = ({ name, detail }: CallHierarchyItem): string => `${name}: ${detail ?? ''}`;
  return {
    incoming: incomingCalls(model, item, end, toUri).map(({ from }) => shown(from)),
    outgoing: outgoingCalls(model, item, end, toUri).map(({ to }) => shown(to)),
  };
}

describe('the call hierarchy', () => {
  it('has who can reach a resource, and whom it can reach, with the traffic', async () => {
    const at = (resource: string): string => webAndDatabase.replace(`"${resource}" {`, `"‸${resource}" {`);
    assert.deepEqual(await callsAt(at('aws_instance" "web')), {
      incoming: ['the internet: TCP port 443 (HTTPS)', 'aws_instance.other: TCP port 443 (HTTPS)'],
      outgoing: ['the internet: all traffic', 'aws_db_instance.main: TCP port 5432 (PostgreSQL)'],
    });
    assert.deepEqual(await callsAt(at('aws_db_instance" "main')), {
      incoming: ['aws_instance.web: TCP port 5432 (PostgreSQL)'],
      outgoing: [],
    });
  });

  it('is about what a reference refers to', async () => {
    const { items } = await itemsAt(
      `${webAndDatabase}\noutput "x" { value = aws_db_in‸stance.main.address }`,
    );
    assert.deepEqual(
      items.map(({ name }) => name),
      ['aws_db_instance.main'],
    );
  });

  it('says what is unknown, and what that hangs on', async () => {
    const text = `variable "partner" { type = string }\n${webAndDatabase
      .replace('security_groups = [aws_security_group.web.id]', 'security_groups = [var.partner]')
      .replace('"aws_db_instance" "main"', '"aws_db_‸instance" "main"')}`;
    const { incoming } = await callsAt(text);
    assert.ok(incoming.length > 0);
    for (const line of incoming)
      assert.match(line, /: unknown: TCP port 5432 \(PostgreSQL\), hangs on var\.partner$/);
  });

  it('has an item for each instance, whose first words are in its range', async () => {
    const { items } = await itemsAt(
      webAndDatabase.replace('"aws_instance" "other" {', '"aws_instance" "oth‸er" {\n  count = 2'),
    );
    assert.deepEqual(
      items.map(({ name }) => name),
      ['aws_instance.other[0]', 'aws_instance.other[1]'],
    );
    for (const { range, selectionRange } of items) {
      assert.ok(rangeContains(range, selectionRange.start));
      assert.ok(rangeContains(range, selectionRange.end));
    }
  });

  it('is not there where nothing can reach or be reached', async () => {
    const { items } = await itemsAt('resource "aws_key_pair" "‸x" {}');
    assert.deepEqual(items, []);
  });

  it('takes nothing for its own that is not', () => {
    for (const data of [undefined, null, 'x', { root: 1, end: 'a' }, { root: 'a' }])
      assert.equal(hierarchyData(data), undefined);
  });
});
