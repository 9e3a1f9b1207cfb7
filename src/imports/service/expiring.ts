import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import * as store from '../store/list-imports.ts';

/** Deletes lists that nobody put into a batch within two days. */
export async function forgetExpiredImports(ctx: Ctx<System>): Promise<void> {
  if (!(await store.hasExpired(ctx.deps.db, ctx.now))) return;
  await operate(ctx, (tx) => store.deleteExpired(tx, ctx.now));
}
