import assert from 'node:assert/strict';
import { applyFileEdits, type FileEdit } from '../../../server/src/edits/fileEdit';
import { setArgument } from '../../../server/src/edits/placement';
import type { Configuration, ResourceInstance } from '../../../server/src/terraform/configuration';
import { fixtureRoot } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

/** What an edit of the only resource makes of a text; the result is free of problems. */
async function check(
  text: string,
  edit: (resource: ResourceInstance, configuration: Configuration) => FileEdit | undefined,
  expected: string,
): Promise<void> {
  const file = `${fixtureRoot}/main.tf`;
  const configuration = await configurationOf(new Map([[file, text]]));
  const [resource] = configuration.resources;
  assert.ok(resource);
  const made = edit(resource, configuration);
  assert.ok(made);
  const after = applyFileEdits(file, text, [made]);
  assert.equal(after, expected);
  assert.deepEqual((await configurationOf(new Map([[file, after]]))).problems, []);
}

const domain = (resource: ResourceInstance, configuration: Configuration): FileEdit | undefined =>
  setArgument(resource, 'domain', '"vpc"', configuration);

describe('an argument', () => {
  it('is the first of a body, on one line or on several', async () => {
    const expected = 'resource "aws_eip" "a" {\n  domain = "vpc"\n}\n';
    await check('resource "aws_eip" "a" {}\n', domain, expected);
    await check('resource "aws_eip" "a" { }\n', domain, expected);
    await check('resource "aws_eip" "a" {\n}\n', domain, expected);
  });

  it('opens a body on one line that has an argument', async () => {
    await check(
      'resource "aws_eip" "a" { public_ipv4_pool = "a" }\n',
      domain,
      'resource "aws_eip" "a" {\n  public_ipv4_pool = "a"\n  domain           = "vpc"\n}\n',
    );
  });

  it('that is there gets another value', async () => {
    await check(
      'resource "aws_eip" "a" { domain = "x" }\n',
      domain,
      'resource "aws_eip" "a" { domain = "vpc" }\n',
    );
  });

  it('stands in the column of the others, where it fits', async () => {
    await check(
      'resource "aws_eip" "a" {\n  public_ipv4_pool = "a"\n}\n',
      domain,
      'resource "aws_eip" "a" {\n  public_ipv4_pool = "a"\n  domain           = "vpc"\n}\n',
    );
  });
});
