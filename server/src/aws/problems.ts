import type { AccountChoice, AwsProblem } from './choice';

/** Thrown into the SDK's chain of credentials where a person did not give an MFA code. */
export class MfaCancelled extends Error {
  override readonly name = 'MfaCancelled';
}

/** The code of an AWS error, or the name of any other: `UnauthorizedOperation`, `TimeoutError`, `ECONNREFUSED`. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'Error';
  const code: unknown = 'code' in error ? error.code : undefined;
  const name: unknown = 'name' in error ? error.name : undefined;
  if (typeof name === 'string' && name !== 'Error' && name !== 'AggregateError') return name;
  return typeof code === 'string' ? code : 'Error';
}

/** Whether AWS said that the credentials may not do this. */
export function isRefused(code: string): boolean {
  return /^(UnauthorizedOperation|AccessDenied|AccessDeniedException|UnauthorizedException|AuthorizationError)$/.test(
    code,
  );
}

/** Whether everything else would fail in the same way: the credentials are no longer good. */
export function isExpired(code: string): boolean {
  return /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/.test(code);
}

interface Facts {
  readonly code: string;
  /** Of HTTP, where there was an answer. */
  readonly status: number | undefined;
  readonly message: string;
  /** ` of profile "dev"`, or nothing. */
  readonly whose: string;
  /** `--profile dev`, with a space before it, or nothing. */
  readonly flag: string;
  readonly region: string;
  readonly endpoint: string;
}

/** Each kind of failure: how it is told, and what helps. The first that fits is taken. */
const table: readonly (readonly [(facts: Facts) => boolean, (facts: Facts) => AwsProblem])[] = [
  [({ code }) => code === 'AbortError', () => ({ problem: 'Reading the account was called off.' })],
  [
    ({ code, message }) => code === 'MfaCancelled' || /MfaCancelled|MFA code was not given/.test(message),
    ({ whose }) => ({
      problem: `No MFA code was given, so the role${whose} could not be assumed: ask again to be asked for one.`,
    }),
  ],
  [
    ({ message }) => /multi-factor|MultiFactorAuthentication failed|MFA/.test(message),
    ({ whose }) => ({
      problem: `AWS did not take the MFA code${whose}: ask again with the next code of the device.`,
    }),
  ],
  [
    ({ code, message }) =>
      /aws sso login/.test(message) ||
      (/sso/i.test(message) && /expired|invalid|not found/i.test(message)) ||
      code === 'TokenProviderError',
    ({ whose, flag }) => ({
      problem: `The SSO login${whose} has expired or was never made: run "aws sso login${flag}", then ask again.`,
      command: `aws sso login${flag}`,
    }),
  ],
  [
    ({ message }) => /aws login|login_session|LoginCredentials|console login/i.test(message),
    ({ whose, flag }) => ({
      problem: `The login${whose} has expired or was never made: run "aws login${flag}", then ask again.`,
      command: `aws login${flag}`,
    }),
  ],
  [
    ({ code }) => isExpired(code),
    ({ whose }) => ({
      problem: `The credentials${whose} have expired: get new ones (aws sso login, aws-vault, a new session), then ask again.`,
    }),
  ],
  [
    ({ code, message }) =>
      code === 'RequestTimeTooSkewed' || /Signature (not yet current|expired)|time.{1,20}skew/i.test(message),
    () => ({
      problem:
        'AWS refuses the signature because the clock of this machine is wrong: set the time, then ask again.',
    }),
  ],
  [
    ({ code }) => code === 'OptInRequired' || code === 'OptInRequiredException',
    ({ region }) => ({
      problem: `Region ${region} is not switched on in this account: choose another, or enable it in the account's settings.`,
    }),
  ],
  [
    ({ code }) =>
      /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature)$/.test(
        code,
      ),
    ({ whose, region }) => ({
      problem: `AWS does not accept the credentials${whose} in Region ${region}: the key is wrong or gone, the clock of this machine is wrong, or the Region is not switched on in the account.`,
    }),
  ],
  [
    ({ code }) => isRefused(code),
    ({ whose, message }) => ({
      problem: `The credentials${whose} may not do this: ${oneLine(message)} docs/iam-policy.md has the permissions that reading needs.`,
    }),
  ],
  [
    ({ code, message }) => code === 'CredentialsProviderError' || /credential/i.test(message),
    ({ whose, message, flag }) => ({
      problem: /process/i.test(message)
        ? `The credential_process${whose} failed: ${oneLine(message)}`
        : `No AWS credentials were found${whose.replace(' of ', ' for ')}: choose a profile, or sign in (aws configure sso${flag}, aws login), then ask again.`,
      needs: 'profile',
    }),
  ],
  [
    ({ code }) => /^(ENOTFOUND|EAI_AGAIN)$/.test(code),
    ({ endpoint, region }) => ({
      problem: `${endpoint} can not be found: is this machine online, and is "${region}" a Region?${proxyHint()}`,
    }),
  ],
  [
    ({ code, message }) =>
      /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_|DEPTH_ZERO/.test(`${code} ${message}`) ||
      /certificate/i.test(message),
    ({ endpoint }) => ({
      problem: `The certificate of ${endpoint} is not one that this machine trusts: behind a proxy that opens TLS, name its authority in NODE_EXTRA_CA_CERTS.`,
    }),
  ],
  [
    // The agent hands on what the proxy has answered as if the end point had.
    ({ status, message }) => status === 407 || /\b407\b|Proxy Authentication/i.test(message),
    () => ({
      problem:
        'The proxy wants a name and a password: put them into HTTPS_PROXY (https://name:password@host:port).',
    }),
  ],
  [
    ({ code }) =>
      /^(ECONNREFUSED|ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError)$/.test(code),
    ({ endpoint, code }) => ({
      problem: `${endpoint} does not answer (${code}): is this machine online?${proxyHint()}`,
    }),
  ],
];

/** What went wrong, as one sentence that says what to do. */
export function awsProblem(error: unknown, choice: AccountChoice): AwsProblem {
  const facts = factsOf(error, choice);
  const found = table.find(([fits]) => fits(facts));
  if (found !== undefined) return found[1](facts);
  if (looksForeign(error, facts))
    return {
      problem: `${facts.endpoint} does not answer as AWS does${choice.endpointUrl === undefined ? ': is there a proxy or a login page in between?' : ': check the end point (reachable.aws.endpointUrl, endpoint_url of the profile).'}`,
    };
  return { problem: `AWS answered with an error: ${facts.code}: ${oneLine(facts.message)}` };
}

function factsOf(error: unknown, { profile, region, endpointUrl }: AccountChoice): Facts {
  const named = profile ?? process.env['AWS_PROFILE'];
  return {
    code: errorCode(error),
    status: statusOf(error),
    message: messagesOf(error),
    whose: named === undefined ? '' : ` of profile "${named}"`,
    flag: named === undefined ? '' : ` --profile ${named}`,
    region: region ?? 'the default',
    endpoint: endpointUrl ?? `AWS in ${region ?? 'this Region'}`,
  };
}

function statusOf(error: unknown): number | undefined {
  const metadata = metadataOf(error);
  const status: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}

function metadataOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
}

/** An error's message with those of its causes. */
function messagesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors.map(messagesOf) : [];
  const cause = error.cause === undefined ? [] : [messagesOf(error.cause)];
  return [`${error.name}: ${error.message}`, ...inner, ...cause].join(' ');
}

/** An answer that was not in AWS's formats, or had no error code of AWS's. */
function looksForeign(error: unknown, { code, message }: Facts): boolean {
  const metadata = metadataOf(error);
  return (
    code === 'NotAws' ||
    code === 'SyntaxError' ||
    /deserialization|XML|parse|<html|is not valid JSON|Unexpected token/i.test(message) ||
    (metadata !== undefined && /^(Unknown|UnknownError|Error|\d{3}|TypeError)$/.test(code))
  );
}

function proxyHint(): string {
  const proxy = process.env['HTTPS_PROXY'] ?? process.env['https_proxy'];
  if (proxy === undefined || proxy === '')
    return ' Behind a proxy, set HTTPS_PROXY and restart the language server.';
  return ` Requests go through the proxy of HTTPS_PROXY${URL.canParse(proxy) ? ` (${new URL(proxy).host})` : ', which is not a URL'}.`;
}

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
