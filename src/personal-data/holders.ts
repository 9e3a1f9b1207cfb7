import { holders as customers } from '../customers/service/personal-data.ts';
import { holders as objections } from '../objections/service/personal-data.ts';
import { holders as restrictions } from '../restrictions/service/personal-data.ts';
import { holders as subscribers } from '../subscribers/service/personal-data.ts';
import type { Holder } from './holder.ts';
import { holders as personalData } from './service/personal-data.ts';

/** Who holds anything about persons, in the order in which it is erased. A feature that is not here is not searched: add yours. */
export const allHolders: readonly Holder[] = [
  ...subscribers,
  ...customers,
  ...objections,
  ...personalData,
  ...restrictions,
];
