import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import type { KeptMail, StoredMail } from '../model/kept.ts';
import type { MailTransport } from '../ports.ts';
import * as store from '../store/kept.ts';

/** Of what is kept; older ones go. */
export const mostKept = 500;

/**
 * Where no mail server is set and everything is on loopback: mails are kept, to be looked at. What lets in
 * their recipient is told to whoever has the machine, by `tell`, and not kept: others read the mails too.
 */
export function createKeptMail(
  { transact, clock }: Pick<Deps, 'transact' | 'clock'>,
  tell: (line: string) => void,
): MailTransport {
  return {
    async send({ date, secret, ...mail }) {
      const kept = { ...mail, ...withoutSecret(mail, secret), date: date.toISOString() };
      await transact((tx) => store.insertKept(tx, clock(), kept, mostKept));
      if (secret !== undefined) tell(`Not in the mail that was kept here: ${secret}`);
      return { outcome: 'accepted', durationMs: 0 };
    },
  };
}

function withoutSecret(
  { subject, text, html }: Pick<KeptMail, 'subject' | 'text' | 'html'>,
  secret: string | undefined,
) {
  const hide = (said: string) =>
    secret === undefined ? said : said.replaceAll(secret, '(printed where Annex runs)');
  return { subject: hide(subject), text: hide(text), html: hide(html) };
}

/** Refuses `not_found`: older ones than the newest 500 are gone. */
export async function getKeptMail(db: Db, id: number): Promise<StoredMail> {
  const [found] = await store.selectKept(db, id + 1, 1);
  if (found?.id !== id) throw new Refusal('not_found', 'There is no such mail any more.');
  return found;
}

/** Newest first. `next` continues the list; null at its end. */
export async function listKeptMails(
  db: Db,
  before: number | undefined,
  limit: number,
): Promise<{ items: readonly StoredMail[]; next: number | null }> {
  const found = await store.selectKept(db, before, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
