import { checkExpression } from './checkParse';

// The expected texts are what `terraform console` (1.11) prints for these templates.
// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#templates
describe('templates', () => {
  describe('quoted', () => {
    it('works out escapes', () => {
      checkExpression(String.raw`"\n\r\t\"\\"`, String.raw`"\n\r\t\"\\"`);
      checkExpression(String.raw`"\u00e9 \U0001F600"`, '"é 😀"');
      checkExpression('"$${x} %%{y} $$${1} $ % $$ %%"', '"${x} %{y} $${1} $ % $$ %%"');
    });

    it('reads interpolations', () => {
      checkExpression('"a${b}c"', '(template "a" $b "c")');
      checkExpression('"${a}"', '(template $a)');
      checkExpression('"${a}${b}"', '(template $a $b)');
      checkExpression('"a ${"b ${"c"} d"} e"', '(template "a " $(template "b " $"c" " d") " e")');
      checkExpression('"${ { x = "}" }.x }"', '(template $(. (object ("x" "}")) x))');
      checkExpression('"${max(1, 2) + 3}"', '(template $(+ (call max 1 2) 3))');
    });

    it('reads interpolations over several lines, with comments', () => {
      checkExpression('"${\n  a\n}"', '(template $a)');
      checkExpression('"${ /* } */ a # }\n}"', '(template $a)');
    });

    it('strips the white space beside ~', () => {
      checkExpression('"a ${~ b ~} c"', '(template "a" $b "c")');
      checkExpression(String.raw`"x \n ${'${~'} y ~} \t z"`, '(template "x" $y "z")');
      checkExpression('"x  $${z}  ${~ y ~}  $${w} "', '(template "x  ${z}" $y "${w} ")');
      checkExpression('"${a ~}${~ b}"', '(template $a $b)');
    });

    it('takes for white space what Unicode does', () => {
      checkExpression('"x\u00a0\u0085${~ y ~}\ufeff z"', '(template "x" $y "\ufeff z")');
    });

    it('keeps the empty text that stripping leaves, for it makes the result a string', () => {
      checkExpression('"${a ~} "', '(template $a "")');
    });

    it('reads directives', () => {
      checkExpression('"%{ if a }x%{ endif }"', '(template (if a "x"))');
      checkExpression('"%{ if a }x%{ else }y%{ endif }"', '(template (if a "x" else "y"))');
      checkExpression('"%{ for v in list }${v},%{ endfor }"', '(template (for v in list $v ","))');
      checkExpression('"%{ for k, v in map }${k}%{ endfor }"', '(template (for k v in map $k))');
      checkExpression(
        '"%{ if a }%{ for v in b }${v}%{ endfor }%{ else }%{ if c }d%{ endif }%{ endif }"',
        '(template (if a (for v in b $v) else (if c "d")))',
      );
      checkExpression('"a %{~ if b ~} c %{~ endif ~} d"', '(template "a" (if b "c") "d")');
    });
  });

  describe('heredocs', () => {
    it('reads them to the marker on a line of its own', () => {
      checkExpression('<<EOT\nfoo\n  bar\nEOT\n', String.raw`(heredoc "foo\n  bar\n")`);
      checkExpression('<<EOT\nEOT\n', '(heredoc)');
      checkExpression('<<EOT\nEOTX\n EOT x\nx EOT\n\tEOT\n', String.raw`(heredoc "EOTX\n EOT x\nx EOT\n")`);
      checkExpression('<<EOT-1\nx\nEOT-1\n', String.raw`(heredoc "x\n")`);
      checkExpression('<<EOT\n${"x"}EOT\nEOT\n', String.raw`(heredoc $"x" "EOT\n")`);
    });

    it('ends them at the end of the text as well', () => {
      checkExpression('<<EOT\nfoo\nEOT', String.raw`(heredoc "foo\n")`);
    });

    it('knows $${ and %%{, but no backslashes', () => {
      checkExpression(
        '<<EOT\n$${x} %%{y} \\n \\u00e9 $ % $$\nEOT\n',
        String.raw`(heredoc "${'${x}'} %{y} \\n \\u00e9 $ % $$\n")`,
      );
    });

    it('takes the least indentation off with <<-', () => {
      checkExpression('<<-EOT\n    foo\n      bar\n  EOT\n', String.raw`(heredoc "foo\n  bar\n")`);
      checkExpression('<<-EOT\n    foo\n  ${"x"} y\n  EOT\n', String.raw`(heredoc "  foo\n" $"x" " y\n")`);
      checkExpression('<<-EOT\n\t\tfoo\n\t bar\n  EOT\n', String.raw`(heredoc "foo\nbar\n")`);
    });

    it('takes nothing off when a line starts with an interpolation', () => {
      checkExpression('<<-EOT\n    foo\n${"x"} y\n  EOT\n', String.raw`(heredoc "    foo\n" $"x" " y\n")`);
    });

    it('leaves blank lines as they are', () => {
      checkExpression('<<-EOT\n    foo\n\n   \n    bar\n  EOT\n', String.raw`(heredoc "foo\n\n   \nbar\n")`);
    });

    it('strips to the end of the line only', () => {
      checkExpression(
        '<<EOT\nfoo   \n   ${~ "x" ~}   \n   bar\nEOT\n',
        String.raw`(heredoc "foo   \n" $"x" "   bar\n")`,
      );
      checkExpression(
        '<<EOT\n%{ for x in l ~}\n  item ${x}\n%{ endfor ~}\nend\nEOT\n',
        String.raw`(heredoc (for x in l "  item " $x "\n") "end\n")`,
      );
    });

    it('does not take a line behind ~} for one when it looks for indentation', () => {
      checkExpression(
        '<<-EOT\n  %{ for x in l ~}\n    item ${x}\n  %{ endfor ~}\n  end\n  EOT\n',
        String.raw`(heredoc "" (for x in l "    item " $x "\n") "  end\n")`,
      );
    });

    it('keeps carriage returns', () => {
      checkExpression(
        '<<-EOT\r\n    foo\r\n\r\n    bar\r\n  EOT\r\n',
        String.raw`(heredoc "foo\r\n\r\nbar\r\n")`,
      );
    });

    it('reads them inside calls, tuples and objects', () => {
      checkExpression('f(<<A\nx\nA\n, 1)', String.raw`(call f (heredoc "x\n") 1)`);
      checkExpression('[<<A\nx\nA\n, <<-B\n  y\n  B\n]', String.raw`(tuple (heredoc "x\n") (heredoc "y\n"))`);
      checkExpression('{\n a = <<A\nx\nA\n b = 2\n}', String.raw`(object ("a" (heredoc "x\n")) ("b" 2))`);
      checkExpression('"${<<A\nx\nA\n}"', String.raw`(template $(heredoc "x\n"))`);
    });
  });
});
