import { type SyntaxContext, quote, report } from './context';
import type { LiteralPiece } from './token';

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The text that a literal piece stands for. Backslashes mean something in quoted strings only. */
export function decodeLiteral(context: SyntaxContext, piece: LiteralPiece, quoted: boolean): string {
  const raw = context.source.slice(piece.start, piece.end);
  if (!quoted) return raw.replace(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
  if (!/[\\$%]/.test(raw)) return raw;
  return raw.replace(
    /\$\$\{|%%\{|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\(?:[^]|$)/gu,
    (escape: string, offset: number) => {
      if (!escape.startsWith('\\')) return escape.slice(1);
      const plain = simple[escape.slice(1)];
      if (plain !== undefined) return plain;
      const code = escape.length > 4 ? Number.parseInt(escape.slice(2), 16) : Number.NaN;
      const surrogate = code >= 0xd800 && code <= 0xdfff;
      if (code <= 0x10ffff && !surrogate) return String.fromCodePoint(code);
      const start = piece.start + offset;
      const span = { start, end: start + escape.length };
      report(
        context,
        `${quote(context, span)} is not an escape sequence; a backslash itself is written \\\\`,
        span,
      );
      return escape;
    },
  );
}
