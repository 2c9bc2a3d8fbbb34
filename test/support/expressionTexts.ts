import fc from 'fast-check';
import { functions } from '../../server/src/terraform/functions';

/**
 * Texts of random expressions, for property tests. `wild` ones put anything anywhere, and mostly fail; `typed` ones put
 * strings where strings belong, and mostly do not. Both use the variables of `variableNames`.
 */
export const variableNames = ['text', 'number', 'flag', 'list', 'map'] as const;

export type VariableName = (typeof variableNames)[number];

const literals = [
  '0',
  '1',
  '2.5',
  '-3',
  '""',
  '"a"',
  '"5"',
  '"true"',
  '"10.0.0.0/8"',
  'true',
  'false',
  'null',
  '[]',
  '{}',
];
const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];
const callable = [...functions.keys(), 'try', 'can'].filter(
  (name) => !name.startsWith('file') && name !== 'templatefile',
);

/** All operators, functions, `for`, splats and templates, over anything. */
export const wildExpressions = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const list = fc.array(inner, { maxLength: 3 });
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      fc.constantFrom(...literals, ...variableNames),
      fc
        .tuple(inner, fc.constantFrom(...operators), inner)
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(fc.constantFrom('!', '-'), inner).map(([operator, a]) => `${operator}(${a})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      list.map((items) => `[${items.join(', ')}]`),
      list.map((items) => `{${items.map((item, index) => `k${index} = ${item}`).join(', ')}}`),
      fc.tuple(fc.constantFrom(...callable), list).map(([name, items]) => `${name}(${items.join(', ')})`),
      fc.tuple(inner, inner).map(([a, b]) => `[for v in ${a} : ${b}]`),
      fc.tuple(inner, inner).map(([a, b]) => `{for k, v in ${a} : "\${k}" => [v, ${b}]}`),
      fc
        .tuple(inner, fc.constantFrom('[0]', '.k0', '["k1"]', '[*]', '[*].k0'))
        .map(([a, step]) => `(${a})${step}`),
      inner.map((a) => `"<\${${a}}>"`),
      inner.map((a) => `"%{ if ${a} }yes%{ else }no%{ endif }"`),
    ),
  };
}).expression;

type Typed = Record<VariableName, string>;

/** A text with `T`, `N`, `F`, `L`, `M` for expressions of a type, filled in. */
type Patterns = Readonly<Record<keyof Typed, readonly string[]>>;

/** How to make each type; one pattern a line, so that it is easy to see what is covered. */
const patterns: Patterns = {
  text: [
    'upper(T)',
    'lower(T)',
    'trimspace(T)',
    'replace(T, "a", T)',
    'join(",", L)',
    'join(T, L)',
    'format("%s-%v", T, N)',
    '"<${T}|${N}>"',
    '"%{ if F }${T}%{ else }no%{ endif }"',
    '"%{ for x in L }${x};%{ endfor }"',
    'F ? T : T',
    'tostring(N)',
    'substr(T, 0, 2)',
    'strrev(T)',
    'coalesce(T, "z")',
    'try(L[0], T)',
    'lookup(M, "k0", T)',
    'jsonencode([T, N, F, L, M])',
    'try(M.k0, T)',
    'element(concat(L, ["e"]), 1)',
    'md5(T)',
    'yamlencode(M)',
    'trim(T, "a")',
    'title(T)',
    'base64encode(T)',
    'one(slice(concat(L, ["q"]), 0, 1))',
    'nonsensitive(T)',
    'sensitive(T)',
    'can(tonumber(T)) ? T : "no"',
  ],
  number: [
    'length(L)',
    'length(M)',
    'length(T)',
    '(N + N)',
    '(N * N)',
    '(N - 1)',
    '-(N)',
    'max(N, N)',
    'min(N, 3)',
    'abs(N)',
    'F ? N : N',
    'try(tonumber(T), N)',
    'sum([N, N])',
    'floor(N)',
    'ceil(N / 3)',
    'try(index(L, T), N)',
    'length(toset(L))',
    'length(distinct(L))',
    'N % 4',
    'signum(floor(N))',
    'length(compact(L))',
    'try(parseint(T, 10), 0)',
  ],
  flag: [
    '(T == T)',
    '(T != "a")',
    '(N > N)',
    '(N <= 2)',
    '(F && F)',
    '(F || F)',
    '!F',
    'contains(L, T)',
    'F ? F : F',
    'can(tonumber(T))',
    'startswith(T, "a")',
    'strcontains(T, "b")',
    'alltrue([F, F])',
    'anytrue([F, F])',
    '(L == L)',
    '(M == M)',
    '(T == null)',
    'alltrue([for x in L : x == T])',
    'contains(keys(M), T)',
    '(toset(L) == toset(L))',
  ],
  list: [
    '[T, T]',
    'concat(L, L)',
    'reverse(L)',
    '[for x in L : upper(x)]',
    '[for x in L : x if x != T]',
    '[for i, x in L : "${i}${x}"]',
    'keys(M)',
    'values(M)',
    'split(",", T)',
    'tolist(toset(L))',
    'distinct(L)',
    'compact(L)',
    'F ? [T, T] : [T]',
    'flatten([L, [L, [T]]])',
    'sort(L)',
    'formatlist("%s!", L)',
    '[for k, v in M : "${k}=${v}"]',
    'slice(L, 0, 0)',
    '[for o in [M] : o.k0]',
    'tolist(L)',
    'coalescelist(L, ["c"])',
    'try(L, [])',
    'tolist(setunion(L, [T]))',
    'tolist(setsubtract(L, [T]))',
    '[M, M][*].k0',
    'matchkeys(L, L, [T])',
    '[for x in setproduct(L, [T]) : x[0]]',
    'regexall("[a-z]", T)',
    '[for x in chunklist(L, 1) : x[0]]',
    'tolist(setintersection(L, L))',
    '[for k in sort(keys(zipmap(L, L))) : k]',
  ],
  map: [
    '{ k0 = T }',
    '{ k0 = T, k1 = N }',
    'merge(M, M)',
    'merge({ k0 = "m" }, M)',
    '{ for x in L : x => T... }',
    '{ for k, v in M : k => v }',
    'zipmap(["k0"], [T])',
    'F ? { k0 = T } : { k0 = T }',
    'tomap({ k0 = T })',
    '{ (T) = N, k0 = T }',
    '{ for k, v in M : upper(k) => v }',
    'try(M, {})',
    'jsondecode(jsonencode(M))',
    '{ for i, x in L : "k${i}" => x }',
    'yamldecode(yamlencode(M))',
    '{ for k, v in M : k => v if F }',
    'merge([M, M]...)',
    'transpose({ k0 = L })',
  ],
};

const variables: Readonly<Typed> = { text: 'text', number: 'number', flag: 'flag', list: 'list', map: 'map' };
const plain: Readonly<Typed> = {
  text: '"ab"',
  number: '2',
  flag: 'true',
  list: '["a", "b"]',
  map: '{ k0 = "v" }',
};

const typed = fc.letrec<Typed>((tie) => {
  const holes: Readonly<Record<string, fc.Arbitrary<string>>> = {
    T: tie('text'),
    N: tie('number'),
    F: tie('flag'),
    L: tie('list'),
    M: tie('map'),
  };
  const fill = (pattern: string): fc.Arbitrary<string> => {
    const parts = pattern.split(/(?<![A-Za-z"])([TNFLM])(?![A-Za-z"])/);
    const texts = parts.map((part, index): fc.Arbitrary<string> => {
      return (index % 2 === 0 ? undefined : holes[part]) ?? fc.constant(part);
    });
    return fc.tuple(...texts).map((filled) => `(${filled.join('')})`);
  };
  const of = (type: keyof Typed): fc.Arbitrary<string> => {
    const leaf = fc.constantFrom(variables[type], variables[type], plain[type]);
    return fc.oneof({ maxDepth: 4, depthIdentifier: 'typed' }, leaf, ...patterns[type].map(fill));
  };
  return {
    text: of('text'),
    number: of('number'),
    flag: of('flag'),
    list: of('list'),
    map: of('map'),
  };
});

/** Mostly without errors. */
export const typedExpressions = fc.oneof(typed.text, typed.number, typed.flag, typed.list, typed.map);
