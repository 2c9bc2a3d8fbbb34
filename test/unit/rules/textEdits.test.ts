import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import {
  insertArgument,
  placeEdits,
  removeLines,
  replaceArgument,
  type ChunkEdit,
} from '../../../server/src/rules/textEdits';
import type { Block, Chunk } from '../../../server/src/syntax/tree';
import { fixtureRoot, parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

/** The fixture's only block after an edit, which is made from the block and its chunk. */
async function checkEdit(
  before: string,
  edit: (block: Block, chunk: Chunk) => readonly ChunkEdit[],
  after: string,
): Promise<void> {
  const { files } = parseFixture(before);
  const configuration = await configurationOf(files);
  const chunk =
    configuration.files[0]?.chunks.find((one) => one.chunk.body.blocks.length > 0)?.chunk ?? assert.fail();
  const edits =
    placeEdits(edit(chunk.body.blocks[0] ?? assert.fail(), chunk), configuration) ?? assert.fail();
  const path = `${fixtureRoot}/main.tf`;
  assert.equal(applyFileEdits(path, files.get(path) ?? '', edits), parseFixture(after).files.get(path));
}

const named = (block: Block, name: string): Block['body']['attributes'][number] =>
  block.body.attributes.find((attribute) => attribute.name === name) ?? assert.fail(name);

describe('edits of arguments', () => {
  it('replace one, and move the equals signs of its neighbours out', () =>
    checkEdit(
      `
      resource "x" "y" {
        a  = 1
        bb = 2
      }`,
      (block, chunk) => replaceArgument(chunk, block.body.attributes, named(block, 'bb'), 'longer', '3'),
      `
      resource "x" "y" {
        a      = 1
        longer = 3
      }`,
    ));

  it('move them in again', () =>
    checkEdit(
      `
      resource "x" "y" {
        a      = 1
        longer = 3
      }`,
      (block, chunk) => replaceArgument(chunk, block.body.attributes, named(block, 'longer'), 'bb', '2'),
      `
      resource "x" "y" {
        a  = 1
        bb = 2
      }`,
    ));

  it('leave arguments behind an empty line alone, as terraform fmt does', () =>
    checkEdit(
      `
      resource "x" "y" {
        first = 1

        a = 1
      }`,
      (block, chunk) => insertArgument(chunk, block.body.attributes, named(block, 'a'), 'other', '2'),
      `
      resource "x" "y" {
        first = 1

        a     = 1
        other = 2
      }`,
    ));

  it('leave arguments of several lines alone', () =>
    checkEdit(
      `
      resource "x" "y" {
        list = [
          1,
        ]
        a = 1
      }`,
      (block, chunk) => insertArgument(chunk, block.body.attributes, named(block, 'a'), 'bb', '2'),
      `
      resource "x" "y" {
        list = [
          1,
        ]
        a  = 1
        bb = 2
      }`,
    ));

  it('take a nested block out with the empty line before it', () =>
    checkEdit(
      `
      resource "x" "y" {
        a = 1

        inner {
          b = 2
        }
      }`,
      (block, chunk) => [removeLines(chunk, block.body.blocks[0]?.range ?? assert.fail())],
      `
      resource "x" "y" {
        a = 1
      }`,
    ));
});
