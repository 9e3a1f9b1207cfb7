import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import type { AccessRequest, RequestItem } from '../model.ts';
import { approveItems, decide, declineItems } from '../model/deciding.ts';
import { ndaNameOf } from '../model/signing.ts';
import { insertMessage } from '../store/messages.ts';
import { replaceItems, updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import type { Terms } from './granting.ts';
import { lacksNda, loadWanted, type Wanted } from './judging.ts';
import { settle, termsOf } from './settling.ts';
import { recordOf, tellRequester } from './telling.ts';

export type Approval = {
  /** Slugs; all that was asked where absent. What was asked and is not among them is declined. */
  readonly documents?: readonly string[] | undefined;
  readonly terms: Partial<Terms>;
};

/**
 * A person approves. What needs no NDA, or has one, is given at once; otherwise the requester signs
 * first. Refuses `conflict` for what does not wait, cannot be given, or asks for a text that there is not.
 */
export async function approveRequest(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  { documents, terms }: Approval,
  expected: Expected,
): Promise<AccessRequest> {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    const wanted = await loadWanted(tx, request, ledger.at);
    // First whether anything may be decided at all: of two who approve at once the second is told that.
    decide(request, { kind: 'decide', items: request.items, mustSign: false });
    const items = approveItems(request.items, chosenOf(wanted, documents));
    refuseImpossible(wanted, items);
    const full = { ...(await termsOf(tx, request)), ...terms };
    return settle(ctx, changing, {
      kind: 'decide',
      items,
      wanted,
      action: 'access.approved',
      data: { terms: full },
      set: deciderOf(ctx),
      terms: full,
    });
  });
}

function chosenOf(
  wanted: readonly Wanted[],
  slugs: readonly string[] | undefined,
): ReadonlySet<string> | 'all' {
  if (slugs === undefined) return 'all';
  const waiting = new Map(
    wanted.flatMap(({ item, document }): [string, string][] =>
      document && isOpenItem(item) ? [[document.slug, item.documentId]] : [],
    ),
  );
  const faults = slugs.flatMap((slug, place) =>
    waiting.has(slug)
      ? []
      : [
          {
            pointer: pointerTo('documents', place),
            detail: `"${slug}" does not wait for a decision in this request, or cannot be given now.`,
          },
        ],
  );
  if (faults.length > 0) throw refusalOf(faults);
  return new Set(slugs.flatMap((slug) => waiting.get(slug) ?? []));
}

/** What a rule has approved already may be named with what waits. */
function isOpenItem({ state }: RequestItem): boolean {
  return state === 'asked' || state === 'approved';
}

function refuseImpossible(wanted: readonly Wanted[], items: readonly RequestItem[]): void {
  const approved = new Set(
    items.filter(({ state }) => state === 'approved').map(({ documentId }) => documentId),
  );
  for (const each of wanted) {
    if (!approved.has(each.item.documentId)) continue;
    if (each.document === undefined)
      throw new Refusal(
        'conflict',
        'One of the documents is hidden or has no version in force. Name the others in `documents`, or issue one.',
      );
    if (lacksNda(each))
      throw new Refusal(
        'conflict',
        `"${each.document.title}" asks for an NDA named "${ndaNameOf(each.document)}", and there is none. Publish it first: POST /ndas.`,
      );
  }
}

/** A person asks something; the request waits for the answer. */
export async function askRequester(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  question: string,
  expected: Expected,
): Promise<AccessRequest> {
  return changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    refuseErased(request);
    const state = decide(request, { kind: 'ask' });
    const message = await insertMessage(tx, staffMessage(id, ledger.at, question));
    await updateRequest(tx, id, { state, waitingSince: null, changedAt: ledger.at });
    const event = recordOf(ledger, request, 'access.question_asked', { message });
    await tellRequester(tx, ctx.deps, request, { what: 'message', message }, event);
    return [event];
  });
}

/** A person declines what is not given yet. The reason is a message of the request, and is told. */
export async function declineRequest(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  reason: string,
  expected: Expected,
): Promise<AccessRequest> {
  return changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    const state = decide(request, { kind: 'decline' });
    // Nothing more is written down of somebody who was erased.
    const message =
      request.requester && (await insertMessage(tx, staffMessage(id, ledger.at, reason)));
    await replaceItems(tx, id, declineItems(request.items));
    await updateRequest(tx, id, {
      state,
      ...deciderOf(ctx),
      waitingSince: null,
      endedAt: ledger.at,
      changedAt: ledger.at,
    });
    const event = recordOf(ledger, request, 'access.declined', {
      ...(message !== undefined && { message }),
    });
    // An address that nobody has confirmed gets no more mail than the one that asks.
    if (request.verifiedAt !== undefined)
      await tellRequester(
        tx,
        ctx.deps,
        request,
        { what: 'declined', ...(message !== undefined && { message }) },
        event,
      );
    return [event];
  });
}

export function refuseErased({ requester }: Pick<AccessRequest, 'requester'>): void {
  if (requester === undefined)
    throw new Refusal('conflict', 'Whoever asked was erased; nobody would read it.');
}

function staffMessage(requestId: AccessRequestId, at: Date, text: string) {
  return { requestId, at, author: 'staff' as const, text };
}

function deciderOf({ actor }: Ctx<Staff>) {
  return { decidedBy: actor.personId ?? actor.keyId ?? null };
}
