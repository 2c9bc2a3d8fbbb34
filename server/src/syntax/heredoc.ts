/** The types of Terraform's blocks that stand at the top of a file: at column 0 one of them starts, whatever was left open above. */
export const topLevelHeader =
  /^(?:(?:resource|data|ephemeral)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:module|variable|output|provider|check)[ \t]+"[^"\n]*"|locals|terraform|moved|removed|import)[ \t]*\{/;

/**
 * Whether a line of only `marker` follows at or behind `from`, before signs that the heredoc was never closed and that
 * this is the end of another one: a top-level block, and then an argument that opens a heredoc of the same marker.
 * `scanned` is how much text had to be looked at.
 */
export function findHeredocEnd(
  text: string,
  from: number,
  marker: string,
): { readonly ends: boolean; readonly scanned: number } {
  let header = false;
  let lineStart = from;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === marker) return { ends: true, scanned: lineEnd - from };
    header ||= topLevelHeader.test(line);
    if (header && reopens(line, marker)) return { ends: false, scanned: lineEnd - from };
    if (newline === -1) return { ends: false, scanned: lineEnd - from };
    lineStart = newline + 1;
  }
}

function reopens(line: string, marker: string): boolean {
  const trimmed = line.trimEnd();
  return trimmed.endsWith(marker) && /=[ \t]*<<-?$/.test(trimmed.slice(0, trimmed.length - marker.length));
}
