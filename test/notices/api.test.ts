import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { addCustomer, announce, openRegister } from './announcing.ts';
import { objected } from '../objections/objecting.ts';

test('the notices of a change are read page by page, and narrowed by state', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const ids: string[] = [];
  for (const name of ['acme', 'bolt', 'cask']) ids.push(await addCustomer(trust, name));
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  const viewer = trust.as('viewer');
  const found: unknown[] = [];
  let cursor = '';
  do {
    const { body } = must(await viewer.get(`/changes/${change}/notices?limit=2${cursor}`));
    found.push(...pickList(body, 'items'));
    const next = pick(body, 'next');
    cursor = next === null ? '' : `&cursor=${String(next)}`;
  } while (cursor !== '');
  expect(found.map((notice) => pick(notice, 'customer'))).toEqual(ids.toSorted());
  expect(found[0]).toMatchObject({
    change,
    round: 1,
    state: 'running',
    terms: { authorisation: 'general', objectionDays: 30 },
    clock: {
      startsAt: '2026-11-22T09:00:00.000Z',
      objectionEnds: { on: '2026-12-22', rule: 'calendar-days', timeZone: 'Europe/Berlin' },
      earliestEffect: { on: '2026-12-23', rule: 'day-after-window' },
    },
    outcome: null,
    hold: null,
  });
  const count = async (query: string) => {
    const { body } = must(await viewer.get(`/changes/${change}/notices?${query}`));
    return pickList(body, 'items').length;
  };
  expect(await count('state=running')).toBe(3);
  expect(await count('state=waiting')).toBe(0);
  await refuses(trust, () => viewer.get(`/changes/${change}/notices?state=lost`), { status: 422 });
  await refuses(trust, () => viewer.get('/changes/99/notices'), { status: 404 });
  await refuses(trust, () => viewer.get('/changes/99/holds'), { status: 404 });
});

test('a viewer records no approval', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme', { authorisation: 'specific' });
  const change = await announce(trust, '2026-12-28');
  const path = `/changes/${change}/notices/${id}/approval`;
  await refuses(trust, () => trust.as('viewer').put(path, undefined), { status: 403 });
});

test('of two who record an approval at once one is first, and the other is told', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme', { authorisation: 'specific' });
  const change = await announce(trust, '2026-12-28');
  const path = `/changes/${change}/notices/${id}/approval`;
  const second = await trust.anotherProcess();
  await Promise.all([trust.as('editor').get('/services'), second.as('owner').get('/services')]);
  const replies = await Promise.all([
    trust.as('editor').put(path, undefined),
    second.as('owner').put(path, undefined),
  ]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('what needs a person is one list: who waits, who is held, doubtful objections, overdue reviews', async () => {
  const trust = await startApp();
  const reviewed = facts({ effectiveFrom: day('2026-01-15'), nextReviewDue: day('2026-12-01') });
  await trust.publish({ entries: { postmark: reviewed } });
  await trust.drain();
  const specific = await addCustomer(trust, 'specific', { authorisation: 'specific' });
  const waiting = await addCustomer(trust, 'waiting', {});
  trust.outside.onMail(({ to }) =>
    to.includes('waiting')
      ? { outcome: '4xx', status: 451, durationMs: 1 }
      : { outcome: 'accepted', status: 250, durationMs: 1 },
  );
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  const read = async (query = '') =>
    must(await trust.as('viewer').get(`/notice-tasks${query}`)).body;
  expect(await read()).toEqual({
    items: [],
    next: null,
    objections: [],
    reviews: [],
    corrections: [],
  });
  trust.at('2026-11-23T09:00:00Z');
  expect(pickList(await read(), 'items')).toMatchObject([{ kind: 'waiting', customer: waiting }]);
  const { reference } = await objected(trust, change);
  trust.at('2026-12-28T09:00:00Z');
  await trust.runSchedule();
  const tasks = await read();
  const kinds = pickList(tasks, 'items').map((task) => [
    pick(task, 'customer'),
    pick(task, 'kind'),
  ]);
  expect(Object.fromEntries(kinds.map(([customer, kind]) => [String(customer), kind]))).toEqual({
    [specific]: 'held',
    [waiting]: 'waiting',
  });
  expect(pickList(tasks, 'objections')).toMatchObject([
    { reference, change, unmatched: true, unconfirmed: true },
  ]);
  expect(pickList(tasks, 'reviews')).toEqual([{ entry: 'postmark', due: '2026-12-01' }]);
  const first = await read('?limit=1');
  const rest = await read(`?limit=1&cursor=${String(pick(first, 'next'))}`);
  const customers = [first, rest].flatMap((page) => pickList(page, 'items'));
  expect(customers.map((task) => pick(task, 'customer'))).toEqual([specific, waiting].sort());
  expect(pick(rest, 'next')).toBeNull();
});
