import type { Change } from '../../changes/model.ts';
import type { Objection } from '../../objections/model.ts';

/** What a letter to whoever objected tells; the words are the letter's. */
export type ObjectionLetter = Pick<
  Objection,
  'state' | 'resolution' | 'isLate' | 'language' | 'terminationUntil'
> & {
  /** Of the submission that it acknowledges: one sent again has its own. */
  readonly reference: string;
  readonly change: Change;
  /** Of the page of the case, below the address of the trust centre. */
  readonly path: string;
  readonly isConfirmed: boolean;
  /** What staff wrote. Nothing of the objector's: the address may be somebody else's. */
  readonly text?: string;
};
