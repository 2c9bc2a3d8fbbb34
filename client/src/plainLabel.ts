/**
 * Text for a place where VS Code makes icons of `$(name)` and links, also to commands, of `[text](command:…)`: pickers,
 * messages, the status. Names come from code that others wrote, and are shown as they are: a space of no width, which
 * nobody sees, ends what would be more than text.
 */
export function plainLabel(text: string): string {
  return text.replace(/(\$|\])\(/g, '$1\u200b(');
}
