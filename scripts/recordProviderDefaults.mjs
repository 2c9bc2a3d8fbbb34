// Records what a plan of the AWS provider shows for arguments and blocks that are not configured, where that is not
// simply null, empty or unknown: `enable_dns_support = true` of an aws_vpc, say. Terraform's schema does not tell these
// defaults, so each resource type of data/aws-provider-schema.json is planned with nothing but what it requires, all of
// it unknown. Needs terraform and the provider (TF_CLI_CONFIG_FILE may point to a mirror); asks AWS nothing.
//
//     node scripts/recordProviderDefaults.mjs [type…]     writes data/aws-provider-defaults.json
//
// With types only what was recorded of those is replaced.
//
// A path is `attribute` or `block.attribute`; null stands for a block that a plan shows as unknown rather than empty.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const schema = JSON.parse(readFileSync(new URL('../data/aws-provider-schema.json', import.meta.url), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'provider-defaults-'));
const terraform = (args) =>
  execFileSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const recordedFile = new URL('../data/aws-provider-defaults.json', import.meta.url);
const chosen = process.argv.slice(2);

/** Arguments that a type is not planned without, though none is required. */
const hints = {
  aws_lambda_function: [
    '  filename = terraform_data.u.output',
    '  handler = "index.handler"',
    '  runtime = "nodejs20.x"',
  ],
  aws_lb_target_group: ['  port = 80', '  protocol = "HTTP"', '  vpc_id = terraform_data.u.output'],
  aws_alb_target_group: ['  port = 80', '  protocol = "HTTP"', '  vpc_id = terraform_data.u.output'],
};

const header = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "${schema.version}" }
  }
}
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
resource "terraform_data" "u" {
  input = timestamp()
}
`;

/** The arguments that a body requires, and the blocks; with `whole`, one of every other block too. */
const required = (body, whole, skipped, path = '', indent = '  ') => {
  const lines = [];
  for (const [name, [type, flags]] of Object.entries(body.attributes ?? {})) {
    if (!flags.includes('r')) continue;
    const unknown = 'terraform_data.u.output';
    const value = Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') ? `[${unknown}]` : unknown;
    lines.push(
      `${indent}${name} = ${Array.isArray(type) && type[0] === 'map' ? `{ a = ${unknown} }` : value}`,
    );
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    const place = `${path}${name}`;
    if (skipped.has(place) || (!(block.min > 0) && !whole)) continue;
    for (let index = 0; index < Math.max(1, block.min ?? 0); index += 1) {
      lines.push(
        `${indent}${name} {`,
        ...required(block, false, skipped, `${place}.`, `${indent}  `),
        `${indent}}`,
      );
    }
  }
  return lines;
};

/** Adds the first of the arguments of which one is required; false where that does not help. */
const satisfy = (variant, names) => {
  for (const name of names) {
    const attribute = schema.resources[variant.type].attributes[name];
    if (attribute === undefined || variant.added.has(name) || variant.added.size > 3) continue;
    variant.added.add(name);
    const isList = Array.isArray(attribute[0]) && attribute[0][0] !== 'map';
    variant.lines.push(`  ${name} = ${isList ? '[terraform_data.u.output]' : 'terraform_data.u.output'}`);
    return true;
  }
  return false;
};

/** Plans the variants of all types; a variant that the provider refuses is left out, and the rest planned again. */
const planned = (variants) => {
  let left = [...variants];
  for (let round = 0; round < 16; round += 1) {
    writeFileSync(
      join(folder, 'main.tf'),
      header +
        left
          .map(({ type, name, lines }) => `resource "${type}" "${name}" {\n${lines.join('\n')}\n}\n`)
          .join(''),
    );
    try {
      terraform(['plan', '-out=plan', '-input=false', '-lock=false', '-refresh=false', '-no-color']);
      const plan = JSON.parse(terraform(['show', '-json', 'plan']));
      return plan.resource_changes;
    } catch (error) {
      const boxes = `${error.stdout ?? ''}${error.stderr ?? ''}`
        .split(/\n(?=Error:|Warning:)|╷/)
        .filter((box) => /^\W*Error:/.test(box));
      const refused = new Set();
      const helped = new Set();
      for (const box of boxes) {
        const text = box.replace(/[│╵\s]+/g, ' ');
        const [, type, name] =
          /in resource "([a-z0-9_]+)" "([a-z0-9_]+)"/.exec(text) ??
          /with ([a-z0-9_]+)\.([a-z0-9_]+)/.exec(text) ??
          [];
        const variant = left.find((one) => one.type === type && one.name === name);
        const choice =
          /(?<!only )one of `([^`]+)` must be|(?:At least|Exactly) one of these attributes must be configured: \[([^\]]+)\]/.exec(
            text,
          );
        if (variant !== undefined && round <= 6 && helped.has(variant)) continue;
        helped.add(variant);
        if (
          variant === undefined ||
          round > 6 ||
          !satisfy(variant, (choice?.[1] ?? choice?.[2] ?? '').split(/[, ]+/))
        )
          refused.add(`${type}.${name}`);
      }
      if (refused.size === 0 && boxes.length === 0) throw error;
      left = left.filter(({ type, name }) => !refused.has(`${type}.${name}`));
      console.error(`round ${round}: ${left.length} left, refused: ${[...refused].join(' ')}`);
    }
  }
  throw new Error('the provider refuses too much');
};

const isEmpty = (value) =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const note = (into, body, after, unknown, path) => {
  for (const [name, [, flags]] of Object.entries(body.attributes ?? {})) {
    const isKnown = unknown?.[name] !== true && after?.[name] !== undefined;
    // Of what the provider could compute, null and empty are worth noting: they are known where one would not expect it.
    if (flags.includes('r') || !isKnown || (isEmpty(after[name]) && !flags.includes('c'))) continue;
    into[`${path}${name}`] = after[name];
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    if (unknown?.[name] === true) into[`${path}${name}`] = null;
    else if (Array.isArray(after?.[name])) {
      const configured = after[name].length > 0;
      if (configured) note(into, block, after[name][0], unknown?.[name]?.[0], `${path}${name}.`);
    }
  }
};

try {
  writeFileSync(join(folder, 'main.tf'), header);
  terraform(['init', '-input=false', '-no-color']);
  const bare = [];
  const single = [];
  for (const [type, body] of Object.entries(schema.resources)) {
    if (chosen.length > 0 && !chosen.includes(type)) continue;
    bare.push({
      type,
      name: 'bare',
      added: new Set(),
      lines: [...(hints[type] ?? []), ...required(body, false, new Set())],
    });
    for (const [name, block] of Object.entries(body.blocks ?? {})) {
      if (block.min > 0) continue;
      const others = new Set(
        Object.keys(body.blocks).filter((other) => other !== name && !(body.blocks[other].min > 0)),
      );
      single.push({
        type,
        name: `with_${name}`,
        added: new Set(),
        lines: [...(hints[type] ?? []), ...required(body, true, others)],
      });
    }
  }
  const kept = chosen.length === 0 ? {} : JSON.parse(readFileSync(recordedFile, 'utf8')).resources;
  const resources = Object.fromEntries(Object.entries(kept).filter(([type]) => !chosen.includes(type)));
  for (const { type, name, change } of [...planned(bare), ...planned(single)]) {
    if (type === 'terraform_data') continue;
    const found = {};
    note(found, schema.resources[type], change.after, change.after_unknown, '');
    const hinted = new Set((hints[type] ?? []).map((line) => line.trim().split(' ')[0]));
    const all = (resources[type] ??= {});
    for (const [path, value] of Object.entries(found)) {
      const block = name.replace(/^with_/, '');
      if (hinted.has(path)) continue;
      if (name === 'bare' || path.startsWith(`${block}.`)) all[path] = value;
    }
  }
  const sorted = Object.fromEntries(
    Object.entries(resources)
      .filter(([, found]) => Object.keys(found).length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, found]) => [
        type,
        Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))),
      ]),
  );
  const lines = Object.entries(sorted).map(
    ([type, found]) => `${JSON.stringify(type)}: ${JSON.stringify(found)}`,
  );
  writeFileSync(
    recordedFile,
    `{\n"version": ${JSON.stringify(schema.version)},\n"resources": {\n${lines.join(',\n')}\n}\n}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
