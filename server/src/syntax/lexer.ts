import { findHeredocEnd } from './heredoc';
import {
  type LexOptions,
  type State,
  lexLineComment,
  lexSlashComment,
  lexWord,
  shorten,
  startLexing,
  take,
  takeBad,
  trimCarriageReturn,
} from './lexWord';
import type { SequencePiece, Span, SpanProblem, TemplatePiece, TemplateToken, Token } from './token';

/**
 * Cuts HCL text into tokens, templates nested in each other included, after
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md and its scanner. Never fails: what is not closed ends
 * with its line (a string, an interpolation) or as `unclosedHeredoc` says, and is reported.
 */
export interface LexResult {
  readonly tokens: readonly Token[];
  readonly comments: readonly Span[];
  readonly problems: readonly SpanProblem[];
}

/** Tokens of a body or an expression. */
export function lex(text: string, options: LexOptions = { unclosedHeredoc: 'text' }): LexResult {
  const state = startLexing(text, options);
  const { tokens } = lexCode(state, { sequence: false, singleLine: false });
  return { tokens, comments: state.comments, problems: state.problems };
}

/** A text that is a template from end to end, without quotes or escapes: a string of Terraform's JSON syntax. */
export function lexTemplate(text: string): {
  readonly template: TemplateToken;
  readonly problems: readonly SpanProblem[];
} {
  const state = startLexing(text, { unclosedHeredoc: 'text' });
  const pieces = withRetry(state, false, (singleLine) => lexLines(state, undefined, singleLine));
  const template = {
    kind: 'template',
    form: 'bare',
    indented: false,
    pieces: pieces.pieces,
    closed: true,
  } as const;
  return { template: { ...template, start: 0, end: text.length }, problems: state.problems };
}

/** Deeper templates in templates than this are not read: nobody writes them, and each level costs stack. */
const maximumTemplateDepth = 32;

interface CodeContext {
  /** Inside `${…}`: the brace that was not opened here ends it. */
  readonly sequence: boolean;
  /** A new line ends it, unclosed. */
  readonly singleLine: boolean;
}

const heredocOpener = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)([ \t]*)(?:\r?\n|$)/uy;

function lexCode(state: State, context: CodeContext): { readonly tokens: Token[]; readonly closed: boolean } {
  const { text } = state;
  const tokens: Token[] = [];
  let braces = 0;
  while (state.at < text.length) {
    const start = state.at;
    const character = text.charAt(start);
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        state.at += 1;
        break;
      case '\n':
        if (context.singleLine) return { tokens, closed: false };
        state.at += 1;
        tokens.push({ kind: 'newline', start, end: state.at });
        break;
      case '#':
        lexLineComment(state);
        break;
      case '"': {
        const template = lexQuoted(state, context);
        tokens.push(template);
        // An open string in an open sequence: its quote was meant to end the string around it.
        if (context.sequence && !template.closed) return { tokens, closed: false };
        break;
      }
      case '{':
        braces += 1;
        tokens.push(take(state, 'open', 1));
        break;
      case '(':
      case '[':
        tokens.push(take(state, 'open', 1));
        break;
      case '~':
        if (context.sequence && braces === 0 && text.charAt(start + 1) === '}')
          return { tokens, closed: true };
        tokens.push(takeBad(state));
        break;
      case '}':
        if (context.sequence && braces === 0) return { tokens, closed: true };
        braces = Math.max(0, braces - 1);
        tokens.push(take(state, 'close', 1));
        break;
      case ')':
      case ']':
        tokens.push(take(state, 'close', 1));
        break;
      default: {
        if (character === '/' && lexSlashComment(state)) break;
        const heredoc = character === '<' ? lexHeredoc(state, context) : undefined;
        if (heredoc !== undefined) tokens.push(heredoc);
        else tokens.push(lexWord(state, tokens.at(-1)));
      }
    }
  }
  return { tokens, closed: !context.sequence };
}

interface Pieces {
  readonly pieces: readonly TemplatePiece[];
  readonly closed: boolean;
}

/**
 * Reads a template with interpolations over several lines, which is legal; when it does not close that way, reads it
 * again with interpolations that end with their line, so that a missing brace costs one line.
 */
function withRetry(state: State, nested: boolean, read: (singleLine: boolean) => Pieces): Pieces {
  const { at } = state;
  const comments = state.comments.length;
  const problems = state.problems.length;
  state.templateDepth += 1;
  try {
    if (nested) return read(false);
    if (state.retryBudget <= 0) return read(true);
    const first = read(false);
    if (first.closed && first.pieces.every((piece) => piece.kind === 'literal' || piece.closed)) return first;
    state.retryBudget -= state.at - at;
    state.at = at;
    state.comments.length = comments;
    state.problems.length = problems;
    return read(true);
  } finally {
    state.templateDepth -= 1;
  }
}

function lexQuoted(state: State, context: CodeContext): TemplateToken {
  const start = state.at;
  const read = (singleLine: boolean): Pieces =>
    lexQuotedPieces(state, start, context.singleLine || singleLine);
  const { pieces, closed } = withRetry(state, context.sequence, read);
  // An open interpolation has been reported already.
  if (!closed && pieces.every((piece) => piece.kind === 'literal' || piece.closed)) {
    state.problems.push({ message: 'This string is not closed: " is missing', start, end: state.at });
  }
  return { kind: 'template', form: 'quoted', indented: false, pieces, closed, start, end: state.at };
}

function lexQuotedPieces(state: State, start: number, singleLine: boolean): Pieces {
  const { text } = state;
  const pieces: TemplatePiece[] = [];
  state.at = start + 1;
  let literal = state.at;
  const flush = (): void => {
    if (state.at > literal) pieces.push({ kind: 'literal', start: literal, end: state.at });
  };
  for (; state.at < text.length;) {
    const character = text.charAt(state.at);
    if (character === '"') {
      flush();
      state.at += 1;
      return { pieces, closed: true };
    }
    if (character === '\n') break;
    if (character === '\\' && text.charAt(state.at + 1) !== '\n' && text.charAt(state.at + 1) !== '\r') {
      state.at = Math.min(state.at + 2, text.length);
    } else if (startsSequence(text, state.at)) {
      flush();
      const piece = lexSequence(state, singleLine);
      pieces.push(piece);
      literal = state.at;
      if (!piece.closed) return { pieces, closed: false };
    } else state.at += escapeLength(text, state.at);
  }
  state.at = trimCarriageReturn(text, literal, state.at);
  flush();
  return { pieces, closed: false };
}

function startsSequence(text: string, at: number): boolean {
  const character = text.charAt(at);
  return (character === '$' || character === '%') && text.charAt(at + 1) === '{';
}

/** `$${` and `%%{` are taken as one, so that their brace opens nothing. */
function escapeLength(text: string, at: number): number {
  const character = text.charAt(at);
  if (character !== '$' && character !== '%') return 1;
  return text.charAt(at + 1) === character && text.charAt(at + 2) === '{' ? 3 : 1;
}

function lexSequence(state: State, singleLine: boolean): SequencePiece {
  const { text } = state;
  const start = state.at;
  const kind = text.charAt(start) === '$' ? 'interpolation' : 'directive';
  const stripBefore = text.charAt(start + 2) === '~';
  const problemsBefore = state.problems.length;
  state.at += stripBefore ? 3 : 2;
  if (state.templateDepth > maximumTemplateDepth) {
    state.problems.push({ message: 'Templates are nested too deeply', start, end: state.at });
    skipLine(state);
    return { kind, tokens: [], stripBefore, stripAfter: false, closed: false, start, end: state.at };
  }
  const { tokens, closed } = lexCode(state, { sequence: true, singleLine });
  if (!closed) {
    // What went wrong inside follows from the missing brace.
    state.problems.length = problemsBefore;
    const name = kind === 'interpolation' ? 'interpolation' : 'template directive';
    const end = Math.min(state.at, lineEnd(text, start));
    state.problems.push({ message: `This ${name} is not closed: } is missing`, start, end });
    return { kind, tokens, stripBefore, stripAfter: false, closed, start, end: state.at };
  }
  const stripAfter = text.charAt(state.at) === '~';
  state.at += stripAfter ? 2 : 1;
  return { kind, tokens, stripBefore, stripAfter, closed, start, end: state.at };
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : trimCarriageReturn(text, from, newline);
}

function skipLine(state: State): void {
  state.at = lineEnd(state.text, state.at);
}

function lexHeredoc(state: State, context: CodeContext): TemplateToken | undefined {
  heredocOpener.lastIndex = state.at;
  const opener = heredocOpener.exec(state.text);
  if (opener === null) return undefined;
  const [whole, dash = '', marker = '', spaces = ''] = opener;
  const start = state.at;
  const head = { kind: 'template', form: 'heredoc', indented: dash === '-', start } as const;
  const openerEnd = start + 2 + dash.length + marker.length;
  if (spaces !== '') {
    state.problems.push({
      message: `Nothing may follow the heredoc's marker ${marker} on its line, not even a space`,
      start: openerEnd,
      end: openerEnd + spaces.length,
    });
  }
  const body = start + whole.length;
  const ends = !context.singleLine && endsLater(state, body, marker);
  if (ends) {
    state.at = body;
    const { pieces, closed } = withRetry(state, context.sequence, (line) => lexLines(state, marker, line));
    if (closed) return { ...head, pieces, closed, end: state.at };
  }
  state.problems.push({
    message: `This heredoc is not closed: a line with only ${shorten(marker)} is missing`,
    start,
    end: openerEnd,
  });
  const toEnd = !context.singleLine && state.options.unclosedHeredoc === 'text';
  state.at = toEnd ? state.text.length : openerEnd;
  return { ...head, pieces: [], closed: false, end: state.at };
}

function endsLater(state: State, from: number, marker: string): boolean {
  if (state.retryBudget <= 0) return false;
  const { ends, scanned } = findHeredocEnd(state.text, from, marker);
  if (!ends) state.retryBudget -= scanned;
  return ends;
}

/** The lines of a heredoc up to its end marker, or of the whole text without one. */
function lexLines(state: State, marker: string | undefined, singleLine: boolean): Pieces {
  const { text } = state;
  const pieces: TemplatePiece[] = [];
  let startOfLine = true;
  let closed = true;
  while (state.at < text.length) {
    const end = lineEnd(text, state.at);
    if (startOfLine && marker !== undefined && text.slice(state.at, end).trim() === marker) {
      state.at += text.slice(state.at, end).indexOf(marker) + marker.length;
      return { pieces, closed };
    }
    startOfLine = lexLineLiteral(state, pieces);
    if (state.at < text.length && !startOfLine) {
      const piece = lexSequence(state, singleLine);
      pieces.push(piece);
      if (!piece.closed && !singleLine) closed = false;
      if (!closed) return { pieces, closed };
    }
  }
  return { pieces, closed: marker === undefined };
}

const sequenceOrNewline = /\$\$\{|%%\{|[$%]\{|\n/g;

/** Literal text up to the end of the line (true) or the next sequence (false). */
function lexLineLiteral(state: State, pieces: TemplatePiece[]): boolean {
  const { text } = state;
  const start = state.at;
  let found: string | undefined;
  sequenceOrNewline.lastIndex = start;
  do {
    found = sequenceOrNewline.exec(text)?.[0];
    // `$${` is an escape: its brace opens nothing.
  } while (found?.length === 3);
  const newline = found === '\n';
  const behind = found === undefined ? text.length : sequenceOrNewline.lastIndex;
  state.at = newline || found === undefined ? behind : behind - found.length;
  if (state.at > start) pieces.push({ kind: 'literal', start, end: state.at });
  return newline;
}
