import type { Ctx, Deps, Staff, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { AccessRequestId, GrantId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { AccessRequest } from '../model.ts';
import { isStanding, type KeptGrant } from '../model/grants.ts';
import { endLinks } from '../store/download-links.ts';
import { endSessions } from '../store/download-sessions.ts';
import * as store from '../store/grants.ts';
import { updateRequest } from '../store/requests.ts';
import { revokeTokensOf } from '../store/tokens.ts';
import { changeRequest, type Changing } from './changing.ts';
import { sendLink } from './download-links.ts';
import { recordOf, tellRequester } from './telling.ts';

const longestMs = 365 * 24 * 60 * 60 * 1000;
const perRun = 100;

/** Refuses `not_found`. */
export async function getGrant(db: Deps['db'], id: GrantId): Promise<KeptGrant> {
  const found = await store.selectGrant(db, id);
  if (!found) throw new Refusal('not_found', 'There is no grant of this id.');
  return found;
}

export type NewTerms = {
  readonly until: Date;
  readonly mostDownloads: number;
  readonly allowsToken: boolean;
};

/** Extends or shortens a grant. Refuses `invalid` for an end that is past or more than a year away, and `conflict` once it has ended. */
export async function setGrantTerms(
  ctx: Ctx<Staff>,
  id: GrantId,
  { until, mostDownloads, allowsToken }: NewTerms,
  expected: Expected,
): Promise<KeptGrant> {
  if (until <= ctx.now || until.getTime() > ctx.now.getTime() + longestMs)
    throw new Refusal('invalid', 'A grant ends after now, and at most 365 days from now.', {
      errors: [{ pointer: '#/until', detail: 'Must be within the next 365 days.' }],
    });
  return changeGrant(ctx, id, expected, async ({ tx, ledger, request }, grant) => {
    refuseOver(grant, ledger.at);
    await store.updateGrant(tx, id, { until, mostDownloads, allowsToken });
    if (!allowsToken) await endUselessTokens(tx, request.id, ledger.at);
    const terms = { until: until.toISOString(), mostDownloads, allowsToken };
    return [recordOf(ledger, request, 'access.terms_set', { grant: id, ...terms })];
  });
}

/**
 * Takes a grant back. Sessions and links of its request end at once, and so do its tokens unless
 * another grant has them; whoever held it is told. Refuses `conflict` once it has ended.
 */
export async function revokeGrant(
  ctx: Ctx<Staff>,
  id: GrantId,
  expected: Expected,
): Promise<KeptGrant> {
  return changeGrant(ctx, id, expected, async ({ tx, ledger, request }, grant) => {
    refuseOver(grant, ledger.at);
    await store.updateGrant(tx, id, { revokedAt: ledger.at, endedAt: ledger.at });
    await endSessions(tx, request.id, ledger.at);
    await endLinks(tx, request.id, ledger.at);
    await endUselessTokens(tx, request.id, ledger.at);
    const event = recordOf(ledger, request, 'access.revoked', { grant: id });
    await tellRequester(tx, ctx.deps, request, { what: 'revoked' }, event);
    return [event, ...(await closeWhenOver(tx, ledger, request))];
  });
}

/** Mails a new link of one use for all that a grant's request holds; links sent before end. */
export async function reissueLink(ctx: Ctx<Staff>, id: GrantId): Promise<KeptGrant> {
  if (ctx.deps.mail === undefined)
    throw new Refusal('unavailable', 'No mail can be sent from here (MAIL_URL).');
  return changeGrant(ctx, id, 'any', async ({ tx, ledger, request }, grant) => {
    refuseOver(grant, ledger.at);
    return [await sendLink(tx, ctx.deps, ledger, request)];
  });
}

/** Writes down the end of grants whose time is over, and tells who has nothing left. How many ended. */
export async function endGrants(ctx: Ctx<System>): Promise<number> {
  const over = await store.selectOver(ctx.deps.db, ctx.now, perRun);
  for (const requestId of new Set(over.map((grant) => grant.requestId)))
    await unlessDone(() =>
      changeRequest(ctx, requestId, 'any', (changing) => endOverOf(ctx, changing)),
    );
  return over.length;
}

async function endOverOf(
  { deps }: Ctx<System>,
  { tx, ledger, request }: Changing,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  const over = (await store.selectGrantsOf(tx, request.id)).filter(
    ({ endedAt, until }) => endedAt === undefined && until <= ledger.at,
  );
  for (const { id } of over) await store.updateGrant(tx, id, { endedAt: ledger.at });
  const [first, ...others] = over.map(({ id }) =>
    recordOf(ledger, request, 'access.ended', { grant: id }),
  );
  if (first === undefined) throw new Refusal('conflict', 'Another process has written it down.');
  const closed = await closeWhenOver(tx, ledger, request);
  for (const event of closed) await tellRequester(tx, deps, request, { what: 'expired' }, event);
  return [first, ...others, ...closed];
}

/** Another process was first: then there is nothing to do. */
async function unlessDone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
  }
}

/** Ends all that leads to documents once nothing of what a request was granted is left. */
async function closeWhenOver(
  tx: Tx,
  ledger: Ledger,
  request: AccessRequest,
): Promise<readonly StoredEvent[]> {
  const held = await store.selectGrantsOf(tx, request.id);
  if (held.some(({ endedAt }) => endedAt === undefined)) return [];
  await endSessions(tx, request.id, ledger.at);
  await endLinks(tx, request.id, ledger.at);
  await revokeTokensOf(tx, request.id, ledger.at);
  // What waits for something else, such as a signature under a newer version, goes on.
  if (request.state !== 'ready') return [];
  await updateRequest(tx, request.id, {
    state: 'expired',
    endedAt: ledger.at,
    changedAt: ledger.at,
  });
  return [recordOf(ledger, request, 'access.expired')];
}

/** Tokens of a request none of whose standing grants has them open nothing: they end. */
async function endUselessTokens(tx: Tx, requestId: AccessRequestId, now: Date): Promise<void> {
  const held = await store.selectGrantsOf(tx, requestId);
  if (!held.some((grant) => grant.allowsToken && isStanding(grant, now)))
    await revokeTokensOf(tx, requestId, now);
}

function refuseOver(grant: KeptGrant, now: Date): void {
  if (!isStanding(grant, now) || grant.endedAt !== undefined)
    throw new Refusal(
      'conflict',
      'This grant has ended. Whoever held it asks again, or you approve the document anew.',
    );
}

async function changeGrant(
  ctx: Ctx<Staff>,
  id: GrantId,
  expected: Expected,
  work: (changing: Changing, grant: KeptGrant) => Promise<readonly [StoredEvent, ...StoredEvent[]]>,
): Promise<KeptGrant> {
  const { requestId } = await getGrant(ctx.deps.db, id);
  await changeRequest(ctx, requestId, 'any', async (changing) => {
    const grant = await getGrant(changing.tx, id);
    checkExpected(expected, grant.version);
    return work(changing, grant);
  });
  return getGrant(ctx.deps.db, id);
}
