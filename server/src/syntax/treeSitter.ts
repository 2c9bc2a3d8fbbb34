import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';

/**
 * The grammar of Terraform's expressions, from tree-sitter. The one file that imports web-tree-sitter: its trees and
 * cursors live in WebAssembly's memory and must be deleted by hand (one that is left to the garbage collector crashes
 * the process), so a tree is read once, into plain objects, and deleted at once.
 */
export interface Grammar {
  /** The tree of a text; undefined when it takes too long or nests too deeply. */
  parse(text: string): GrammarNode | undefined;
}

/** A node of the grammar's tree. `type` is the rule's name, the token itself for fixed tokens, or `ERROR`. */
export interface GrammarNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Not in the text: the parser made it up to go on. */
  readonly missing: boolean;
  readonly children: readonly GrammarNode[];
}

/** Loads the grammar; both arguments are WebAssembly modules: tree-sitter's own and the grammar's. */
export async function loadGrammar(runtime: Uint8Array, grammar: Uint8Array): Promise<Grammar> {
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(grammar);
  return { parse: rememberedByText((text) => parse(language, text)) };
}

/** Together these take a few megabytes; what is longer hardly comes twice. */
const remembered = { texts: 1000, length: 300 };

/** Masked expressions (`mask.ts`) are of few shapes: the tree of each is made once, and forgotten when there are many. */
function rememberedByText(make: Grammar['parse']): Grammar['parse'] {
  const trees = new Map<string, GrammarNode | undefined>();
  return (text) => {
    if (text.length > remembered.length) return make(text);
    if (!trees.has(text)) {
      if (trees.size >= remembered.texts) trees.clear();
      trees.set(text, make(text));
    }
    return trees.get(text);
  };
}

/** One parser for all: each holds memory of its own. A new one is made after a failure. */
let shared: { readonly language: Language; readonly parser: Parser } | undefined;

function parserFor(language: Language): Parser {
  if (shared?.language === language) return shared.parser;
  shared?.parser.delete();
  const parser = new Parser();
  parser.setLanguage(language);
  shared = { language, parser };
  return parser;
}

/**
 * Error recovery can be slow on text that is nothing like Terraform: it is given up after this many of the parser's own
 * steps for each character; expressions take up to 0.025. Steps and not time, so that a slow machine reads what a fast
 * one reads.
 */
const maximumSteps = (text: string): number => 200 + text.length / 20;

function parse(language: Language, text: string): GrammarNode | undefined {
  const parser = parserFor(language);
  const limit = maximumSteps(text);
  let steps = 0;
  let tree: Tree | null = null;
  let cursor: TreeCursor | undefined;
  try {
    tree = parser.parse(text, null, {
      progressCallback: () => (steps += 1) > limit,
    });
    if (tree === null) {
      parser.reset();
      return undefined;
    }
    cursor = tree.walk();
    return copy(cursor, tree.rootNode.hasError, 0);
  } finally {
    cursor?.delete();
    tree?.delete();
  }
}

const maximumTreeDepth = 1500;

/** Without errors in the tree no node is missing, and need not be asked: each question goes through WebAssembly. */
function copy(cursor: TreeCursor, hasErrors: boolean, depth: number): GrammarNode | undefined {
  if (depth > maximumTreeDepth) return undefined;
  const children: GrammarNode[] = [];
  if (cursor.gotoFirstChild()) {
    do {
      const child = copy(cursor, hasErrors, depth + 1);
      if (child === undefined) return undefined;
      children.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const { nodeType: type, startIndex: start, endIndex: end } = cursor;
  return { type, start, end, missing: hasErrors && cursor.nodeIsMissing, children };
}
