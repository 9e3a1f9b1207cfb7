import type { Ctx, Deps, Requester } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { type AccessRequestId, type DownloadLinkId, newId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { AccessRequest } from '../model.ts';
import { isStanding, stateOf, type KeptGrant } from '../model/grants.ts';
import { downloadLinkIn } from '../model/links.ts';
import { selectLink, useLink } from '../store/download-links.ts';
import { insertSession } from '../store/download-sessions.ts';
import { selectGrantsOf } from '../store/grants.ts';
import { selectRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { mayHold } from './download-visiting.ts';
import { makeLink } from './granting.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { recordOf, tellRequester } from './telling.ts';

/** Long enough to fetch some large files, short enough to be of no use to whoever finds it later. */
const sessionMs = 15 * 60 * 1000;

/** A link of one use that nobody has used. */
export type OpenLink = {
  readonly ctx: Ctx<Requester>;
  readonly id: DownloadLinkId;
  readonly request: AccessRequest;
  readonly expiresAt: Date;
  /** What it leads to, in force. */
  readonly grants: readonly KeptGrant[];
};

/**
 * What a link of one use leads to; nothing is used up by looking. Undefined for a token that is none of
 * these. Refuses `gone` for one that was.
 */
export async function openDownloadLink(deps: Deps, token: string): Promise<OpenLink | undefined> {
  const id = downloadLinkIn(deps.keys, token);
  const link = id && (await selectLink(deps.db, id));
  if (id === undefined || link === undefined) return undefined;
  const now = deps.clock();
  const request = await selectRequest(deps.db, link.requestId);
  if (link.usedAt !== null)
    throw gone('This link was used already: each opens the documents once.');
  if (now >= link.expiresAt) throw gone('This link has expired, or a newer one was sent after it.');
  const grants = (await selectGrantsOf(deps.db, link.requestId)).filter((grant) =>
    isStanding(grant, now),
  );
  if (request === undefined || !mayHold(request) || grants.length === 0) throw ended();
  const ctx = { deps, actor: { kind: 'requester', id: request.id }, now } as const;
  return { ctx, id, request, expiresAt: link.expiresAt, grants };
}

/** Exchanges a link for a session; of two who try at once one gets it. The secret is shown this once. Refuses `gone`. */
export async function exchangeLink({ ctx, id, request }: OpenLink): Promise<string> {
  const { ids } = ctx.deps;
  const secret = newSecret(ids, 'axs');
  await commit(ctx, async (tx, ledger) => {
    if (!(await useLink(tx, id, ctx.now)))
      throw gone('This link was used already: each opens the documents once.');
    await insertSession(tx, {
      id: newId(ids, 'ses'),
      requestId: request.id,
      secretHash: hashOfSecret(secret),
      expiresAt: new Date(ctx.now.getTime() + sessionMs),
    });
    const event = recordOf(ledger, request, 'access.link_used', { link: id });
    return { value: undefined, events: [event] };
  });
  return secret;
}

/**
 * Mails another link of one use to the address of a request, as its requester asks; it is shown to
 * nobody. Refuses `unavailable`, `too_many`, and `conflict` where there is nothing to fetch.
 */
export async function requestDownloadLink(
  ctx: Ctx<Requester>,
  requestId: AccessRequestId,
): Promise<void> {
  const { deps, now } = ctx;
  if (deps.mail === undefined)
    throw new Refusal('unavailable', 'No mail can be sent from here, so no link can be sent.');
  await changeRequest(ctx, requestId, 'any', async ({ tx, ledger, request }) => {
    await refuseBeyond(tx, 'downloadLink', requestId, { keys: deps.keys, now });
    return [await sendLink(tx, deps, ledger, request)];
  });
}

/** The same in the commit of the caller. Refuses `conflict` where there is nothing to fetch. */
export async function sendLink(
  tx: Tx,
  deps: Deps,
  ledger: Ledger,
  request: AccessRequest,
): Promise<StoredEvent> {
  const held = await selectGrantsOf(tx, request.id);
  if (!mayHold(request) || !held.some((grant) => stateOf(grant, ledger.at) === 'in-force'))
    throw new Refusal(
      'conflict',
      'There is nothing to fetch: what was given has ended, or all of its downloads are used.',
    );
  const link = await makeLink(tx, deps, request.id, ledger.at);
  const event = recordOf(ledger, request, 'access.link_sent', { link });
  await tellRequester(tx, deps, request, { what: 'link', link }, event);
  return event;
}

/** Whose page it is may know more; behind a link that leads nowhere there is only this. */
function gone(what: string): Refusal {
  return new Refusal(
    'gone',
    `${what} To get another, open the page of your request; its address stands in each mail about it.`,
  );
}

function ended(): Refusal {
  return new Refusal(
    'gone',
    'What this link led to was given for a time, and that has ended. Ask for the document again.',
  );
}
