/**
 * This folder puts answers, group rules and matrices into words for people, and into the published JSON. It knows
 * neither editors nor Terraform: what it says is made of what the engine decided.
 *
 * Names and descriptions come from code and accounts of others: nothing of them may become markup, a link or a
 * terminal's control sequence. Every name passes through one of these on its way out.
 */

/** Control characters, and those that change the direction or are invisible: they could hide what a name says. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A name for plain text: unprintable characters shown as `�`, cut at `limit` characters. */
export function plain(text: string, limit = 300): string {
  const shown = text.replace(unprintable, '�');
  return shown.length <= limit ? shown : `${shown.slice(0, limit - 1)}…`;
}

/** Text that Markdown shows as it is: no emphasis, link, image, HTML, heading or table comes out of it. */
export function markdown(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^(\s*)([-=]|\d+\.)/, '$1\\$2')
    .replace(/(https?|mailto|command|ftp|www)([:.])/gi, '$1&#8203;$2');
}

/** A name as inline code: backticks inside can not end it. */
export function markdownCode(text: string): string {
  const shown = plain(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Text inside an HTML or SVG element or a quoted attribute. */
export function html(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** One field of a CSV line (RFC 4180); a leading `=`, `+`, `-` or `@` would be a formula to a spreadsheet. */
export function csv(text: string): string {
  const shown = plain(text);
  const harmless = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
