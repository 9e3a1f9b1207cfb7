import { Refusal, refusalOf } from '../../core/errors.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { siteLanguage } from '../../organisation/model.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { enterAnnouncement } from '../../updates/service/posting.ts';
import type { Document, Edition, EditionFacts } from '../model.ts';
import { announcementOf } from '../model/announcement.ts';
import { editionEvent, isListed } from '../model/events.ts';
import { faultsInEdition } from '../model/faults.ts';
import { selectEditions } from '../store/reading.ts';
import { editionFactsOf, saveEdition } from '../store/writing.ts';
import { checkMarkable } from './checking.ts';
import { getDocument } from './reading.ts';
import type { Editor } from './writing.ts';

export type Version = { readonly slug: string; readonly number: number };

type Found = { readonly document: Document; readonly edition: Edition };

/** Newest first. Refuses `not_found`. */
export async function listVersions(db: Db, slug: string): Promise<readonly Edition[]> {
  return selectEditions(db, (await getDocument(db, slug)).id);
}

/** Refuses `not_found`. */
export async function getVersion(db: Db, { slug, number }: Version): Promise<Found> {
  const document = await getDocument(db, slug);
  const edition = (await selectEditions(db, document.id)).find((each) => each.number === number);
  if (!edition) throw new Refusal('not_found', 'The document has no version of this number.');
  return { document, edition };
}

/** Replaces all that is said of a version; its file never changes. */
export async function replaceVersion(
  ctx: Editor,
  version: Version,
  facts: EditionFacts,
  expected: Expected,
): Promise<Edition> {
  const faults = faultsInEdition(facts);
  if (faults.length > 0) throw refusalOf(faults);
  return commit(ctx, async (tx, ledger) => {
    const { document, edition: before } = await openVersion(tx, version, expected);
    const bare = { ...before };
    for (const name of factNames) delete bare[name];
    const edition = { ...bare, ...editionFactsOf(facts), version: before.version + 1 };
    await saveEdition(tx, edition, ledger.at);
    const isOut = edition.state !== 'draft';
    const event = ledger.record(editionEvent('changed', document, edition, { isOut }));
    return { value: edition, events: [event] };
  });
}

const factNames = [
  'label',
  'asOf',
  'periodFrom',
  'periodUntil',
  'issuedOn',
  'validUntil',
] as const satisfies readonly (keyof EditionFacts)[];

export type Issue = {
  readonly expected: Expected;
  readonly acceptsUnprotected: boolean;
  /** Post it as an update, which those hear of who follow documents. */
  readonly announces: boolean;
};

/**
 * Puts a version in force, in place of the one that is. Its file is read once more: it may have been
 * uploaded when the document was not marked yet, or lie on another platform now.
 */
export async function issueVersion(
  ctx: Editor,
  version: Version,
  { expected, acceptsUnprotected, announces }: Issue,
): Promise<Edition> {
  const found = await getVersion(ctx.deps.db, version);
  const checked = found.document.isMarked
    ? await checkMarkable(ctx.deps, found.edition, acceptsUnprotected)
    : found;
  return commit(ctx, async (tx, ledger) => {
    const { document, edition: before } = await openVersion(tx, version, expected);
    if (before.state === 'issued')
      throw new Refusal('conflict', 'This version is in force already.');
    if (document.isMarked !== found.document.isMarked)
      throw new Refusal('conflict', 'The document was changed in the meantime. Send it again.');
    const supersedes = await supersede(tx, document, ledger);
    const { pages, isUnprotectedWhenMarked } = checked.edition;
    const edition: Edition = {
      ...before,
      ...(pages !== undefined && { pages }),
      isUnprotectedWhenMarked,
      state: 'issued',
      issuedAt: ledger.at,
      version: before.version + 1,
    };
    await saveEdition(tx, edition, ledger.at);
    const around = { isOut: true, supersedes: supersedes?.number };
    const event = ledger.record(editionEvent('issued', document, edition, around));
    const told = announces ? await announce(ctx, tx, ledger, { document, edition }) : [];
    return { value: edition, events: [event, ...told] };
  });
}

async function supersede(tx: Tx, { id }: Document, ledger: Ledger): Promise<Edition | undefined> {
  const before = (await selectEditions(tx, id)).find(({ state }) => state === 'issued');
  if (before)
    await saveEdition(
      tx,
      { ...before, state: 'superseded', version: before.version + 1 },
      ledger.at,
    );
  return before;
}

async function announce(
  { deps }: Editor,
  tx: Tx,
  ledger: Ledger,
  { document, edition }: Found,
): Promise<readonly StoredEvent[]> {
  if (!isListed(document))
    throw new Refusal('conflict', 'Nobody may know of a hidden document: it cannot be announced.');
  const { origin, base } = deps.config;
  const first = siteLanguage((await getOrganisation(tx)).value);
  const draft = announcementOf(document, edition, { root: `${origin}${base}`, first });
  return enterAnnouncement(tx, ledger, deps.ids, draft);
}

/** Takes a version back: nobody gets it any more, and no public page names it. Its file stays as evidence. */
export async function withdrawVersion(
  ctx: Editor,
  version: Version,
  expected: Expected,
): Promise<Edition> {
  return commit(ctx, async (tx, ledger) => {
    const { document, edition: before } = await openVersion(tx, version, expected);
    const edition: Edition = { ...before, state: 'withdrawn', version: before.version + 1 };
    await saveEdition(tx, edition, ledger.at);
    const isOut = before.state !== 'draft';
    const event = ledger.record(editionEvent('withdrawn', document, edition, { isOut }));
    return { value: edition, events: [event] };
  });
}

/** One that may still be changed. */
async function openVersion(tx: Tx, version: Version, expected: Expected): Promise<Found> {
  const found = await getVersion(tx, version);
  checkExpected(expected, found.edition.version);
  if (found.edition.state === 'withdrawn')
    throw new Refusal(
      'conflict',
      'This version was withdrawn. Upload the file again for a new one.',
    );
  return found;
}
