import type { Tx } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { StepName, VersionHead } from '../model.ts';
import * as store from '../store.ts';

/** One more entry of the feed. */
export async function enterStep(
  tx: Tx,
  { id: eventId, at }: StoredEvent,
  { policy, number }: VersionHead,
  name: StepName,
): Promise<void> {
  const ordinal = (await store.countSteps(tx)) + 1;
  await store.insertStep(tx, { ordinal, eventId, policy, number, name, at });
}
