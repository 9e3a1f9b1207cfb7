import { describe, expect, test } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asCustomerId } from '../../src/core/ids.ts';
import type { Transact } from '../../src/db/client.ts';
import { keepNotices } from '../../src/notices/service/keeping.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { selectDue } from '../../src/notices/store/reading.ts';
import { contact, mailbox } from '../customers/people.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { plansOf } from '../support/recipients.ts';
import { withdraw } from './announced.ts';
import {
  addCustomer,
  announce,
  bounce,
  happened,
  keep,
  noticeOf,
  openRegister,
} from './announcing.ts';

const refusal = { outcome: '5xx', status: 550, isFinal: true, durationMs: 1 } as const;

test('a clock starts when the server of a contact takes the notice, and not before', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme');
  const change = await announce(trust, '2026-12-28');
  await trust.runSchedule();
  expect(await noticeOf(trust, change, id)).toMatchObject({ state: 'waiting' });
  trust.at('2026-11-24T23:30:00Z');
  await trust.drain();
  // In Berlin it was the 25th already.
  expect(await noticeOf(trust, change, id)).toMatchObject({
    state: 'running',
    clock: {
      startsAt: '2026-11-24T23:30:00.000Z',
      startsOn: '2026-11-25',
      objectionEnds: { on: '2026-12-25' },
      earliestEffect: { on: '2026-12-26' },
    },
  });
  expect(await keep(trust)).toBe(0);
});

test('a mail that waits for a server starts no clock; the first contact that gets it does', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const both = [contact('first'), contact('second')];
  const id = await addCustomer(trust, 'acme', {}, both);
  const change = await announce(trust, '2026-12-28');
  const later = { outcome: '4xx', status: 451, durationMs: 1 } as const;
  trust.outside.onMail((mail) => (mail.to === mailbox('first') ? later : accepted));
  await trust.drain();
  const { clock } = await noticeOf(trust, change, id);
  trust.outside.onMail(() => accepted);
  trust.at('2026-11-25T09:00:00Z');
  await trust.drain();
  // The other mail arrived three days later, and moves nothing.
  expect(trust.outside.mailbox.filter(({ to }) => to === mailbox('first'))).toHaveLength(1);
  expect(await noticeOf(trust, change, id)).toMatchObject({ state: 'running', clock });
});

const accepted = { outcome: 'accepted', status: 250, durationMs: 1 } as const;

describe('a bounce takes the clock back', () => {
  test('and it runs from the next contact that was reached', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const id = await addCustomer(trust, 'acme', {}, [contact('first'), contact('second')]);
    const change = await announce(trust, '2026-12-28');
    const later = { outcome: '4xx', status: 451, durationMs: 1 } as const;
    trust.outside.onMail((mail) => (mail.to === mailbox('second') ? later : accepted));
    await trust.drain();
    trust.outside.onMail(() => accepted);
    trust.at('2026-11-25T09:00:00Z');
    await trust.drain();
    await bounce(trust, mailbox('first'));
    await trust.runSchedule();
    expect(await noticeOf(trust, change, id)).toMatchObject({
      state: 'running',
      clock: { startsOn: '2026-11-25', objectionEnds: { on: '2026-12-25' } },
    });
    expect(await happened(trust, change)).toEqual([
      'notices.recorded',
      'notice.clock_started 2026-11-22',
      'notice.clock_taken_back 2026-11-22',
      'notice.clock_started 2026-11-25',
    ]);
  });

  test('and the customer becomes a task, once, where it was the only one', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const id = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2026-12-28');
    await trust.drain();
    await bounce(trust, mailbox('acme'));
    for (let run = 0; run < 3; run += 1) await trust.runSchedule();
    expect(await noticeOf(trust, change, id)).toMatchObject({ state: 'unreached' });
    const { body } = must(await trust.as('viewer').get('/notice-tasks'));
    expect(pickList(body, 'items')).toMatchObject([{ kind: 'unreached', change, customer: id }]);
    expect(
      (await happened(trust, change)).filter((text) => text.includes('unreached')),
    ).toHaveLength(1);
  });

  test('even behind the end of its window', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const id = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-02-01');
    await trust.drain();
    await trust.advanceDays(33);
    expect((await noticeOf(trust, change, id)).outcome).toBe('accepted-by-silence');
    await bounce(trust, mailbox('acme'));
    await trust.runSchedule();
    const notice = await noticeOf(trust, change, id);
    expect(notice).toMatchObject({ state: 'unreached' });
    expect(notice.outcome).toBeUndefined();
    expect(notice.clock).toBeUndefined();
  });
});

test('a contact added later is told of what is announced, and its arrival starts the clock', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme');
  trust.outside.onMail(() => refusal);
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  expect((await noticeOf(trust, change, id)).state).toBe('unreached');
  trust.outside.onMail(() => accepted);
  trust.at('2026-11-30T09:00:00Z');
  must(await trust.as('editor').post(`/customers/${id}/contacts`, contact('second')));
  await trust.runSchedule();
  await trust.drain();
  expect(await noticeOf(trust, change, id)).toMatchObject({
    state: 'running',
    clock: { startsOn: '2026-11-30' },
  });
  expect(trust.outside.mailbox.map(({ to }) => to)).toContain(mailbox('second'));
});

test('a contact that becomes one of another customer too was not told for that one', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const acme = await addCustomer(trust, 'acme', {}, [contact('lawyer')]);
  const bolt = await addCustomer(trust, 'bolt');
  trust.outside.onMail((mail) => (mail.to === mailbox('bolt') ? refusal : accepted));
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  trust.at('2026-11-30T09:00:00Z');
  must(await trust.as('editor').post(`/customers/${bolt}/contacts`, contact('lawyer')));
  await trust.runSchedule();
  expect((await noticeOf(trust, change, bolt)).state).toBe('unreached');
  await trust.drain();
  expect((await noticeOf(trust, change, acme)).clock?.startsOn).toBe('2026-11-22');
  expect((await noticeOf(trust, change, bolt)).clock?.startsOn).toBe('2026-11-30');
});

describe('a window closes', () => {
  test('with the day where the customer is, once, whoever looks', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const berlin = await addCustomer(trust, 'berlin');
    const hawaii = await addCustomer(trust, 'hawaii', { timeZone: 'Pacific/Honolulu' });
    const change = await announce(trust, '2027-01-20');
    await trust.drain();
    // In Honolulu it arrived on the 21st; there the last day is over at 10:00 UTC of the next.
    trust.at('2026-12-22T09:59:59Z');
    await trust.runSchedule();
    expect((await noticeOf(trust, change, hawaii)).state).toBe('running');
    trust.at('2026-12-22T10:00:00Z');
    const second = await trust.anotherProcess();
    await Promise.all([trust.runSchedule(), second.runSchedule(), keep(trust), keep(second)]);
    expect((await noticeOf(trust, change, hawaii)).state).toBe('closed');
    expect((await noticeOf(trust, change, berlin)).state).toBe('running');
    trust.at('2026-12-22T23:00:00Z');
    await trust.runSchedule();
    expect((await noticeOf(trust, change, berlin)).state).toBe('closed');
    expect(
      (await happened(trust, change)).filter((text) => text.includes('window_closed')),
    ).toEqual([
      'notice.window_closed accepted-by-silence 2026-12-21',
      'notice.window_closed accepted-by-silence 2026-12-22',
    ]);
  });

  test('in the order of days after long downtime, each with its own day', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const ids = [
      await addCustomer(trust, 'long', { objectionDays: 40 }),
      await addCustomer(trust, 'short', { objectionDays: 10 }),
    ];
    const change = await announce(trust, '2027-01-20');
    await trust.drain();
    trust.at('2027-03-01T09:00:00Z');
    await trust.runSchedule();
    expect((await happened(trust, change)).slice(-4)).toEqual([
      'notice.window_closed accepted-by-silence 2026-12-02',
      'notice.window_closed accepted-by-silence 2027-01-01',
      'notice.took_effect 2027-01-20',
      'notice.took_effect 2027-01-20',
    ]);
    for (const id of ids) expect((await noticeOf(trust, change, id)).effectiveAt).toBeDefined();
  });
});

test('what only a person can end is not looked at until somebody says something', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'dora', { authorisation: 'specific' });
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  for (const at of ['2026-12-23T09:00:00Z', '2026-12-28T09:00:00Z']) {
    trust.at(at);
    await trust.runSchedule();
  }
  const { round, seq, hold } = await noticeOf(trust, change, id);
  expect(hold).toBe('not-approved');
  const look = async (objecting: readonly ReturnType<typeof asCustomerId>[]) =>
    selectDue(
      trust.deps.db,
      { changeId: change, round, seq },
      { today: day('2027-12-28'), isInEffect: true, objecting },
      undefined,
      10,
    );
  expect(await look([])).toEqual([]);
  expect(await look([asCustomerId(id)])).toHaveLength(1);
  must(await trust.as('editor').put(`/changes/${change}/notices/${id}/approval`));
  expect(await look([])).toHaveLength(1);
});

test('mails that came back cost the same few statements, however many there were', async () => {
  const trust = await startApp();
  await openRegister(trust);
  await addCustomer(trust, 'one');
  for (const name of ['Mistral AI', 'Cohere', 'Brevo'])
    await withdraw(trust, await announce(trust, '2026-12-28', name));
  await trust.drain();
  const asked = async () => {
    const ctx = systemCtx(trust.deps, 'notices');
    const plans = await plansOf(trust, async (db) =>
      keepNotices({ ...ctx, deps: { ...trust.deps, db } }),
    );
    return plans.length;
  };
  const before = await asked();
  await trust.deps.transact(async (tx) => {
    await tx.update(deliveries).set({ state: 'bounced', endedAt: trust.now() });
  });
  // For whom they stood, and their clocks.
  expect(await asked()).toBe(before + 2);
});

test('a run that is cut off is finished by the next, and ends as if nothing had happened', async () => {
  const straight = await year(async () => undefined);
  for (const fails of [0, 1, 2, 3]) {
    let left = fails;
    const broken = await year(async (trust) => {
      // The process ends before the n-th transaction.
      const transact: Transact = async (work) => {
        if (left-- === 0) throw new Error('killed');
        return trust.deps.transact(work);
      };
      const failing = { ...trust.deps, transact };
      await keepNotices(systemCtx(failing, 'notices')).catch(() => undefined);
    });
    expect(broken).toEqual(straight);
  }
});

/** Three customers from announcement to effect; what happened to them in the end. */
async function year(cut: (trust: World) => Promise<void>) {
  const trust = await startApp();
  await openRegister(trust);
  await addCustomer(trust, 'acme');
  await addCustomer(trust, 'bolt', { objectionDays: 10, noticeDays: 10 });
  await addCustomer(trust, 'dora', { authorisation: 'specific' });
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  for (const at of ['2026-12-03T09:00:00Z', '2026-12-23T09:00:00Z', '2026-12-28T09:00:00Z']) {
    trust.at(at);
    await cut(trust);
    await trust.runSchedule();
  }
  const events = (await readEvents(trust)).filter((event) =>
    String(pick(event, 'action')).startsWith('notice.'),
  );
  expect(events.length).toBeGreaterThan(6);
  const told = events.map(
    (event) => `${String(pick(event, 'action'))} ${JSON.stringify(pick(event, 'data'))}`,
  );
  return { change, told: told.toSorted() };
}
