import { constants, createHash, privateDecrypt } from 'node:crypto';
import { stringType } from '../type';
import type { Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { stringValue } from '../values/make';
import { unknownBecause } from '../values/unknowns';
import { textOf } from './arguments';
import { numberParameter, textParameter, type BuiltIn } from './signature';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** https://developer.hashicorp.com/terraform/language/functions#hash-and-crypto-functions */
export const digestFunctions: Record<string, BuiltIn> = {
  base64sha256: ofText('sha256', 'base64'),
  base64sha512: ofText('sha512', 'base64'),
  bcrypt: {
    parameters: [textParameter('str')],
    variadic: numberParameter('cost'),
    result: stringType,
    call: () => whenRun('bcrypt()'),
  },
  md5: ofText('md5', 'hex'),
  rsadecrypt: {
    parameters: [textParameter('ciphertext'), textParameter('privatekey')],
    result: stringType,
    call: ([ciphertext, key]) => decrypt(textOf(ciphertext), textOf(key)),
  },
  sha1: ofText('sha1', 'hex'),
  sha256: ofText('sha256', 'hex'),
  sha512: ofText('sha512', 'hex'),
  uuid: { parameters: [], result: stringType, call: () => whenRun('uuid()') },
  uuidv5: {
    parameters: [textParameter('namespace'), textParameter('name')],
    result: stringType,
    call: ([namespace, name]) => nameUuid(textOf(namespace), textOf(name)),
  },
};

/** What is different in each run of Terraform. */
export function whenRun(name: string): Value {
  return unknownBecause(stringType, { value: name, why: 'different each time Terraform runs' });
}

/** The digest of bytes or of the UTF-8 of a text. */
export function digest(algorithm: Algorithm, data: string | Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(data).digest(encoding);
}

function ofText(algorithm: Algorithm, encoding: 'hex' | 'base64'): BuiltIn {
  return {
    parameters: [textParameter('str')],
    result: stringType,
    call: ([text]) => stringValue(digest(algorithm, textOf(text), encoding)),
  };
}

function decrypt(ciphertext: string, key: string): Value | Failure {
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(ciphertext))
    return failure('failed to decode input: cipher text must be base64-encoded', 0);
  try {
    const data = Buffer.from(ciphertext, 'base64');
    const text = withoutPadding(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, data));
    return text === undefined
      ? failure('failed to decrypt: crypto/rsa: decryption error')
      : stringValue(text.toString('utf8'));
  } catch {
    return failure('failed to decrypt: the key or the cipher text is not right', 1);
  }
}

/** PKCS #1 v1.5: 0, 2, at least eight bytes that are not 0, 0, and the text. Node no longer takes it off itself. */
function withoutPadding(block: Buffer): Buffer | undefined {
  const end = block.indexOf(0, 2);
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : undefined;
}

/** The namespaces that RFC 4122 names. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);
const uuidPattern = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

function nameUuid(namespace: string, name: string): Value | Failure {
  const id = (namespaces.get(namespace) ?? namespace).replace(/^(?:urn:uuid:|\{)|\}$/g, '');
  if (!uuidPattern.test(id)) {
    return failure(`uuidv5() doesn't support namespace ${namespace} (invalid UUID)`);
  }
  const hash = createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  // Version 5, and the variant of RFC 4122.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return stringValue(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-'),
  );
}
