/** A zone as the model has it, in words: the list of a data source has its place in brackets. */
export function zoneInWords(zone: string): string {
  return zone.replace(/\.(\d+)$/, '[$1]');
}
