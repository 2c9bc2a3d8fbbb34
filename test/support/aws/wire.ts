import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as efs from '@aws-sdk/client-efs';
import * as eks from '@aws-sdk/client-eks';
import * as elb from '@aws-sdk/client-elastic-load-balancing';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as lambda from '@aws-sdk/client-lambda';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as rds from '@aws-sdk/client-rds';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';

/** The services' own descriptions of their answers: the names that things have on the wire. */
const models: Readonly<Record<string, object>> = {
  ec2,
  ecs,
  efs,
  eks,
  elb,
  elbv2,
  elasticache,
  lambda,
  logs,
  rds,
  sts,
};

/** What is sent: the content's type, and the content. */
export interface Written {
  readonly type: string;
  readonly body: string;
}

/** An answer (in the SDK's member names) as the service sends it. */
export function written(service: string, api: string, answer: object): Written {
  if (['ecs', 'eks', 'efs', 'lambda', 'logs'].includes(service))
    return { type: 'application/x-amz-json-1.1', body: JSON.stringify(answer) };
  const xml = members(outputOf(service, api), answer);
  return {
    type: 'text/xml',
    body:
      service === 'ec2'
        ? `<?xml version="1.0"?><${api}Response><requestId>r-1</requestId>${xml}</${api}Response>`
        : `<?xml version="1.0"?><${api}Response><${api}Result>${xml}</${api}Result></${api}Response>`,
  };
}

/** A refusal as the service sends it. */
export function writtenError(service: string, code: string, message: string): Written {
  if (['ecs', 'eks', 'efs', 'lambda', 'logs'].includes(service))
    return { type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) };
  const error = `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  return {
    type: 'text/xml',
    body:
      service === 'ec2'
        ? `<?xml version="1.0"?><Response><Errors>${error}</Errors><RequestID>r-1</RequestID></Response>`
        : `<?xml version="1.0"?><ErrorResponse>${error}<RequestId>r-1</RequestId></ErrorResponse>`,
  };
}

function outputOf(service: string, api: string): NormalizedSchema {
  const operation = Reflect.get(models[service] ?? {}, `${api}$`) as readonly [...unknown[]] | undefined;
  const output: unknown = operation?.[5];
  if (output === undefined) throw new Error(`The fake does not know ${service} ${api}.`);
  return NormalizedSchema.of(output as never);
}

function members(schema: NormalizedSchema, value: object): string {
  const parts: string[] = [];
  for (const [name, member] of schema.structIterator()) {
    const own: unknown = Reflect.get(value, name);
    if (own === undefined || own === null) continue;
    parts.push(element(member.getMergedTraits().xmlName ?? name, member, own));
  }
  return parts.join('');
}

function element(name: string, schema: NormalizedSchema, value: unknown): string {
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const itemName = item.getMergedTraits().xmlName ?? 'member';
    return `<${name}>${(value as unknown[]).map((one) => element(itemName, item, one)).join('')}</${name}>`;
  }
  if (schema.isStructSchema()) return `<${name}>${members(schema, value as object)}</${name}>`;
  // A program that is not the SDK prints times in its own way.
  const text = schema.isTimestampSchema() ? new Date(String(value)).toISOString() : String(value);
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
