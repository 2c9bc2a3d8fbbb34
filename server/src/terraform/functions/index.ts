import { arnFunctions } from './arn';
import { collectionFunctions } from './collections';
import { conversionFunctions } from './conversions';
import { digestFunctions } from './digests';
import { encodingFunctions } from './encoding';
import { fileFunctions } from './fileSystem';
import { formatFunctions } from './format';
import { ipNetworkFunctions } from './ipNetwork';
import { listFunctions } from './lists';
import { mapFunctions } from './maps';
import { numericFunctions } from './numeric';
import { patternFunctions } from './patterns';
import { setFunctions } from './sets';
import type { BuiltIn } from './signature';
import { textFunctions } from './text';
import { timeFunctions } from './time';

const all = {
  ...arnFunctions,
  ...collectionFunctions,
  ...conversionFunctions,
  ...digestFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...ipNetworkFunctions,
  ...listFunctions,
  ...mapFunctions,
  ...numericFunctions,
  ...patternFunctions,
  ...setFunctions,
  ...textFunctions,
  ...timeFunctions,
};

/**
 * All functions by name. `try`, `can` and the console's `type` are not here: they take expressions, not values, and are
 * the evaluator's own.
 */
export const functions: ReadonlyMap<string, BuiltIn> = new Map(Object.entries(all));
