import { getBranding } from '../branding/service/reading.ts';
import {
  describeLog,
  listChanges,
  listNewestSteps,
  listPending,
  stepsPerBlock,
} from '../changes/service.ts';
import { describeStated } from '../controls/service.ts';
import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import { listPublished } from '../documents/service/reading.ts';
import { getOrganisation, listServices } from '../organisation/service.ts';
import { describePolicies } from '../policies/service.ts';
import { listRules } from '../retention/service.ts';
import { listEntries, listWithdrawn } from '../subprocessors/service/entries.ts';
import { describeUpdates } from '../updates/service.ts';
import type { Snapshot } from './model.ts';
import { selectVersion } from './store.ts';

const attempts = 5;

/**
 * Reads everything public at one version. A commit in between is noticed by the version having moved
 * and the reading begins again, so no transaction holds up writers. Refuses `busy` after five times.
 */
export async function loadSnapshot(db: Db): Promise<Snapshot> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { version, at } = await selectVersion(db);
    const content = await readContent(db);
    if ((await selectVersion(db)).version === version) return { version, at, ...content };
  }
  throw new Refusal('busy', 'The register is being changed right now. Try again in a moment.');
}

async function readContent(db: Db): Promise<Omit<Snapshot, 'version' | 'at'>> {
  const { value: organisation } = await getOrganisation(db);
  const services = await listServices(db);
  const substantive = await listNewestSteps(db, { withCorrections: false }, stepsPerBlock);
  const all = await listNewestSteps(db, { withCorrections: true }, stepsPerBlock);
  return {
    organisation,
    branding: (await getBranding(db)).value,
    services,
    entries: await listEntries(db),
    withdrawn: await listWithdrawn(db),
    pending: await listPending(db),
    recent: (await listChanges(db, {}, stepsPerBlock)).items,
    steps: substantive.steps,
    stepsWithCorrections: all.steps,
    stepCounts: { substantive: substantive.total, all: all.total },
    updates: await describeUpdates(db),
    controls: await describeStated(db, services),
    documents: await listPublished(db),
    policies: await describePolicies(db),
    retention: await listRules(db),
    ...(await describeLog(db)),
  };
}
