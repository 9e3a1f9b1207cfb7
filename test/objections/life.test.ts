import { describe, expect, it } from 'vitest';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { announced, prepare, publish, withdraw } from '../notices/announced.ts';
import type { World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import {
  caseOf,
  eventsOf,
  objectByForm,
  objectByProgram,
  objected,
  pageOf,
  press,
  readCases,
  wish,
} from './objecting.ts';

const settled = { outcome: 'accepted-explanation', explanation: 'It stays in the EEA.' };

async function resolve(trust: World, id: string, version = 1) {
  const headers = { 'if-match': `"v${version}"` };
  must(await trust.as('editor').put(`/objections/${id}/resolution`, settled, headers));
}

describe('a change that is withdrawn', () => {
  it('has given every open objection what it asked for, and leaves decided ones as they were', async () => {
    const trust = await announced();
    const decided = await objected(trust, 2);
    await resolve(trust, decided.id);
    const open = await objected(trust, 2, { email: mailbox('open') });
    await withdraw(trust, 2);
    expect(await caseOf(trust, decided.id)).toMatchObject({ resolution: 'accepted-explanation' });
    expect(await caseOf(trust, open.id)).toMatchObject({
      state: 'resolved',
      resolution: 'change-withdrawn',
      endedAt: trust.now(),
    });
    await trust.drain();
    const mail = trust.outside.mailbox.findLast(({ to }) => to === mailbox('open'));
    expect(mail?.text).toContain(await pageOf(trust, open.id));
    expect((await trust.get(await pageOf(trust, open.id))).text).toContain('was withdrawn');
  });

  it('takes no objection, by page, form, program or staff, and says what became of it', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    const page = await trust.get('/trust/changes/2/objection');
    expect(page.status).toBe(409);
    expect(page.text).toContain('Change 2 was withdrawn');
    const form = await objectByForm(trust, 2, wish());
    expect(form.status).toBe(409);
    expect(form.text).toContain('Change 2 was withdrawn');
    const refused = { status: 409, code: 'conflict' };
    await refuses(trust, () => objectByProgram(trust, 2, wish()), refused);
    const letter = { ...wish(), change: 2, source: 'letter', receivedOn: '2026-11-22' };
    await refuses(trust, () => trust.as('editor').post('/objections', letter), refused);
    expect(await readCases(trust)).toEqual([]);
  });
});

describe('a change whose place another has taken', () => {
  it('leads to that one; an objection to it stays open until somebody decides', async () => {
    const trust = await announced();
    const { id } = await objected(trust, 2);
    const addition = { postmark: { facts: facts({ description: 'Sends mail and texts.' }) } };
    const said = { effectiveOn: '2027-01-15', supersedes: 2 };
    must(await publish(trust, await prepare(trust, said, addition)));
    const page = await trust.get('/trust/changes/2/objection');
    expect(page.status).toBe(409);
    expect(page.text).toContain('Change 3 has taken the place of change 2');
    expect((await caseOf(trust, id)).state).toBe('received');
    expect((await objectByProgram(trust, 3, wish())).status).toBe(201);
  });
});

describe('an objection that comes late', () => {
  it('is kept, is marked with the date that decided, and is told so', async () => {
    const trust = await announced();
    trust.at('2026-12-22T23:59:59Z');
    expect(await objected(trust, 2)).toMatchObject({ isLate: false });
    trust.at('2026-12-23T00:00:00Z');
    const reply = await objectByProgram(trust, 2, wish({ email: mailbox('late') }));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ behindGeneralDate: true });
    const [, late] = await readCases(trust);
    expect(late).toMatchObject({ isLate: true, state: 'received' });
    expect((await eventsOf(trust)).at(-1)).toMatchObject({
      data: { late: true, rule: 'general-terms', endsOn: '2026-12-22' },
    });
    const { body } = must(await trust.as('viewer').get('/objections?late=true'));
    expect(pick(body, 'items')).toMatchObject([{ id: late?.id }]);
    expect((await trust.get(await pageOf(trust, late?.id ?? ''))).text).toContain(
      'after your last day to object',
    );
  });

  it('is in time by the clock of the customer to whom it is found to belong', async () => {
    const trust = await announced();
    await addProfile(trust, 'standard', { objectionDays: 45, noticeDays: 45 });
    const customer = await addCustomer(trust, { services: [] });
    must(await trust.as('editor').post(`/customers/${customer}/contacts`, contact('robin')));
    await trust.publish({
      entries: { mistral: facts({ name: 'Mistral AI' }) },
      effectiveOn: '2027-01-31',
    });
    await trust.drain();
    await trust.runSchedule();
    // General terms end on 22 December; this customer's 45 days on 6 January.
    trust.at('2027-01-06T22:59:59Z');
    const unknown = await objected(trust, 3, { email: mailbox('somebody') });
    expect(unknown).toMatchObject({ isLate: true, customerId: null });
    const matched = await trust
      .as('editor')
      .put(`/objections/${unknown.id}/customer`, { customer }, { 'if-match': '"v1"' });
    expect(must(matched).body).toMatchObject({ late: false, customer });
    expect((await eventsOf(trust)).at(-1)).toMatchObject({
      data: { late: false, rule: 'customer-clock', endsOn: '2027-01-06' },
    });
    trust.at('2027-01-06T23:00:00Z');
    expect(await objected(trust, 3, { email: mailbox('robin') })).toMatchObject({
      isLate: true,
      customerId: customer,
    });
  });
});

describe('what is mailed to whoever objected', () => {
  it('has the reference and the link, and nothing that was typed at the form', async () => {
    const trust = await announced();
    const kept = await objected(trust, 2, { statement: 'Buy pills at https://pills.example now' });
    await trust.drain();
    const [mail, ...others] = trust.outside.mailbox.filter(({ to }) => to === wish().email);
    expect(others).toEqual([]);
    expect(mail?.subject).toContain(kept.reference);
    expect(mail?.text).toContain(await pageOf(trust, kept.id));
    expect(`${mail?.text} ${mail?.html}`).not.toMatch(/pills|kanari/i);
    const link = /https?:\/\/\S+\/trust\/my\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
    expect((await trust.get(new URL(link).pathname)).status).toBe(200);
  });

  it('is what staff answered, once each and in order', async () => {
    const trust = await announced();
    const { id } = await objected(trust, 2);
    const text = 'We will answer by Friday.';
    const headers = { 'if-match': '"v1"' };
    must(await trust.as('editor').post(`/objections/${id}/messages`, { text }, headers));
    await resolve(trust, id, 2);
    await trust.drain();
    await trust.drain();
    const mails = trust.outside.mailbox.filter(({ to }) => to === wish().email);
    expect(mails).toHaveLength(3);
    expect(mails[1]?.text).toContain(text);
    expect(mails[2]?.text).toContain(settled.explanation);
  });

  it('stops when it can not arrive, which staff see; the case stays open', async () => {
    const trust = await announced();
    trust.outside.onMail(() => ({ outcome: '5xx', status: 550, durationMs: 1, isFinal: true }));
    const { id } = await objected(trust, 2);
    await trust.drain();
    const { body } = must(await trust.as('editor').get(`/objections/${id}`));
    expect(body).toMatchObject({ state: 'received', reachable: false });
  });
});

describe('a case that somebody else than the objector confirms by accident', () => {
  it('says to staff who pressed the button by nothing but the link', async () => {
    const trust = await announced();
    const { id } = await objected(trust, 2);
    await press(trust, `${await pageOf(trust, id)}/confirmation`);
    expect((await eventsOf(trust)).at(-1)).toMatchObject({
      actor: `objector:${id}`,
      action: 'objection.confirmed',
      data: {},
    });
    expect(JSON.stringify(await eventsOf(trust))).not.toContain(personMark);
  });
});
