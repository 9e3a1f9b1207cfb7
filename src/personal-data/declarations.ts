import type { Declaration } from '../core/personal.ts';
import { declared as branding } from '../branding/store/personal-data.ts';
import { declared as changes } from '../changes/store/personal-data.ts';
import { declared as controls } from '../controls/store/personal-data.ts';
import { declared as accounts } from '../accounts/store/personal-data.ts';
import { declared as access } from '../access/store/declared.ts';
import { declared as customers } from '../customers/store/personal-data.ts';
import { declared as tablesOfDb } from '../db/personal-tables.ts';
import { declared as deliveries } from '../deliveries/store/personal-data.ts';
import { declared as files } from '../files/store/personal-data.ts';
import { declared as imports } from '../imports/store/personal-data.ts';
import { declared as inquiries } from '../inquiries/store/personal-data.ts';
import { declared as documents } from '../documents/store/personal-data.ts';
import { declared as notices } from '../notices/store/personal-data.ts';
import { declared as objections } from '../objections/store/personal-data.ts';
import { declared as organisation } from '../organisation/store/personal-data.ts';
import { declared as policies } from '../policies/store/personal-data.ts';
import { declared as replies } from '../replies/store/personal-data.ts';
import { declared as restrictions } from '../restrictions/store/personal-data.ts';
import { declared as retention } from '../retention/store/personal-data.ts';
import { declared as rights } from '../rights/store/personal-data.ts';
import { declared as search } from '../search/store/personal-data.ts';
import { declared as staff } from '../staff/store/personal-data.ts';
import { declared as subprocessors } from '../subprocessors/store/personal-data.ts';
import { declared as subscribers } from '../subscribers/store/personal-data.ts';
import { declared as updates } from '../updates/store/personal-data.ts';
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
  ...inquiries,
  ...rights,
  ...personalData,
  ...replies,
  ...restrictions,
  ...staff,
  ...accounts,
  ...subprocessors,
  ...organisation,
  ...branding,
  ...imports,
  ...updates,
  ...controls,
  ...policies,
  ...changes,
  ...retention,
  ...files,
  ...search,
  ...tablesOfDb,
];
