import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkExpression, theParser } from './checkParse';
import { dump } from './dump';

// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
describe('expressions', () => {
  it('reads literals', () => {
    checkExpression('1', '1');
    checkExpression('0.5', '0.5');
    checkExpression('1e5', '1e5');
    checkExpression('1.5E-3', '1.5E-3');
    checkExpression('true', 'true');
    checkExpression('false', 'false');
    checkExpression('null', 'null');
    checkExpression('"text"', '"text"');
    checkExpression('""', '""');
  });

  it('reads names, attributes and indexes', () => {
    checkExpression('each', 'each');
    checkExpression('var.name', '(. var name)');
    checkExpression('aws_vpc.main.id', '(. (. aws_vpc main) id)');
    checkExpression('a-1', 'a-1');
    checkExpression('größe.naïve', '(. größe naïve)');
    checkExpression('a["key"]', '([] a "key")');
    checkExpression('a[0].b[c.d]', '([] (. ([] a 0) b) (. c d))');
    checkExpression('a.for.in.if.null.true', '(. (. (. (. (. a for) in) if) null) true)');
    checkExpression('(a).b', '(. (paren a) b)');
    checkExpression('f(x)[0].y', '(. ([] (call f x) 0) y)');
    checkExpression('{ a = 1 }.a', '(. (object ("a" 1)) a)');
    checkExpression('["a", "b"][1]', '([] (tuple "a" "b") 1)');
  });

  it('reads the legacy index', () => {
    checkExpression('list.0', '([] list 0)');
    checkExpression('list.10.name', '(. ([] list 10) name)');
  });

  it('reads splats', () => {
    checkExpression('a.*.b.c', '(.* a .b .c)');
    checkExpression('a[*].b.c', '([*] a .b .c)');
    checkExpression('a[*]', '([*] a)');
    checkExpression('a.*', '(.* a)');
  });

  it('applies an index behind an attribute splat to the list, behind a full splat to each element', () => {
    checkExpression('a.*.b[0]', '([] (.* a .b) 0)');
    checkExpression('a.*.b[0].c', '(. ([] (.* a .b) 0) c)');
    checkExpression('a[*].b[0]', '([*] a .b [0])');
    checkExpression('a.*.b.0.c', '(.* a .b [0] .c)');
  });

  it('reads the stars of splats with white space around them', () => {
    checkExpression('a [ * ] . b', '([*] a .b)');
    checkExpression('a . * . b', '(.* a .b)');
  });

  it('nests a splat behind a full splat', () => {
    checkExpression('a[*].b[*].c', '([*] a .b ([*] .c))');
    checkExpression('a[*].b[*].c[0].d', '([*] a .b ([*] .c [0] .d))');
    checkExpression('a.*.b[*].c', '([*] (.* a .b) .c)');
    checkExpression('a[*].b.*.c[0].d', '([*] a .b (.* .c) [0] .d)');
  });

  it('reads calls', () => {
    checkExpression('f()', '(call f)');
    checkExpression('f(a, b)', '(call f a b)');
    checkExpression('f(a, b,)', '(call f a b)');
    checkExpression('f(a, b...)', '(call f a b ...)');
    checkExpression('max(f(1), g(2))', '(call max (call f 1) (call g 2))');
    checkExpression('provider::aws::arn_parse(x).account', '(. (call provider::aws::arn_parse x) account)');
  });

  it('binds operators as the specification orders them', () => {
    checkExpression('a + b * c', '(+ a (* b c))');
    checkExpression('a * b + c', '(+ (* a b) c)');
    checkExpression('a / b * c', '(* (/ a b) c)');
    checkExpression('a - b - c', '(- (- a b) c)');
    checkExpression('a % b == c', '(== (% a b) c)');
    checkExpression('a == b < c', '(== a (< b c))');
    checkExpression('a > b != c', '(!= (> a b) c)');
    checkExpression('a && b || c && d', '(|| (&& a b) (&& c d))');
    checkExpression('a || b && c == d', '(|| a (&& b (== c d)))');
    checkExpression('(a + b) * c', '(* (paren (+ a b)) c)');
    checkExpression('a >= 1 && b <= 2', '(&& (>= a 1) (<= b 2))');
  });

  it('binds unary operators tightest', () => {
    checkExpression('-1', '(- 1)');
    checkExpression('-a.b * 2', '(* (- (. a b)) 2)');
    checkExpression('!a && b', '(&& (! a) b)');
    checkExpression('!a.b[0]', '(! ([] (. a b) 0))');
    checkExpression('1 - -1', '(- 1 (- 1))');
    checkExpression('!!a', '(! (! a))');
  });

  it('binds conditionals loosest, from the right', () => {
    checkExpression('a ? b : c', '(? a b c)');
    checkExpression('a == 1 ? b + 1 : c', '(? (== a 1) (+ b 1) c)');
    checkExpression('a ? b : c ? d : e', '(? a b (? c d e))');
    checkExpression('a ? b : c ? d : e ? f : g', '(? a b (? c d (? e f g)))');
    checkExpression('a ? b ? c : d : e', '(? a (? b c d) e)');
    checkExpression('(a ? b : c) ? d : e', '(? (paren (? a b c)) d e)');
    checkExpression('a ? "x":"y"', '(? a "x" "y")');
  });

  it('reads tuples', () => {
    checkExpression('[]', '(tuple)');
    checkExpression('[1, "a", [b]]', '(tuple 1 "a" (tuple b))');
    checkExpression('[1, 2,]', '(tuple 1 2)');
    checkExpression('[\n  1, # one\n  2,\n]', '(tuple 1 2)');
    checkExpression('[(for), foo]', '(tuple (paren for) foo)');
  });

  it('reads a list without the grammar as the grammar would', () => {
    const pieces = [
      'a',
      'a.b',
      'aws_vpc.main.id',
      '1',
      '"x"',
      '"${a.b}-c"',
      'null',
      ',',
      ', ',
      '\n',
      ' # c\n',
      '.',
      '[',
      ']',
    ];
    const lists = fc
      .array(fc.constantFrom(...pieces), { maxLength: 9 })
      .map((parts) => `[${parts.join('')}]`);
    fc.assert(
      fc.property(lists, (list) => {
        const alone = theParser().parseExpression(list);
        // What stands in parentheses always goes to the grammar.
        const within = theParser().parseExpression(`(${list})`);
        assert.equal(alone.problems.length > 0, within.problems.length > 0, list);
        if (alone.problems.length === 0)
          assert.equal(`(paren ${dump(alone.expression)})`, dump(within.expression));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads objects, their items separated by commas or new lines', () => {
    checkExpression('{}', '(object)');
    checkExpression('{ a = 1, b : 2 }', '(object ("a" 1) ("b" 2))');
    checkExpression(
      '{\n  a = 1\n  b = 2,\n\n  c = 3 # three\n  # four\n  d = 4\n}',
      '(object ("a" 1) ("b" 2) ("c" 3) ("d" 4))',
    );
    checkExpression('{ "a b" = 1, "${x}" = 2, 3 = 4 }', '(object ("a b" 1) ((template $x) 2) (3 4))');
    checkExpression('{ (a.b) = 1 }', '(object ((paren (. a b)) 1))');
    checkExpression('{ a = { b = [{ c = 1 }] } }', '(object ("a" (object ("b" (tuple (object ("c" 1)))))))');
  });

  it('reads keywords as keys', () => {
    checkExpression('{ true = 1, null = 2, if = 3 }', '(object ("true" 1) ("null" 2) ("if" 3))');
    checkExpression('{ "for" = 1 }', '(object ("for" 1))');
  });

  it('reads a reference as key, as in the providers of a module', () => {
    checkExpression('{ aws.west = aws.main }', '(object ((. aws west) (. aws main)))');
  });

  it('does not read a key in parentheses on the next line as a call or an index', () => {
    checkExpression('{\n  a = b\n  (c) = d\n}', '(object ("a" b) ((paren c) d))');
    checkExpression('{\n  a = b\n  "c" = d\n}', '(object ("a" b) ("c" d))');
  });

  it('ignores new lines in parentheses, brackets and for expressions', () => {
    checkExpression('(\n  a\n  +\n  b\n)', '(paren (+ a b))');
    checkExpression('f(\n  a,\n  b\n)', '(call f a b)');
    checkExpression('{\n  for k, v in m :\n  k => v\n  if v\n}', '(for k v in m : k => v if v)');
    checkExpression('{ a = (b\n  || c) }', '(object ("a" (paren (|| b c))))');
    checkExpression(
      '{ a = [\n  b,\n  {\n  c = 1\n  d = 2 } ] }',
      '(object ("a" (tuple b (object ("c" 1) ("d" 2)))))',
    );
  });

  it('reads for expressions', () => {
    checkExpression('[for v in list : v]', '(for v in list : v)');
    checkExpression(
      '[for i, v in list : "${i}" if v != null]',
      '(for i v in list : (template $i) if (!= v null))',
    );
    checkExpression('{ for k, v in map : k => v }', '(for k v in map : k => v)');
    checkExpression('{ for v in list : v.key => v... }', '(for v in list : (. v key) => v ...)');
    checkExpression(
      '{ for v in list : v.key => v... if v.on }',
      '(for v in list : (. v key) => v ... if (. v on))',
    );
    checkExpression('[for a in [for b in c : b] : a ? 1 : 2]', '(for a in (for b in c : b) : (? a 1 2))');
    checkExpression(
      'flatten([for s in var.s : [for r in s.r : { s = s, r = r }]])',
      '(call flatten (for s in (. var s) : (for r in (. s r) : (object ("s" s) ("r" r)))))',
    );
  });

  it('skips comments of all kinds', () => {
    checkExpression('[1, /* two */ 3 // four\n, 5 # six\n]', '(tuple 1 3 5)');
    checkExpression('a /* x */ + /* y\n y */ b', '(+ a b)');
  });
});
