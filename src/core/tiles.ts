/** A resource of a tiled log (C2SP tlog-tiles): hashes of a level, or the entries themselves. */
export type Tile = {
  readonly level: number | 'entries';
  readonly index: number;
  /** How many hashes or entries it holds, 1 to 256. */
  readonly width: number;
};

/** How many hashes or entries a full tile holds. */
export const fullWidth = 256;

/** `tile/0/x001/x234/067`, with `.p/<width>` where it is not full. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const number = groups.match(/\d{3}/g) ?? [];
  const place = number.map((group, at) => (at < number.length - 1 ? `x${group}` : group));
  return `tile/${level}/${place.join('/')}${width < fullWidth ? `.p/${width}` : ''}`;
}

const tilePattern =
  /^tile\/(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** The tile at a path; undefined where a path is not exactly as `tilePath` writes it. */
export function readTilePath(path: string): Tile | undefined {
  const [, level, place, partial] = tilePattern.exec(path) ?? [];
  if (level === undefined || place === undefined) return undefined;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(place.replaceAll(/\D/g, '')),
    width: partial === undefined ? fullWidth : Number(partial),
  };
  return tilePath(tile) === path && tile.width > 0 ? tile : undefined;
}

/** How many hashes of a level a tree of `size` leaves has. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / 256 ** level);
}

/** The tiles of a level that a tree of `size` leaves has; the last may be partial. */
export function* tilesAtLevel(size: number, level: number | 'entries'): Generator<Tile> {
  const count = hashesAtLevel(size, level === 'entries' ? 0 : level);
  for (let index = 0; index * fullWidth < count; index += 1)
    yield { level, index, width: Math.min(fullWidth, count - index * fullWidth) };
}
