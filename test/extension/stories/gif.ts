import { writeFile } from 'node:fs/promises';
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { PNG } from 'pngjs';

/** A picture of the window, and how long it stays, in milliseconds. */
export interface Frame {
  readonly png: Buffer;
  readonly delay: number;
}

/** Writes pictures as an animated GIF, with a palette for each. */
export async function writeGif(path: string, frames: readonly Frame[]): Promise<void> {
  const gif = GIFEncoder();
  for (const { png, delay } of frames) {
    const { width, height, data } = PNG.sync.read(png);
    const palette = quantize(data, 64);
    gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
  }
  gif.finish();
  await writeFile(path, gif.bytes());
}
