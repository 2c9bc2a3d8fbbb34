/** Why an operation can not be done, as Terraform says it: the end of a sentence, without a full stop. */
export interface Failure {
  readonly kind: 'failure';
  readonly message: string;
  /** Which argument of a function is to blame, where it is one. */
  readonly argument?: number;
}

export function failure(message: string, argument?: number): Failure {
  return argument === undefined ? { kind: 'failure', message } : { kind: 'failure', message, argument };
}
