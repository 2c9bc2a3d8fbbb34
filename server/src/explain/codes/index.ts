import type { Hop } from '../../reachability/answer';
import type { HopCode } from '../../reachability/facts';
import { aclCodes } from './acls';
import { balancerCodes } from './balancers';
import { gatewayCodes } from './gateways';
import { groupCodes } from './groups';
import { routeCodes } from './routes';
import { endpointCodes } from './endpoints';
import { transitCodes } from './transit';
import { name, part, subject, traffic, type CodeTable, type CodeWords } from './words';

/** Every code that the engine gives has words: the compiler holds this table to that. */
const table = {
  ...groupCodes,
  ...aclCodes,
  ...routeCodes,
  ...transitCodes,
  ...gatewayCodes,
  ...balancerCodes,
  ...endpointCodes,
  UNKNOWN_VALUE: {
    what: (hop: Hop) => `Nobody can say whether ${name(hop)} lets it through.`,
    why: 'The verdict hangs on a value that the source does not give.',
    advice: 'Give the value, or ask where it is known: in a plan, a state, or the live account.',
  },
} satisfies Readonly<Record<HopCode, CodeWords>> & CodeTable;

const otherwise: CodeWords = {
  what: (hop) => `${subject(hop)} does not let ${traffic(hop)} through${part(hop, ': ', 'why', 'reason')}.`,
  why: 'This component does not pass such traffic.',
  advice: 'Look at the settings of this component.',
};

/** The words of a code; general ones for a code without. */
export function codeWords(code: string | undefined): CodeWords {
  return (code === undefined ? undefined : (table as CodeTable)[code]) ?? otherwise;
}

/** The codes that have words of their own. */
export const explainedCodes: readonly string[] = Object.keys(table);
