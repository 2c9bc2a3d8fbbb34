import { writeFile } from 'node:fs/promises';
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { PNG } from 'pngjs';

/** A picture of the window, and how long it stays, in milliseconds. */
export interface Frame {
  readonly png: Buffer;
  readonly delay: number;
}

/** Writes pictures as an animated GIF of half their size, with a palette for each. */
export async function writeGif(path: string, frames: readonly Frame[]): Promise<void> {
  const gif = GIFEncoder();
  for (const { png, delay } of frames) {
    const { width, height, data } = halved(PNG.sync.read(png));
    const palette = quantize(data, 128);
    gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
  }
  gif.finish();
  await writeFile(path, gif.bytes());
}

/** Four pixels become one. */
function halved({ width, height, data }: PNG): { width: number; height: number; data: Uint8Array } {
  const [columns, rows] = [Math.floor(width / 2), Math.floor(height / 2)];
  const half = new Uint8Array(columns * rows * 4);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (row: number, column: number): number =>
          data[((2 * y + row) * width + 2 * x + column) * 4 + channel] ?? 0;
        half[(y * columns + x) * 4 + channel] = Math.round((at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4);
      }
    }
  }
  return { width: columns, height: rows, data: half };
}
