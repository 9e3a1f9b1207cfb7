import type { Ctx } from '../../context.ts';
import { countFollowers, listRecipients } from '../../subscribers/service/reading.ts';
import type { Tells } from '../../subscribers/model/topics.ts';
import { withoutRestricted } from './restricting.ts';

/** How many would hear of something that was published now. */
export type Audience = {
  /** At once, because they asked to. */
  readonly subscribers: number;
  /** At once, because a contract says so. */
  readonly contacts: number;
  /** With their next digest. */
  readonly inDigests: number;
};

const batchSize = 1_000;

/** Whom `planBatch` would give a delivery, counted. Bounded in memory, not in time: some milliseconds a thousand. */
export async function countAudience({ deps: { db }, now }: Ctx, tells: Tells): Promise<Audience> {
  let [subscribers, contacts] = [0, 0];
  for (let after: string | undefined = ''; after !== undefined;) {
    const { told, last } = await listRecipients(db, { ...tells, at: now }, after, batchSize);
    const reached = await withoutRestricted(db, told, tells.topic);
    const asContacts = reached.filter(({ stream }) => stream === 'contract').length;
    contacts += asContacts;
    subscribers += reached.length - asContacts;
    after = last;
  }
  return { subscribers, contacts, inDigests: (await countFollowers(db, tells)).inDigest };
}
