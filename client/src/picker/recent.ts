import type { WhyParams } from '../../../server/src/protocol/requests';

/** What was asked lately in a root, latest first: the picker offers it before the rest. */
export interface Recent {
  ends(root: string, side: 'from' | 'to'): readonly string[];
}

/** Ends that are offered as recent ones. */
const maximum = 3;

/** The recent choices that a list of questions stands for. */
export function recentOf(questions: () => readonly WhyParams[]): Recent {
  return {
    ends: (root, side) =>
      [
        ...new Set(
          questions()
            .filter((question) => question.root === root)
            .map((question) => question[side]),
        ),
      ].slice(0, maximum),
  };
}
