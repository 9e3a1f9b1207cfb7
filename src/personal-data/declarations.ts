import type { Declaration } from '../core/personal.ts';
import { declared as access } from '../access/store/personal-data.ts';
import { declared as customers } from '../customers/store/personal-data.ts';
import { declared as deliveries } from '../deliveries/store/personal-data.ts';
import { declared as documents } from '../documents/store/personal-data.ts';
import { declared as notices } from '../notices/store/personal-data.ts';
import { declared as objections } from '../objections/store/personal-data.ts';
import { declared as restrictions } from '../restrictions/store/personal-data.ts';
import { declared as subscribers } from '../subscribers/store/personal-data.ts';
import { declared as personalData } from './store/personal-data.ts';

/** What every column of every table holds. A table that is not here fails test/personal-data/declared.test.ts: add yours. */
export const declarations: readonly Declaration[] = [
  ...subscribers,
  ...access,
  ...documents,
  ...customers,
  ...deliveries,
  ...notices,
  ...objections,
  ...personalData,
  ...restrictions,
];
