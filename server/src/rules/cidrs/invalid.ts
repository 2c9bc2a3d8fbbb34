import { parseAddress, parseCidr } from '../../ip/cidr';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { parsedArgument, readCidrArguments, type CidrArgument } from './cidrArguments';
import { replaceCidr } from './fixes';

/**
 * A text that is not a CIDR block: no prefix length, one that is too long, an octet over 255, an address with too many or
 * too few parts; and `/0` with an address that is not zero, which nobody means. The provider refuses it at plan, or AWS at
 * apply.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html and RFC 4632
 */
export const cidrInvalid: Rule = {
  id: 'cidr-invalid',
  severity: 'error',
  title: 'A text that is not a CIDR block',
  check: (context) => readCidrArguments(context.configuration).flatMap((cidr) => findingFor(cidr, context)),
};

function findingFor(cidr: CidrArgument, context: RuleContext): RawFinding[] {
  const parsed = parsedArgument(cidr);
  if (parsed.kind === 'error') {
    return [told(cidr, `${parsed.message}, so ${cidr.argument} is refused`, () => mended(cidr, context))];
  }
  if (parsed.cidr.prefixLength !== 0 || !parsed.hostBits) return [];
  const host = parsed.cidr.family === 4 ? 32 : 128;
  const [address = ''] = cidr.text.split('/');
  return [
    told(
      cidr,
      `${cidr.text} has an address but no bit of it counts: /0 is every address, and AWS refuses it written like this`,
      () => replaceCidr(cidr, `${address}/${host}`, `Only this address: ${address}/${host}`, context),
    ),
  ];
}

function told(cidr: CidrArgument, text: string, fixes: () => ReturnType<typeof mended>): RawFinding {
  return {
    source: cidr.source,
    subject: cidr.resource.address,
    message: (subjects) => `${text} (${subjects}).`,
    fixes,
  };
}

/** What the text may have been meant to be: the first guess that is a CIDR block. */
function mended(cidr: CidrArgument, context: RuleContext): ReturnType<typeof replaceCidr> {
  const text = cidr.text.trim();
  const address = parseAddress(text);
  if (address !== undefined) {
    const whole = `${text}/${address.prefixLength}`;
    return replaceCidr(cidr, whole, `Only this address: ${whole}`, context);
  }
  const guess = [text, withoutLeadingZeros(text), withAllOctets(text)].find((one) => isCanonical(one));
  return guess === undefined ? [] : replaceCidr(cidr, guess, `Write ${guess}`, context);
}

function isCanonical(text: string): boolean {
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' && !parsed.hostBits;
}

/** `10.00.0.0/08` → `10.0.0.0/8` */
function withoutLeadingZeros(text: string): string {
  return text.includes(':') ? text : text.replace(/(^|[./])0+(?=\d)/g, '$1');
}

/** `10.0/16` → `10.0.0.0/16` */
function withAllOctets(text: string): string {
  const [address = '', length] = text.split('/');
  if (length === undefined || !/^\d{1,3}(\.\d{1,3}){0,2}$/.test(address)) return text;
  return `${[...address.split('.'), '0', '0', '0'].slice(0, 4).join('.')}/${length}`;
}
