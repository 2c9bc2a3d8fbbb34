/**
 * This folder holds what editors and the command line offer, one file each: plain functions over a `Model`, without a
 * connection or a terminal. This file joins the layers below: configuration → network → index.
 */
import { editsForChange } from '../edits/index';
import type { FileEdit } from '../edits/fileEdit';
import { networkFromConfiguration } from '../network/fromTerraform/index';
import type { Network } from '../network/model';
import type { ProposedChange } from '../reachability/change';
import { indexNetwork, type NetworkIndex } from '../reachability/index';
import type { Configuration } from '../terraform/configuration';

/** One thing to ask about, wherever it was read from. The network is made when it is first needed, once. */
export interface Model {
  /** The code; undefined for a snapshot. */
  readonly configuration: Configuration | undefined;
  readonly network: () => Network;
  readonly index: () => NetworkIndex;
}

const models = new WeakMap<Configuration, Model>();

/** The model of a configuration; the same one for the same configuration. */
export function modelOf(configuration: Configuration): Model {
  const made = models.get(configuration);
  if (made !== undefined) return made;
  const model = createModel(configuration, () => networkFromConfiguration(configuration));
  models.set(configuration, model);
  return model;
}

/** The model of a network that was read from elsewhere. */
export function modelOfNetwork(network: Network): Model {
  return createModel(undefined, () => network);
}

function createModel(configuration: Configuration | undefined, make: () => Network): Model {
  let network: Network | undefined;
  let index: NetworkIndex | undefined;
  const networkOnce = (): Network => (network ??= make());
  return { configuration, network: networkOnce, index: () => (index ??= indexNetwork(networkOnce())) };
}

/** The text of a change in the model's code; undefined where there is no code, or the code can not say it. */
export function textEditsOf(model: Model, change: ProposedChange): readonly FileEdit[] | undefined {
  const { configuration } = model;
  // What was read from a state or plan has no files.
  if (configuration === undefined || configuration.files.length === 0) return undefined;
  return editsForChange(change.edits, configuration);
}
