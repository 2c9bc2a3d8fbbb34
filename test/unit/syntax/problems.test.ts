import { checkExpressionProblems as check, checkParse } from './checkParse';

describe('syntax problems', () => {
  it('name what is missing in an expression', () => {
    check('', '<invalid>', '0:0-0:0 Expected an expression');
    check('1 +', '(+ 1 <invalid>)', '0:2-0:3 Expected a value after +');
    check('a.', '<invalid>', '0:1-0:2 Expected a name after .');
    check('[1, , 2]', '<invalid>', '0:4-0:5 Expected a value before ,');
    check('f(a b)', '<invalid>', '0:4-0:5 Expected a comma before b');
    check('a b', '<invalid>', '0:2-0:3 Expected an operator before b');
    check('a ? b', '<invalid>', '0:2-0:3 Expected : and a second value behind this ?');
    check('[a ? b]', '<invalid>', '0:3-0:4 Expected : and a second value behind this ?');
    check('{ a = 1 b = 2 }', '(object ("a" 1) ("b" 2))', '0:8-0:9 Expected a comma or a new line before b');
    check('[for a in b : ]', '(for a in b : <invalid>)', '0:12-0:13 Expected a value after :');
  });

  it('name the bracket that is missing, once', () => {
    check('f(', '(call f)', '0:1-0:2 ( is not closed: ) is missing');
    check('[1, 2', '(tuple 1 2)', '0:0-0:1 [ is not closed: ] is missing');
    check('{ a = [1, }', '(object ("a" (tuple 1)))', '0:6-0:7 [ is not closed: ] is missing');
    check(')', '<invalid>', '0:0-0:1 ) without (');
    check('a[', '([] a <invalid>)', '0:1-0:2 [ is not closed: ] is missing');
  });

  it('refuse what Terraform refuses', () => {
    check('0x1F', '<invalid>', '0:0-0:4 0x1F is not a number');
    check('1_000', '<invalid>', '0:0-0:5 1_000 is not a number');
    check(
      "'a'",
      '<invalid>',
      '0:0-0:1 Strings are written in double quotes: "',
      '0:2-0:3 Strings are written in double quotes: "',
    );
    check('a & b', '<invalid>', '0:2-0:3 The logical "and" is written &&');
    check(
      String.raw`"\q"`,
      String.raw`"\\q"`,
      String.raw`0:1-0:3 \q is not an escape sequence; a backslash itself is written \\`,
    );
    check(
      String.raw`"\ud800"`,
      String.raw`"\\ud800"`,
      String.raw`0:1-0:7 \ud800 is not an escape sequence; a backslash itself is written \\`,
    );
    check(
      'list.0.1',
      '([] ([] list 0) 1)',
      '0:4-0:8 Indexes one behind the other are written in brackets: [0][1]',
    );
    check('{\n a =\n 1\n}', '(object ("a" <invalid>))', '1:3-1:4 Expected a value after =');
    check('{\n a = 1 +\n 1\n}', '(object ("a" <invalid>))', '1:7-1:8 Expected a value after +');
    check('[for a inlist : a]', '<invalid>', '0:7-0:13 Expected in instead of inlist');
    check('[for a in list : a ifb]', '<invalid>', '0:19-0:22 Expected if instead of ifb');
    check('[for a in list other : a]', '<invalid>', '0:15-0:20 Expected : instead of other');
    check('{for k, v in a : k => v unless}', '<invalid>', '0:24-0:30 Expected if instead of unless');
    check('a::b', '<invalid>', '0:0-0:4 a::b is a function; call it with (…)');
  });

  it('tell about strings and templates that are not closed', () => {
    check('"abc', '"abc"', '0:0-0:4 This string is not closed: " is missing');
    check('"${a"', '(template $<invalid>)', '0:1-0:5 This interpolation is not closed: } is missing');
    check('"${}"', '(template $<invalid>)', '0:1-0:4 Expected a value between ${ and }');
    check('<<EOT\nfoo', '(heredoc)', '0:0-0:5 This heredoc is not closed: a line with only EOT is missing');
    check(
      '"%{ if a }b"',
      '(template $<invalid> "b")',
      '0:1-0:10 This if directive is not closed: %{ endif } is missing',
    );
    check('"a%{ endif }"', '(template "a" $<invalid>)', '0:2-0:12 endif without its if');
    check(
      '"%{ if a }%{ else }%{ else }%{ endif }"',
      '(template (if a else $<invalid>))',
      '0:19-0:28 else without its if',
    );
    check(
      '"%{ while a }"',
      '(template $<invalid>)',
      '0:4-0:9 while is not a template directive: expected if, else, endif, for or endfor',
    );
    check(
      '"%{ for }"',
      '(template $<invalid>)',
      '0:1-0:9 A for directive is written %{ for name in list } or %{ for key, value in map }',
      '0:1-0:9 This for directive is not closed: %{ endfor } is missing',
    );
  });

  it('cost only their argument', () => {
    checkParse(
      `
      resource "a" "b" {
        one   = 1
        two   =
        three = [1, 2
        four  = "open
        five  = "\${open"
        six   = f(1,
        seven = 7 +
        eight = 8, nine = 9
        ten
        x { y = @ }
        last  = true
      }
      `,
      `
      resource "a" "b"
        one = 1
        two = <invalid>
        three = (tuple 1 2)
        four = "open"
        five = (template $<invalid>)
        six = (call f 1)
        seven = (+ 7 <invalid>)
        eight = 8
        nine = 9
        last = true
        x
          y = <invalid>
      ! 2:8-2:9 Expected a value after =
      ! 3:10-3:11 [ is not closed: ] is missing
      ! 4:10-4:15 This string is not closed: " is missing
      ! 5:11-5:18 This interpolation is not closed: } is missing
      ! 6:11-6:12 ( is not closed: ) is missing
      ! 7:12-7:13 Expected a value after +
      ! 8:11-8:12 Arguments are separated by new lines, not by commas
      ! 9:2-9:5 Expected = or { after ten
      ! 10:10-10:11 The character @ has no meaning here
      `,
    );
  });

  it('cost only their block, nested ones too', () => {
    checkParse(
      `
      resource "a" "b" {
        one {
          x = 1
        two {
          y = 2
        }
        tags = {
          z = 3

        last = true
      }
      `,
      `
      resource "a" "b"
        tags = (object ("z" 3))
        last = true
        one
          x = 1
        two
          y = 2
      ! 1:6-1:7 { is not closed: } is missing
      ! 6:9-6:10 { is not closed: } is missing
      `,
    );
  });

  it('say how items of a body are written', () => {
    checkParse('a = 1 b = 2', 'a = 1\nb = 2\n! 0:6-0:7 Expected a new line before b');
    checkParse('x { a = 1 }', 'x\n  a = 1');
    checkParse(
      'x { a = 1\n}',
      'x\n  a = 1\n! 0:4-0:5 An argument starts on a line of its own, unless } follows it on the same line',
    );
    checkParse('x {\n  a = 1 }', 'x\n  a = 1\n! 1:8-1:9 Expected a new line before }');
    checkParse('x { y {}\n}', 'x\n  y\n! 0:4-0:5 A nested block starts on a line of its own');
    checkParse('a: 1', '! 0:0-0:1 Arguments are written with =, not with a colon: a =');
    checkParse('"a" = 1', '! 0:0-0:3 Expected an argument (name = value) or a block (name { … })');
    checkParse('module "x"', '! 0:0-0:6 Expected { after the labels of this module block');
    checkParse('x {\n  a = 1\n} b = 2', 'b = 2\nx\n  a = 1\n! 2:2-2:3 Expected a new line before b');
    checkParse(
      'x\n{\n  a = 1\n}',
      'x\n  a = 1\n! 1:0-1:1 The { of a block stands on the line of its name, x',
    );
    checkParse(
      'x "${a}" {\n}',
      'x "${a}"\n! 0:2-0:8 A label is a plain text: ${…} and %{…} have no meaning here',
    );
    checkParse(
      'x {\n  a = 1\n  a = 2\n}',
      'x\n  a = 1\n! 2:2-2:3 a is set twice in this block; the first one counts here',
    );
    checkParse('x {}\n}', 'x\n! 1:0-1:1 } without {');
    checkParse('a = 1 /* open', 'a = 1\n! 0:6-0:8 This comment is not closed: */ is missing');
  });

  it('stop at brackets that are nested too deeply', () => {
    const message = 'Brackets are nested more than 100 deep; this is not analysed';
    checkParse(`a = ${'['.repeat(100_000)}\nb = 1`, `! 0:104-0:105 ${message}\nb = 1`);
    checkParse(`a = ${'['.repeat(101)}${']'.repeat(101)}\nb = 1`, `! 0:104-0:105 ${message}\nb = 1`);
    checkParse(`a ${'{'.repeat(100_000)}`, `! 0:102-0:103 ${message}`);
  });

  it('stop at expressions that would make the tree too deep or the parser slow', () => {
    check('!'.repeat(1000) + 'a', '<invalid>', '0:0-0:1 This expression is too complicated to be analysed');
    check('a' + '.b'.repeat(1000), '<invalid>', '0:0-0:1 This reference is too long to be analysed');
    check('1,'.repeat(100_000), '<invalid>', '0:0-0:1 This expression is too long to be analysed');
  });

  it('refuse files that are too long, or no text', () => {
    checkParse('\u0001\u0000', '! 0:0-0:1 This file is not text');
    checkParse('x'.repeat(10_000_000), '! 0:0-0:1 This file is too long to be analysed');
    checkParse(`a = "${'x'.repeat(1_500_000)}"`, '! 0:0-0:1 This block is too long to be analysed');
  });
});
