import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import type { Subject } from '../../src/personal-data/model.ts';
import { holders } from '../../src/rights/service/personal-data.ts';
import { selectIdsByHashes } from '../../src/rights/store/personal-data.ts';
import { eraseOne, textOf } from '../personal-data/holding.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, correctAll, eraseAll, findAll, subjectOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';
import {
  agentMail,
  askByProgram,
  asked,
  caseOf,
  done,
  eventsOf,
  idOf,
  pageOf,
  press,
  verified,
  wish,
  wishOfAgent,
} from './asking.ts';

const { email } = wish();
const other = { name: 'Else Other', email: 'else@person.example', details: 'What of Else?' };
const tables = ['rights_requests', 'rights_messages', 'subject_addresses', 'subscriptions'];

/** A case of Robin with messages both ways and a note, granted. */
async function granted(trust: World, parts = {}): Promise<string> {
  const id = await asked(trust, { types: ['access'], ...parts });
  await press(trust, `${await pageOf(trust, id)}/messages`, { text: 'Robin of May.' });
  const any = { 'if-match': '*' };
  const note = { text: 'Beware of Robin.' };
  must(await trust.as('editor').post(`/rights-requests/${id}/notes`, note, any));
  await decide(trust, id, { outcome: 'granted', done: 'exported' });
  return id;
}

async function decide(trust: World, id: string, answer: object): Promise<void> {
  await done(trust, id, 'identity', verified);
  const answers = (await caseOf(trust, id)).items.map(({ type }) => ({ type, ...answer }));
  await done(trust, id, 'decision', { answers, explanation: 'As you asked, Robin.' });
}

/** One that an agency asked for Robin, and Robin let it. */
async function askedByAgency(trust: World): Promise<string> {
  const wanted = wishOfAgent({ types: ['know-categories'], residence: 'california' });
  const id = await idOf(trust, must(await askByProgram(trust, wanted)));
  await press(trust, `${await pageOf(trust, id)}/confirmation`);
  const page = await pageOf(trust, id, 'agent');
  await press(trust, `${page}/messages`, { text: 'Signed, Ash.' });
  await decide(trust, id, { outcome: 'granted' });
  return id;
}

async function rowsOf(trust: World, id: string): Promise<string> {
  const all = await dumpTables(trust);
  return JSON.stringify([
    all.get('rights_requests')?.filter((row) => row['id'] === id),
    all.get('rights_messages')?.filter((row) => row['request_id'] === id),
  ]);
}

/** Why it is kept, in both languages. */
async function wordsOf(trust: World, subject: Subject, id: string): Promise<string> {
  const [holder] = holders;
  return JSON.stringify(holder && (await eraseOne(trust, holder, subject, id)));
}

describe('requests of a person', () => {
  it('are copied without notes, and each side without the other’s', async () => {
    const trust = await startApp();
    await granted(trust);
    await askedByAgency(trust);
    await asked(trust, other);
    const robin = JSON.stringify(await copyAll(trust, holders, subjectOf(trust, email)));
    for (const said of [`Robin ${personMark}`, email, 'I wrote to you in May', 'As you asked'])
      expect(robin).toContain(said);
    expect(robin).toContain('Signed, Ash.');
    expect(robin).not.toMatch(/beware|else|agency\.example|key_/i);
    const copies = await copyAll(trust, holders, subjectOf(trust, agentMail.toUpperCase()));
    expect(Object.keys(copies)).toEqual(['privacy-requests-california']);
    const ash = JSON.stringify(copies);
    for (const said of [`Ash ${personMark}`, agentMail, 'Signed, Ash.'])
      expect(ash).toContain(said);
    expect(ash).not.toMatch(/robin \w|person\.example|fulfilled|as you asked/i);
    await trust.drain();
  });

  it('stay while they are open or can be appealed against, then leave only what the law has us show', async () => {
    const trust = await startApp();
    const robin = subjectOf(trust, email);
    const theirs = await asked(trust, other);
    const before = await rowsOf(trust, theirs);
    const open = await asked(trust);
    const undecided = ['privacy-requests kept open-case'];
    expect(await eraseAll(trust, holders, robin)).toEqual(undecided);
    await decide(trust, open, { outcome: 'denied', basis: 'legal-claims' });
    const [shown, events] = [await rowsOf(trust, open), await eventsOf(trust)];
    trust.at('2027-01-21T09:00:00.000Z');
    expect(await eraseAll(trust, holders, robin)).toEqual(undecided);
    expect([await rowsOf(trust, open), await eventsOf(trust)]).toEqual([shown, events]);

    trust.at('2027-01-22T09:00:00.000Z');
    const page = await pageOf(trust, open);
    await trust.drain();
    const kept = ['privacy-requests kept legal-duty'];
    expect(await eraseAll(trust, holders, robin)).toEqual(kept);
    expect(await wordsOf(trust, robin, open)).toContain('36 months');
    const after = await textOf(trust, tables);
    expect(after).not.toMatch(/robin|wrote to you/i);
    // What shows that it was answered is there, and is found by whoever has the address.
    expect(await rowsOf(trust, open)).toContain(robin.hashes[0]);
    expect(await caseOf(trust, open)).toMatchObject({
      state: 'denied',
      items: [{ basis: 'legal-claims' }, { basis: 'legal-claims' }],
    });
    expect((await trust.get(page)).status).toBe(410);
    expect(await rowsOf(trust, theirs)).toBe(before);
    const told = await eventsOf(trust);
    expect(told.at(-1)).toMatchObject({ action: 'rights.minimised', data: {} });
    expect(await eraseAll(trust, holders, robin)).toEqual(kept);
    expect(await eventsOf(trust)).toEqual(told);

    // Three years after it was closed nothing has us keep it.
    trust.at('2029-11-23T09:00:00.000Z');
    expect(await eraseAll(trust, holders, robin)).toEqual(['privacy-requests erased']);
    expect(await rowsOf(trust, open)).not.toContain(robin.hashes[0]);
    expect(await eraseAll(trust, holders, robin)).toEqual([]);
  });

  it('for another lose whoever asked, and the person only at their own wish', async () => {
    const trust = await startApp();
    const id = await askedByAgency(trust);
    const [robin, ash] = [subjectOf(trust, email), subjectOf(trust, agentMail)];
    expect(await eraseAll(trust, holders, ash)).toEqual(['privacy-requests-california erased']);
    const left = await textOf(trust, tables);
    expect(left).not.toMatch(/\bAsh\b|agency/);
    expect(left).not.toContain(ash.hashes[0]);
    expect(await rowsOf(trust, id)).toContain(`Robin ${personMark}`);
    expect(await rowsOf(trust, id)).toContain('As you asked');
    expect(await eraseAll(trust, holders, ash)).toEqual([]);
    const kept = ['privacy-requests-california kept legal-duty'];
    expect(await eraseAll(trust, holders, robin)).toEqual(kept);
    const words = await wordsOf(trust, robin, id);
    for (const said of ['24 months', '24 Monate', '11 CCR § 7101']) expect(words).toContain(said);
    expect(await textOf(trust, tables)).not.toMatch(/robin|kanari/i);
  });

  it('leave whoever asked when the person is forgotten', async () => {
    const trust = await startApp();
    const id = await askedByAgency(trust);
    await eraseAll(trust, holders, subjectOf(trust, email));
    expect(await rowsOf(trust, id)).not.toMatch(/robin|signed/i);
    expect(await copyAll(trust, holders, subjectOf(trust, agentMail))).toMatchObject({
      'privacy-requests-california': [{ agentName: `Ash ${personMark}`, wrote: [] }],
    });
  });

  it('are corrected on their side', async () => {
    const trust = await startApp();
    const id = await askedByAgency(trust);
    const correction = { name: 'Right Name', company: 'Right Ltd', email: 'else@where.example' };
    const [robin, ash] = [subjectOf(trust, email), subjectOf(trust, agentMail)];
    const done = ['privacy-requests-california'];
    expect(await correctAll(trust, holders, robin, correction)).toEqual(done);
    expect(await correctAll(trust, holders, robin, correction)).toEqual([]);
    expect(await caseOf(trust, id)).toMatchObject({
      person: { name: 'Right Name', email },
      agent: { name: `Ash ${personMark}` },
    });
    expect(await correctAll(trust, holders, ash, { company: 'Right Ltd' })).toEqual(done);
    expect((await caseOf(trust, id)).agent).toEqual({
      name: `Ash ${personMark}`,
      email: agentMail,
      company: 'Right Ltd',
    });
  });

  it('are found by an index on either side, once each', async () => {
    const trust = await startApp();
    const [first, second] = [await granted(trust), await askedByAgency(trust)];
    const both = subjectOf(trust, email, agentMail);
    const found = await Promise.all(holders.map(async (holder) => findAll(trust, holder, both)));
    expect(found).toEqual([[first], [second]]);
    const plans = await plansOf(trust, async (db) => {
      await selectIdsByHashes(db, both.hashes, false, { after: asId('rrq', first), limit: 200 });
    });
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps).toHaveLength(4);
    for (const step of steps) expect(step).toMatch(/USING INDEX rights_requests_(address|agent) /);
  });
});
