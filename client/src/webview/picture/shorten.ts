/** Width of a letter of the editor's interface font at 13 px, on average; a little too much rather than too little. */
const letterWidth = 7.1;

/** The text, with its middle left out where it would be wider than this many pixels: both ends of a name tell most. */
export function shorten(text: string, width: number, scale = 1): string {
  const room = Math.max(4, Math.floor(width / (letterWidth * scale)));
  if (text.length <= room) return text;
  const tail = Math.floor((room - 1) * 0.6);
  return `${text.slice(0, room - 1 - tail)}…${text.slice(text.length - tail)}`;
}
