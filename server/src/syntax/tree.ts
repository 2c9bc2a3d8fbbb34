import type { Range } from '../util/text';

/**
 * The syntax tree of Terraform's languages (HCL native syntax and its JSON form), as plain immutable objects.
 *
 * Every range is relative to the **chunk** (one top-level block, see `chunks.ts`) that the node stands in: line 0 is
 * the chunk's first line. A chunk starts at column 0, so only lines have to be shifted (`shiftRange`). That way a chunk
 * whose text did not change keeps its tree, by identity, when lines are added above it.
 *
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** `name = expression` */
export interface Attribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameRange: Range;
  readonly expression: Expression;
  readonly range: Range;
}

/** `type "label" … { body }` */
export interface Block {
  readonly kind: 'block';
  readonly type: string;
  readonly typeRange: Range;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** From the type to the closing brace. */
  readonly range: Range;
  /** Between the braces, for insertions. */
  readonly bodyRange: Range;
}

/** A block's label; quoted or bare, `text` is without quotes, `range` with them. */
export interface Label {
  readonly text: string;
  readonly range: Range;
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | FunctionCall
  | Tuple
  | ObjectConstructor
  | ForExpression
  | Conditional
  | BinaryOperation
  | UnaryOperation
  | Parentheses
  | InvalidExpression;

/** `text` as written, so that no digit is lost. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly text: string;
  readonly range: Range;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly range: Range;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly range: Range;
}

/** A quoted string or a heredoc. Escapes, strip markers and heredoc indentation are already worked out. */
export interface Template {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc';
  readonly parts: readonly TemplatePart[];
  /** With the quotes, or from `<<` to the end marker. */
  readonly range: Range;
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

export interface TemplateText {
  readonly kind: 'text';
  readonly text: string;
  readonly range: Range;
}

/** `${expression}` */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly expression: Expression;
  readonly range: Range;
}

/** `%{ if condition }…%{ else }…%{ endif }` */
export interface TemplateIf {
  readonly kind: 'templateIf';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
  readonly range: Range;
}

/** `%{ for key, value in collection }…%{ endfor }` */
export interface TemplateFor {
  readonly kind: 'templateFor';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  readonly range: Range;
}

/** The root of a traversal: `var`, `aws_vpc`, `each`, a `for` variable, … */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly range: Range;
}

/** `object.name`; the legacy `list.0` is an `Index` with a number. */
export interface GetAttribute {
  readonly kind: 'getAttribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
}

/** `collection[key]` */
export interface Index {
  readonly kind: 'index';
  readonly collection: Expression;
  readonly key: Expression;
  readonly range: Range;
}

/** `source.*` (`form: 'attribute'`) or `source[*]` (`form: 'full'`), with what is applied to each element. */
export interface Splat {
  readonly kind: 'splat';
  readonly form: 'attribute' | 'full';
  readonly source: Expression;
  /** What follows the star, in order. */
  readonly each: readonly SplatStep[];
  readonly range: Range;
}

export type SplatStep =
  | { readonly kind: 'getAttribute'; readonly name: string; readonly range: Range }
  | { readonly kind: 'index'; readonly key: Expression; readonly range: Range }
  /** `a[*].b[*].c`: a splat on each element's `b`; the steps of `each` are applied to its elements in turn. */
  | {
      readonly kind: 'splat';
      readonly form: 'attribute' | 'full';
      readonly each: readonly SplatStep[];
      readonly range: Range;
    };

/** `name(arguments…)`; `provider::aws::arn_parse` has the name with its `::`. */
export interface FunctionCall {
  readonly kind: 'call';
  readonly name: string;
  readonly nameRange: Range;
  readonly arguments: readonly Expression[];
  /** `f(list...)` */
  readonly expandFinal: boolean;
  readonly range: Range;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly elements: readonly Expression[];
  readonly range: Range;
}

export interface ObjectConstructor {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
  readonly range: Range;
}

/** `key = value`. A bare identifier as key is a literal string: it arrives here as a `template` of one text part. */
export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
  readonly range: Range;
}

/** `[for k, v in collection : value if condition]`, or with `key =>` and `...` in braces. */
export interface ForExpression {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Given for the object form only. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly grouped: boolean;
  readonly condition: Expression | undefined;
  readonly range: Range;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly range: Range;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export interface BinaryOperation {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly range: Range;
}

export interface UnaryOperation {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
  readonly range: Range;
}

export interface Parentheses {
  readonly kind: 'parentheses';
  readonly expression: Expression;
  readonly range: Range;
}

/** Where the text is not an expression; a syntax problem tells why. Evaluates to an unknown. */
export interface InvalidExpression {
  readonly kind: 'invalid';
  readonly range: Range;
}

/** A syntax error: a sentence that helps, at a range relative to the chunk. */
export interface SyntaxProblem {
  readonly message: string;
  readonly range: Range;
}

/** A comment, for suppressions; `text` with its marker (`#`, `//` or the block comment's). */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

/** One top-level block, attribute or stretch of comments, parsed alone. Immutable, and shared between versions of its file. */
export interface Chunk {
  readonly text: string;
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** A chunk at its place; `line` is where its first line stands in the file. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  readonly line: number;
}

/**
 * A parsed file. No chunk object stands twice in one file (equal texts have trees of their own), so that a chunk tells
 * its place.
 */
export interface SyntaxFile {
  readonly path: string;
  readonly chunks: readonly PlacedChunk[];
}
