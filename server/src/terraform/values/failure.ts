/** Why an operation can not be done, as Terraform says it: the end of a sentence, without a full stop. */
export interface Failure {
  readonly kind: 'failure';
  readonly message: string;
  /** Which argument of a function is to blame, where it is one. */
  readonly argument?: number;
  /** Terraform would do it; only this evaluation does not go so far. Nothing is wrong with the code. */
  readonly limit?: true;
}

export function failure(message: string, argument?: number): Failure {
  return argument === undefined ? { kind: 'failure', message } : { kind: 'failure', message, argument };
}

/** What is not done here though Terraform would: it is too large, or too far away. */
export function limitReached(message: string): Failure {
  return { kind: 'failure', message, limit: true };
}
