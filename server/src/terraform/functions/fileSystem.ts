import { maximumFileBytes } from '../files';
import { anyType, boolType, setType, stringType } from '../type';
import type { Value } from '../value';
import { containsSensitive } from '../values/facts';
import { failure, limitReached, type Failure } from '../values/failure';
import { booleanValue, stringValue } from '../values/make';
import { setValue } from '../values/sets';
import { unknownBecause } from '../values/unknowns';
import { entriesOf, textOf } from './arguments';
import { digest } from './digests';
import { decodeUtf8 } from './textEncodings';
import { findFiles } from './glob';
import { absolutePath, baseName, directoryName, readablePath } from './paths';
import { textParameter, type BuiltIn, type CallContext } from './signature';

/** Files are read inside of the workspace only. https://developer.hashicorp.com/terraform/language/functions#filesystem-functions */
export const fileFunctions: Record<string, BuiltIn> = {
  abspath: pathFunction((path, { directories }) => stringValue(absolutePath(path, directories))),
  basename: pathFunction((path) => stringValue(baseName(path))),
  dirname: pathFunction((path) => stringValue(directoryName(path))),
  file: pathFunction((path, context) => {
    const text = readText(path, context);
    return typeof text === 'string' ? stringValue(text) : text;
  }),
  filebase64: ofBytes((bytes) => Buffer.from(bytes).toString('base64')),
  filebase64sha256: ofBytes((bytes) => digest('sha256', bytes, 'base64')),
  filebase64sha512: ofBytes((bytes) => digest('sha512', bytes, 'base64')),
  fileexists: {
    parameters: [textParameter('path')],
    result: boolType,
    call: ([path], context) => exists(textOf(path), context),
  },
  filemd5: ofBytes((bytes) => digest('md5', bytes, 'hex')),
  fileset: {
    parameters: [textParameter('path'), textParameter('pattern')],
    result: setType(stringType),
    call: ([path, pattern], { files, directories }) => {
      const directory = readablePath(textOf(path), directories);
      if (typeof directory !== 'string') return directory;
      const found = findFiles(files, directory, textOf(pattern));
      return Array.isArray(found) ? setValue(found.map(stringValue), stringType) : found;
    },
  },
  filesha1: ofBytes((bytes) => digest('sha1', bytes, 'hex')),
  filesha256: ofBytes((bytes) => digest('sha256', bytes, 'hex')),
  filesha512: ofBytes((bytes) => digest('sha512', bytes, 'hex')),
  pathexpand: pathFunction((path) =>
    path.startsWith('~')
      ? unknownBecause(stringType, { value: `pathexpand("${path}")`, why: 'depends on who runs Terraform' })
      : stringValue(path),
  ),
  templatefile: {
    parameters: [textParameter('path'), { name: 'vars', type: anyType }],
    result: anyType,
    mayBeNull: true,
    call: ([path, variables], context) => {
      const text = readText(textOf(path), context);
      return typeof text === 'string' ? render(text, variables, textOf(path), context) : text;
    },
  },
  templatestring: {
    parameters: [textParameter('template'), { name: 'vars', type: anyType }],
    result: stringType,
    call: ([template, variables], context) => render(textOf(template), variables, 'template', context),
  },
};

function pathFunction(call: (path: string, context: CallContext) => Value | Failure): BuiltIn {
  return {
    parameters: [textParameter('path')],
    result: stringType,
    call: ([path], context) => call(textOf(path), context),
  };
}

function readText(path: string, context: CallContext): string | Failure {
  const bytes = readBytes(path, context);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const text = decodeUtf8(bytes);
  return (
    text ??
    failure(
      `contents of "${path}" are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
      0,
    )
  );
}

function readBytes(path: string, context: CallContext): Uint8Array | Failure {
  const found = readablePath(path, context.directories);
  if (typeof found !== 'string') return found;
  return context.files.readBytes(found, maximumFileBytes) ?? missing(path, context, found);
}

function ofBytes(read: (bytes: Uint8Array) => string): BuiltIn {
  return pathFunction((path, context) => {
    const bytes = readBytes(path, context);
    return bytes instanceof Uint8Array ? stringValue(read(bytes)) : bytes;
  });
}

function missing(path: string, context: CallContext, absolute: string): Failure {
  if (context.files.list(absolute) !== undefined)
    return failure(`failed to read ${path}: it is a directory`, 0);
  if (isThere(absolute, context))
    return limitReached(`${path} can not be read, or is larger than ${maximumFileBytes / 1_000_000} MB`);
  const reason = `no file exists at "${path}"; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource`;
  return failure(reason, 0);
}

function isThere(path: string, { files }: CallContext): boolean {
  const name = baseName(path);
  return (files.list(directoryName(path)) ?? []).some((entry) => entry.name === name);
}

function exists(path: string, context: CallContext): Value | Failure {
  const found = readablePath(path, context.directories);
  if (typeof found !== 'string')
    return unknownBecause(boolType, { value: `fileexists("${path}")`, why: found.message });
  const entry = (context.files.list(directoryName(found)) ?? []).find(({ name }) => name === baseName(found));
  if (entry?.kind === 'directory') return failure(`"${path}" is a directory, not a file`, 0);
  return booleanValue(entry !== undefined);
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function render(
  text: string,
  variables: Value | undefined,
  name: string,
  context: CallContext,
): Value | Failure {
  if (variables?.kind !== 'map') return failure('invalid vars value: must be a map', 1);
  for (const variable of variables.entries.keys()) {
    if (identifier.test(variable)) continue;
    return failure(
      `invalid template variable name "${variable}": must start with a letter, followed by zero or more letters, digits, and underscores`,
      1,
    );
  }
  const result = context.renderTemplate(text, entriesOf(variables), name);
  return result.kind !== 'failure' && containsSensitive(variables) ? { ...result, sensitive: true } : result;
}
