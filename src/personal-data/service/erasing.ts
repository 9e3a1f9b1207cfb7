import type { Ctx, Deps, System } from '../../context.ts';
import { listRestricted } from '../../restrictions/service.ts';
import { findHold } from '../../retention/service/holds.ts';
import type { Holder } from '../holder.ts';
import type { Erased, Subject } from '../model.ts';
import { keptWords } from '../model/words.ts';

/** The person wants the data kept and not used (Article 18(1) GDPR): erasing waits until that is lifted. */
export class OnlyKept extends Error {
  override readonly name = 'OnlyKept';
}

class Held extends Error {}

export async function isOnlyKept(db: Deps['db'], { hashes }: Subject): Promise<boolean> {
  const restricted = await listRestricted(db, hashes);
  return [...restricted.values()].some((kinds) => kinds.has('no-processing'));
}

/**
 * Erases one record. Holds and restrictions are asked in each transaction that erases, so that one that
 * was placed a moment ago keeps the record. Throws OnlyKept.
 */
export async function eraseUnlessKept(
  ctx: Ctx<System>,
  holder: Holder,
  subject: Subject,
  id: string,
): Promise<Erased> {
  const { deps } = ctx;
  const transact: Deps['transact'] = (work) =>
    deps.transact(async (tx) => {
      if (await isOnlyKept(tx, subject)) throw new OnlyKept();
      const customers = (await holder.customersOf?.({ ...deps, db: tx }, id)) ?? [];
      if (await findHold(tx, holder.record, id, customers)) throw new Held();
      return work(tx);
    });
  try {
    return await holder.erase({ ...ctx, deps: { ...deps, transact } }, subject, id);
  } catch (error) {
    if (error instanceof Held) return { outcome: 'kept', why: 'hold', words: keptWords.hold };
    throw error;
  }
}
