import { verifyRecord } from '../../audit/service/verifying.ts';
import { createKeys } from '../../core/keys.ts';
import { verifyLog } from '../../transparency/service/verifying.ts';
import { CannotStart } from '../cannot-start.ts';
import type { Place } from './copying.ts';
import { openDatabase } from './database.ts';

/** Verifies the record and the log of a database that was filled from elsewhere; what it found, in words. Throws CannotStart. */
export async function verifyPlace({ url, authToken }: Place, secret: string): Promise<string> {
  const database = await openDatabase(url, authToken);
  try {
    const record = await verifyRecord({ db: database.db, keys: createKeys(secret) });
    const log = await verifyLog(database.db);
    const fault = record.fault ?? log.fault;
    if (fault !== undefined)
      throw new CannotStart(
        `The rows are those of the source, but do not verify: ${fault} Either SECRET_KEY is not that of this trust centre, or the source does not verify either.`,
      );
    return `The record verifies (${record.events} events), and so does the log (${log.size} entries).`;
  } finally {
    await database.close();
  }
}
