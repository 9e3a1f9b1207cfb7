import type { Ctx, Staff, System } from '../../context.ts';
import { type Day, addDays, dayOf, startOfDay } from '../../core/day.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { type AcceptanceId, type AccessRequestId, type NdaId, newId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { addressHash, hostOf } from '../../subscribers/model/address.ts';
import type { Acceptance, AccessRequest, Nda, Signer } from '../model.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import * as store from '../store/ndas.ts';
import { getRequest } from './changing.ts';
import { isProvider } from './judging.ts';

/** Refuses `not_found`. */
export async function getNda(db: Db, id: NdaId): Promise<Nda> {
  const found = await store.selectNda(db, id);
  if (!found) throw new Refusal('not_found', 'There is no NDA of this id.');
  return found;
}

/** All versions, by name and newest first. */
export async function listNdas(db: Db): Promise<readonly Nda[]> {
  return store.selectNdas(db);
}

/** Refuses `invalid` a text that cannot be shown as it is meant. */
export async function judgeNda({ text }: Pick<Nda, 'text'>): Promise<void> {
  const detail = (await loadMarkdownJudge())(text);
  if (detail !== undefined) throw refusalOf([{ pointer: pointerTo('text'), detail }]);
}

/**
 * Publishes a version of a text: from now on it is the one that is asked for. Nothing that was accepted
 * changes. Refuses `invalid` for what cannot be shown as it is meant, and `conflict` where the text and the scope are those in force.
 */
export async function publishNda(
  ctx: Ctx<Staff | System>,
  text: Pick<Nda, 'name' | 'title' | 'text' | 'scope'>,
): Promise<Nda> {
  await judgeNda(text);
  return commit(ctx, async (tx, ledger) => {
    const newest = (await store.selectNewest(tx, [text.name])).get(text.name);
    const hash = sha256(text.text);
    if (newest?.sha256 === hash && newest.scope === text.scope && newest.title === text.title)
      throw new Refusal('conflict', `That is version ${newest.number}, which is in force.`);
    const nda: Nda = {
      ...text,
      id: newId(ctx.deps.ids, 'nda'),
      number: (newest?.number ?? 0) + 1,
      sha256: hash,
      publishedAt: ledger.at,
    };
    await store.insertNda(tx, nda);
    const { name, number, scope } = nda;
    const event = ledger.record({
      action: 'nda.published',
      subject: `nda:${nda.id}`,
      data: { name, number, scope, sha256: hash },
      public: false,
    });
    return { value: nda, events: [event] };
  });
}

/** Refuses `not_found`. */
export async function getAcceptance(db: Db, id: AcceptanceId): Promise<Acceptance> {
  const found = await store.selectAcceptance(db, id);
  if (!found) throw new Refusal('not_found', 'There is no acceptance of this id.');
  return found;
}

/** Newest first. `next` continues the list; null at its end. */
export async function listAcceptances(
  db: Db,
  filter: store.AcceptanceFilter,
  after: AcceptanceId | undefined,
  limit: number,
): Promise<{ readonly items: readonly Acceptance[]; readonly next: AcceptanceId | null }> {
  const from = after === undefined ? undefined : await getAcceptance(db, after);
  const found = await store.selectAcceptances(db, filter, from, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** An NDA that was signed elsewhere. */
export type OnFile = {
  readonly nda: NdaId;
  readonly signer: Signer;
  /** Whether it binds the signer, or all who have an address of the same domain. */
  readonly covers: 'person' | 'domain';
  readonly signedOn: Day;
  /** The last day. */
  readonly until?: Day | undefined;
  /** Where it lies. */
  readonly note?: string | undefined;
};

/** Refuses `invalid` for days that cannot be, and for a mail provider's domain as a whole. */
export async function recordOnFile(
  ctx: Ctx<Staff | System>,
  { nda: ndaId, signer, covers, signedOn, until, note }: OnFile,
): Promise<Acceptance> {
  const { deps, now } = ctx;
  const domain = hostOf('email', signer.email);
  if (covers === 'domain' && (await isProvider(domain)))
    throw refusalOf([
      {
        pointer: pointerTo('covers'),
        detail: `Anybody can have an address at ${domain}, so nobody can sign for all of them.`,
      },
    ]);
  return commit(ctx, async (tx, ledger) => {
    const nda = await getNda(tx, ndaId);
    const { timeZone } = (await getOrganisation(tx)).value;
    refuseDays({ signedOn, until }, dayOf(now, timeZone));
    const acceptance: Acceptance = {
      id: newId(deps.ids, 'acc'),
      ndaId,
      addressHash: covers === 'domain' ? '' : addressHash(deps.keys, 'email', signer.email),
      domain,
      signer,
      acceptedAt: startOfDay(signedOn, timeZone),
      documentIds: [],
      source: 'on-file',
      ...(note !== undefined && { note }),
      ...(until && { endedAt: startOfDay(addDays(until, 1), timeZone) }),
    };
    await store.insertAcceptance(tx, acceptance);
    const event = ledger.record({
      action: 'nda.recorded',
      subject: `nda-acceptance:${acceptance.id}`,
      data: { nda: nda.id, name: nda.name, number: nda.number, covers, signedOn },
      public: false,
    });
    return { value: acceptance, events: [event] };
  });
}

function refuseDays({ signedOn, until }: Pick<OnFile, 'signedOn' | 'until'>, today: Day): void {
  if (signedOn > today)
    throw refusalOf([
      { pointer: pointerTo('signedOn'), detail: `Must not be in the future: it is ${today}.` },
    ]);
  if (until !== undefined && until < signedOn)
    throw refusalOf([
      { pointer: pointerTo('until'), detail: 'Must not be before the day it was signed on.' },
    ]);
}

/**
 * From now on it stands for nothing new; what was given under it stays until it is revoked. Refuses
 * `conflict` where it has ended.
 */
export async function endAcceptance(ctx: Ctx<Staff>, id: AcceptanceId): Promise<Acceptance> {
  return commit(ctx, async (tx, ledger) => {
    const found = await getAcceptance(tx, id);
    if (found.endedAt !== undefined && found.endedAt <= ledger.at)
      throw new Refusal('conflict', 'It has ended already.');
    await store.endAcceptance(tx, id, ledger.at);
    const event = ledger.record({
      action: 'nda.ended',
      subject: `nda-acceptance:${id}`,
      data: {},
      public: false,
    });
    return { value: await getAcceptance(tx, id), events: [event] };
  });
}

/** What a copy of an acceptance is written of. */
export type Copied = {
  readonly acceptance: Acceptance;
  readonly nda: Nda;
  /** Absent of one on file. */
  readonly request?: AccessRequest;
};

/** Refuses `not_found`; and `conflict` once its signer is erased, or where it was signed elsewhere. */
export async function loadCopy(db: Db, id: AcceptanceId, of?: AccessRequestId): Promise<Copied> {
  const acceptance = await getAcceptance(db, id);
  if (of !== undefined && acceptance.requestId !== of)
    throw new Refusal('not_found', 'There is no acceptance of this id.');
  if (acceptance.requestId === undefined)
    throw new Refusal('conflict', 'It was signed elsewhere: the signed paper is the copy.');
  if (acceptance.signer === undefined)
    throw new Refusal('conflict', 'Whoever signed was erased, so no copy can be made.');
  return {
    acceptance,
    nda: await getNda(db, acceptance.ndaId),
    request: await getRequest(db, acceptance.requestId),
  };
}
