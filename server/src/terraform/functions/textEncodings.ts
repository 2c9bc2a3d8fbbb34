import { failure, type Failure } from '../values/failure';

/** Reads UTF-8, a byte-order mark included; undefined where the bytes are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads bytes in a character encoding of IANA's registry. */
export function decodeText(bytes: Uint8Array, encoding: string): string | Failure {
  const table = singleByteTable(encoding);
  if (table !== undefined) return Array.from(bytes, (byte) => table[byte] ?? '\ufffd').join('');
  return decoderFor(encoding)?.decode(bytes) ?? unsupported(encoding);
}

/** Writes a text in a character encoding of IANA's registry: those of one byte for each character, UTF-8 and UTF-16. */
export function encodeText(text: string, encoding: string): Uint8Array | Failure {
  const table = singleByteTable(encoding);
  if (table !== undefined) return encodeSingleBytes(text, encoding, table);
  switch (decoderFor(encoding)?.encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default:
      return unsupported(encoding);
  }
}

function encodeSingleBytes(text: string, encoding: string, table: readonly string[]): Uint8Array | Failure {
  const result: number[] = [];
  for (const character of text) {
    const byte = table.indexOf(character);
    if (byte === -1)
      return failure(`the given string contains characters that cannot be represented in ${encoding}`, 0);
    result.push(byte);
  }
  return Uint8Array.from(result);
}

/** What the bytes from 0x80 to 0x9f mean in Windows-1252; the platform's decoder reads them as control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** The characters of all 256 bytes, for encodings of one byte for each character. */
function singleByteTable(encoding: string): readonly string[] | undefined {
  const latin1 = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  const name = encoding.toLowerCase();
  if (/^(?:iso[-_]?8859-1|latin1|l1|cp819|ibm819)$/.test(name)) return latin1;
  if (/^(?:windows-1252|cp1252)$/.test(name))
    return [...latin1.slice(0, 0x80), ...Array.from(windows1252), ...latin1.slice(0xa0)];
  const decoder = decoderFor(encoding);
  if (decoder === undefined || !/^(?:windows|iso-8859|koi8|macintosh|x-mac|ibm866)/.test(decoder.encoding))
    return undefined;
  return latin1.map((_, byte) => decoder.decode(Uint8Array.of(byte)));
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch {
    return undefined;
  }
}

function unsupported(encoding: string): Failure {
  return failure(`"${encoding}" is not a supported IANA encoding name or alias in this Terraform version`, 1);
}
