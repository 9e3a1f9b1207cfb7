import type { Facts } from '../../subprocessors/model/facts.ts';

/** What a cell states, and what of it could not be taken. */
export type Statement = {
  readonly facts?: Partial<Facts>;
  readonly countries?: readonly string[];
  readonly slug?: string;
  readonly state?: string;
  readonly warnings?: readonly string[];
};
