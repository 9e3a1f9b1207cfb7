import type { Ctx, Deps, System } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { commit } from '../../db/commit.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import type { Edition } from '../model.ts';
import { findings, selectFindings, subjectOfFile } from '../store/damage.ts';
import { selectDocument } from '../store/reading.ts';

const job = 'stored-files';
const dayMs = 24 * 60 * 60 * 1000;

/** Runs what reads the file of a version. Staff are told where it is damaged, once a day. */
export async function watching<T>(
  deps: Deps,
  edition: Edition,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'damaged') await recordDamage(deps, edition);
    throw error;
  }
}

/** After a file that was damaged was read whole again: it was brought back from a copy. */
export async function recordWhole(deps: Deps, { id, documentId, number }: Edition): Promise<void> {
  const found = (await selectFindings(deps.db, [id])).get(id);
  if (found?.isDamaged !== true) return;
  await commit(systemCtx(deps, job), async (_tx, ledger) => {
    const data = { document: documentId, number };
    const event = { action: findings.whole, subject: subjectOfFile(id), data, public: false };
    return { value: undefined, events: [ledger.record(event)] };
  });
}

async function recordDamage(deps: Deps, edition: Edition): Promise<void> {
  const ctx = systemCtx(deps, job);
  if (await isKnown(ctx, edition)) return;
  const document = await selectDocument(deps.db, edition.documentId);
  if (!document) return;
  await commit(ctx, async (tx, ledger) => {
    const { number } = edition;
    const event = ledger.record({
      action: findings.damaged,
      subject: subjectOfFile(edition.id),
      data: { document: document.id, number },
      public: false,
    });
    const alert = { kind: 'file-damaged', document: document.title, number } as const;
    // Two that find it at once tell of it once.
    const day = Math.floor(ledger.at.getTime() / dayMs);
    await alertStaff(tx, alert, `file-damaged:${edition.id}:${day}`, ledger.at);
    return { value: undefined, events: [event] };
  });
  deps.nudge();
}

/** Whether it was found today (UTC) already. */
async function isKnown({ deps, now }: Ctx<System>, { id }: Edition): Promise<boolean> {
  const found = (await selectFindings(deps.db, [id])).get(id);
  return found?.isDamaged === true && sameDay(found.at, now);
}

function sameDay(a: Date, b: Date): boolean {
  return Math.floor(a.getTime() / dayMs) === Math.floor(b.getTime() / dayMs);
}
