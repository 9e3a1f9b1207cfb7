import { describe, expect, it } from 'vitest';
import { type Deps, systemCtx } from '../../src/context.ts';
import { asId } from '../../src/core/ids.ts';
import type { Holder } from '../../src/personal-data/holder.ts';
import type { Correction } from '../../src/personal-data/model.ts';
import type { RunAct } from '../../src/personal-data/model/run.ts';
import { nothingFound } from '../../src/personal-data/model/findings.ts';
import { allHolders } from '../../src/personal-data/holders.ts';
import { continueRuns, sealMatter } from '../../src/personal-data/service/running.ts';
import { insertRun, selectRuns } from '../../src/personal-data/store/runs.ts';
import { liftDue } from '../../src/restrictions/service/setting.ts';
import { caseOf, done, eventsOf, pageOf, put } from '../rights/asking.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { follow, query } from '../deliveries/recipients.ts';
import { inquired, readInquiries } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';
import { fakeHolder, idsOf } from './fake-holder.ts';
import {
  copyLinkOf,
  erase,
  filesIn,
  heldOf,
  openCopy,
  proven,
  robin,
  versionOf,
} from './persons.ts';

const inquiryHolder = allHolders.find(({ kind }) => kind === 'inquiries') ?? fakeHolder([]).holder;

/** Begins a run without doing anything of it yet. */
async function begin(
  trust: World,
  id: string,
  act: RunAct = 'erase',
  correction?: Correction,
  address = robin,
): Promise<void> {
  await trust.deps.transact(async (tx) =>
    insertRun(tx, {
      requestId: asId('rrq', id),
      act,
      startedAt: trust.now(),
      startedBy: 'configured-key',
      place: {},
      findings: nothingFound,
      matter: sealMatter(trust.deps, { addresses: [address], ...(correction && { correction }) }),
    }),
  );
}

function passMinutes(trust: World, minutes: number): void {
  trust.at(new Date(trust.now().getTime() + minutes * 60_000));
}

async function runOf(trust: World, id: string) {
  const [run] = await selectRuns(trust.deps.db, asId('rrq', id));
  return run;
}

const claims = { en: 'There is a dispute.', de: 'Es gibt einen Streit.' };

/** Of every fifth record nothing may be erased; of every third it stays without the person. */
function fate(id: string) {
  const number = Number(id);
  if (number % 5 === 0) return { outcome: 'kept', why: 'legal-claims', words: claims } as const;
  return { outcome: number % 3 === 0 ? 'erased' : 'deleted' } as const;
}

describe('erasing', () => {
  it('empties what is held, says what stays by which provision, and is done once', async () => {
    const trust = await startApp();
    await follow(trust, { channel: 'email', address: robin });
    await follow(trust, { channel: 'email', address: robin.replace('robin', 'ash') });
    const id = await proven(trust, { types: ['erasure'] });
    must(
      await trust.as('editor').post('/suppressions', {
        channel: 'email',
        address: robin,
        reason: 'suppressed',
      }),
    );
    // Only owners; only what was read.
    expect((await put(trust, id, 'erasure')).status).toBe(403);
    const headers = { 'if-match': await versionOf(trust, id) };
    const path = `/rights-requests/${id}/erasure`;
    const erased = must(await trust.as('owner').put(path, undefined, headers));
    const held = pickList(erased.body, 'held').map((each) => pick(each, 'kind'));
    expect(held).toContain('suppressions');
    expect(held).not.toContain('subscriptions');
    expect((await trust.as('owner').put(path, undefined, headers)).status).toBe(412);
    expect(pick(erased.body, 'runs', '0')).toMatchObject({
      act: 'erase',
      records: expect.arrayContaining([
        expect.objectContaining({ kind: 'subscriptions', erased: 1, kept: 0 }),
        expect.objectContaining({ kind: 'suppressions', erased: 0, kept: 1 }),
      ]),
      kept: expect.arrayContaining([
        expect.objectContaining({
          kind: 'suppressions',
          why: 'legal-duty',
          basis: 'Article 17(3)(b) GDPR',
          count: 1,
        }),
      ]),
    });
    const page = (await trust.get(await pageOf(trust, id))).text;
    for (const text of ['What was erased', '1 erased', 'Article 17(3)(b) GDPR'])
      expect(page).toContain(text);
    const answers = [{ type: 'erasure', outcome: 'granted' }];
    await done(trust, id, 'decision', { answers, explanation: 'Erased.' });
    expect((await caseOf(trust, id)).items[0]).toMatchObject({ done: 'erased' });
    expect((await eventsOf(trust)).at(-2)).toMatchObject({
      action: 'rights.run_finished',
      data: { act: 'erase', deleted: 0, erased: 1 },
    });
    // Nothing of the other one.
    const rows = await trust.as('viewer').get('/subscriptions?stream=subscriber&state=active');
    expect(pickList(must(rows).body, 'items')).toHaveLength(1);
  });

  it('keeps what is put on hold in the moment in which it would go', async () => {
    const trust = await startApp();
    const { id: inquiry } = await inquired(trust, { email: robin });
    const id = await proven(trust);
    const hold = { kind: 'legal', reason: 'A dispute.', owner: 'Lee', reviewOn: '2040-01-31' };
    const late: Holder = {
      ...inquiryHolder,
      async erase(...given) {
        const of = { rule: 'inquiries', record: inquiry };
        must(await trust.as('owner').post('/retention-holds', { ...hold, ...of }));
        return inquiryHolder.erase(...given);
      },
    };
    await begin(trust, id);
    await continueRuns(systemCtx(trust.deps, 'test'), 500, [late]);
    const run = await runOf(trust, id);
    expect(run?.findings.kept).toMatchObject([{ kind: 'inquiries', why: 'hold', count: 1 }]);
    expect(await readInquiries(trust)).toMatchObject([{ id: inquiry, person: { email: robin } }]);
  });

  it('waits from the moment in which the person wants it kept, and goes on once that is lifted', async () => {
    const trust = await startApp();
    await inquired(trust, { email: robin });
    const id = await proven(trust, { types: ['erasure', 'restriction'] });
    let isFirst = true;
    const late: Holder = {
      ...inquiryHolder,
      async erase(...given) {
        if (isFirst) await done(trust, id, 'restrictions/no-processing');
        isFirst = false;
        return inquiryHolder.erase(...given);
      },
    };
    await begin(trust, id);
    expect(await continueRuns(systemCtx(trust.deps, 'test'), 500, [late])).toBe(0);
    expect((await runOf(trust, id))?.finishedAt).toBeUndefined();
    expect(await readInquiries(trust)).toMatchObject([{ person: { email: robin } }]);
    const lifting = { on: '2026-11-23', reason: 'As you wished.' };
    await done(trust, id, 'restrictions/no-processing/lifting', lifting);
    trust.at('2026-11-23T12:00:00Z');
    await liftDue(systemCtx(trust.deps, 'test'));
    await continueRuns(systemCtx(trust.deps, 'test'), 500, [late]);
    expect(await runOf(trust, id)).toMatchObject({ finishedAt: trust.now() });
    expect(await query(trust, 'SELECT id FROM inquiries WHERE person IS NOT NULL')).toEqual([]);
  });

  it('killed at any moment goes on where it was, and does and counts each record once', async () => {
    const trust = await startApp();
    const id = await proven(trust);
    const ids = idsOf(7);
    const straight = fakeHolder(ids, { fate });
    const other = fakeHolder(['9'], { kind: 'other', fate });
    await begin(trust, id);
    await continueRuns(systemCtx(trust.deps, 'test'), 500, [straight.holder, other.holder]);
    const expected = (await runOf(trust, id))?.findings;
    expect(expected?.tallies['inquiries']).toMatchObject({ deleted: 3, erased: 2, kept: 2 });
    for (let lives = 1, isDone = false; !isDone; lives += 1) {
      const mortal = fakeHolder(ids, { fate });
      const last = fakeHolder(['9'], { kind: 'other', fate });
      const holders = [mortal.holder, last.holder];
      await begin(trust, id);
      isDone = await diesAfter(trust, lives, holders);
      // Nobody takes it over before a minute is over.
      if (!isDone && lives > 1)
        expect(await continueRuns(systemCtx(trust.deps, 'test'), 500, holders)).toBe(0);
      passMinutes(trust, 2);
      await continueRuns(systemCtx(trust.deps, 'test'), 500, holders);
      const run = await runOf(trust, id);
      expect(run?.finishedAt, `dying at ${lives}`).toBeDefined();
      expect(run?.findings, `dying at ${lives}`).toEqual(expected);
      expect(mortal.erased).toEqual(straight.erased);
    }
  });

  it('waits while a part of it is done, and while the person wants the data kept', async () => {
    const trust = await startApp();
    const id = await proven(trust, { types: ['erasure', 'restriction'] });
    const fake = fakeHolder(idsOf(30));
    await begin(trust, id);
    expect(await continueRuns(systemCtx(trust.deps, 'test'), 20, [fake.holder])).toBe(20);
    const granted = { answers: [{ type: 'erasure', outcome: 'granted' }], explanation: 'Done.' };
    await refuses(trust, async () => put(trust, id, 'decision', granted), { status: 409 });
    await done(trust, id, 'restrictions/no-processing');
    expect(await continueRuns(systemCtx(trust.deps, 'test'), 20, [fake.holder])).toBe(0);
    expect(fake.held.size).toBe(10);
    // Told before, lifted on the day.
    const lifting = { on: '2026-11-23', reason: 'You have told us that it is settled.' };
    await refuses(
      trust,
      async () =>
        put(trust, id, 'restrictions/no-processing/lifting', { ...lifting, on: '2026-11-22' }),
      { status: 422 },
    );
    await done(trust, id, 'restrictions/no-processing/lifting', lifting);
    await trust.advanceDays(1);
    expect(await continueRuns(systemCtx(trust.deps, 'test'), 20, [fake.holder])).toBe(0);
    // The schedule has gone on with it, with the real features, which hold nothing more.
    expect((await runOf(trust, id))?.finishedAt).toBeDefined();
    await done(trust, id, 'decision', granted);
  });

  it('is not held up by a record of somebody else that cannot be erased', async () => {
    const trust = await startApp();
    const [one, two] = [await proven(trust), await proven(trust, { types: ['erasure'] })];
    const { holder } = fakeHolder(idsOf(3));
    const fragile: Holder = {
      ...holder,
      async erase(ctx, subject, id) {
        if (subject.addresses.includes(robin)) throw new Error('it does not work');
        return holder.erase(ctx, subject, id);
      },
    };
    await begin(trust, one);
    await begin(trust, two, 'erase', undefined, `y${robin}`);
    trust.expectError(/could not go on/);
    expect(await continueRuns(systemCtx(trust.deps, 'test'), 500, [fragile])).toBe(3);
    expect((await runOf(trust, one))?.place).toMatchObject({ begun: '0000000' });
    expect((await runOf(trust, two))?.finishedAt).toBeDefined();
    passMinutes(trust, 1);
    await continueRuns(systemCtx(trust.deps, 'test'), 500, [holder]);
    expect((await runOf(trust, one))?.finishedAt).toBeDefined();
  });

  it('two requests and two workers at once for one person do no harm', async () => {
    const trust = await startApp();
    const second = await trust.anotherProcess();
    const one = await proven(trust, { types: ['erasure'] });
    const two = await proven(trust, { types: ['erasure', 'access'] });
    for (let each = 0; each < 6; each += 1)
      await follow(trust, { channel: 'email', address: robin, topics: ['security'] });
    const fake = fakeHolder(idsOf(20));
    await begin(trust, one);
    await Promise.all(
      [trust, second].map(({ deps }) => continueRuns(systemCtx(deps, 'test'), 500, [fake.holder])),
    );
    expect(fake.calls).toEqual(idsOf(20));
    await begin(trust, one);
    await begin(trust, two);
    await Promise.all([trust.runSchedule(), second.runSchedule()]);
    for (const id of [one, two]) expect((await runOf(trust, id))?.finishedAt).toBeDefined();
    expect((await heldOf(trust, two))['subscriptions']).toBeUndefined();
    expect((await erase(trust, two)).status).toBe(200);
    const runs = await selectRuns(trust.deps.db, asId('rrq', two));
    expect(runs).toHaveLength(2);
  });

  it('while a copy is read leaves a whole archive, without what was erased meanwhile', async () => {
    const trust = await startApp();
    for (let each = 0; each < 5; each += 1)
      await follow(trust, { channel: 'email', address: robin, topics: ['security'] });
    const id = await proven(trust);
    await done(trust, id, 'copy');
    const session = await openCopy(trust, await copyLinkOf(trust, id));
    const response = await trust.app.fetch(new Request(`http://localhost${session}/copy.zip`), {
      deps: trust.deps,
    });
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
    const first = await reader.read();
    must(await erase(trust, id));
    const parts = [first.value ?? new Uint8Array()];
    for (let part = await reader.read(); !part.done; part = await reader.read())
      parts.push(part.value);
    const whole = new Response(Buffer.concat(parts), {
      headers: { 'content-type': 'application/zip' },
    });
    const files = await filesIn(whole);
    const data: unknown = JSON.parse(files.get('data.json') ?? '');
    const kinds = pickList(data, 'records').map((each) => pick(each, 'kind'));
    expect(Object.values(Object(pick(data, 'counts'))).reduce(sum, 0)).toBe(kinds.length);
    expect(files.get('index.html')).toMatch(/<\/html>\s*$/);
  });
});

describe('correcting', () => {
  it('is asked of every record that can be, and the decision says that it was done', async () => {
    const trust = await startApp();
    const id = await proven(trust, { types: ['rectification'] });
    await refuses(trust, async () => put(trust, id, 'correction', {}), { status: 422 });
    await refuses(trust, async () => erase(trust, id), { status: 409 });
    const { holder } = fakeHolder(idsOf(5));
    const asked: unknown[] = [];
    const able: Holder = {
      ...holder,
      async correct(_ctx, { addresses }, record, correction) {
        asked.push([addresses, record, correction]);
        return record !== '0000003';
      },
    };
    const correction = { name: 'Robin Roe' };
    await begin(trust, id, 'correct', correction);
    await continueRuns(systemCtx(trust.deps, 'test'), 500, [able, fakeHolder(['9']).holder]);
    expect(asked).toEqual(idsOf(5).map((record) => [[robin], record, correction]));
    expect((await runOf(trust, id))?.findings.tallies['inquiries']).toMatchObject({
      corrected: 4,
      kept: 0,
    });
    await done(trust, id, 'correction', correction);
    const answers = [{ type: 'rectification', outcome: 'granted' }];
    await done(trust, id, 'decision', { answers, explanation: 'Corrected.' });
    expect((await caseOf(trust, id)).items[0]).toMatchObject({ done: 'corrected' });
  });
});

function sum(total: number, each: unknown): number {
  return total + Number(each);
}

/** Works until the process dies in its n-th transaction, the odd ones before it is stored and the even ones after; true where it lived. */
async function diesAfter(
  trust: World,
  lives: number,
  holders: Parameters<typeof continueRuns>[2],
): Promise<boolean> {
  let left = Math.ceil(lives / 2);
  let isDead = false;
  const die = (): never => {
    isDead = true;
    throw new Dead();
  };
  const deps: Deps = {
    ...trust.deps,
    // Whoever is dead writes nothing, whatever stands behind a `catch`.
    log: () => undefined,
    async transact(work) {
      left -= 1;
      if (isDead || (left === 0 && lives % 2 === 1)) return die();
      const value = await trust.deps.transact(work);
      return left === 0 ? die() : value;
    },
  };
  await continueRuns(systemCtx(deps, 'test'), 500, holders);
  return !isDead;
}

class Dead extends Error {}

describe('a hold', () => {
  it('on a record, or on the customer for which it is kept, stands against erasure, and the report says so', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const customer = await addCustomer(trust);
    const there = `/customers/${customer}/contacts`;
    must(await trust.as('editor').post(there, contact('dpo', { address: robin })));
    // The first is kept for the customer whose contact wrote it, the second by itself.
    const own = await inquired(trust, { email: robin });
    const other = await inquired(trust, { email: mailbox('home') });
    const id = await proven(trust);
    must(
      await trust
        .as('editor')
        .post(
          `/rights-requests/${id}/addresses`,
          { address: mailbox('home'), proof: 'on-file' },
          { 'if-match': await versionOf(trust, id) },
        ),
    );
    const hold = { kind: 'legal', reason: 'A dispute.', owner: 'Legal', reviewOn: '2027-06-30' };
    const owner = trust.as('owner');
    const placed = [{ customer }, { rule: 'inquiries', record: other.id }].map(async (of) =>
      must(await owner.post('/retention-holds', { ...hold, ...of })),
    );
    const [onCustomer] = await Promise.all(placed);
    must(await erase(trust, id));
    const left = async () =>
      (await readInquiries(trust)).filter(({ person }) => person !== null).map((row) => row.id);
    expect((await left()).toSorted()).toEqual([own.id, other.id].toSorted());
    const run = await runOf(trust, id);
    expect(JSON.stringify(run?.findings)).toContain('hold');
    const path = `/retention-holds/${String(pick(onCustomer?.body, 'id'))}/lifting`;
    must(await owner.put(path, { reason: 'It is settled.' }, { 'if-match': '*' }));
    must(await erase(trust, id));
    expect(await left()).toEqual([other.id]);
  });
});
