/** A number from 0 up to a limit, exclusive. */
export type Random = (limit: number) => number;

/** Always the same numbers for the same seed (a linear congruential generator, as in Numerical Recipes). */
export function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A text after something that people do to it: type, cut, copy a line, rename, add a block, leave it half done. */
export function randomEdit(text: string, random: Random, step: number): string {
  const lines = text.split('\n');
  const at = random(lines.length);
  const line = lines[at] ?? '';
  switch (random(6)) {
    case 0:
      return text.replace(/(\d+)(?=\D*$)/, String(random(60_000)));
    case 1:
      return lines.toSpliced(at, 1).join('\n');
    case 2:
      return lines.toSpliced(at, 0, line).join('\n');
    case 3:
      return text.replaceAll(/service_\d+_ports/g, `renamed_${step}_ports`);
    case 4:
      return `${text}\nresource "aws_security_group" "added_${step}" {\n  name = "added ${step}"\n}\n`;
    default:
      return lines.toSpliced(at, 1, line.slice(0, random(line.length + 1))).join('\n');
  }
}
