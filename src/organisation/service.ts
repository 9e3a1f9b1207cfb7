import { openServiceFeeds } from '../changes/service.ts';
import type { Ctx, Staff, System } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { type Warned, warningsOfTranslations } from '../core/translating.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import type { Expected } from '../db/expected.ts';
import { checkExpected } from '../db/expected.ts';
import type { Organisation, Service } from './model.ts';
import { unnamedOrganisation } from './model.ts';
import type { Versioned } from './store.ts';
import * as store from './store.ts';

export async function getOrganisation(db: Db): Promise<Versioned<Organisation>> {
  return store.selectOrganisation(db);
}

/** The profile as the ledger tells of it at one of its places; nobody's before the first. */
export async function getOrganisationAt(db: Db, seq: number): Promise<Organisation> {
  return (await store.selectOrganisationAt(db, seq)) ?? unnamedOrganisation;
}

/** In which zone days were read at an instant; undefined before anybody has said anything. */
export async function findTimeZoneAt(db: Db, instant: Date): Promise<string | undefined> {
  return store.selectTimeZoneAt(db, instant);
}

export async function listServicesAt(db: Db, seq: number): Promise<readonly Service[]> {
  return store.selectServicesAt(db, seq);
}

/** Replaces the profile. Refuses `stale` when it is not the expected version any more. */
export async function replaceOrganisation(
  ctx: Ctx<Staff | System>,
  profile: Organisation,
  expected: Expected,
): Promise<Versioned<Organisation> & Warned> {
  return commit(ctx, async (tx, ledger) => {
    const before = await store.selectOrganisation(tx);
    checkExpected(expected, before.version);
    const version = before.version + 1;
    await store.saveOrganisation(tx, profile, version);
    const event = ledger.record({
      action: 'organisation.updated',
      subject: 'organisation',
      data: publicFacts(profile),
      public: true,
    });
    const warnings = warningsOfTranslations(before.value, profile);
    return { value: { value: profile, version, warnings }, events: [event] };
  });
}

export async function listServices(db: Db): Promise<readonly Service[]> {
  return (await store.selectServices(db)).map(({ value }) => value);
}

export async function getService(db: Db, slug: string): Promise<Versioned<Service>> {
  const found = await store.selectService(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no service with this slug.');
  return found;
}

/** Refuses `conflict` when the slug is taken. */
export async function createService(
  ctx: Ctx<Staff | System>,
  service: Service,
): Promise<Versioned<Service>> {
  return commit(ctx, async (tx, ledger) => {
    if (await store.selectService(tx, service.slug))
      throw new Refusal('conflict', `There is a service ${service.slug} already.`);
    await store.saveService(tx, service, 1);
    await openServiceFeeds(tx, service.slug);
    const event = ledger.record({
      action: 'service.created',
      subject: `service:${service.slug}`,
      data: { ...service },
      public: true,
    });
    return { value: { value: service, version: 1 }, events: [event] };
  });
}

/** The slug stays: feeds and links of customers hold it. */
export async function replaceService(
  ctx: Ctx<Staff>,
  slug: string,
  input: Omit<Service, 'slug'>,
  expected: Expected,
): Promise<Versioned<Service> & Warned> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getService(tx, slug);
    checkExpected(expected, before.version);
    const service = { ...input, slug };
    await store.saveService(tx, service, before.version + 1);
    const event = ledger.record({
      action: 'service.updated',
      subject: `service:${slug}`,
      data: service,
      public: true,
    });
    const warnings = warningsOfTranslations(before.value, service);
    return { value: { value: service, version: before.version + 1, warnings }, events: [event] };
  });
}

/** What the ledger keeps of a profile for ever: no mailbox, no representative, as they may name a person. */
function publicFacts(profile: Organisation) {
  const {
    name,
    legalName,
    legalForm,
    address,
    website,
    languages,
    timeZone,
    noticeDays,
    objectionDays,
    noticeForAmendments,
    commitments,
    frameAncestors,
    translations,
  } = profile;
  return {
    name,
    legalName,
    legalForm,
    address,
    website,
    languages,
    timeZone,
    noticeDays,
    objectionDays,
    noticeForAmendments,
    commitments,
    frameAncestors,
    translations,
  };
}
