import { listEntryDays } from '../../changes/service.ts';
import type { Change } from '../../changes/model.ts';
import type { Db } from '../../db/client.ts';
import type { Entry } from '../model/entry.ts';
import { type Life, livesOf } from '../model/lives.ts';

type Register = {
  readonly entries: readonly Entry[];
  readonly pending: readonly Change[];
  readonly timeZone: string;
};

/** Since when and until when each entry processes, the newest first; `hasClaims` where an imported history says since when. */
export async function listLives(
  db: Db,
  { entries, pending, timeZone }: Register,
): Promise<{ lives: readonly Life[]; hasClaims: boolean }> {
  const days = await listEntryDays(
    db,
    entries.map(({ slug }) => slug),
  );
  return {
    lives: livesOf(entries, pending, days, timeZone),
    hasClaims: [...days.values()].some(({ isClaimed }) => isClaimed),
  };
}
