import * as writing from '../store/writing.ts';
import type { Changing } from './changing.ts';

/** One more version of a request of which something beside it changed. */
export async function touchRequest({ tx, ledger, request }: Changing): Promise<void> {
  await writing.updateRequest(tx, request.id, { changedAt: ledger.at });
}

/** Stands on the page of the case; its number. */
export async function writeToPerson(changing: Changing, text: string): Promise<number> {
  const { tx, ledger, request } = changing;
  await touchRequest(changing);
  return writing.insertMessage(tx, {
    requestId: request.id,
    at: ledger.at,
    author: 'staff',
    text,
  });
}
