import type { Db } from '../../db/client.ts';

export async function findHold(
  _db: Db,
  _record: string,
  _id: string,
): Promise<{ readonly reason: string } | undefined> {
  return undefined;
}
