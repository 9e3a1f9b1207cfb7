import type { Ctx, Staff, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import {
  mostPolicies,
  mostVersions,
  type Policy,
  type PolicyFacts,
  type Texts,
  type Version,
} from '../model.ts';
import { getPolicy, getVersion } from '../service.ts';
import * as store from '../store.ts';
import { loadConfiguration } from './configuration.ts';
import { languagesOf, prepareTexts } from './judging.ts';

export type Writer = Ctx<Staff | System>;

/** Nobody but staff sees it before its first version is announced. */
export async function createPolicy(ctx: Writer, slug: string, facts: PolicyFacts): Promise<Policy> {
  return commit(ctx, async (tx, ledger) => {
    if (await store.selectPolicy(tx, slug))
      throw new Refusal('conflict', `There is a policy of the slug ${slug} already.`);
    const count = (await store.selectPolicies(tx)).length;
    if (count >= mostPolicies)
      throw new Refusal('conflict', `There are ${count} policies already, as many as may be.`);
    const { at } = ledger;
    const policy = { ...facts, slug, createdAt: at, changedAt: at, version: 1 };
    await store.savePolicy(tx, policy);
    return { value: policy, events: [record(ledger, policy, 'policy.created', factsOf(policy))] };
  });
}

/** What it is called, and how long before its effect a material change is announced. */
export async function replacePolicy(
  ctx: Writer,
  slug: string,
  facts: PolicyFacts,
  expected: Expected,
): Promise<Policy> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getPolicy(tx, slug);
    checkExpected(expected, before.version);
    const { current, announced, createdAt } = before;
    const policy: Policy = {
      ...facts,
      slug,
      createdAt,
      changedAt: ledger.at,
      version: before.version + 1,
      ...(current !== undefined && { current }),
      ...(announced !== undefined && { announced }),
    };
    await store.savePolicy(tx, policy);
    return { value: policy, events: [record(ledger, policy, 'policy.changed', factsOf(policy))] };
  });
}

/**
 * Makes the next draft, of the texts given or of those in effect. What Annex generates in them is
 * written anew. Refuses `conflict` while there is a draft.
 */
export async function createPolicyDraft(
  ctx: Writer,
  slug: string,
  texts: Texts | 'current',
): Promise<Version> {
  return commit(ctx, async (tx, ledger) => {
    const policy = await getPolicy(tx, slug);
    const [newest] = await store.selectHeads(tx, slug, { limit: 1 });
    if (newest?.state === 'draft')
      throw new Refusal('conflict', `Version ${newest.number} is a draft. Edit or discard it.`);
    const number = (newest?.number ?? 0) + 1;
    if (number > mostVersions)
      throw new Refusal('conflict', `A policy has at most ${mostVersions} versions.`);
    const source = texts === 'current' ? await currentTexts(tx, policy) : texts;
    const prepared = await prepareTexts(source, await loadConfiguration(tx));
    const { at } = ledger;
    const draft: Version = {
      policy: slug,
      number,
      state: 'draft',
      texts: prepared,
      version: 1,
      languages: languagesOf(prepared),
      createdAt: at,
      updatedAt: at,
    };
    await store.saveVersion(tx, draft);
    return { value: draft, events: [recordDraft(ledger, draft, 'created')] };
  });
}

/** Replaces the texts of a draft; what Annex generates in them is written anew. */
export async function replacePolicyDraft(
  ctx: Writer,
  slug: string,
  number: number,
  texts: Texts,
  expected: Expected,
): Promise<Version> {
  return commit(ctx, async (tx, ledger) => {
    const before = await openDraft(tx, slug, number);
    checkExpected(expected, before.version);
    const prepared = await prepareTexts(texts, await loadConfiguration(tx));
    const draft: Version = {
      ...before,
      texts: prepared,
      languages: languagesOf(prepared),
      updatedAt: ledger.at,
      version: before.version + 1,
    };
    await store.saveVersion(tx, draft);
    return { value: draft, events: [recordDraft(ledger, draft, 'edited')] };
  });
}

/** Throws a draft away; its number is free again. What was announced stays. */
export async function deletePolicyDraft(
  ctx: Writer,
  slug: string,
  number: number,
  expected: Expected = 'any',
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const draft = await openDraft(tx, slug, number);
    checkExpected(expected, draft.version);
    await store.deleteVersion(tx, slug, number);
    return { value: undefined, events: [recordDraft(ledger, draft, 'discarded')] };
  });
}

async function currentTexts(tx: Tx, { slug, current }: Policy): Promise<Texts> {
  if (current !== undefined) return (await getVersion(tx, slug, current)).texts;
  const detail = 'No version of this policy is in effect yet: send texts instead.';
  throw new Refusal('conflict', detail);
}

async function openDraft(tx: Tx, slug: string, number: number): Promise<Version> {
  const version = await getVersion(tx, slug, number);
  if (version.state === 'draft') return version;
  throw new Refusal(
    'conflict',
    `Version ${number} was announced and is never edited. Make the next draft instead.`,
  );
}

function factsOf({ slug, kind, title, noticeDays, order }: Policy): EventData {
  return { policy: slug, kind, title, noticeDays, order };
}

// What nobody sees yet is no public fact; what is on the page moves with the publication version.
function record(ledger: Ledger, policy: Policy, action: string, data: EventData): StoredEvent {
  const isListed = policy.current !== undefined || policy.announced !== undefined;
  return ledger.record({ action, subject: `policy:${policy.slug}`, data, public: isListed });
}

// Who touched what and when, not what was typed.
function recordDraft(ledger: Ledger, { policy, number }: Version, what: string): StoredEvent {
  return ledger.record({
    action: `policy_draft.${what}`,
    subject: `policy:${policy}`,
    data: { policy, number },
    public: false,
  });
}
