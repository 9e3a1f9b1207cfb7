import { countHoldersNow } from '../../access/service/record-summaries.ts';
import type { Deps } from '../../context.ts';
import { countFollowers, type Told } from '../../subscribers/service/reading.ts';
import { tellsOf } from '../../updates/model.ts';
import type { Document } from '../model.ts';

/** Whom an act about a document concerns, in numbers. */
export type Reach = {
  /** Who follow documents, and hear of one that is announced. */
  readonly followers: Told;
  /** Who may have some version of it now. */
  readonly holders: number;
};

export async function findReach(
  deps: Pick<Deps, 'db' | 'clock'>,
  { id }: Pick<Document, 'id'>,
): Promise<Reach> {
  return {
    followers: await countFollowers(deps.db, tellsOf({ topic: 'document', services: [] })),
    holders: await countHoldersNow(deps, id),
  };
}
