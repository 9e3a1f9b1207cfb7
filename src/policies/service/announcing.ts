import { sha256 } from '../../core/hash.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { type Fault, Refusal, refusalOf } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { type Audience, countAudience } from '../../deliveries/service/audience.ts';
import { tellsOf } from '../../updates/model.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import { postWithin } from '../../updates/service/within.ts';
import {
  earliestEffect,
  faultInState,
  judgeDay,
  languageShown,
  type Policy,
  type Version,
} from '../model.ts';
import type { Configuration } from '../model/configuration.ts';
import { driftIn } from '../model/generated.ts';
import { announcementPost, type Told, withdrawalPost } from '../model/post-words.ts';
import { readSource } from '../model/source.ts';
import { getPolicy, getVersion } from '../service.ts';
import * as store from '../store.ts';
import { loadConfiguration } from './configuration.ts';
import { takeEffect } from './effect.ts';
import { languagesOf } from './judging.ts';
import { enterStep } from './steps.ts';
import type { Writer } from './writing.ts';

export type Announcing = {
  /** Markdown. */
  readonly summary: string;
  readonly isMaterial: boolean;
  /** Absent: the first day that it may be. */
  readonly effectiveOn?: Day | undefined;
};

/**
 * Publishes a draft: from now on it has its permanent page, and from its day on it is in effect. An
 * update tells it in the same commit. Refuses `conflict` while another version is announced and where
 * the configuration has moved since the draft was saved; `invalid` for a day that is too early.
 */
export async function announcePolicyVersion(
  ctx: Writer,
  { slug, number }: { readonly slug: string; readonly number: number },
  said: Announcing,
  expected: Expected,
): Promise<Version> {
  const fault = (await loadMarkdownJudge())(said.summary);
  if (fault !== undefined) throw refusalOf([{ pointer: '#/summary', detail: fault }]);
  return commit(ctx, async (tx, ledger) => {
    const policy = await getPolicy(tx, slug);
    const draft = await getVersion(tx, slug, number);
    checkExpected(expected, draft.version);
    const configuration = await loadConfiguration(tx);
    const unready = faultBefore(policy, draft, configuration);
    if (unready !== undefined) throw new Refusal('conflict', unready);
    const today = dayOf(ledger.at, configuration.organisation.timeZone);
    const judged = judgeDay(policy, said, today);
    if ('fault' in judged) throw refusalOf([dayFault(judged.fault)]);
    const { summary, isMaterial } = said;
    const announcement = { summary, isMaterial, effectiveOn: judged.day, at: ledger.at };
    const event = ledger.record({
      action: 'policy.announced',
      subject: `policy:${slug}`,
      data: announcedData(policy, draft, announcement),
      public: true,
    });
    const language = languageShown(draft, configuration.organisation.languages);
    const written = announcementPost(toldOf(ctx, policy, draft), announcement, language);
    const { ids } = ctx.deps;
    const post = { ...written, topic: 'policy' as const, services: [] };
    const told = await postWithin(tx, ledger, ids, post);
    const version: Version = {
      ...draft,
      state: 'announced',
      updatedAt: ledger.at,
      version: draft.version + 1,
      announcement: { ...announcement, eventId: event.id, update: told.post.thread },
    };
    await store.saveVersion(tx, version);
    await store.savePolicy(tx, { ...policy, announced: number, changedAt: ledger.at });
    await enterStep(tx, event, version, 'announced');
    if (judged.day > today) return { value: version, events: [event, told.event] };
    const effect = await takeEffect(tx, ledger, version);
    return { value: effect.version, events: [event, told.event, effect.event] };
  });
}

/** What announcing a draft now would mean, before anybody does it. */
export type Prospect = {
  readonly policy: Policy;
  readonly draft: Version;
  /** What stands against it. */
  readonly fault?: string;
  /** The first day from which it may hold. */
  readonly firstDay: { readonly material: Day; readonly other: Day };
  readonly told: Audience;
};

export async function foreseeAnnouncement(
  ctx: Writer,
  { slug, number }: { readonly slug: string; readonly number: number },
): Promise<Prospect> {
  const { db } = ctx.deps;
  const policy = await getPolicy(db, slug);
  const draft = await getVersion(db, slug, number);
  const configuration = await loadConfiguration(db);
  const today = dayOf(ctx.now, configuration.organisation.timeZone);
  const fault = faultBefore(policy, draft, configuration);
  return {
    policy,
    draft,
    ...(fault !== undefined && { fault }),
    firstDay: {
      material: earliestEffect(policy, true, today),
      other: earliestEffect(policy, false, today),
    },
    told: await countFollowers(ctx),
  };
}

/** Whom an announcement, or its withdrawal, would be told to now. */
export async function countFollowers(ctx: Writer): Promise<Audience> {
  return countAudience(ctx, tellsOf({ topic: 'policy', services: [] }));
}

/** Takes an announcement back before its day; what was in effect still is. */
export async function withdrawPolicyAnnouncement(
  ctx: Writer,
  { slug, number }: { readonly slug: string; readonly number: number },
  reason: string,
  expected: Expected,
): Promise<Version> {
  return commit(ctx, async (tx, ledger) => {
    const policy = await getPolicy(tx, slug);
    const before = await getVersion(tx, slug, number);
    checkExpected(expected, before.version);
    if (before.state !== 'announced' || before.announcement === undefined)
      throw new Refusal('conflict', `Version ${number} is not announced, so nothing is withdrawn.`);
    const event = ledger.record({
      action: 'policy.announcement_withdrawn',
      subject: `policy:${slug}`,
      data: { policy: slug, version: number, reason },
      public: true,
    });
    const { event: told } = await tellWithdrawal(ctx, tx, ledger, { policy, before, reason });
    const version: Version = {
      ...before,
      state: 'withdrawn',
      updatedAt: ledger.at,
      version: before.version + 1,
      withdrawal: { at: ledger.at, reason, eventId: event.id },
    };
    await store.saveVersion(tx, version);
    const { announced: _, ...rest } = policy;
    await store.savePolicy(tx, { ...rest, changedAt: ledger.at });
    await enterStep(tx, event, version, 'withdrawn');
    return { value: version, events: [event, told] };
  });
}

async function tellWithdrawal(
  ctx: Writer,
  tx: Tx,
  ledger: Ledger,
  { policy, before, reason }: { policy: Policy; before: Version; reason: string },
): Promise<{ event: StoredEvent }> {
  const { organisation } = await loadConfiguration(tx);
  const language = languageShown(before, organisation.languages);
  const { title, body } = withdrawalPost(toldOf(ctx, policy, before), reason, language);
  const thread = before.announcement?.update;
  return postWithin(tx, ledger, ctx.deps.ids, {
    thread,
    title,
    body,
    topic: 'policy',
    services: [],
  });
}

function toldOf(ctx: Writer, { title, current }: Policy, { policy, number }: Version): Told {
  const { origin, base } = ctx.deps.config;
  const url = `${origin}${base}/policies/${policy}/versions/${number}`;
  const before = `${origin}${base}/policies/${policy}/versions/${current}`;
  return {
    title,
    number,
    url,
    ...(current !== undefined && { differenceUrl: `${before}/diff/${number}` }),
  };
}

/** What stands against announcing it now, whatever is said of it. */
function faultBefore(
  policy: Policy,
  draft: Version,
  configuration: Configuration,
): string | undefined {
  const fault = faultInState(policy, draft);
  if (fault !== undefined) return fault;
  const moved = languagesOf(draft.texts).flatMap((language) =>
    driftIn(draft.texts[language] ?? '', language, configuration).map(({ section }) => section),
  );
  return moved.length === 0
    ? undefined
    : `The configuration has changed since this draft was saved: ${[...new Set(moved)].join(', ')}. Save the draft again, read it, and announce it then.`;
}

function dayFault(detail: string): Fault {
  return { pointer: '#/effectiveOn', detail };
}

/** The log keeps hashes of the texts: they may be longer than a leaf, and stand on their page for good. */
function announcedData(
  { slug, kind, title, noticeDays, order }: Policy,
  { number, texts }: Version,
  { summary, isMaterial, effectiveOn }: Required<Announcing>,
): EventData {
  const hashes = languagesOf(texts).map((language) => {
    const text = texts[language] ?? '';
    const source = readSource(text);
    const named = 'fault' in source ? undefined : source.title;
    return [language, { title: named, sha256: sha256(text) }] as const;
  });
  return {
    policy: slug,
    kind,
    title,
    noticeDays,
    order,
    version: number,
    effectiveOn,
    material: isMaterial,
    summary,
    texts: Object.fromEntries(hashes),
  };
}
