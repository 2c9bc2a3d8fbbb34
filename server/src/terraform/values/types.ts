import { anyType, type Type } from '../type';

/** Whether two types are the same; which attributes are optional does not matter. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'list':
    case 'set':
    case 'map':
      return b.kind === a.kind && sameType(a.element, b.element);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => sameType(element, b.elements[index] ?? anyType))
      );
    case 'object': {
      if (b.kind !== 'object' || a.attributes.size !== b.attributes.size) return false;
      for (const [name, { type }] of a.attributes) {
        const other = b.attributes.get(name);
        if (other === undefined || !sameType(type, other.type)) return false;
      }
      return true;
    }
    default:
      return a.kind === b.kind;
  }
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

/** Lists, sets and maps: what has one type of elements. */
export function isCollection(type: Type): type is Extract<Type, { element: Type }> {
  return type.kind === 'list' || type.kind === 'set' || type.kind === 'map';
}

/** Whether `any` stands anywhere in it. */
export function hasAny(type: Type): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'list':
    case 'set':
    case 'map':
      return hasAny(type.element);
    case 'tuple':
      return type.elements.some(hasAny);
    case 'object':
      return [...type.attributes.values()].some((attribute) => hasAny(attribute.type));
    default:
      return false;
  }
}

/** What Terraform calls a type in its messages: `list of string`, `object`. */
export function friendlyName(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'dynamic';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind} of ${friendlyName(type.element)}`;
    default:
      return type.kind;
  }
}

/** As `friendlyName`, where the type is what is asked for: an element of any type is "any single type". */
export function friendlyConstraint(type: Type): string {
  if (type.kind === 'any') return 'any type';
  if (!isCollection(type)) return type.kind;
  return `${type.kind} of ${type.element.kind === 'any' ? 'any single type' : friendlyConstraint(type.element)}`;
}

/** As the console's `type(…)` writes it: `list(string)`, with objects and tuples over several lines. */
export function printType(type: Type, indent = 0): string {
  const inner = ' '.repeat(indent + 4);
  const end = ' '.repeat(indent);
  switch (type.kind) {
    case 'any':
      return 'dynamic';
    case 'list':
    case 'set':
    case 'map':
      return type.element.kind === 'tuple' || type.element.kind === 'object'
        ? `${type.kind}(\n${inner}${printType(type.element, indent + 4)},\n${end})`
        : `${type.kind}(${printType(type.element, indent)})`;
    case 'tuple': {
      if (type.elements.length === 0) return 'tuple([])';
      const lines = type.elements.map((element) => `${inner}${printType(element, indent + 4)},\n`);
      return `tuple([\n${lines.join('')}${end}])`;
    }
    case 'object': {
      if (type.attributes.size === 0) return 'object({})';
      const lines = [...type.attributes].map(([name, attribute]) => {
        return `${inner}${name}: ${printType(attribute.type, indent + 4)},\n`;
      });
      return `object({\n${lines.join('')}${end}})`;
    }
    default:
      return type.kind;
  }
}
