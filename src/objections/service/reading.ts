import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Objection } from '../model.ts';
import { selectReferencesOf } from '../store/listing.ts';

/** Of a change, of a customer, or both. */
export async function listObjectionsOf(
  db: Db,
  asked: { readonly changeId?: number; readonly customerId?: CustomerId },
): Promise<
  readonly Pick<
    Objection,
    'id' | 'reference' | 'changeId' | 'linkVersion' | 'state' | 'receivedAt' | 'isLate'
  >[]
> {
  return selectReferencesOf(db, asked);
}
