import { objectType, stringType } from '../type';
import { failure } from '../values/failure';
import { objectValue, stringValue } from '../values/make';
import { textOf } from './arguments';
import { textParameter, type BuiltIn } from './signature';

const parts = ['partition', 'service', 'region', 'account_id', 'resource'] as const;

/** The AWS provider's own functions. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse */
export const arnFunctions: Record<string, BuiltIn> = {
  'provider::aws::arn_build': {
    parameters: parts.map(textParameter),
    result: stringType,
    call: (values) => stringValue(['arn', ...values.map(textOf)].join(':')),
  },
  'provider::aws::arn_parse': {
    parameters: [textParameter('arn')],
    result: objectType([...parts].sort().map((name) => [name, stringType])),
    call: ([arn]) => {
      const sections = sectionsOf(textOf(arn));
      if (sections === undefined) return failure(`arn parsing failed: ${invalidArn(textOf(arn))}`);
      return objectValue(parts.map((name, index) => [name, stringValue(sections[index] ?? '')]));
    },
  },
  'provider::aws::trim_iam_role_path': {
    parameters: [textParameter('arn')],
    result: stringType,
    call: ([arn]) => {
      const [partition, service, region, account, resource = ''] = sectionsOf(textOf(arn)) ?? [];
      if (partition === undefined) return failure(`arn parsing failed: ${invalidArn(textOf(arn))}`);
      if (service !== 'iam') return failure(`expected IAM service, got: ${service ?? ''}`);
      if (!resource.startsWith('role/')) return failure(`expected role resource type, got: ${resource}`);
      const name = resource.slice(resource.lastIndexOf('/') + 1);
      return stringValue(['arn', partition, service, region, account, `role/${name}`].join(':'));
    },
  },
};

function sectionsOf(arn: string): string[] | undefined {
  const [prefix, ...sections] = arn.split(':');
  if (prefix !== 'arn' || sections.length < 5) return undefined;
  return [...sections.slice(0, 4), sections.slice(4).join(':')];
}

function invalidArn(arn: string): string {
  return arn.startsWith('arn:') ? 'arn: not enough sections' : 'arn: invalid prefix';
}
