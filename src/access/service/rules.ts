import type { Ctx, Staff, System } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { AccessDomain, AccessSettings, DomainTreatment } from '../model.ts';
import { usualSettings } from '../model.ts';
import * as store from '../store/rules.ts';
import { isProvider } from './judging.ts';

/** Version 0 while nobody has set anything. */
export async function getSettings(db: Db): Promise<store.StoredSettings> {
  return (await store.selectSettings(db)) ?? { settings: usualSettings, version: 0 };
}

export async function replaceSettings(
  ctx: Ctx<Staff | System>,
  settings: AccessSettings,
  expected: Expected,
): Promise<store.StoredSettings> {
  return commit(ctx, async (tx, ledger) => {
    checkExpected(expected, (await getSettings(tx)).version);
    await store.saveSettings(tx, settings, ledger.at);
    const event = ledger.record({
      action: 'access_rules.changed',
      subject: 'access-rules:settings',
      data: { ...settings },
      public: false,
    });
    return { value: await getSettings(tx), events: [event] };
  });
}

/** Refuses `not_found`. */
export async function getDomain(db: Db, domain: string): Promise<AccessDomain> {
  const found = await store.selectDomain(db, domain);
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
 * Says how a mail domain is treated from now on; what is decided stays. Refuses `invalid` for leave to a
 * provider, where anybody gets an address.
 */
export async function putDomain(
  ctx: Ctx<Staff | System>,
  said: Pick<AccessDomain, 'domain' | 'treatment' | 'note'>,
  expected: Expected,
): Promise<AccessDomain> {
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
    await store.saveDomain(tx, said, ledger.at);
    const event = ledger.record({
      action: 'access_domain.set',
      subject: `access-domain:${said.domain}`,
      data: { treatment: said.treatment },
      public: false,
    });
    return { value: await getDomain(tx, said.domain), events: [event] };
  });
}

export async function deleteDomain(
  ctx: Ctx<Staff>,
  domain: string,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    checkExpected(expected, (await getDomain(tx, domain)).version);
    await store.deleteDomain(tx, domain);
    const subject = `access-domain:${domain}`;
    const event = ledger.record({
      action: 'access_domain.removed',
      subject,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
