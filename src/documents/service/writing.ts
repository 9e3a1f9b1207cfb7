import type { Ctx, Staff, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { type Warned, warningsOfTranslations } from '../../core/translating.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { Document, DocumentFacts, Listed } from '../model.ts';
import { documentEvent, isListed } from '../model/events.ts';
import { selectDocuments, selectIssuedOf } from '../store/reading.ts';
import { factsOf, saveDocument, saveEdition } from '../store/writing.ts';
import { checkMarkable, type Checked } from './checking.ts';
import { judgeDocument } from './judging.ts';
import { getDocument } from './reading.ts';

export type Editor = Ctx<Staff | System>;

/** Every reader gets all of them on one page. */
const mostDocuments = 200;

/** Refuses `conflict` when the slug is taken, or when there are as many as may be. */
export async function createDocument(
  ctx: Editor,
  slug: string,
  facts: DocumentFacts,
): Promise<Listed & Warned> {
  const id = newId(ctx.deps.ids, 'doc');
  return commit(ctx, async (tx, ledger) => {
    const others = await selectDocuments(tx);
    if (others.some((each) => each.slug === slug))
      throw new Refusal('conflict', `There is a document ${slug} already.`);
    if (others.length >= mostDocuments)
      throw new Refusal('conflict', `There are ${others.length} already, as many as may be.`);
    await judgeDocument(tx, slug, facts, others);
    const { at } = ledger;
    const document = { ...factsOf(facts), id, slug, createdAt: at, changedAt: at, version: 1 };
    await saveDocument(tx, document);
    const event = ledger.record(documentEvent(document, undefined, { listed: slugsOf(others) }));
    const warnings = warningsOfTranslations(undefined, facts);
    return { value: { ...document, warnings }, events: [event] };
  });
}

/**
 * Says all of a document anew. Where it becomes marked, the file in force is checked as at its issue;
 * `acceptsUnprotected`: marked copies may lack a protection against editing that the file has.
 */
export async function replaceDocument(
  ctx: Editor,
  slug: string,
  facts: DocumentFacts,
  { expected, acceptsUnprotected }: { expected: Expected; acceptsUnprotected: boolean },
): Promise<Listed & Warned> {
  const checked = await checkBefore(ctx, slug, facts, acceptsUnprotected);
  return commit(ctx, async (tx, ledger) => {
    const before = await getDocument(tx, slug);
    checkExpected(expected, before.version);
    const others = (await selectDocuments(tx)).filter((each) => each.slug !== slug);
    await judgeDocument(tx, slug, facts, others);
    const edition = await selectIssuedOf(tx, before.id);
    if (facts.isMarked && edition?.id !== checked?.edition.id) throw anotherMeanwhile();
    if (checked && checked.edition.isUnprotectedWhenMarked !== edition?.isUnprotectedWhenMarked)
      await saveEdition(tx, checked.edition, ledger.at);
    const { id, createdAt } = before;
    const version = before.version + 1;
    const document = { ...factsOf(facts), id, slug, createdAt, changedAt: ledger.at, version };
    await saveDocument(tx, document);
    const listed = slugsOf(others);
    const event = ledger.record(documentEvent(document, before, { edition, listed }));
    const warnings = warningsOfTranslations(before, facts);
    return { value: { ...document, ...(edition && { edition }), warnings }, events: [event] };
  });
}

/** Reads the file in force where copies of it are to be marked from now on. */
async function checkBefore(
  { deps }: Editor,
  slug: string,
  facts: DocumentFacts,
  acceptsUnprotected: boolean,
): Promise<Checked | undefined> {
  if (!facts.isMarked) return undefined;
  const { edition, isMarked } = await getDocument(deps.db, slug);
  if (edition === undefined) return undefined;
  return isMarked ? { edition } : checkMarkable(deps, edition, acceptsUnprotected);
}

function slugsOf(documents: readonly Document[]): ReadonlySet<string> {
  return new Set(documents.filter(isListed).map(({ slug }) => slug));
}

function anotherMeanwhile(): Refusal {
  return new Refusal('conflict', 'Another version was issued in the meantime. Send it again.');
}
