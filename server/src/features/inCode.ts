import { pairedKinds } from '../compare/side';
import type { Pairing } from '../compare/pairing';
import type { Id, Network, Origin } from '../network/model';

/** A thing of an account as the code has it. */
export interface CodePlace {
  /** `aws_network_acl.db` */
  readonly name: string;
  readonly origin: Extract<Origin, { readonly file: string }>;
}

/** Where the code holds the thing that has this id in the account; undefined where it holds none, or nobody can tell. */
export type InCode = (id: Id) => CodePlace | undefined;

/** @param code the left side of the pairing */
export function placesInCode({ leftOf }: Pairing, code: Network): InCode {
  return (id) => {
    const same = leftOf.get(id);
    if (same === undefined) return undefined;
    for (const kind of pairedKinds) {
      const found = code[kind].get(same);
      if (found?.origin !== undefined && 'file' in found.origin)
        return { name: found.name, origin: found.origin };
    }
    return undefined;
  };
}
