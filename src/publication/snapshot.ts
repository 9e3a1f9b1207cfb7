import { getBranding } from '../branding/service/reading.ts';
import { describeLog, listNewest, listPending, stepsPerBlock } from '../changes/service.ts';
import { describeStated } from '../controls/service.ts';
import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import { listPublished } from '../documents/service/reading.ts';
import { getOrganisation, listServices } from '../organisation/service.ts';
import { describePolicies } from '../policies/service.ts';
import { listRules } from '../retention/service.ts';
import { listRegister } from '../subprocessors/service/entries.ts';
import { describeUpdates } from '../updates/service.ts';
import type { Snapshot } from './model.ts';
import { selectVersion } from './store.ts';

const attempts = 5;

/**
 * Reads everything public at one version. Where a turn's reads are one, they are one request. Elsewhere
 * a commit in between is noticed by the version having moved and the reading begins again, so no
 * transaction holds up writers; refuses `busy` after five times.
 */
export async function loadSnapshot(db: Db): Promise<Snapshot> {
  if (db.isGathered) {
    const [{ version, at }, content] = await Promise.all([selectVersion(db), readContent(db)]);
    return { version, at, ...content };
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { version, at } = await selectVersion(db);
    const content = await readContent(db);
    if ((await selectVersion(db)).version === version) return { version, at, ...content };
  }
  throw new Refusal('busy', 'The register is being changed right now. Try again in a moment.');
}

/** Nothing here waits for an answer before it asks: a cold Worker reads all of it in one request. */
async function readContent(db: Db): Promise<Omit<Snapshot, 'version' | 'at'>> {
  const listed = listServices(db);
  const registered = Promise.all([
    listNewest(db, stepsPerBlock),
    listRegister(db),
    listPending(db),
  ]);
  const [organisation, branding, services, updates, controls, documents, policies, retention, log] =
    await Promise.all([
      getOrganisation(db),
      getBranding(db),
      listed,
      describeUpdates(db),
      describeStated(db, listed),
      listPublished(db),
      describePolicies(db),
      listRules(db),
      describeLog(db),
    ]);
  const [{ substantive, all, recent }, register, pending] = await registered;
  return {
    organisation: organisation.value,
    branding: branding.value,
    services,
    ...register,
    pending,
    recent,
    steps: substantive.steps,
    stepsWithCorrections: all.steps,
    stepCounts: { substantive: substantive.total, all: all.total },
    updates,
    controls,
    documents,
    policies,
    retention,
    ...log,
  };
}
