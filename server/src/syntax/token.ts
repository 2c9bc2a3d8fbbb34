/**
 * What the lexer makes of a text. Offsets are UTF-16 code units into that text; `end` is exclusive. Comments and white
 * space are not tokens; a new line is one, because it ends an argument.
 */
export type TokenKind =
  | 'identifier'
  | 'number'
  | 'template'
  | 'newline'
  /** `(`, `[` or `{` */
  | 'open'
  /** `)`, `]` or `}` */
  | 'close'
  | 'operator'
  /** A character that has no meaning in the language; the lexer has reported it. */
  | 'bad';

export type Token = PlainToken | TemplateToken;

export interface PlainToken extends Span {
  readonly kind: Exclude<TokenKind, 'template'>;
}

/** A quoted string, a heredoc, or (`bare`) a text that is a template from end to end, as the strings of JSON are. */
export interface TemplateToken extends Span {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc' | 'bare';
  /** `<<-`: the indentation that all lines share is taken off. */
  readonly indented: boolean;
  readonly pieces: readonly TemplatePiece[];
  /** Whether the closing quote or marker is there. */
  readonly closed: boolean;
}

export type TemplatePiece = LiteralPiece | SequencePiece;

/** Source text between sequences, escapes not yet worked out. In heredocs a piece ends with its line. */
export interface LiteralPiece extends Span {
  readonly kind: 'literal';
}

/** `${…}` or `%{…}` */
export interface SequencePiece extends Span {
  readonly kind: 'interpolation' | 'directive';
  /** What stands between the braces. */
  readonly tokens: readonly Token[];
  /** `${~`: white space before it is dropped. */
  readonly stripBefore: boolean;
  /** `~}`: white space behind it is dropped. */
  readonly stripAfter: boolean;
  readonly closed: boolean;
}

/** A stretch of a text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An error at a stretch of the text. */
export interface SpanProblem extends Span {
  readonly message: string;
}
