import type { Declaration } from '../core/personal.ts';

/** What every column of every table holds. A table that is not here fails test/personal-data/declared.test.ts: add yours. */
export const declarations: readonly Declaration[] = [];
