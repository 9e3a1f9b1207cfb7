import { findChange } from '../../changes/service.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Objection, Resolution } from '../model.ts';
import { faultOfChange } from '../model/objecting.ts';
import * as writing from '../store/writing.ts';
import { act, changeObjection, type Changing } from './changing.ts';
import { tellObjector } from './telling.ts';

/** Somebody looks into it. */
export async function reviewObjection(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  expected: Expected,
): Promise<Objection> {
  return changeObjection(ctx, id, expected, (changing) =>
    act(changing, { kind: 'review' }, 'objection.review_began'),
  );
}

/** Settles it. The explanation is a message of the case and goes to whoever objected. */
export async function resolveObjection(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  { outcome, explanation }: { readonly outcome: Resolution; readonly explanation: string },
  expected: Expected,
): Promise<Objection> {
  return changeObjection(ctx, id, expected, async (changing) => {
    const change = await findChange(changing.tx, changing.objection.changeId);
    const isChangeWithdrawn = change !== undefined && faultOfChange(change) !== undefined;
    const what = { kind: 'resolve', outcome, isChangeWithdrawn } as const;
    return tellDecision(
      ctx,
      changing,
      await act(changing, what, 'objection.resolved'),
      explanation,
    );
  });
}

/** The two could not agree: the customer may end the contract until that day. */
export async function openTerminationRight(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  { until, explanation }: { readonly until: Day; readonly explanation: string },
  expected: Expected,
): Promise<Objection> {
  return changeObjection(ctx, id, expected, async (changing) => {
    const what = { kind: 'open-termination', until, today: changing.today } as const;
    const event = await act(changing, what, 'objection.termination_right_opened');
    return tellDecision(ctx, changing, event, explanation);
  });
}

/** The customer has used it. */
export async function terminateOverObjection(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  expected: Expected,
): Promise<Objection> {
  return changeObjection(ctx, id, expected, async (changing) => {
    const what = { kind: 'terminate', today: changing.today } as const;
    return tellDecision(ctx, changing, await act(changing, what, 'objection.terminated'));
  });
}

async function tellDecision(
  { deps }: Ctx,
  { tx, ledger, objection }: Changing,
  event: StoredEvent,
  explanation?: string,
): Promise<StoredEvent> {
  const message =
    explanation === undefined
      ? undefined
      : await writing.insertMessage(tx, {
          objectionId: objection.id,
          at: ledger.at,
          author: 'staff',
          text: explanation,
        });
  if (deps.mail !== undefined)
    await tellObjector(
      tx,
      objection,
      { what: 'decided', ...(message !== undefined && { message }) },
      event,
    );
  return event;
}
