import type { Ctx, Staff, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { Profile } from '../model.ts';
import * as store from '../store/profiles.ts';

/** In the order of slugs. */
export async function listProfiles(db: Db): Promise<readonly Profile[]> {
  return store.selectProfiles(db);
}

export async function getProfile(db: Db, slug: string): Promise<Profile> {
  const found = await store.selectProfile(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no profile with this slug.');
  return found;
}

/** Refuses `conflict` when the slug is taken. */
export async function createProfile(
  ctx: Ctx<Staff | System>,
  input: Omit<Profile, 'version'>,
): Promise<Profile> {
  return commit(ctx, async (tx, ledger) => {
    if (await store.selectProfile(tx, input.slug))
      throw new Refusal('conflict', `There is a profile ${input.slug} already.`);
    const profile = { ...input, version: 1 };
    await store.saveProfile(tx, profile);
    const event = ledger.record({
      action: 'contract_profile.created',
      subject: `contract-profile:${input.slug}`,
      data: { version: 1 },
      public: false,
    });
    return { value: profile, events: [event] };
  });
}

/** What was announced keeps the terms it was announced with. */
export async function replaceProfile(
  ctx: Ctx<Staff>,
  slug: string,
  input: Pick<Profile, 'name' | 'terms'>,
  expected: Expected,
): Promise<Profile> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getProfile(tx, slug);
    checkExpected(expected, before.version);
    const profile = { slug, ...input, version: before.version + 1 };
    await store.saveProfile(tx, profile);
    const event = ledger.record({
      action: 'contract_profile.updated',
      subject: `contract-profile:${slug}`,
      data: { version: profile.version },
      public: false,
    });
    return { value: profile, events: [event] };
  });
}

/** Refuses `conflict` while a customer has it. */
export async function deleteProfile(
  ctx: Ctx<Staff>,
  slug: string,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const before = await getProfile(tx, slug);
    checkExpected(expected, before.version);
    if (await store.isProfileUsed(tx, slug))
      throw new Refusal(
        'conflict',
        'Customers have this profile; those erased keep it as a part of what can be proved. Give the others another first: GET customers?profile= lists them.',
      );
    await store.deleteProfile(tx, slug);
    const event = ledger.record({
      action: 'contract_profile.deleted',
      subject: `contract-profile:${slug}`,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
