import { URI } from 'vscode-uri';

/**
 * The path of a file's URI as the workspace names it (absolute, forward slashes); undefined for what is no file, and for
 * whatever else a client sends as a URI: a list of one would be read as the one.
 */
export function pathOf(uri: unknown): string | undefined {
  if (typeof uri !== 'string') return undefined;
  try {
    const parsed = URI.parse(uri, true);
    if (parsed.scheme !== 'file') return undefined;
    const path = parsed.fsPath.replaceAll('\\', '/');
    return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  } catch {
    return undefined;
  }
}

/** The URI of a path, as `vscode-uri` writes it; clients compare URIs after parsing them. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}
