import { aclCodes } from './acls';
import { balancerCodes } from './balancers';
import { gatewayCodes } from './gateways';
import { groupCodes } from './groups';
import { routeCodes } from './routes';
import { part, subject, traffic, type CodeTable, type CodeWords } from './words';

const table: CodeTable = {
  ...groupCodes,
  ...aclCodes,
  ...routeCodes,
  ...gatewayCodes,
  ...balancerCodes,
};

const otherwise: CodeWords = {
  what: (hop) => `${subject(hop)} does not let ${traffic(hop)} through${part(hop, ': ', 'why', 'reason')}.`,
  why: 'This component does not pass such traffic.',
  advice: 'Look at the settings of this component.',
};

/** The words of a code; general ones for a code without. */
export function codeWords(code: string | undefined): CodeWords {
  return (code === undefined ? undefined : table[code]) ?? otherwise;
}

/** The codes that have words of their own. */
export const explainedCodes: readonly string[] = Object.keys(table);
