import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { approveRequest } from '../../src/access/service/deciding.ts';
import { holders } from '../../src/access/service/personal-data.ts';
import { selectDownloadsOf } from '../../src/access/store/personal-data.ts';
import { acceptances, accessRequests, grants } from '../../src/access/table.ts';
import { systemCtx } from '../../src/context.ts';
import type { Holder } from '../../src/personal-data/holder.ts';
import type { Copied, Erased, Subject } from '../../src/personal-data/model.ts';
import { addressHash, normalAddress } from '../../src/subscribers/model/address.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { offer, press, publishNda, requestOf, signature, verifying, wish } from './asking.ts';
import { plansOf } from '../support/recipients.ts';
import { bytesOf, fileAt, opened, readyOf, report, staff as staffOf } from './giving.ts';

const { email } = wish();
const ofRobin = new RegExp(`${personMark}|robin|review of suppliers`, 'i');
const tables = [
  'access_requests',
  'access_messages',
  'access_grants',
  'nda_acceptances',
  'downloads',
  'subscriptions',
];

function subjectOf({ deps }: World, spelled: string): Subject {
  const address = normalAddress('email', spelled);
  return { addresses: [address], hashes: [addressHash(deps.keys, 'email', address)] };
}

/** Every record of each holder, found two at a time. */
async function recordsOf({ deps }: World, subject: Subject): Promise<readonly [Holder, string][]> {
  const found: [Holder, string][] = [];
  for (const holder of holders) {
    for (let after: string | undefined; ;) {
      const page = await holder.find(deps, subject, { after, limit: 2 });
      found.push(...page.map((id): [Holder, string] => [holder, id]));
      after = page.at(-1);
      if (page.length < 2) break;
    }
  }
  return found;
}

async function copiesOf(trust: World, subject: Subject): Promise<readonly Copied[]> {
  const records = await recordsOf(trust, subject);
  const copies = records.map(([holder, id]) => holder.copy(trust.deps, subject, id));
  return (await Promise.all(copies)).flatMap((copied) => copied ?? []);
}

async function eraseAll(trust: World, subject: Subject): Promise<readonly Erased[]> {
  const outcomes: Erased[] = [];
  for (const [holder, id] of await recordsOf(trust, subject))
    outcomes.push(await holder.erase(systemCtx(trust.deps, 'personal-data'), subject, id));
  return outcomes;
}

async function textOf(trust: World): Promise<string> {
  const all = await dumpTables(trust);
  return JSON.stringify(tables.map((name) => all.get(name)));
}

/** Signed, given and fetched once, with something said and a note. */
async function given(trust: World, nda: unknown, parts: Readonly<Record<string, unknown>> = {}) {
  const asked = await verifying(trust, parts, report);
  const staff = trust.as('owner');
  const at = `/access-requests/${asked.id}`;
  const any = { 'if-match': '*' };
  await approveRequest(staffOf(trust), asked.id, { terms: {} }, 'any');
  const signed = await press(trust, `${asked.page}/nda`, signature(nda));
  if (signed.status !== 303) throw new Error(signed.text);
  await press(trust, `${asked.page}/messages`, {
    text: `Thanks from ${String(parts['name'] ?? personMark)}.`,
  });
  must(await staff.post(`${at}/notes`, { text: 'Beware of this one.' }, any));
  const ready = await readyOf(trust, await requestOf(trust, asked.id));
  const session = await opened(trust, ready.link);
  await bytesOf(await trust.fetch(fileAt(session, report)));
  return { ...asked, session };
}

async function started() {
  const trust = await startApp();
  await offer(trust);
  const nda = await publishNda(trust);
  const first = await given(trust, nda);
  const other = { name: 'Ash Other', email: 'ash@other.example', company: 'Other', purpose: 'Ash' };
  const theirs = await given(trust, nda, other);
  // The form of the text says who signs; what is typed there is of no matter to whose it is.
  await trust.deps.transact(async (tx) => {
    await tx
      .update(acceptances)
      .set({
        signer: { fullName: 'Ash Other', title: 'CISO', company: 'Other', email: other.email },
      })
      .where(eq(acceptances.requestId, theirs.id));
  });
  const second = await verifying(trust, { email: email.toUpperCase() });
  return { trust, nda, first, second, theirs };
}

describe('what was asked for, signed and given', () => {
  it('is copied with the text that was accepted and each download, and nothing that is not theirs', async () => {
    const { trust, nda } = await started();
    const copies = await copiesOf(trust, subjectOf(trust, email));
    expect(copies).toHaveLength(3);
    const text = JSON.stringify(copies);
    for (const said of [email, `Robin ${personMark}`, `Thanks from ${personMark}`, 'Tell nobody.'])
      expect(text).toContain(said);
    expect(text).toContain(String(pick(nda, 'sha256')));
    expect(text).not.toMatch(/ash|beware|secret|\/my\//i);
    const downloads = copies.flatMap(({ data }) => {
      const list = pick(data, 'downloads');
      return Array.isArray(list) ? list : [];
    });
    expect(downloads).toMatchObject([{ document: `Title of ${report}`, version: 1, via: 'link' }]);
  });

  it('is erased and everything given ends; an agreement that binds stays, and is named', async () => {
    const { trust, first, theirs } = await started();
    const robin = subjectOf(trust, email);
    const ash = subjectOf(trust, 'ash@other.example');
    const ofAsh = JSON.stringify(await copiesOf(trust, ash));
    expect(await textOf(trust)).toMatch(ofRobin);
    await trust.drain();
    const done = await eraseAll(trust, robin);
    expect(done).toMatchObject([
      { outcome: 'erased' },
      { outcome: 'erased' },
      { outcome: 'kept', why: 'legal-claims', words: { en: expect.stringContaining('6 years') } },
    ]);
    expect(JSON.stringify(await copiesOf(trust, ash))).toBe(ofAsh);
    const named = (await dumpTables(trust)).get('nda_acceptances');
    expect(JSON.stringify(named)).toMatch(ofRobin);
    const inventory = must(await trust.as('viewer').get('/access-grants?state=in-force'));
    expect(pickList(inventory.body, 'items')).toMatchObject([{ request: theirs.id }]);
    expect((await trust.fetch(fileAt(first.session, report))).ok).toBe(false);
    expect((await trust.fetch(fileAt(theirs.session, report))).ok).toBe(true);
    expect(await selectDownloadsOf(trust.deps.db, first.id)).toMatchObject([{ number: 1 }]);
    expect(JSON.stringify(await readEvents(trust))).not.toMatch(ofRobin);
    const events = await readEvents(trust);
    expect(await eraseAll(trust, robin)).toMatchObject([{ outcome: 'kept' }]);
    expect(await readEvents(trust)).toEqual(events);
  });

  it('leaves nothing once the agreement is over and claims from it are barred', async () => {
    const { trust } = await started();
    const robin = subjectOf(trust, email);
    await trust.drain();
    const [hash = ''] = robin.hashes;
    await trust.deps.transact(async (tx) => {
      await tx
        .update(acceptances)
        .set({ endedAt: trust.now() })
        .where(eq(acceptances.addressHash, hash));
    });
    trust.at('2032-11-22T12:00:00Z');
    expect((await eraseAll(trust, robin)).at(-1)).toMatchObject({
      outcome: 'kept',
      words: { en: expect.stringContaining('until 2032-11-22') },
    });
    trust.at('2032-11-23T12:00:00Z');
    expect(await eraseAll(trust, robin)).toEqual([{ outcome: 'deleted' }]);
    const text = await textOf(trust);
    expect(text).not.toMatch(ofRobin);
    expect(text).not.toContain(hash);
    expect(text).toContain('Ash Other');
    const kept = await trust.deps.db.select({ id: grants.id }).from(grants);
    expect(kept).toHaveLength(2);
  });

  it('is corrected in name and company; what was signed says what was signed', async () => {
    const { trust, first } = await started();
    const robin = subjectOf(trust, email);
    const correction = { name: 'Robyn Right', company: 'Right Ltd', email: 'else@where.example' };
    const correct = async () => {
      const done: (boolean | undefined)[] = [];
      for (const [holder, id] of await recordsOf(trust, robin))
        done.push(await holder.correct?.(systemCtx(trust.deps, 'test'), robin, id, correction));
      return done;
    };
    expect(await correct()).toEqual([true, true, undefined]);
    expect(await correct()).toEqual([false, false, undefined]);
    const [row] = await trust.deps.db
      .select()
      .from(accessRequests)
      .where(eq(accessRequests.id, first.id));
    expect(row?.requester).toMatchObject({ name: 'Robyn Right', company: 'Right Ltd', email });
  });

  it('is found by its index, page after page, however much there is', async () => {
    const trust = await startApp();
    const subject = subjectOf(trust, email);
    for (const holder of holders) {
      const page = { after: 'req_', limit: 10 };
      const plans = await plansOf(trust, (db) => holder.find({ ...trust.deps, db }, subject, page));
      const steps = plans.flatMap((plan) => plan.steps);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter((step) => !/^SEARCH .* USING .*INDEX/.test(step))).toEqual([]);
    }
  });
});
