import type { Holder } from './holder.ts';

/** Who holds anything about persons, in the order in which it is erased. A feature that is not here is not searched: add yours. */
export const allHolders: readonly Holder[] = [];
