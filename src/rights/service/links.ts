import type { Agent, Claimant, Ctx, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
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
  return { ctx, side, request, messages };
}
