import type { Rectangle } from './mapLayout';

/** What an arrow key means: along an axis, forwards or backwards. */
const arrows: Readonly<Record<string, readonly ['x' | 'y', 1 | -1]>> = {
  ArrowRight: ['x', 1],
  ArrowLeft: ['x', -1],
  ArrowDown: ['y', 1],
  ArrowUp: ['y', -1],
};

/**
 * Where an arrow key leads from one of several places: to the nearest in its direction, where what is off to the side
 * counts twice; Home and End lead to the first and the last. Undefined for other keys, and where there is none.
 */
export function neighbour(places: readonly Rectangle[], at: number, key: string): number | undefined {
  if (key === 'Home' || key === 'End')
    return places.length === 0 ? undefined : key === 'Home' ? 0 : places.length - 1;
  const from = places[at];
  const arrow = Object.hasOwn(arrows, key) ? arrows[key] : undefined;
  if (from === undefined || arrow === undefined) return undefined;
  const [axis, sign] = arrow;
  const side = axis === 'x' ? 'y' : 'x';
  let nearest: number | undefined;
  let least = Infinity;
  places.forEach((place, index) => {
    const ahead = sign * (place[axis] - from[axis]);
    const distance = ahead + 2 * Math.abs(place[side] - from[side]);
    if (ahead <= 0 || distance >= least) return;
    nearest = index;
    least = distance;
  });
  return nearest;
}
