import type { Ctx, Staff, System } from '../../context.ts';
import type { Json } from '../../core/canonical-json.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { SubprocessorId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Entry } from '../model/entry.ts';
import { compareEntries } from '../model/entry.ts';
import type { ContactPerson } from '../model/facts.ts';
import * as store from '../store/register.ts';

/**
 * All entries, announced and ended ones too, in the order of the list. Apart from them those that were
 * announced and taken back: who announces one again means the same entry.
 */
export async function listRegister(
  db: Db,
): Promise<{ entries: readonly Entry[]; withdrawn: readonly Entry[] }> {
  const all = await store.selectEntries(db);
  return {
    entries: all.filter(({ state }) => state !== 'withdrawn').toSorted(compareEntries),
    withdrawn: all.filter(({ state }) => state === 'withdrawn'),
  };
}

/** All entries, announced and ended ones too, in the order of the list; not those that were taken back. */
export async function listEntries(db: Db): Promise<readonly Entry[]> {
  return (await listRegister(db)).entries;
}

export async function listWithdrawn(db: Db): Promise<readonly Entry[]> {
  return (await listRegister(db)).withdrawn;
}

export async function getEntry(db: Db, slug: string): Promise<Entry> {
  const found = await store.selectEntry(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no entry with this slug.');
  return found;
}

/** Stores entries as they are after changes that the caller records in the same commit. */
export async function saveRegister(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await store.saveEntries(tx, entries);
}

/** Names the contact person of Annex III. Takes effect at once: who answers the telephone is no change of the processing. */
export async function replaceContactPerson(
  ctx: Ctx<Staff | System>,
  slug: string,
  person: ContactPerson,
): Promise<Entry> {
  return commit(ctx, async (tx, ledger) => {
    const entry = await getEntry(tx, slug);
    const event = await recordContactPerson(ctx, tx, ledger, entry.id, person);
    return { value: { ...entry, contactPerson: person }, events: [event] };
  });
}

/**
 * Article 17 GDPR: person and salt go, from drafts too, or publishing one would bring the person back.
 * The hash that stays in the ledger tells nothing without the salt.
 */
export async function eraseContactPerson(ctx: Ctx<Staff>, slug: string): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const entry = await getEntry(tx, slug);
    const inRegister = await store.eraseContactPerson(tx, entry.id);
    const inDrafts = await store.eraseDraftedPersons(tx, slug);
    if (!inRegister && !inDrafts)
      throw new Refusal('not_found', 'No contact person is named for this entry.');
    const event = ledger.record({
      action: 'contact_person.erased',
      subject: `subprocessor:${entry.id}`,
      data: {},
      public: true,
    });
    return { value: undefined, events: [event] };
  });
}

/** Stores the person apart and puts a salted commitment into the ledger. */
export async function recordContactPerson(
  ctx: Ctx,
  tx: Tx,
  ledger: Ledger,
  id: SubprocessorId,
  person: ContactPerson,
): Promise<StoredEvent> {
  const salt = Buffer.from(ctx.deps.ids.bytes(32)).toString('hex');
  await store.saveContactPerson(tx, id, person, salt);
  const commitment = commitmentTo(person, salt);
  return ledger.record({
    action: 'contact_person.recorded',
    subject: `subprocessor:${id}`,
    data: { commitment },
    public: true,
  });
}

/** SHA-256 over salt and canonical JSON: whoever holds both can prove what was recorded, nobody else can guess it. */
function commitmentTo(person: ContactPerson, salt: string): string {
  return sha256(`${salt}${canonicalJson(person satisfies Json)}`);
}
