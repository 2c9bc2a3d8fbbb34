import type { Workload } from '../../model';
import type { Context } from '../context';
import type { Argument, Fields } from '../fields';
import type { Launch } from './launch';

/**
 * The operating system of an instance, for its client ports: told by the filters of the `aws_ami` data source or the
 * name of the SSM parameter that its image comes from, or by `get_password_data`.
 */
export function operatingSystem(
  context: Context,
  fields: Fields,
  launch: Launch | undefined,
): Workload['clientPorts'] {
  const password = fields.argument('get_password_data')?.value;
  if (password?.kind === 'boolean' && password.value) return 'windows';
  const image = ['ami', 'image_id']
    .flatMap((name) => [fields.argument(name), launch?.fields.argument(name)])
    .find((one) => one !== undefined);
  const hints = image === undefined ? '' : imageHints(context, image);
  if (/windows/i.test(hints)) return 'windows';
  return /linux|ubuntu|amzn|al20|debian|rhel|centos|suse|rocky|alma|fck-nat|nat|bottlerocket|ecs|eks/i.test(
    hints,
  )
    ? 'linux'
    : 'unknown';
}

/** All the texts that the image's data source is looked up by. */
function imageHints(context: Context, image: Argument): string {
  const { value } = image;
  const text = value.kind === 'string' ? value.value : '';
  const address =
    value.kind === 'reference'
      ? value.address
      : value.kind === 'unknown'
        ? (value.causes[0]?.value ?? '')
        : '';
  const source = [...context.data('aws_ami'), ...context.data('aws_ssm_parameter')].find(
    (one) => address === one.address || address.startsWith(`${one.address}.`),
  );
  if (source === undefined) return `${text} ${address}`;
  const fields = context.fields(source);
  const filters = fields.blocks('filter').items.flatMap((filter) => texts(filter.argument('values')));
  return [...texts(fields.argument('name')), ...texts(fields.argument('name_regex')), ...filters].join(' ');
}

function texts(argument: Argument | undefined): string[] {
  const value = argument?.value;
  if (value?.kind === 'string') return [value.value];
  if (value?.kind !== 'list') return [];
  return value.elements.flatMap((element) => (element.kind === 'string' ? [element.value] : []));
}
