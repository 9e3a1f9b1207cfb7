import { expect } from 'vitest';
import type { Past } from './mortal.ts';

/**
 * Moments of the calm life that the hunted one came to and was not killed at: none. Some it may never
 * come to, because a death made one commit of two, or the clock of a notice was started by its other
 * contact (state.ts): `expectHunted` lets those be few.
 */
export function expectHunted(met: ReadonlyMap<string, number>, { counts, struck }: Past): void {
  const spared = [...met.keys()].filter((moment) => !struck.includes(moment));
  expect(spared.filter((moment) => counts[moment] !== undefined)).toEqual([]);
  expect(spared.length, `never met: ${spared.join(', ')}`).toBeLessThanOrEqual(4);
}
