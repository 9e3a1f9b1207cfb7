import type { Context } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, rootOf } from '../../console/guard.ts';
import { asBatchId, type BatchId } from '../../core/ids.ts';
import { maySee } from '../../staff/model/permitting.ts';
import { completenessOf } from '../model/completeness.ts';
import type { Entry } from '../model/entry.ts';
import { annexThreeWords, stateWords } from '../model/words.ts';
import { type Batch, listBatches, titleOf } from '../service/batches.ts';

/** Contact persons are shown to those to whom contacts of customers are shown. */
export function maySeePersons(c: Context<ConsoleEnv>): boolean {
  return maySee(c.get('visit').ctx.actor.role, 'contacts');
}

export function idOf(c: Context<ConsoleEnv>): BatchId {
  return asBatchId(c.req.param('id') ?? '');
}

export function batchPath(c: Context<ConsoleEnv>): string {
  return `/register/batches/${idOf(c)}`;
}

/** A batch that was chosen, or none for a new one. */
export const chosenBatch = z.string().regex(/^(bat_\w{1,60})?$/, 'Choose a batch of the list.');

/** The way back to the batch that a form is about. */
export function batchCrumb(c: Context<ConsoleEnv>, batch: Batch) {
  return { href: `${rootOf(c)}${batchPath(c)}`, label: titleOf(batch) };
}

export function StateOf({ state }: Pick<Entry, 'state'>) {
  return <span class={`is is-${state}`}>{stateWords[state]}</span>;
}

/** How much of Annex III an entry states, and what it lacks. */
export function Complete({ entry }: { readonly entry: Entry }) {
  const { percent, missing } = completenessOf(entry.facts, entry.contactPerson);
  if (missing.length === 0) return <>Complete</>;
  return (
    <>
      {percent} %
      <span class="sub">Lacks {missing.map((item) => annexThreeWords[item]).join(', ')}</span>
    </>
  );
}

/** The open batches, and a new one. */
export async function batchOptions(c: Context<ConsoleEnv>) {
  const { items } = await listBatches(c.env.deps.db, undefined, 100, false);
  return [
    ...(may(c, 'createBatch') ? [{ value: '', text: 'A new batch' }] : []),
    ...items.map((batch) => ({ value: batch.id, text: titleOf(batch) })),
  ];
}
