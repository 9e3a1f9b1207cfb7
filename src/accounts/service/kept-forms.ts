import type { Ctx, Deps } from '../../context.ts';
import type { PersonId } from '../../core/ids.ts';
import { operate } from '../../db/commit.ts';
import { keptFormMs } from '../model.ts';
import * as store from '../store/kept-forms.ts';
import { openValue, sealValue } from './secrets.ts';

/** What somebody had typed. */
export type KeptForm = {
  /** Below the console. */
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
};

/** Keeps a form for its author alone, sealed, for two hours; one for each person. */
export async function keepForm(deps: Deps, personId: PersonId, form: KeptForm): Promise<void> {
  const ctx = { deps, actor: { kind: 'anonymous' }, now: deps.clock() } as const;
  const sealed = sealValue(deps, 'staff kept form', form);
  const expiresAt = new Date(ctx.now.getTime() + keptFormMs);
  await operate(ctx, (tx) => store.keep(tx, { personId, sealed, expiresAt }));
}

export async function findKeptForm(
  { deps, now }: Ctx,
  personId: PersonId,
): Promise<KeptForm | undefined> {
  const sealed = await store.selectKept(deps.db, personId, now);
  return sealed === undefined ? undefined : openValue<KeptForm>(deps, 'staff kept form', sealed);
}

export async function discardKeptForm(ctx: Ctx, personId: PersonId): Promise<void> {
  await operate(ctx, (tx) => store.deleteKept(tx, personId));
}
