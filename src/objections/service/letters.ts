import type { Change } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import type { Db } from '../../db/client.ts';
import type { Objection } from '../model.ts';
import { pathOf } from '../model/links.ts';
import * as store from '../store/reading.ts';

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

type Carried = {
  readonly objection: ObjectionId;
  readonly message?: number;
};

/** Undefined once it is erased. */
export async function loadObjectionLetter(
  db: Db,
  keys: Keys,
  { objection: id, message: number }: Carried,
): Promise<ObjectionLetter | undefined> {
  const objection = await store.selectObjection(db, id);
  const change = objection && (await findChange(db, objection.changeId));
  if (!objection?.objector || !change) return undefined;
  const message = number === undefined ? undefined : await store.selectMessage(db, id, number);
  return {
    ...outcomeOf(objection),
    change,
    reference: message?.reference ?? objection.reference,
    path: pathOf(keys, objection),
    isConfirmed: objection.confirmedAt !== undefined,
    ...(message?.author === 'staff' && { text: message.text }),
  };
}

function outcomeOf({ state, isLate, language, resolution, terminationUntil }: Objection) {
  return {
    state,
    isLate,
    language,
    ...(resolution && { resolution }),
    ...(terminationUntil && { terminationUntil }),
  };
}
