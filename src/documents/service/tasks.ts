import type { Day } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';
import type { Document, Edition } from '../model.ts';
import { validityOn } from '../model/validity.ts';
import { selectFindings } from '../store/damage.ts';
import { selectDocuments, selectUsed } from '../store/reading.ts';
import { findToday } from './keeping.ts';
import { listPublished } from './reading.ts';

/** What a person has to do something about. */
export type DocumentTask = {
  readonly kind: 'damaged' | 'expired' | 'expiring';
  readonly document: Document;
  readonly edition: Edition;
  readonly validUntil?: Day;
  /** When the damage was found last. */
  readonly foundAt?: Date;
};

/** Damaged files first, then what is over, then what will be within 60 days. */
export async function listDocumentTasks(db: Db, now: Date): Promise<readonly DocumentTask[]> {
  return [...(await listDamaged(db)), ...(await listEnding(db, now))];
}

async function listDamaged(db: Db): Promise<readonly DocumentTask[]> {
  const used = await selectUsed(db);
  const findings = await selectFindings(
    db,
    used.map(({ id }) => id),
  );
  const documents = new Map((await selectDocuments(db)).map((each) => [each.id, each]));
  return used.flatMap((edition): readonly DocumentTask[] => {
    const found = findings.get(edition.id);
    const document = documents.get(edition.documentId);
    if (found?.isDamaged !== true || document === undefined) return [];
    return [{ kind: 'damaged', document, edition, foundAt: found.at }];
  });
}

async function listEnding(db: Db, now: Date): Promise<readonly DocumentTask[]> {
  const today = await findToday(db, now);
  const ending = (await listPublished(db)).flatMap(({ edition, ...document }) => {
    const validUntil = edition?.validUntil;
    if (edition === undefined || validUntil === undefined) return [];
    const kind = validityOn(today, validUntil);
    return kind === 'valid' ? [] : [{ kind, document, edition, validUntil }];
  });
  return ending.toSorted((a, b) => (a.validUntil < b.validUntil ? -1 : 1));
}
