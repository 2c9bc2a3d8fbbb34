/** What the doc comment of a rule says. */
export interface RuleDoc {
  /** Paragraphs, in Markdown. */
  readonly finds: readonly string[];
  /** Where it comes from, in Markdown with links; empty where the comment names nothing. */
  readonly sources: string;
}

// The last doc comment before a rule: no other comment may begin between the two.
const ruleWithDoc = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export const \w+: Rule = \{\s*id: '([^']+)'/g;

/** The doc comments of the rules that a source text defines, by rule id. */
export function readRuleDocs(source: string): ReadonlyMap<string, RuleDoc> {
  return new Map(
    [...source.matchAll(ruleWithDoc)].map(([, comment = '', id = '']) => [id, parseComment(comment)]),
  );
}

function parseComment(comment: string): RuleDoc {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
  const paragraphs = text.split(/\n{2,}/).map(joinLines);
  const isSource = (paragraph: string): boolean => /^Sources?:/.test(paragraph);
  return {
    finds: paragraphs.filter((paragraph) => !isSource(paragraph)),
    sources: paragraphs
      .filter(isSource)
      .map((paragraph) => linked(paragraph.replace(/^Sources?:\s*/, '')))
      .join(' '),
  };
}

/** Lines of a paragraph are one line; items of a list stay on theirs. */
function joinLines(paragraph: string): string {
  return paragraph.replace(/\n(?!\s*(?:[-*]|\d+\.) )\s*/g, ' ');
}

function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s,()]*[^\s,.()]/g, (url) => `<${url}>`);
}
