/**
 * `aws/`: reads an account into snapshot files (the JSON that the AWS CLI prints), and nothing else: it does not know what
 * the engine makes of them. `calls/` is the table of what is read, `readAccount.ts` the sweep, `profiles.ts` and
 * `connection.ts` the way in, `problems.ts` what is said when that fails. The one folder that imports the AWS SDK.
 */

/** Which account to read, and where; what is not chosen comes from the profile, then from the environment. */
export interface AccountChoice {
  /** A profile of the AWS configuration files; undefined: `AWS_PROFILE`, the environment's keys, the default profile. */
  readonly profile?: string;
  readonly region?: string;
  /** An API in place of AWS's own (moto, a proxy of the company), for all services. */
  readonly endpointUrl?: string;
}

/** Who the credentials are. */
export interface Identity {
  readonly account: string;
  /** `arn:aws:sts::111122223333:assumed-role/ReadOnly/ada` */
  readonly arn: string;
  readonly region: string;
  /** Set where an API other than AWS's own is asked: people must see it. */
  readonly endpointUrl?: string;
}

/** Why something could not be done: one sentence, and the command that helps where there is one. */
export interface AwsProblem {
  readonly problem: string;
  /** `aws sso login --profile dev`: for a terminal. */
  readonly command?: string;
  /** Set where something has to be chosen first: another profile; a Region, which can not be looked up. */
  readonly needs?: 'region' | 'profile';
}

/** Tells a problem from what was wanted. */
export function isAwsProblem(result: object): result is AwsProblem {
  return 'problem' in result;
}

/** Asks for the code of an MFA device (its serial number or ARN); undefined: the person gave up. */
export type AskMfaCode = (device: string) => Promise<string | undefined>;
