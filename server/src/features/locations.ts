import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import { rangeContains, type Position } from '../util/text';

/** A place that a person points at, in a file of the configuration. */
export interface Cursor {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly position: Position;
}

/** How a path becomes a URI; the connection knows how its client writes them. */
export type ToUri = (path: string) => string;

/** Whether a piece of code holds the cursor. */
export function holds(configuration: Configuration, source: SourceRange, cursor: Cursor): boolean {
  const place = configuration.locate(source);
  return place?.path === cursor.path && rangeContains(place.range, cursor.position);
}

/** The resource instances whose block the cursor stands in: several where `count`, `for_each` or calls make them. */
export function resourcesAt(configuration: Configuration, cursor: Cursor): readonly ResourceInstance[] {
  return configuration.resources.filter((resource) => holds(configuration, resource.source, cursor));
}

/** The severities of the protocol. */
export type LspSeverity = NonNullable<Diagnostic['severity']>;
