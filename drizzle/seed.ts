import { listEvents } from '../src/audit/service.ts';
import type { Ctx, Deps, System } from '../src/context.ts';
import type { FactsOf, Kind } from '../src/controls/model.ts';
import { policyKey } from '../src/controls/model.ts';
import { importStatements } from '../src/controls/service/importing.ts';
import type { Day } from '../src/core/day.ts';
import { dayOf, startOfDay } from '../src/core/day.ts';
import { Refusal } from '../src/core/errors.ts';
import type { Tx } from '../src/db/client.ts';
import { commit } from '../src/db/commit.ts';
import { issueVersion } from '../src/documents/service/issuing.ts';
import { uploadEdition } from '../src/documents/service/uploading.ts';
import { createDocument } from '../src/documents/service/writing.ts';
import { streamOf } from '../src/files/service.ts';
import { createService, replaceOrganisation } from '../src/organisation/service.ts';
import { announcePolicyVersion } from '../src/policies/service/announcing.ts';
import { applyDuePolicies, listDuePolicies } from '../src/policies/service/effect.ts';
import { createPolicy, createPolicyDraft } from '../src/policies/service/writing.ts';
import { createRule, listRules, replaceRule } from '../src/retention/service.ts';
import { createBatch, putDraft } from '../src/subprocessors/service/batches.ts';
import { applyDueChanges, listDueSteps } from '../src/subprocessors/service/falling-due.ts';
import { postponeChange } from '../src/subprocessors/service/moving.ts';
import { publishBatch } from '../src/subprocessors/service/publication.ts';
import type { Post } from '../src/updates/model.ts';
import { createUpdate, publishUpdate } from '../src/updates/service.ts';
import { statedInGerman } from './german-controls.ts';
import { documentInGerman, postInGerman } from './german-posts.ts';
import { entryInGerman, organisationInGerman, serviceInGerman } from './german-register.ts';
import { tellRequests, tellTerms } from './story-access.ts';
import { type StoryStatements, tellControls } from './story-controls.ts';
import { type StoryInquiry, tellInquiries } from './story-inquiries.ts';
import { type StoryDocument, tellDocuments } from './story-documents.ts';
import { type StoryPolicies, tellPolicies } from './story-policies.ts';
import { type StoryRequest, tellRights } from './story-rights.ts';
import { type StoryPost, tellUpdates } from './story-updates.ts';
import { seedCustomers } from './customers.ts';
import { seedRecipients } from './recipients.ts';
import type { Chapter, Story, StoryEntry } from './story.ts';
import { tellStory } from './story.ts';

const hourMs = 60 * 60 * 1000;

/** Another process that starts at the same time tells it in some seconds, where requests wait for 5 s. */
const patienceMs = 60_000;

/**
 * Tells the demo story to an empty database, through the same services staff use. In one transaction:
 * a start that is interrupted, or two at once, leave the whole story or none of it, told once.
 * False where the database holds something already.
 */
export async function seedDemo(deps: Deps): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await deps.transact((tx) => tellOnce(deps, tx));
    } catch (error) {
      const isBusy = error instanceof Refusal && error.code === 'busy';
      if (!isBusy || performance.now() > deadline) throw error;
    }
  }
}

async function tellOnce(deps: Deps, tx: Tx): Promise<boolean> {
  if ((await listEvents(tx, {}, 1)).items.length > 0) return false;
  await tellTo({ ...deps, db: tx, transact: (work) => work(tx) });
  return true;
}

/** Every chapter on its day. */
async function tellTo(deps: Deps): Promise<void> {
  const today = dayOf(deps.clock(), 'America/New_York');
  const story = tellStory(today);
  await introduce(story, deps);
  const threads = new Map<string, Post>();
  const numbers = new Map<Chapter, number>();
  const postponements = story.chapters.flatMap((chapter) =>
    chapter.postponed ? [{ ...chapter.postponed, chapter }] : [],
  );
  // The record has one order, so posts are told among the chapters, each on its day.
  const told = [
    ...story.chapters,
    ...postponements,
    ...tellUpdates(today),
    ...tellControls(today),
    ...(deps.files ? [...tellDocuments(today), ...tellTerms(today)] : []),
    // Where mail is really sent, a demonstration has nobody to answer.
    ...(deps.config.mailUrl === undefined ? tellDesk(deps, today) : []),
    ...tellPolicies(today),
  ].toSorted((a, b) =>
    a.publishedOn < b.publishedOn ? -1 : Number(a.publishedOn > b.publishedOn),
  );
  let isPeopled = false;
  for (const each of told) {
    await catchUp(each.publishedOn, story, deps);
    // What is still to come is announced to customers, where a mail can be sent or kept; what is over was
    // before there were any here.
    if (!isPeopled && deps.mail && isToCome(each, today)) {
      await seedCustomers(seederOn(deps, morningOf(each.publishedOn, story)), today);
      isPeopled = true;
    }
    if ('entries' in each) numbers.set(each, await tell(each, story, deps));
    else if ('happen' in each) await inquire(each, story, deps);
    else if ('stated' in each) await state(each, story, deps);
    else if ('document' in each) await file(each, story, deps);
    else if ('happens' in each)
      await each.happens(seederOn(withoutMail(deps), morningOf(each.publishedOn, story)));
    else if ('policies' in each) await promise(each, story, deps);
    else if ('chapter' in each) await postpone(each, numbers.get(each.chapter) ?? 0, story, deps);
    else await post(each, story, deps, threads);
  }
  await catchUp(today, story, deps);
  await seedRecipients(seederOn(deps, deps.clock()));
  if (!isPeopled) await seedCustomers(seederOn(deps, deps.clock()), today);
}

/** Who wrote, asked for documents, and asked about their data. */
function tellDesk(deps: Deps, today: Day) {
  return [
    ...tellInquiries(today),
    ...tellRights(today),
    ...(deps.files ? tellRequests(today) : []),
  ];
}

/** Nobody is written to of what was days ago. */
function withoutMail({ mail: _, ...deps }: Deps): Deps {
  return deps;
}

function isToCome(each: object, today: Day): boolean {
  return 'effectiveOn' in each && typeof each.effectiveOn === 'string' && each.effectiveOn > today;
}

/** Its first event marks the database as a demonstration for ever. */
async function introduce(story: Story, deps: Deps): Promise<void> {
  const first = story.chapters[0];
  if (!first) throw new Error('a story needs a chapter');
  const ctx = seederOn(deps, morningOf(first.publishedOn, story));
  await commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({ action: 'demo.seeded', subject: 'demo', data: {}, public: true });
    return { value: undefined, events: [event] };
  });
  await replaceOrganisation(ctx, organisationInGerman(story.organisation), 'any');
  for (const service of story.services) await createService(ctx, serviceInGerman(service));
}

/** The number of the change. */
async function tell(chapter: Chapter, story: Story, deps: Deps): Promise<number> {
  const ctx = seederOn(deps, morningOf(chapter.publishedOn, story));
  const effectiveOn = chapter.postponed?.from ?? chapter.effectiveOn;
  const batch = await createBatch(ctx, {
    reason: chapter.reason,
    ...(effectiveOn && { effectiveOn }),
  });
  for (const entry of chapter.entries)
    await putDraft(ctx, batch.id, withGerman(asPlanned(entry, chapter)), undefined);
  const classes = Object.fromEntries(
    chapter.entries.map((entry) => [entry.slug, chapter.class ?? 'substantive']),
  );
  const decisions = { classes, contractOverrides: {} };
  return (await publishBatch(ctx, batch.id, decisions, 'any')).id;
}

/** The entry as it was announced, before its change was postponed. */
function asPlanned(entry: StoryEntry, { effectiveOn, postponed }: Chapter): StoryEntry {
  if (!postponed) return entry;
  const { effectiveFrom, effectiveUntil } = entry.facts;
  const facts = {
    ...entry.facts,
    ...(effectiveFrom === effectiveOn && { effectiveFrom: postponed.from }),
    ...(effectiveUntil === effectiveOn && { effectiveUntil: postponed.from }),
  };
  return { ...entry, facts };
}

function withGerman(entry: StoryEntry): StoryEntry {
  return { ...entry, facts: entryInGerman(entry.facts) };
}

async function postpone(
  { publishedOn, chapter, reason }: NonNullable<Chapter['postponed']> & { chapter: Chapter },
  id: number,
  story: Story,
  deps: Deps,
): Promise<void> {
  const { effectiveOn } = chapter;
  if (!effectiveOn) throw new Error('what is postponed has a day');
  const ctx = seederOn(deps, morningOf(publishedOn, story));
  await postponeChange(ctx, id, { effectiveOn, reason, acknowledged: [] }, 'any');
}

async function inquire(
  { publishedOn, minutes, happen }: StoryInquiry | StoryRequest,
  story: Story,
  deps: Deps,
): Promise<void> {
  const start = startOfDay(publishedOn, story.organisation.timeZone).getTime();
  await happen(withoutMail(deps), new Date(start + minutes * 60_000));
}

/** `threads` remembers the last post of each thread that was begun. */
async function post(
  { publishedOn, minutes, thread, draft }: StoryPost,
  story: Story,
  deps: Deps,
  threads: Map<string, Post>,
): Promise<void> {
  const start = startOfDay(publishedOn, story.organisation.timeZone).getTime();
  const ctx = seederOn(deps, new Date(start + minutes * 60_000));
  const follows = threads.get(thread);
  const position = follows === undefined ? 1 : follows.position + 1;
  const stored = await createUpdate(ctx, {
    ...postInGerman(thread, position, draft),
    ...(follows && { follows: follows.thread }),
  });
  threads.set(thread, await publishUpdate(ctx, stored.id, 'any'));
}

async function state(
  { publishedOn, stated }: StoryStatements,
  story: Story,
  deps: Deps,
): Promise<void> {
  const items = [
    ...named('attestation', stated.attestations),
    ...named('control', stated.controls),
    ...named('question', stated.questions),
    ...named('law', stated.laws),
    ...named('data-act', stated.dataAct),
    ...named('disclosure', stated.disclosure && { [policyKey]: stated.disclosure }),
  ];
  const sent = { items, faults: [], kinds: new Set(items.map(({ kind }) => kind)) };
  await importStatements(seederOn(deps, morningOf(publishedOn, story)), sent, false);
}

/** Written and put in force as staff would do it. */
async function file(
  { publishedOn, slug, document, version: facts, fileName, write }: StoryDocument,
  story: Story,
  deps: Deps,
): Promise<void> {
  // Its own files need no thread around their reading.
  const [{ createTools }, { nodeLimits }, { writePaper }] = await Promise.all([
    import('../src/marking/tools.ts'),
    import('../src/marking/limits.ts'),
    import('./papers.ts'),
  ]);
  const at = morningOf(publishedOn, story);
  const ctx = seederOn({ ...deps, pdf: createTools(nodeLimits) }, at);
  const bytes = writePaper(write(), at);
  await createDocument(ctx, slug, documentInGerman(slug, document));
  const { number } = await uploadEdition(ctx, slug, {
    source: streamOf(bytes),
    size: bytes.byteLength,
    mediaType: 'application/pdf',
    fileName,
    facts,
    acceptsUnprotected: false,
  });
  const how = { expected: 'any', acceptsUnprotected: false, announces: false } as const;
  await issueVersion(ctx, { slug, number }, how);
}

function named<K extends Kind>(kind: K, facts: Readonly<Record<string, FactsOf[K]>> = {}) {
  return Object.entries(facts).map(([key, each]) => {
    const translations = statedInGerman[kind]?.(key, each);
    const told = translations === undefined ? each : { ...each, translations };
    return { kind, key, facts: told, path: [kind, key] };
  });
}

/** Rules of retention, and the policies that tell of them. */
async function promise(
  { publishedOn, rules, policies }: StoryPolicies,
  story: Story,
  deps: Deps,
): Promise<void> {
  const ctx = seederOn(deps, morningOf(publishedOn, story));
  const known = new Set((await listRules(deps.db)).map(({ id }) => id));
  for (const [id, facts] of Object.entries(rules))
    await (known.has(id) ? replaceRule(ctx, id, facts, 'any') : createRule(ctx, id, facts));
  for (const { slug, facts, texts, summary, isMaterial, isDraft } of policies) {
    if (facts) await createPolicy(ctx, slug, facts);
    const { number } = await createPolicyDraft(ctx, slug, texts);
    if (!isDraft)
      await announcePolicyVersion(ctx, { slug, number }, { summary, isMaterial }, 'any');
  }
}

/** What falls due up to that day does so at the start of its own day, as with a running schedule. */
async function catchUp(until: Day, { organisation }: Story, deps: Deps): Promise<void> {
  for (let day = await nextDueDay(deps, until); day; day = await nextDueDay(deps, until)) {
    const ctx = seederOn(deps, startOfDay(day, organisation.timeZone));
    await applyDueChanges(ctx);
    await applyDuePolicies(ctx);
  }
}

async function nextDueDay({ db }: Deps, until: Day): Promise<Day | undefined> {
  const [step] = await listDueSteps(db, until);
  const [policy] = await listDuePolicies(db, until);
  const days = [step?.on, policy?.announcement?.effectiveOn];
  return days.filter((day) => day !== undefined).toSorted()[0];
}

function morningOf(day: Day, story: Story): Date {
  return new Date(startOfDay(day, story.organisation.timeZone).getTime() + 9 * hourMs);
}

function seederOn(deps: Deps, now: Date): Ctx<System> {
  return { deps, actor: { kind: 'system', job: 'demo' }, now };
}
