import type { Chunk, SyntaxFile } from '../../syntax/tree';
import { shiftRange } from '../../util/text';
import type { ModuleInstance } from '../configuration';
import { sortModuleFiles } from '../definition/moduleFiles';
import type { FileRange, SourceRange } from '../source';
import type { Graph } from './context';

/** The files that an evaluated root was made of: those of its modules, and files of variables. */
export function sourceFiles(graph: Graph, root: ModuleInstance): SyntaxFile[] {
  const directories = new Set<string>();
  const visit = (module: ModuleInstance): void => {
    directories.add(module.directory);
    module.calls.forEach(visit);
  };
  visit(root);
  const { root: folder, given = [] } = graph.input;
  const found = sortModuleFiles(graph.folder(folder) ?? []).variables.map((name) => `${folder}/${name}`);
  const chosen = given.flatMap((one) => (one.kind === 'file' ? [one.path] : []));
  return [
    ...[...directories].flatMap((directory) => graph.definition(directory)?.files ?? []),
    ...[...found, ...chosen].map((path) => graph.syntax(path)).filter((file) => file !== undefined),
  ];
}

/** Finds the place of a piece of code in these files. The table of chunks is made when it is first needed. */
export function locator(files: readonly SyntaxFile[]): (source: SourceRange) => FileRange | undefined {
  let places: ReadonlyMap<Chunk, { readonly path: string; readonly line: number }> | undefined;
  return ({ chunk, range }) => {
    places ??= new Map(
      files.flatMap((file) => file.chunks.map(({ chunk: one, line }) => [one, { path: file.path, line }])),
    );
    const place = places.get(chunk);
    return place === undefined ? undefined : { path: place.path, range: shiftRange(range, place.line) };
  };
}
