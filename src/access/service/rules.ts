import type { Ctx, Staff, System } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { AccessDomain, AccessSettings, DomainTreatment } from '../model.ts';
import { usualSettings } from '../model.ts';
import { opensMore, type RuleProposal } from '../model/proposals.ts';
import { deleteProposal } from '../store/proposals.ts';
import * as store from '../store/rules.ts';
import { isProvider } from './judging.ts';
import { setOrPropose } from './proposals.ts';

/** Version 0 while nobody has set anything. */
export async function getSettings(db: Db): Promise<store.StoredSettings> {
  return (await store.selectSettings(db)) ?? { settings: usualSettings, version: 0 };
}

/** What became of a rule: in force as it stands now, or waiting for a second person. */
type Settled<T> = { readonly stored: T } | { readonly proposal: RuleProposal };

export async function replaceSettings(
  ctx: Ctx<Staff | System>,
  settings: AccessSettings,
  expected: Expected,
): Promise<Settled<store.StoredSettings>> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getSettings(tx);
    checkExpected(expected, before.version);
    const isOpening = opensMore(before.settings, settings);
    const said = { kind: 'settings', settings } as const;
    const { proposal, event } = await setOrPropose(ctx, { tx, ledger }, said, isOpening);
    const value = proposal ? { proposal } : { stored: await getSettings(tx) };
    return { value, events: [event] };
  });
}

export async function findDomain(db: Db, domain: string): Promise<AccessDomain | undefined> {
  return store.selectDomain(db, domain);
}

/** Refuses `not_found`. */
export async function getDomain(db: Db, domain: string): Promise<AccessDomain> {
  const found = await findDomain(db, domain);
  if (!found) throw new Refusal('not_found', 'Nothing is said of this domain.');
  return found;
}

export async function listDomains(
  db: Db,
  treatment: DomainTreatment | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ readonly items: readonly AccessDomain[]; readonly next: string | null }> {
  const found = await store.selectDomains(db, treatment, after, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.domain ?? null) : null };
}

/**
 * Says how a mail domain is treated from now on; leave waits for a second person. What is decided stays. Refuses `invalid` for leave to a
 * provider, where anybody gets an address.
 */
export async function putDomain(
  ctx: Ctx<Staff | System>,
  said: Pick<AccessDomain, 'domain' | 'treatment' | 'note'>,
  expected: Expected,
): Promise<Settled<AccessDomain>> {
  if (said.treatment === 'allowed' && (await isProvider(said.domain)))
    throw refusalOf([
      {
        pointer: pointerTo('treatment'),
        detail: `Anybody can have an address at ${said.domain}, so it cannot be allowed. A person decides on those who write from there.`,
      },
    ]);
  return commit(ctx, async (tx, ledger) => {
    const before = await store.selectDomain(tx, said.domain);
    checkExpected(expected, before?.version ?? 0);
    const isOpening = said.treatment === 'allowed' && before?.treatment !== 'allowed';
    const wanted = { kind: 'domain', ...said } as const;
    const { proposal, event } = await setOrPropose(ctx, { tx, ledger }, wanted, isOpening);
    const value = proposal ? { proposal } : { stored: await getDomain(tx, said.domain) };
    return { value, events: [event] };
  });
}

export async function deleteDomain(
  ctx: Ctx<Staff>,
  domain: string,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    checkExpected(expected, (await getDomain(tx, domain)).version);
    const subject = `access-domain:${domain}`;
    await store.deleteDomain(tx, domain);
    await deleteProposal(tx, subject);
    const event = ledger.record({
      action: 'access_domain.removed',
      subject,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
