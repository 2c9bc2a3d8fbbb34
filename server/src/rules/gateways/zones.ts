import type { Maybe } from '../../network/model';

/** A zone as the model has it, in words: a place in the list of a data source has brackets. */
export function zoneInWords(zone: string): string {
  return zone.replace(/\.(\d+)$/, '[$1]');
}

/** A text that is equal for equal zones, also for those of which nobody knows the name; undefined where nothing is known. */
export function zoneKey(zone: Maybe<string>): string | undefined {
  return zone.known ? zone.value : zone.unknown.same;
}
