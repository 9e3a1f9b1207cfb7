import { describe, expect, it } from 'vitest';
import { asObjectionId } from '../../src/core/ids.ts';
import { writeMessage } from '../../src/objections/service/answering.ts';
import { openLink } from '../../src/objections/service/links.ts';
import { holders } from '../../src/objections/service/personal-data.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, correctAll, eraseAll, subjectOf, tracesOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';
import { announce, caseOf, eventsOf, objected, pageOf, press } from './objecting.ts';

const mark = personMark.toLowerCase();
const mika = `mika.${mark}@customer.example`;
const asMika = {
  name: `Mika ${personMark}`,
  company: `Mikado ${personMark}`,
  email: mika,
  statement: `Says Mika ${personMark}`,
  request: 'Not in the tropics.',
};

async function started() {
  const trust = await startApp();
  const open = await objected(trust, await announce(trust), asMika);
  const closed = await objected(trust, await announce(trust, 'Cohere'), asMika);
  const other = await objected(trust, closed.changeId);
  await press(trust, `${await pageOf(trust, closed.id)}/messages`, { text: 'My tropics' });
  await write(trust, closed.id, 'messages', { text: 'Dear Mika, we hear you' }, 'post');
  const explanation = 'Mika, it stays in the EEA.';
  await write(trust, closed.id, 'resolution', { outcome: 'accepted-explanation', explanation });
  return { trust, open, closed, other, subject: subjectOf(trust, mika) };
}

async function write(
  trust: World,
  id: string,
  what: string,
  value: object,
  method: 'put' | 'post' = 'put',
) {
  const { version } = await caseOf(trust, id);
  const headers = { 'if-match': `"v${version}"` };
  return must(await trust.as('editor')[method](`/objections/${id}/${what}`, value, headers));
}

describe('what is kept of somebody who objected', () => {
  it('is copied as its page shows it, with both sides of the thread and nothing of others', async () => {
    const { trust, open, closed, other, subject } = await started();
    const { objections } = await copyAll(trust, holders, subject);
    expect(objections).toMatchObject([
      { reference: open.reference, state: 'received', stateInWords: 'Received', messages: [] },
      {
        reference: closed.reference,
        ...asMika,
        groundInWords: 'Data protection',
        resolutionInWords: 'You accepted the explanation',
        messages: [
          { author: 'objector', text: 'My tropics' },
          { author: 'staff', text: 'Dear Mika, we hear you' },
          { author: 'staff', text: 'Mika, it stays in the EEA.' },
        ],
      },
    ]);
    const all = JSON.stringify(objections);
    expect(all).not.toContain('Robin');
    expect(all).not.toContain(other.reference);
    expect(all).not.toContain('/trust/my/');
  });

  it('is erased once the case is closed, to the last byte; that there was one stays', async () => {
    const { trust, open, closed, other, subject } = await started();
    const before = await dumpTables(trust);
    const done = await eraseAll(trust, holders, subject);
    expect(done).toEqual(['objections kept open-case', 'objections erased']);
    expect(await caseOf(trust, open.id)).toMatchObject({ objector: { name: asMika.name } });
    must(await press(trust, `${await pageOf(trust, open.id)}/withdrawal`));
    expect(await eraseAll(trust, holders, subject)).toEqual(['objections erased']);
    const texts = ['mika', 'tropics', 'hear you', ...subject.hashes];
    expect(await tracesOf(trust, texts)).toEqual([]);
    expect(await caseOf(trust, closed.id)).toMatchObject({
      reference: closed.reference,
      state: 'resolved',
      resolution: 'accepted-explanation',
    });
    const of = (tables: typeof before) =>
      tables.get('objections')?.find((row) => row['id'] === other.id);
    expect(of(await dumpTables(trust))).toEqual(of(before));
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
    expect(await copyAll(trust, holders, subject)).toEqual({});
    // What was queued for the address is not sent any more.
    await trust.drain();
    expect(trust.outside.mailbox.filter((mail) => mail.to === mika)).toEqual([]);
  });

  it('is corrected in name and company; answers go on to the address that was confirmed', async () => {
    const { trust, open, subject } = await started();
    const correction = { name: `Mieke ${personMark}`, email: `mieke.${mark}@elsewhere.example` };
    const corrected = ['objections', 'objections'];
    expect(await correctAll(trust, holders, subject, correction)).toEqual(corrected);
    expect(await correctAll(trust, holders, subject, correction)).toEqual([]);
    expect((await caseOf(trust, open.id)).objector).toEqual({
      name: correction.name,
      company: asMika.company,
      email: mika,
    });
    const events = (await eventsOf(trust)).slice(-2);
    expect(events).toMatchObject([
      { action: 'objection.corrected', data: {} },
      { action: 'objection.corrected', data: {} },
    ]);
  });

  it('is found by its index', async () => {
    const { trust, subject } = await started();
    const plans = await plansOf(trust, async (db) => {
      for (const holder of holders)
        await holder.find({ ...trust.deps, db }, subject, { after: 'obj_0', limit: 10 });
    });
    expect(plans.flatMap((plan) => plan.steps)).toEqual([
      expect.stringMatching(/^SEARCH objections USING .*objections_address.* id>\?/),
    ]);
  });
});

describe('a case that is erased', () => {
  it('while somebody has its page open takes nothing more from them', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust), asMika);
    const holder = await openLink(trust.deps, (await pageOf(trust, id)).slice('/trust/my/'.length));
    if (!holder) throw new Error('the link is not in force');
    const headers = { 'if-match': '"v1"' };
    const path = `/objections/${asObjectionId(id)}/personal-data`;
    must(await trust.as('owner').delete(path, undefined, headers));
    await expect(writeMessage(holder.ctx, 'Too late')).rejects.toMatchObject({ code: 'gone' });
    expect((await dumpTables(trust)).get('objection_messages')).toEqual([]);
  });
});
