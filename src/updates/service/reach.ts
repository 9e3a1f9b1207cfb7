import type { Db } from '../../db/client.ts';
import { listServices } from '../../organisation/service.ts';
import { countFollowers, type Told } from '../../subscribers/service/reading.ts';
import { tellsOf, type Thread } from '../model.ts';
import { type StoredDraft, selectThread } from '../store.ts';
import { audienceOf } from '../words.ts';

/** The thread that a post belongs to or would continue, and how many subscribers are told of it. */
export type UpdateReach = { readonly thread?: Thread; readonly told: Told };

export async function findUpdateReach(
  db: Db,
  { draft, post }: Pick<StoredDraft, 'draft' | 'post'>,
): Promise<UpdateReach> {
  const number = post?.thread ?? draft.follows;
  const thread = number === undefined ? undefined : await selectThread(db, number);
  const { topic = 'product', services = [] } = thread ?? draft;
  const told = await countFollowers(db, tellsOf({ topic, services }));
  return { ...(thread && { thread }), told };
}

/** Whom a post concerns, in words. */
export async function findAudience(
  db: Db,
  { services = [] }: { readonly services?: readonly string[] },
): Promise<string> {
  return audienceOf(services, await listServices(db));
}

/** The services that a post may concern. */
export async function listConcerned(
  db: Db,
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  return listServices(db);
}
