const ascii = /^[\0-\x7f]*$/;
const surrogate = /[\ud800-\udfff]/;

/** Unicode's normal form C. */
export function normalizeString(text: string): string {
  return ascii.test(text) ? text : text.normalize('NFC');
}

/** The order of the UTF-8 bytes, in which Go compares strings: like that of code points, unlike that of UTF-16. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1;
  const left = Array.from(a, codePoint);
  const right = Array.from(b, codePoint);
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader calls characters: Unicode's grapheme clusters, which is what Terraform counts. */
export function graphemes(text: string): string[] {
  // A carriage return and a line feed are one cluster; all other ASCII characters are one each.
  if (ascii.test(text) && !text.includes('\r\n')) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
