import { holders as accounts } from '../accounts/service/personal-data.ts';
import { holders as access } from '../access/service/personal-data.ts';
import { holders as customers } from '../customers/service/personal-data.ts';
import { holders as deliveries } from '../deliveries/service/personal-data.ts';
import { holders as inquiries } from '../inquiries/service/personal-data.ts';
import { holders as notices } from '../notices/service/personal-data.ts';
import { holders as objections } from '../objections/service/personal-data.ts';
import { holders as organisation } from '../organisation/service/personal-data.ts';
import { holders as restrictions } from '../restrictions/service/personal-data.ts';
import { holders as rights } from '../rights/service/personal-data.ts';
import { holders as staff } from '../staff/service/personal-data.ts';
import { holders as subprocessors } from '../subprocessors/service/personal-data.ts';
import { holders as subscribers } from '../subscribers/service/personal-data.ts';
import type { Holder } from './holder.ts';
import { holders as personalData } from './service/personal-data.ts';

/**
 * Who holds anything about persons, in the order in which it is erased: what is found by an address of
 * another feature comes before it. A feature that is not here is not searched: add yours.
 */
export const allHolders: readonly Holder[] = [
  ...deliveries,
  ...notices,
  ...access,
  ...objections,
  ...inquiries,
  ...rights,
  ...customers,
  ...subscribers,
  ...personalData,
  ...restrictions,
  ...staff,
  ...accounts,
  ...subprocessors,
  ...organisation,
];
