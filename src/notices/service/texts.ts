import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../../core/hash.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Customer, Terms } from '../../customers/model.ts';
import { customersOf, listCustomersById } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Block } from '../../deliveries/model/letter.ts';
import type { Sender } from '../../deliveries/model/told.ts';
import { type Announced, writeNotice } from '../../deliveries/service/notice-texts.ts';
import { type Language, languages } from '../../core/language.ts';
import { datesFrom } from '../model/clock.ts';
import { selectNoticesAt } from '../store/reading.ts';
import * as store from '../store/texts.ts';

/** A notice as it is sent to one customer. */
export type NoticeText = {
  readonly customer: Customer;
  /** As they were when it was announced. */
  readonly terms: Terms;
  readonly language: Language;
  readonly subject: string;
  /** Plain, as its mail has it above the footer. */
  readonly text: string;
  readonly blocks: readonly Block[];
};

/**
 * Writes down what customers on these terms will be told, in every language, so that it is the same
 * however late it is sent and can be proved afterwards. Answers with the SHA-256 of each text, by terms.
 */
export async function freezeTexts(
  tx: Tx,
  sender: Sender,
  announced: Announced,
  terms: readonly Terms[],
  now: Date,
): Promise<(of: Terms) => Readonly<Record<string, string>>> {
  const distinct = new Map(terms.map((each) => [canonicalJson(each), each]));
  const written = [...distinct].map(([key, each]) => ({
    key,
    texts: languages.map((language) => write(sender, announced, each, language, now)),
  }));
  await store.insertTexts(
    tx,
    written.flatMap(({ texts }) => texts),
  );
  const hashes = new Map(
    written.map(({ key, texts }) => [
      key,
      Object.fromEntries(texts.map(({ language, hash }) => [language, hash])),
    ]),
  );
  return (of) => hashes.get(canonicalJson(of)) ?? {};
}

function write(
  sender: Sender,
  announced: Announced,
  terms: Terms,
  language: Language,
  now: Date,
): store.StoredText {
  const { objectionEnds, earliestEffect } = datesFrom(now, terms);
  const days = { objectionEndsOn: objectionEnds.on, earliestEffectOn: earliestEffect.on };
  const { subject, blocks, text } = writeNotice(sender, language, announced, terms, days);
  return { hash: sha256(text), language, subject, text, blocks };
}

/** Texts as they were written down, by their hashes. */
export async function listTexts(
  db: Db,
  hashes: readonly string[],
): Promise<readonly Pick<NoticeText, 'language' | 'subject' | 'text'>[]> {
  return (await store.selectTexts(db, hashes)).map(({ language, subject, text }) => ({
    language: language === 'de' ? 'de' : 'en',
    subject,
    text,
  }));
}

/**
 * What these contract contacts are told by the event at `seq`, for each customer that they stand for;
 * those without a notice are absent.
 */
export async function loadNoticeTexts(
  db: Db,
  seq: number,
  contacts: readonly { readonly id: SubscriptionId; readonly language: Language }[],
): Promise<ReadonlyMap<SubscriptionId, readonly NoticeText[]>> {
  const links = await customersOf(
    db,
    contacts.map(({ id }) => id),
  );
  const customerIds = [...new Set([...links.values()].flat())];
  const told = new Map(
    (await selectNoticesAt(db, seq, customerIds)).map((each) => [each.customerId, each]),
  );
  if (told.size === 0) return new Map();
  const customers = new Map(
    (await listCustomersById(db, [...told.keys()])).map((each) => [each.id, each]),
  );
  const hashes = [...new Set([...told.values()].flatMap(({ texts }) => Object.values(texts)))];
  const texts = new Map((await store.selectTexts(db, hashes)).map((each) => [each.hash, each]));
  return new Map(
    contacts.map(({ id, language }) => [
      id,
      (links.get(id) ?? []).flatMap((customerId): readonly NoticeText[] => {
        const notice = told.get(customerId);
        const text = texts.get(notice?.texts[language] ?? '');
        const customer = customers.get(customerId);
        return notice && text && customer
          ? [{ ...text, language, customer, terms: notice.terms }]
          : [];
      }),
    ]),
  );
}
