import { Address6 } from 'ip-address';
import { listType, stringType } from '../type';
import type { Value } from '../value';
import { failure, type Failure } from '../values/failure';
import { listValue, stringValue } from '../values/make';
import { textOf, wholeBigInt, wholeNumber } from './arguments';
import { numberParameter, textParameter, type BuiltIn } from './signature';

/** https://developer.hashicorp.com/terraform/language/functions#ip-network-functions */
export const ipNetworkFunctions: Record<string, BuiltIn> = {
  cidrhost: {
    parameters: [textParameter('prefix'), numberParameter('hostnum')],
    result: stringType,
    call: ([prefix, number]) => host(textOf(prefix), wholeBigInt(number)),
  },
  cidrnetmask: {
    parameters: [textParameter('prefix')],
    result: stringType,
    call: ([prefix]) => netmask(textOf(prefix)),
  },
  cidrsubnet: {
    parameters: [textParameter('prefix'), numberParameter('newbits'), numberParameter('netnum')],
    result: stringType,
    call: ([prefix, newBits, number]) => subnet(textOf(prefix), wholeNumber(newBits), wholeBigInt(number)),
  },
  cidrsubnets: {
    parameters: [textParameter('prefix')],
    variadic: numberParameter('newbits'),
    result: listType(stringType),
    call: ([prefix, ...newBits]) => subnets(textOf(prefix), newBits),
  },
};

/** An address block; `base` has no host bits. Not the `Cidr` of rules: Terraform reads `010.0.0.0/8` as 10.0.0.0/8. */
interface Network {
  readonly kind: 'network';
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly length: number;
}

function parseNetwork(text: string): Network | Failure {
  const invalid = failure(`invalid CIDR expression: invalid CIDR address: ${text}`);
  const [, address = '', lengthText = ''] = /^([^/]*)\/(\d{1,3})$/.exec(text) ?? [];
  if (address === '') return invalid;
  const parsed = parseAddress(address);
  const length = Number(lengthText);
  if (parsed === undefined || length > parsed.bits) return invalid;
  const hostBits = BigInt(parsed.bits - length);
  return { kind: 'network', bits: parsed.bits, base: (parsed.value >> hostBits) << hostBits, length };
}

function parseAddress(text: string): { readonly bits: 32 | 128; readonly value: bigint } | undefined {
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number);
  if (octets) {
    if (octets.some((octet) => octet > 255)) return undefined;
    return { bits: 32, value: octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n) };
  }
  if (!text.includes(':') || text.includes('%') || !Address6.isValid(text)) return undefined;
  return { bits: 128, value: new Address6(text).bigInt() };
}

/** As Go's `net.IP` prints it. */
function printAddress(bits: 32 | 128, value: bigint): string {
  if (bits === 128 && value >> 32n !== 0xffffn) return Address6.fromBigInt(value).correctForm();
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

function printNetwork({ bits, base, length }: Network): string {
  // An IPv4 address within IPv6 is printed as IPv4, its prefix too.
  const mapped = bits === 128 && base >> 32n === 0xffffn;
  return `${printAddress(bits, base)}/${mapped ? length - 96 : length}`;
}

/** Negative numbers count from the end of the block. */
function host(prefix: string, number: bigint | Failure): Value | Failure {
  if (typeof number !== 'bigint') return number;
  const network = parseNetwork(prefix);
  if (network.kind === 'failure') return network;
  const size = 1n << BigInt(network.bits - network.length);
  if (number >= size || number < -size) {
    return failure(`prefix of ${network.length} does not accommodate a host numbered ${number}`);
  }
  return stringValue(printAddress(network.bits, network.base | (number < 0n ? size + number : number)));
}

function netmask(prefix: string): Value | Failure {
  const network = parseNetwork(prefix);
  if (network.kind === 'failure') return network;
  if (network.bits === 128) return failure(`IPv6 addresses cannot have a netmask: ${prefix}`);
  return stringValue(printAddress(32, (0xffffffffn << BigInt(32 - network.length)) & 0xffffffffn));
}

function subnet(prefix: string, newBits: number | Failure, number: bigint | Failure): Value | Failure {
  if (typeof newBits !== 'number') return newBits;
  if (typeof number !== 'bigint') return number;
  const network = parseNetwork(prefix);
  if (network.kind === 'failure') return network;
  const length = network.length + newBits;
  if (length > network.bits || newBits < 0) {
    return failure(`insufficient address space to extend prefix of ${network.length} by ${newBits}`);
  }
  if (number >= 1n << BigInt(newBits) || number < 0n) {
    return failure(`prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`);
  }
  const base = network.base | (number << BigInt(network.bits - length));
  return stringValue(printNetwork({ ...network, base, length }));
}

/** One subnet after the other, each at the next place that its size allows. */
function subnets(prefix: string, newBits: readonly Value[]): Value | Failure {
  const network = parseNetwork(prefix);
  if (network.kind === 'failure') return failure(network.message, 0);
  const end = network.base + (1n << BigInt(network.bits - network.length));
  const found: Value[] = [];
  let next = network.base;
  let last = '';
  for (const [index, value] of newBits.entries()) {
    const more = wholeNumber(value, index + 1);
    if (typeof more !== 'number') return more;
    if (more < 1) return failure('must extend prefix by at least one bit', index + 1);
    if (more > 32) return failure('may not extend prefix by more than 32 bits', index + 1);
    const length = network.length + more;
    if (length > network.bits) {
      const family = network.bits === 32 ? 'IPv4' : 'IPv6';
      return failure(
        `would extend prefix to ${length} bits, which is too long for an ${family} address`,
        index + 1,
      );
    }
    const size = 1n << BigInt(network.bits - length);
    const base = ((next + size - 1n) / size) * size;
    if (base + size > end) {
      return failure(
        `not enough remaining address space for a subnet with a prefix of ${length} bits after ${last}`,
        index + 1,
      );
    }
    last = printNetwork({ ...network, base, length });
    found.push(stringValue(last));
    next = base + size;
  }
  return listValue(found, stringType);
}
