import type { Expression, FunctionCall, NumberLiteral } from '../../syntax/tree';
import { callAt } from './callAt';
import type { Problem } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';

/**
 * `cidrsubnet` asked for a block that there is not: `newbits` more bits make 2^newbits blocks, numbered from 0. Terraform
 * refuses it at plan, and only then.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/cidrsubnet
 */
export const cidrsubnetOutOfRange: Rule = {
  id: 'cidrsubnet-out-of-range',
  severity: 'error',
  title: 'A cidrsubnet call for a block that there is not',
  check: (context) => {
    const asked = context.configuration.problems.flatMap((problem) => {
      const one = cidrsubnetProblem(problem);
      return one === undefined ? [] : [one];
    });
    return [...groupBy(asked, ({ call }) => call).values()].flatMap((same) => findingFor(same, context));
  },
};

/** A call that Terraform refuses because of its numbers. */
interface Asked {
  readonly problem: Problem;
  readonly call: FunctionCall;
  readonly newBits: number;
  /** The number of the block; undefined where the bits are too many already. */
  readonly number: number | undefined;
  /** The length of the prefix, where the bits are too many. */
  readonly prefix: number | undefined;
}

/** What a problem of the evaluation says of a `cidrsubnet` call; undefined for all others. `terraform-problem` leaves these to this rule. */
export function cidrsubnetProblem(problem: Problem): Asked | undefined {
  if (!problem.message.startsWith('Call to function "cidrsubnet" failed: ')) return undefined;
  const numbers = /prefix extension of (\d+) does not accommodate a subnet numbered (\d+)/.exec(
    problem.message,
  );
  const space = /insufficient address space to extend prefix of (\d+) by (\d+)/.exec(problem.message);
  const call = numbers === null && space === null ? undefined : callAt(problem.source);
  if (call === undefined) return undefined;
  return numbers === null
    ? { problem, call, newBits: Number(space?.[2]), number: undefined, prefix: Number(space?.[1]) }
    : { problem, call, newBits: Number(numbers[1]), number: Number(numbers[2]), prefix: undefined };
}

function findingFor(same: readonly Asked[], context: RuleContext): RawFinding[] {
  const worst = same.reduce<Asked | undefined>(
    (a, b) => (a === undefined || (b.number ?? 0) > (a.number ?? 0) ? b : a),
    undefined,
  );
  if (worst === undefined) return [];
  const { problem, newBits, number, prefix } = worst;
  return [
    {
      source: problem.source,
      subject: '',
      message: () =>
        number === undefined
          ? `cidrsubnet can not cut /${prefix ?? ''} into blocks that are ${newBits} bits longer: that is more bits than an address has.`
          : `cidrsubnet has no block number ${number} here: ${newBits} more bits make ${2 ** newBits} blocks, numbered 0 to ${2 ** newBits - 1}.`,
      fixes: () => moreBits(worst, context),
    },
  ];
}

/** As many bits as it takes for that number, or as many as leave the smallest subnet. */
function moreBits({ problem, call, number, prefix }: Asked, { configuration }: RuleContext): Fix[] {
  const [, bits, block] = call.arguments;
  const wanted =
    number !== undefined ? Math.floor(Math.log2(number)) + 1 : prefix === undefined ? 0 : 28 - prefix;
  const fits = number !== undefined || (isNumber(block) && Number(block.text) < 2 ** wanted);
  if (!isNumber(bits) || !fits || wanted < 1 || wanted > 12) return [];
  const edits = placeEdits(
    [{ chunk: problem.source.chunk, range: bits.range, newText: String(wanted) }],
    configuration,
  );
  const title = `Write ${wanted} for newbits: changes the size of every block that this call makes`;
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}

function isNumber(expression: Expression | undefined): expression is NumberLiteral {
  return expression?.kind === 'number' && /^\d+$/.test(expression.text);
}
