import type { Span, SpanProblem, Token } from './token';

/** How a text is cut into tokens. */
export interface LexOptions {
  /** How far a heredoc without its end marker goes: to the end of its line, or of the text. */
  readonly unclosedHeredoc: 'line' | 'text';
}

/** Where the lexer stands in its text, and what it has collected besides tokens. Only the lexer's own files use it. */
export interface State {
  readonly text: string;
  readonly options: LexOptions;
  readonly comments: Span[];
  readonly problems: SpanProblem[];
  at: number;
  templateDepth: number;
  /** How much text may still be read twice: what is not closed is read again, and that must not become quadratic. */
  retryBudget: number;
  /** Where no closing of a block comment was found: there is none behind it either. */
  noCommentEnd: number;
}

/** The state at the start of a text. */
export function startLexing(text: string, options: LexOptions): State {
  return {
    text,
    options,
    comments: [],
    problems: [],
    at: 0,
    templateDepth: 0,
    retryBudget: 4 * text.length + 1000,
    noCommentEnd: Infinity,
  };
}

const plainIdentifier = /[A-Za-z_][A-Za-z0-9_-]*/y;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /[0-9]+(?:\.[0-9]+|\.(?=[eE][+-]?[0-9]))?(?:[eE][+-]?[0-9]+)?/y;
const digits = /[0-9]+/y;
const operator = /==|!=|<=|>=|&&|\|\||=>|\.\.\.|::|[-+*/%<>!?:=.,]/y;

/** The next `length` units as a token. */
export function take(state: State, kind: Exclude<Token['kind'], 'template'>, length: number): Token {
  const start = state.at;
  state.at += length;
  return { kind, start, end: state.at };
}

/** How much of the text at this place a sticky pattern matches; 0 when it does not. */
function matchLength(state: State, pattern: RegExp): number {
  pattern.lastIndex = state.at;
  return pattern.test(state.text) ? pattern.lastIndex - state.at : 0;
}

function identifierLength(state: State): number {
  const length = matchLength(state, plainIdentifier);
  // Unicode's tables are slow; most names do without.
  const plain = !(state.text.charCodeAt(state.at + length) > 127);
  return plain ? length : matchLength(state, identifier);
}

/** A name, a number or an operator. `previous` is the token before it. */
export function lexWord(state: State, previous: Token | undefined): Token {
  const word = identifierLength(state);
  if (word > 0) return take(state, 'identifier', word);
  // `list.0.1` is two legacy indexes, not the number 0.1.
  const afterDot = previous?.end === state.at && state.text.charAt(state.at - 1) === '.';
  const value = matchLength(state, afterDot ? digits : number);
  if (value > 0) return lexNumber(state, value);
  const sign = matchLength(state, operator);
  return sign > 0 ? take(state, 'operator', sign) : takeBad(state);
}

function lexNumber(state: State, length: number): Token {
  const token = take(state, 'number', length);
  const tail = identifierLength(state);
  if (tail === 0) return token;
  state.at += tail;
  const whole = state.text.slice(token.start, state.at);
  state.problems.push({ message: `${shorten(whole)} is not a number`, start: token.start, end: state.at });
  return { kind: 'bad', start: token.start, end: state.at };
}

const hints: Readonly<Record<string, string>> = {
  "'": 'Strings are written in double quotes: "',
  '“': 'Strings are written in straight double quotes: "',
  '”': 'Strings are written in straight double quotes: "',
  '‘': 'Strings are written in straight double quotes: "',
  '’': 'Strings are written in straight double quotes: "',
  '&': 'The logical "and" is written &&',
  '|': 'The logical "or" is written ||',
  ';': 'Arguments are separated by new lines, not by ;',
  '\u00a0': 'This is a no-break space; use an ordinary space',
};

/** The next character as a token that means nothing; reports it. */
export function takeBad(state: State): Token {
  const start = state.at;
  const character = String.fromCodePoint(state.text.codePointAt(start) ?? 0);
  state.at += character.length;
  const printable = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  const name = printable
    ? character
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  state.problems.push({
    message: hints[character] ?? `The character ${name} has no meaning here`,
    start,
    end: state.at,
  });
  return { kind: 'bad', start, end: state.at };
}

/** Skips a comment up to the end of its line. */
export function lexLineComment(state: State): void {
  const start = state.at;
  const newline = state.text.indexOf('\n', start);
  state.at = newline === -1 ? state.text.length : newline;
  state.comments.push({ start, end: trimCarriageReturn(state.text, start, state.at) });
}

/** Skips a comment that starts with a slash, if there is one. */
export function lexSlashComment(state: State): boolean {
  const next = state.text.charAt(state.at + 1);
  if (next === '/') {
    lexLineComment(state);
    return true;
  }
  if (next !== '*') return false;
  const start = state.at;
  const end = start >= state.noCommentEnd ? -1 : state.text.indexOf('*/', start + 2);
  if (end === -1) {
    state.noCommentEnd = Math.min(state.noCommentEnd, start);
    // Without its end it costs its line only: the rest of the text would be lost otherwise.
    lexLineComment(state);
    state.comments.pop();
    state.problems.push({ message: 'This comment is not closed: */ is missing', start, end: start + 2 });
    return true;
  }
  state.at = end + 2;
  state.comments.push({ start, end: state.at });
  return true;
}

/** `end`, or one less where a carriage return stands before it. */
export function trimCarriageReturn(text: string, start: number, end: number): number {
  return end > start && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** A text cut to a length that fits into a sentence. */
export function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
