import { textColumns } from './wrap';

/** How a text is set: how parts of it stand out (without colour they are as they are), and how long a line may be. */
export interface Style {
  /** `Infinity`: a paragraph is one line, for an editor that wraps by itself. */
  readonly columns: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
}

const same = (text: string): string => text;

export const plainStyle: Style = {
  columns: textColumns,
  bold: same,
  dim: same,
  good: same,
  bad: same,
  doubtful: same,
};

/** For a document in an editor. */
export const documentStyle: Style = { ...plainStyle, columns: Infinity };

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** ANSI escape codes (ECMA-48 SGR) that every terminal knows. */
export const ansiStyle: Style = {
  columns: textColumns,
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  doubtful: sgr(33, 39),
};
