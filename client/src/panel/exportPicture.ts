import { Uri, window, workspace } from 'vscode';
import { plainLabel } from '../plainLabel';

/** Asks where to, and writes a picture there. `data`: an SVG's text, or a PNG as base64. */
export async function exportPicture(format: 'svg' | 'png', data: string, title: string): Promise<void> {
  const name = `${title.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '')}.${format}`;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    filters: format === 'svg' ? { 'SVG picture': ['svg'] } : { 'PNG picture': ['png'] },
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const bytes = Buffer.from(data, format === 'svg' ? 'utf8' : 'base64');
  await workspace.fs.writeFile(target, bytes).then(undefined, (error: unknown) => {
    void window.showErrorMessage(
      `Reachable: ${plainLabel(`${target.fsPath} could not be written: ${String(error)}`)}`,
    );
  });
}
