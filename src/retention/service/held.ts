import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Hold } from '../model/holding.ts';
import { selectStanding } from '../store/holds.ts';

/** One record, the rule by which it is kept, and on whose account. */
export type HeldRecord = {
  readonly rule: string;
  readonly id: string;
  readonly customerIds?: readonly (CustomerId | undefined)[];
};

/** The hold that keeps a record, whoever asks for its erasure: one on it, or on all of a customer whose it is. */
export async function findHold(
  db: Db,
  { rule, id, customerIds = [] }: HeldRecord,
): Promise<Hold | undefined> {
  const known = customerIds.flatMap((each) => each ?? []);
  const [found] = await selectStanding(db, rule, { ids: [id], customerIds: known });
  return found;
}

/** Refuses `conflict` where a hold keeps the record: staff lift it first, and say why. */
export async function refuseHeld(db: Db, record: HeldRecord): Promise<void> {
  const hold = await findHold(db, record);
  if (hold)
    throw new Refusal(
      'conflict',
      `The hold ${hold.id} keeps this record. It can be erased once the hold is lifted.`,
    );
}
