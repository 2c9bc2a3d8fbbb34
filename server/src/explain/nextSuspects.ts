import type { AnswerJson } from './answerJson';

/** What can be wrong although the network lets everything through. */
export interface NextSuspect {
  readonly title: string;
  readonly text: string;
}

/** What the words hang on besides the answer. */
export interface TargetFacts {
  /** What the target is: a Terraform type without `aws_` (`db_instance`), `loadBalancer`, `endpoint`, `service`. */
  readonly toKind: string | undefined;
}

const dns: NextSuspect = {
  title: 'DNS',
  text: 'Does the name lead to the address that was asked about? Look from the source (`getent hosts NAME`): a private zone that is not associated with its VPC, a resolver of its own, an old answer in a cache.',
};
const tls: NextSuspect = {
  title: 'TLS',
  text: 'Does the client trust the certificate, and does its name fit? A server that demands TLS closes plain connections, and the other way round (`openssl s_client -connect HOST:PORT`).',
};
const application: NextSuspect = {
  title: 'The application',
  text: 'Is it running, and does it listen on this port, on all addresses and not only on 127.0.0.1? "Connection refused" says that a packet arrived and nobody listened; the host can have a firewall of its own.',
};

/**
 * What lies above layer 4, named as the next suspects where the network is none: in the order to look at it. None unless
 * the answer is `reachable`.
 */
export function nextSuspects(answer: AnswerJson, { toKind }: TargetFacts): readonly NextSuspect[] {
  if (answer.verdict !== 'reachable') return [];
  return [dns, tls, credentials(toKind), ...balancer(toKind), application];
}

function credentials(toKind: string | undefined): NextSuspect {
  const title = 'Credentials';
  if (toKind === 'endpoint' || toKind === 'service')
    return {
      title,
      text: "The caller's IAM policy, the endpoint's policy and the resource's own policy must all allow it: that is AccessDenied, not a timeout.",
    };
  if (toKind !== undefined && /^(db_|rds_|docdb|neptune|redshift|elasticache|memorydb)/.test(toKind))
    return {
      title,
      text: 'User, password or IAM token, and whether that user may use this database: the server answers with an error, not with silence.',
    };
  return {
    title,
    text: 'A server that refuses a user answers with an error, not with silence: its log says why.',
  };
}

function balancer(toKind: string | undefined): NextSuspect[] {
  if (toKind !== 'loadBalancer') return [];
  return [
    {
      title: 'Health checks',
      text: 'A load balancer answers 503, or not at all, while none of its targets is healthy: `aws elbv2 describe-target-health` says why.',
    },
  ];
}
