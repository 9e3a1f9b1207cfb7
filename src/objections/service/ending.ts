import type { Ctx, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import * as reading from '../store/reading.ts';
import { act, changeObjection, todayOf } from './changing.ts';
import { tellObjector } from './telling.ts';

/** The change was withdrawn: every open objection to it has got what it asked for. In that commit. */
export async function resolveAllAsWithdrawn(
  tx: Tx,
  ledger: Ledger,
  changeId: number,
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  const what = { kind: 'resolve', outcome: 'change-withdrawn', isChangeWithdrawn: true } as const;
  for (const objection of await reading.selectOpen(tx, changeId)) {
    const event = await act({ tx, ledger, objection }, what, 'objection.resolved');
    await tellObjector(tx, objection, { what: 'decided' }, event);
    events.push(event);
  }
  return events;
}

const perRun = 100;

/** Ends rights to terminate whose last day is over, each once however many jobs run. How many. */
export async function lapseTerminationRights(ctx: Ctx<System>): Promise<number> {
  const { db, mail } = ctx.deps;
  const today = await todayOf(db, ctx.now);
  const due = await reading.selectLapsed(db, today, perRun);
  let lapsed = 0;
  for (const id of due) {
    const isMine = await unlessDone(() =>
      changeObjection(ctx, id, 'any', async (changing) => {
        const event = await act(changing, { kind: 'lapse', today }, 'objection.lapsed');
        if (mail) await tellObjector(changing.tx, changing.objection, { what: 'decided' }, event);
        return event;
      }),
    );
    if (isMine) lapsed += 1;
  }
  return lapsed;
}

/** Another job, or somebody who terminated, was first: then there is nothing to do. */
async function unlessDone(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}
