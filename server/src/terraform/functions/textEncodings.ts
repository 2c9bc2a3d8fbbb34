import { failure, type Failure } from '../values/failure';

/** Reads bytes in a character encoding of IANA's registry. */
export function decodeText(bytes: Uint8Array, encoding: string): string | Failure {
  const decoder = decoderFor(encoding);
  if (decoder === undefined) return unsupported(encoding);
  return decoder.decode(bytes);
}

/** Writes a text in a character encoding of IANA's registry; those of one byte for each character, and UTF-8 and UTF-16. */
export function encodeText(text: string, encoding: string): Uint8Array | Failure {
  const decoder = decoderFor(encoding);
  switch (decoder?.encoding) {
    case undefined:
      return unsupported(encoding);
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default:
      return encodeSingleBytes(text, encoding);
  }
}

function encodeSingleBytes(text: string, encoding: string): Uint8Array | Failure {
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) {
    const character = decoderFor(encoding)?.decode(Uint8Array.of(byte));
    if (character?.length === 1 && character !== '\ufffd') bytes.set(character, byte);
  }
  const result: number[] = [];
  for (const character of text) {
    const byte = bytes.get(character);
    if (byte === undefined)
      return failure(`the given string contains characters that cannot be represented in ${encoding}`, 0);
    result.push(byte);
  }
  return Uint8Array.from(result);
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
