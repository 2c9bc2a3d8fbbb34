import type { Unknown } from '../model';

/**
 * Rules of a group, or entries of a prefix list, that are looked at: a hundred times what AWS allows (1,000 rules an
 * interface, 1,000 entries a list), and little enough to be answered about in a second. What is not looked at is unknown.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const maximumMembers = 100_000;

/** Why the rest of so many is not known. */
export function leftOut(value: string, count: number): Unknown {
  const amounts = [count, maximumMembers].map((amount) => amount.toLocaleString('en'));
  return { value, why: `there are ${amounts[0] ?? ''} of them, and ${amounts[1] ?? ''} are looked at` };
}
