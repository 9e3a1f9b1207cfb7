import type { Agent, Claimant, Ctx, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { mayTakeCopy } from '../../personal-data/model/acting.ts';
import { type Standing, standingOf } from '../../personal-data/service/standing.ts';
import { addressesOf } from '../../personal-data/service/subject.ts';
import type { Message, RightsRequest } from '../model.ts';
import { isOpenToAgent } from '../model.ts';
import { requestIn, type Side, sideOf } from '../model/links.ts';
import * as store from '../store/reading.ts';

/** Somebody with a link that is in force, and what they may see behind it. */
export type Holder = {
  readonly ctx: Ctx<Claimant | Agent>;
  readonly side: Side;
  readonly request: RightsRequest;
  /** Without those that are not for this side. */
  readonly messages: readonly Message[];
  /** What was done with the data; absent to whoever may not see it. */
  readonly held?: Held;
};

/** Versions that a link may be behind and still be known as ours. */
const remembered = 20;

/**
 * Whose link this is: undefined for a token that is no privacy request's, which may be something else's.
 * Refuses `gone` for one that was in force before.
 */
export async function openLink(deps: Deps, token: string): Promise<Holder | undefined> {
  const { db, keys } = deps;
  const id = requestIn(token);
  const request = id === undefined ? undefined : await store.selectRequest(db, id);
  if (request === undefined) return undefined;
  const side = sideOf(keys, token, request);
  if (side === undefined) {
    const last = request.linkVersion - 1;
    const former = Array.from({ length: Math.min(last, remembered) }, (_, index) => last - index);
    if (former.some((linkVersion) => sideOf(keys, token, { id: request.id, linkVersion })))
      throw new Refusal(
        'gone',
        'This link is not in force any more, and what it led to is erased.',
      );
    return undefined;
  }
  const all = await store.selectMessages(db, request.id, { notes: false });
  const messages =
    side === 'person' || isOpenToAgent(request)
      ? all
      : all.filter(({ author }) => author === 'agent');
  const kind = side === 'person' ? 'claimant' : 'agent';
  const ctx = { deps, actor: { kind, id: request.id }, now: deps.clock() } as const;
  const held = mayTakeCopy(request, side) ? await loadHeld(deps, request, ctx.now) : undefined;
  return { ctx, side, request, messages, ...(held && { held }) };
}

/** What was done with the person's data, and by which of their addresses it was looked for beside the one of the request. */
export type Held = Standing & { readonly addresses: readonly string[] };

async function loadHeld(deps: Deps, request: RightsRequest, now: Date): Promise<Held> {
  const known = await addressesOf(deps, request, 'find');
  const added = known.filter(({ proof }) => proof !== 'request');
  return {
    ...(await standingOf(deps.db, request.id, now)),
    addresses: added.map(({ address }) => address),
  };
}
