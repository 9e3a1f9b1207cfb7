import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTilePath, tilePath, tilesAtLevel } from '../../src/core/tiles.ts';

describe('the tiles of a log, C2SP tlog-tiles', () => {
  test('are written as the specification shows it', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 63, index: 0, width: 1 })).toBe('tile/63/000.p/1');
    expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('tile/entries/273.p/112');
  });

  test('of 70,000 entries are those that the specification counts', () => {
    const count = (level: number) => {
      const tiles = [...tilesAtLevel(70_000, level)];
      const full = tiles.filter(({ width }) => width === 256).length;
      return [full, tiles.filter(({ width }) => width < 256).map(({ width }) => width)];
    };
    expect([0, 1, 2, 3].map(count)).toEqual([
      [273, [112]],
      [1, [17]],
      [0, [1]],
      [0, []],
    ]);
    expect([...tilesAtLevel(70_000, 'entries')]).toHaveLength(274);
  });

  test('of 256 entries are a full one and, above it, one of width 1', () => {
    expect([...tilesAtLevel(256, 0)]).toEqual([{ level: 0, index: 0, width: 256 }]);
    expect([...tilesAtLevel(256, 1)]).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect([...tilesAtLevel(0, 0)]).toEqual([]);
  });

  test('are read back from their path', () => {
    const tiles = fc.record({
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      index: fc.integer({ min: 0, max: 10 ** 14 }),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tiles, (tile) => {
        expect(readTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  test.for([
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001/x000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
  ])('do not stand at %s', (path) => {
    expect(readTilePath(path)).toBeUndefined();
  });
});
