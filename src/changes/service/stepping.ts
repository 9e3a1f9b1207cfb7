import type { Tx } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { type Change, servicesOf, type StepDetail, type StepName } from '../model.ts';
import * as writing from '../store/writing.ts';

/** A change, and all services there are: one that concerns every service enters the feeds of each. */
export type Recorded = { readonly change: Change; readonly services: readonly string[] };

/** What the step is, beside the event that told of it. */
export type NewStep = StepDetail & { readonly name: StepName; readonly listVersion: number };

/** Enters a step in the change's life and in its feeds. */
export async function recordStep(
  tx: Tx,
  recorded: Recorded,
  step: NewStep,
  event: StoredEvent,
): Promise<Change> {
  const row = stepRow(recorded, step, event);
  await writing.insertSteps(tx, [row]);
  return { ...recorded.change, steps: [...recorded.change.steps, row.step] };
}

export function stepRow(
  { change, services }: Recorded,
  step: NewStep,
  event: StoredEvent,
): writing.StepRow {
  return {
    changeId: change.id,
    step: { ...step, at: event.at, eventId: event.id },
    seq: event.seq,
    streams: streamsOf(change, services),
  };
}

/** A change that names no service is in every service's feed. */
function streamsOf(change: Change, services: readonly string[]): readonly string[] {
  const named = servicesOf(change.items);
  const kinds = change.class === 'substantive' ? ['all', 'substantive'] : ['all'];
  return kinds.flatMap((kind) => [
    kind,
    ...(named.length === 0 ? services : named).map((service) => `${kind}:${service}`),
  ]);
}
