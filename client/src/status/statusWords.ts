import type { RootStatus } from '../../../server/src/protocol/networkRequests';
import type { VerdictChange } from '../questions/questionBook';

/** A root's status, for a line and a smaller line under it. */
export function statusInWords({ rootLabel, resources, modules, unknownInputs, installation }: RootStatus): {
  readonly text: string;
  readonly detail: string;
  readonly isWarning: boolean;
} {
  const size = [count(resources, 'resource'), ...(modules === 0 ? [] : [count(modules, 'module')])].join(
    ', ',
  );
  const problems = [
    ...installation,
    ...(unknownInputs.length === 0 ? [] : [`Without a value: ${listed(unknownInputs)}.`]),
  ];
  return {
    text: `${rootLabel}: ${size}`,
    detail: problems.length === 0 ? 'Everything could be read.' : problems.join(' '),
    isWarning: installation.length > 0,
  };
}

/** `aws_db_instance.main: blocked → reachable` */
export function verdictChangeInWords({ question, before, now }: VerdictChange): string {
  return `${question.to}: ${before} → ${now}`;
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}

function listed(names: readonly string[], limit = 5): string {
  if (names.length <= limit) return names.join(', ');
  return `${names.slice(0, limit).join(', ')} and ${names.length - limit} more`;
}
