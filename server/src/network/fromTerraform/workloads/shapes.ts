import type { ResourceInstance } from '../../../terraform/configuration';
import { known, unknown } from '../../maybe';
import type { InterfaceKind, ListeningPort, Maybe, Id, Workload } from '../../model';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { publicAddressIf } from '../interfaces';
import { readBoolean, readIds } from '../read';
import type { Placed, Site } from '../site';
import { isDualStack, place, placeOutside } from './place';
import { subnetsOfGroup } from './subnetGroups';

/** How a type of workload says where it is: what most services differ in. */
export interface Shape {
  /** The nested blocks that the arguments stand in, outermost first. */
  readonly block?: readonly string[];
  /** Arguments that list subnets; `[]` where there are none, and yet there is an interface somewhere. */
  readonly subnets?: readonly string[];
  /** Or the argument that names a subnet group, and the types that it may be of. */
  readonly subnetGroup?: { readonly argument: string; readonly types: readonly string[] };
  /** Arguments that list security groups. */
  readonly groups: readonly string[];
  readonly listens?: (context: Context, fields: Fields) => readonly ListeningPort[];
  /** The argument that gives it a public address, and what stands for it where it is absent. */
  readonly public?: { readonly argument: string; readonly fallback: boolean };
  readonly interfaceKind?: InterfaceKind;
  readonly clientPorts?: Workload['clientPorts'];
  /** Without its block it runs outside any VPC. */
  readonly outsideWithoutBlock?: true;
}

/** A builder for a shape. */
export function shaped(shape: Shape): (site: Site, resource: ResourceInstance) => Placed {
  return (site, resource) => placeShape(site, resource, shape);
}

/** A workload of this shape; `guessed` says that the shape is a guess. */
export function placeShape(site: Site, resource: ResourceInstance, shape: Shape, guessed?: string): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const inner = innerFields(fields, shape.block ?? []);
  if (inner.kind === 'absent' && shape.outsideWithoutBlock === true) return placeOutside(site, resource);
  const where = inner.kind === 'fields' ? inner.fields : undefined;
  const doubt: readonly Maybe<Id>[] = inner.kind === 'unknown' ? [unknown(context.reason(inner.cause))] : [];
  const accessible = shape.public;
  return place(site, resource, {
    subnets: where === undefined ? doubt : subnetsOf(context, resource, where, shape),
    groups:
      where === undefined
        ? doubt
        : shape.groups.flatMap((name) => readIds(context, where, name, 'securityGroups')),
    listens: shape.listens?.(context, fields) ?? [],
    ipv6: () => isDualStack(context, where ?? fields),
    ...(shape.interfaceKind === undefined ? {} : { interfaceKind: shape.interfaceKind }),
    ...(shape.clientPorts === undefined ? {} : { clientPorts: shape.clientPorts }),
    ...(guessed === undefined ? {} : { guessed }),
    ...(accessible === undefined
      ? {}
      : {
          publicAddress: () => {
            const argument = fields.argument(accessible.argument);
            const given = readBoolean(context, fields, accessible.argument, accessible.fallback);
            return publicAddressIf(given, context.origin(argument?.source ?? fields.source));
          },
        }),
  });
}

type Inner =
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly cause: NonNullable<Fields['uncertain']> };

function innerFields(fields: Fields, path: readonly string[]): Inner {
  let current = fields;
  for (const name of path) {
    const { items, incomplete } = current.blocks(name);
    const [first] = items;
    const cause = first?.uncertain ?? (first === undefined ? incomplete : undefined);
    if (cause !== undefined) return { kind: 'unknown', cause };
    if (first === undefined) return { kind: 'absent' };
    current = first;
  }
  return { kind: 'fields', fields: current };
}

function subnetsOf(
  context: Context,
  resource: ResourceInstance,
  where: Fields,
  shape: Shape,
): readonly Maybe<Id>[] {
  const fields = context.fields(resource);
  if (shape.subnetGroup !== undefined) {
    return subnetsOfGroup(context, fields, shape.subnetGroup.argument, shape.subnetGroup.types);
  }
  if (shape.subnets?.length === 0) {
    const why = 'no argument tells them';
    return [
      unknown(context.reason({ value: `the subnets of ${resource.address}`, why, source: fields.source })),
    ];
  }
  return (shape.subnets ?? []).flatMap((name) => readIds(context, where, name, 'subnets'));
}

/** A port that nobody needs to give. */
export function always(...ports: readonly number[]): NonNullable<Shape['listens']> {
  return () => ports.map((port) => ({ protocol: 6, port: known(port) }));
}
