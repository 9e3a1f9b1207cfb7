import { lastStep } from '../../changes/model.ts';
import type { Ctx } from '../../context.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../../core/hash.ts';
import type { Terms } from '../../customers/model.ts';
import type { Tx } from '../../db/client.ts';
import { openNoticeWriter } from '../../deliveries/service/notice-writing.ts';
import { datesFrom } from '../model/clock.ts';
import * as store from '../store/writing.ts';
import type { Announced, PlannedNotice } from './announcing.ts';

type TextsOf = (planned: PlannedNotice) => Readonly<Record<string, string>>;

/**
 * Writes down what is sent, once for each language and each kind of terms, and gives the hashes of a
 * customer's texts. Every language is there: a contact may be added later, or change theirs.
 */
export async function writeTexts(
  { deps }: Pick<Ctx, 'deps'>,
  tx: Tx,
  announced: Announced,
  at: Date,
): Promise<TextsOf> {
  const write = await openNoticeWriter(deps, tx);
  const kinds = new Map(
    announced.plan.customers.map(({ terms }) => [canonicalJson(terms), terms] as const),
  );
  const texts = [...kinds].map(([key, terms]) => {
    const written = write(inputFor(announced, terms, at));
    return { key, rows: written.map((each) => ({ ...each, hash: sha256(each.text) })) };
  });
  await store.insertTexts(
    tx,
    texts.flatMap(({ rows }) => rows),
  );
  const hashes = new Map(
    texts.map(({ key, rows }) => [
      key,
      Object.fromEntries(rows.map(({ language, hash }) => [language, hash])),
    ]),
  );
  return ({ terms }) => hashes.get(canonicalJson(terms)) ?? {};
}

function inputFor({ change, round }: Announced, terms: Terms, at: Date) {
  const { objectionEnds, earliestEffect } = datesFrom(at, terms);
  const { materialChange } = lastStep(change);
  const again = round > 1 ? ('restarted' as const) : ('announced' as const);
  return {
    change,
    id: change.id,
    kind: change.emergency === undefined ? again : ('emergency' as const),
    ...(materialChange !== undefined && { materialChange }),
    terms,
    ifArrivingToday: { objectionEndsOn: objectionEnds.on, earliestEffectOn: earliestEffect.on },
  };
}
