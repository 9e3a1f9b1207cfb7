import { listPending } from '../../changes/service.ts';
import { type Change, lastStep } from '../../changes/model.ts';
import type { Db, Tx } from '../../db/client.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import { entriesAfter } from '../model/applying.ts';
import type { Entry } from '../model/entry.ts';
import * as store from '../store/register.ts';
import { listEntries } from './entries.ts';
import { recordSteps } from './timeline.ts';

/** Where the list stood before a step. */
export type Standing = {
  readonly register: ReadonlyMap<string, Entry>;
  /** Announced and neither in effect nor taken back. */
  readonly pending: readonly Change[];
  readonly timeZone: string;
};

export async function readStanding(db: Db): Promise<Standing> {
  const { value: organisation } = await getOrganisation(db);
  return {
    register: await readRegister(db),
    pending: await listPending(db),
    timeZone: organisation.timeZone,
  };
}

async function readRegister(db: Db): Promise<ReadonlyMap<string, Entry>> {
  return new Map((await listEntries(db)).map((entry) => [entry.slug, entry]));
}

export async function listServiceSlugs(db: Db): Promise<readonly string[]> {
  return (await listServices(db)).map((service) => service.slug);
}

/** What the newest step of a change makes of the register, now and for both clocks. */
export async function takeStep(
  tx: Tx,
  change: Change,
  { register, pending, timeZone }: Standing,
): Promise<void> {
  const step = lastStep(change);
  const entries = entriesAfter(change, step.name, register, step.at);
  await store.saveEntries(
    tx,
    entries.filter((entry) => register.get(entry.slug) !== entry),
  );
  await recordSteps(tx, [{ change, step }], { register, pending, timeZone });
}
