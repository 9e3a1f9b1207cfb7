import { describe, expect, test } from 'vitest';
import { contact, mailbox } from '../customers/people.ts';
import { caseOf, objected } from '../objections/objecting.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { addCustomer, announce, happened, noticeOf, openRegister } from './announcing.ts';

async function holds(trust: World, change: number) {
  const { body } = must(await trust.as('viewer').get(`/changes/${change}/holds`));
  return Object.fromEntries(
    pickList(body, 'items').map((item) => [String(pick(item, 'customer')), pick(item, 'hold')]),
  );
}

function approve(trust: World, change: number, customer: string) {
  return trust.as('editor').put(`/changes/${change}/notices/${customer}/approval`, undefined);
}

async function decide(trust: World, id: string, what: string, value: unknown) {
  const { version } = await caseOf(trust, id);
  const headers = { 'if-match': `"v${version}"` };
  return trust.as('editor').put(`/objections/${id}/${what}`, value, headers);
}

test('a change takes effect for the rest, and each customer held says why until the reason is gone', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const usual = await addCustomer(trust, 'usual');
  const slow = await addCustomer(trust, 'slow', { noticeDays: 60 });
  const specific = await addCustomer(trust, 'specific', { authorisation: 'specific' });
  const lost = await addCustomer(trust, 'lost');
  trust.outside.onMail((mail) =>
    mail.to === mailbox('lost')
      ? { outcome: '5xx', status: 550, isFinal: true, durationMs: 1 }
      : { outcome: 'accepted', status: 250, durationMs: 1 },
  );
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  trust.at('2026-12-28T09:00:00Z');
  await trust.runSchedule();
  expect(await trust.entry('mistral-ai')).toMatchObject({ state: 'current' });
  expect((await noticeOf(trust, change, usual)).effectiveAt).toEqual(trust.now());
  expect(await holds(trust, change)).toEqual({
    [slow]: 'window-open',
    [specific]: 'not-approved',
    [lost]: 'not-reached',
  });
  expect((await noticeOf(trust, change, specific)).outcome).toBe('refused-by-silence');

  // By time only who waits for time is released: on the 61st day.
  trust.at('2027-01-21T22:59:59Z');
  await trust.runSchedule();
  expect((await noticeOf(trust, change, slow)).hold).toBe('window-open');
  trust.at('2027-01-21T23:00:00Z');
  await trust.runSchedule();
  expect(await noticeOf(trust, change, slow)).toMatchObject({ effectiveAt: trust.now() });
  await trust.advanceDays(200);
  expect(await holds(trust, change)).toEqual({ [specific]: 'not-approved', [lost]: 'not-reached' });

  must(await approve(trust, change, specific));
  await trust.runSchedule();
  expect(await noticeOf(trust, change, specific)).toMatchObject({
    outcome: 'approved',
    effectiveAt: trust.now(),
  });
  expect(await holds(trust, change)).toEqual({ [lost]: 'not-reached' });
});

test('who agrees before the day is in effect with the day; to agree twice or too late is refused', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'specific', { authorisation: 'specific', noticeDays: 90 });
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  must(await approve(trust, change, id));
  await refuses(trust, () => approve(trust, change, id), { status: 409, code: 'conflict' });
  trust.at('2026-12-28T09:00:00Z');
  await trust.runSchedule();
  expect(await noticeOf(trust, change, id)).toMatchObject({ effectiveAt: trust.now() });
  const nobody = `cus_${'9'.repeat(32)}`;
  await refuses(trust, () => approve(trust, change, nobody), { status: 404, code: 'not_found' });
});

describe('an open objection', () => {
  test('holds a customer under DORA however long it lasts, and none under general terms', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const dora = await addCustomer(trust, 'dora', { hardHold: true });
    const usual = await addCustomer(trust, 'usual');
    const change = await announce(trust, '2026-12-28');
    await trust.drain();
    for (const name of ['dora', 'usual']) await objected(trust, change, { email: mailbox(name) });
    trust.at('2027-06-01T09:00:00Z');
    await trust.runSchedule();
    expect(await noticeOf(trust, change, dora)).toMatchObject({
      outcome: 'objected',
      hold: 'open-objection',
    });
    expect(await noticeOf(trust, change, usual)).toMatchObject({
      outcome: 'objected',
      effectiveAt: trust.now(),
    });
  });

  test('that is settled lets the change take effect, and one that leaves the customer out never does', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const dora = await addCustomer(trust, 'dora', { hardHold: true });
    const out = await addCustomer(trust, 'out', { hardHold: true });
    const change = await announce(trust, '2026-12-28');
    await trust.drain();
    const one = await objected(trust, change, { email: mailbox('dora') });
    const two = await objected(trust, change, { email: mailbox('out') });
    trust.at('2026-12-29T09:00:00Z');
    await trust.runSchedule();
    const settle = (outcome: string) => ({ outcome, explanation: 'As we have agreed.' });
    must(await decide(trust, one.id, 'resolution', settle('accepted-explanation')));
    must(await decide(trust, two.id, 'resolution', settle('customer-excluded')));
    await trust.runSchedule();
    expect(await noticeOf(trust, change, dora)).toMatchObject({ effectiveAt: trust.now() });
    await trust.advanceDays(60);
    expect(await holds(trust, change)).toEqual({ [out]: 'excluded' });
  });

  test('that came in time and was matched late corrects what counted as silence', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const id = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-20');
    await trust.drain();
    const { id: objection } = await objected(trust, change, {});
    trust.at('2026-12-23T09:00:00Z');
    await trust.runSchedule();
    expect((await noticeOf(trust, change, id)).outcome).toBe('accepted-by-silence');
    must(await decide(trust, objection, 'customer', { customer: id }));
    expect((await noticeOf(trust, change, id)).outcome).toBe('objected');
    expect((await happened(trust, change)).at(-1)).toBe('notice.outcome_corrected objected');
  });
});

describe('an emergency', () => {
  const emergency = { ground: 'security', explanation: 'Its predecessor was broken into.' };

  async function prepared(trust: World) {
    const batch = await trust.prepare({ entries: { mistral: facts({ name: 'Mistral AI' }) } });
    const { etag = '' } = must(await trust.as('editor').get(`/batches/${batch}`));
    const changed = { reason: 'It could not wait.', emergency };
    must(await trust.as('editor').put(`/batches/${batch}`, changed, { 'if-match': etag }));
    return { path: `/batches/${batch}/publication`, etag: await trust.approve(batch) };
  }

  test('is refused while a customer does not permit it, unless that one is held back', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const permits = await addCustomer(trust, 'permits', { emergencyPermitted: true });
    const forbids = await addCustomer(trust, 'forbids', { emergencyPermitted: false });
    const dora = await addCustomer(trust, 'dora', { emergencyPermitted: false, hardHold: true });
    const { path, etag } = await prepared(trust);
    const publish = (acknowledged: readonly string[]) =>
      trust.as('editor').put(path, { classes: {}, acknowledged }, { 'if-match': etag });
    await refuses(trust, () => publish([]), { status: 409, code: 'notice_blocked' });
    await refuses(trust, () => publish([forbids]), { status: 409, code: 'notice_blocked' });
    const { body } = must(await publish([forbids, dora]));
    const change = Number(pick(body, 'change'));
    await trust.drain();
    expect((await noticeOf(trust, change, permits)).effectiveAt).toEqual(trust.now());
    const back = { [forbids]: 'emergency-not-permitted', [dora]: 'emergency-not-permitted' };
    expect(await holds(trust, change)).toEqual(back);
    // The full window is open to all of them, from the arrival of the notice.
    for (const id of [permits, forbids, dora])
      expect((await noticeOf(trust, change, id)).clock?.objectionEnds.on).toBe('2026-12-22');
    trust.at('2026-12-22T22:59:59Z');
    await trust.runSchedule();
    expect(await holds(trust, change)).toEqual(back);
    trust.at('2026-12-22T23:00:00Z');
    await trust.runSchedule();
    expect((await noticeOf(trust, change, forbids)).effectiveAt).toEqual(trust.now());
    expect(await holds(trust, change)).toEqual({ [dora]: 'not-approved' });
    must(await approve(trust, change, dora));
    await trust.runSchedule();
    expect(await holds(trust, change)).toEqual({});
  });
});

test('staff hear once of whom nobody reached and who is held by more than time', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const alarm = { channel: 'email', address: mailbox('staff'), stream: 'staff' };
  must(await trust.as('owner').post('/subscriptions', alarm));
  await trust.drain();
  await addCustomer(trust, 'specific', { authorisation: 'specific' });
  const refused = { outcome: '5xx', status: 550, isFinal: true, durationMs: 1 } as const;
  await addCustomer(trust, 'lost', {}, [contact('lost')]);
  trust.outside.onMail((mail) =>
    mail.to === mailbox('lost') ? refused : { outcome: 'accepted', status: 250, durationMs: 1 },
  );
  await announce(trust, '2026-12-28');
  await trust.drain();
  for (let days = 0; days < 40; days += 1) {
    await trust.advanceDays(1);
    await trust.drain();
  }
  const subjects = trust.outside.mailbox
    .filter(({ to, subject }) => to === mailbox('staff') && /customer/.test(subject))
    .map(({ subject }) => subject);
  expect(subjects).toEqual([
    'Qluster Corp.: a customer could not be told of a change',
    'Qluster Corp.: a change is held for customers',
  ]);
});
