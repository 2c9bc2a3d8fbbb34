import { anyType, stringType } from '../type';
import type { Value } from '../value';
import { failure, limitReached, type Failure } from '../values/failure';
import { decodeJson, encodeJson } from '../values/json';
import { stringValue } from '../values/make';
import { unknownBecause } from '../values/unknowns';
import { textOf } from './arguments';
import { decodeCsv } from './csv';
import { textParameter, maximumText, type BuiltIn } from './signature';
import { decodeText, decodeUtf8, encodeText } from './textEncodings';
import { decodeYaml } from './yamlDecode';
import { encodeYaml } from './yamlEncode';

/** https://developer.hashicorp.com/terraform/language/functions#encoding-functions */
export const encodingFunctions: Record<string, BuiltIn> = {
  base64decode: {
    parameters: [textParameter('str')],
    result: stringType,
    call: ([text]) => {
      const bytes = base64Bytes(textOf(text));
      return bytes === undefined
        ? failure(`failed to decode base64 data ${JSON.stringify(textOf(text))}`)
        : utf8(bytes);
    },
  },
  base64encode: {
    parameters: [textParameter('str')],
    result: stringType,
    call: ([text]) => stringValue(Buffer.from(textOf(text)).toString('base64')),
  },
  base64gzip: {
    parameters: [textParameter('str')],
    result: stringType,
    // Two compressors hardly ever make the same bytes of one text.
    call: () =>
      unknownBecause(stringType, { value: 'base64gzip()', why: "only Terraform's own compressor knows" }),
  },
  csvdecode: {
    parameters: [textParameter('str')],
    result: anyType,
    call: ([text]) => decodeCsv(textOf(text)),
  },
  jsondecode: {
    parameters: [textParameter('str')],
    result: anyType,
    mayBeNull: true,
    call: ([text]) => decodeJson(textOf(text)),
  },
  jsonencode: {
    parameters: [{ name: 'val', type: anyType, takesNull: true, known: 'wholly' }],
    result: stringType,
    call: ([value]) => encoded(value, encodeJson),
  },
  textdecodebase64: {
    parameters: [textParameter('source'), textParameter('encoding')],
    result: stringType,
    call: ([source, encoding]) => {
      const bytes = base64Bytes(textOf(source));
      if (bytes === undefined)
        return failure('failed to decode base64 data: the source string is not valid', 0);
      const text = decodeText(bytes, textOf(encoding));
      return typeof text === 'string' ? stringValue(text) : text;
    },
  },
  textencodebase64: {
    parameters: [textParameter('string'), textParameter('encoding')],
    result: stringType,
    call: ([text, encoding]) => {
      const bytes = encodeText(textOf(text), textOf(encoding));
      return bytes instanceof Uint8Array ? stringValue(Buffer.from(bytes).toString('base64')) : bytes;
    },
  },
  urlencode: {
    parameters: [textParameter('str')],
    result: stringType,
    call: ([text]) => stringValue(urlEncode(textOf(text))),
  },
  yamldecode: {
    parameters: [textParameter('src')],
    result: anyType,
    mayBeNull: true,
    call: ([text]) => decodeYaml(textOf(text)),
  },
  yamlencode: {
    parameters: [{ name: 'value', type: anyType, takesNull: true, known: 'wholly' }],
    result: stringType,
    call: ([value]) => encoded(value, encodeYaml),
  },
};

function encoded(value: Value | undefined, encode: (value: Value) => string | Failure): Value | Failure {
  if (value === undefined) return failure('no value');
  const text = encode(value);
  if (typeof text !== 'string') return text;
  return text.length > maximumText ? limitReached('the result would be too large') : stringValue(text);
}

/** The bytes that standard base64 with padding stands for; line ends are passed over. */
function base64Bytes(text: string): Uint8Array | undefined {
  const clean = text.replace(/[\r\n]/g, '');
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)
    ? Buffer.from(clean, 'base64')
    : undefined;
}

/** Terraform's strings are Unicode: bytes that are no UTF-8 are refused. */
function utf8(bytes: Uint8Array): Value | Failure {
  const text = decodeUtf8(bytes);
  return text === undefined
    ? failure('the result of decoding the provided string is not valid UTF-8')
    : stringValue(text);
}

/** As Go's `url.QueryEscape`: a space is a plus sign. */
function urlEncode(text: string): string {
  return encodeURIComponent(
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  )
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
