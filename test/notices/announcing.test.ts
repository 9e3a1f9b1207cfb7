import { expect, test } from 'vitest';
import { count, eq, sql } from 'drizzle-orm';
import { sha256 } from '../../src/core/hash.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import { customerContacts, customers } from '../../src/customers/table.ts';
import { events } from '../../src/db/ledger.ts';
import { loadNoticeTexts } from '../../src/notices/service/texts.ts';
import { notices, noticeTexts } from '../../src/notices/table.ts';
import { contact, terms } from '../customers/people.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { addCustomer, announce, happened, noticeOf, openRegister } from './announcing.ts';

test('each customer in scope gets a notice with the terms of that day and a text that hashes', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const ids = [
    await addCustomer(trust, 'acme'),
    await addCustomer(trust, 'bolt', { dayCount: 'business' }),
  ];
  const change = await announce(trust, '2026-12-28');
  for (const id of ids) {
    const notice = await noticeOf(trust, change, id);
    expect(notice).toMatchObject({ round: 1, state: 'waiting', plannedEffectiveOn: '2026-12-28' });
    expect(Object.keys(notice.texts)).toEqual(['en', 'de']);
  }
  const texts = await trust.deps.db.select().from(noticeTexts);
  expect(texts).toHaveLength(4);
  for (const { hash, text } of texts) expect(sha256(text)).toBe(hash);
  expect(texts.map(({ text }) => text).join()).toContain(`/trust/changes/${change}/objection`);
});

test('a contact gets the text of each customer it stands for, in its language', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const same = contact('shared', { language: 'de' });
  const ids = [
    await addCustomer(trust, 'acme', {}, [same]),
    await addCustomer(trust, 'bolt', { objectionDays: 14 }, [same]),
  ];
  const change = await announce(trust, '2026-12-28');
  const { body } = must(await trust.as('editor').get(`/customers/${ids[0]}`));
  const subscription = asSubscriptionId(String(pick(pickList(body, 'contacts')[0], 'id')));
  const { seq } = await noticeOf(trust, change, ids[0] ?? '');
  const found = await loadNoticeTexts(trust.deps.db, seq, [{ id: subscription, language: 'de' }]);
  const texts = found.get(subscription) ?? [];
  expect(texts.map(({ customer }) => customer.id).sort()).toEqual([...ids].sort());
  expect(texts.map(({ language }) => language)).toEqual(['de', 'de']);
  expect(new Set(texts.map(({ text }) => text)).size).toBe(2);
});

test('a customer moved to another profile keeps the terms it was told', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme');
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  const before = await noticeOf(trust, change, id);
  const other = { slug: 'other', name: 'Other', terms: terms({ objectionDays: 5, noticeDays: 5 }) };
  must(await trust.as('editor').post('/contract-profiles', other));
  const { body, etag = '' } = must(await trust.as('editor').get(`/customers/${id}`));
  const moved = {
    name: pick(body, 'name'),
    reference: pick(body, 'reference'),
    services: pick(body, 'services'),
    regions: pick(body, 'regions'),
    profile: 'other',
    agreementFrom: pick(body, 'agreementFrom'),
  };
  must(await trust.as('editor').put(`/customers/${id}`, moved, { 'if-match': etag }));
  await trust.advanceDays(10);
  expect(await noticeOf(trust, change, id)).toEqual(before);
  expect(before.clock?.objectionEnds).toMatchObject({ on: '2026-12-22', days: 30 });
});

test('with a customer who cannot be told, nothing is announced unless somebody says so for it', async () => {
  const trust = await startApp();
  await openRegister(trust);
  await addCustomer(trust, 'acme');
  const mute = await addCustomer(trust, 'mute', {}, []);
  const batch = await trust.prepare({
    entries: { mistral: facts({ name: 'Mistral AI' }) },
    effectiveOn: '2026-12-28',
  });
  const etag = await trust.approve(batch);
  const path = `/batches/${batch}/publication`;
  const refused = await refuses(
    trust,
    () => trust.as('editor').put(path, { classes: {} }, { 'if-match': etag }),
    { status: 409, code: 'notice_blocked', pointers: ['#/acknowledged'] },
  );
  expect(JSON.stringify(refused.body)).toContain(mute);

  const given = { classes: {}, acknowledged: [mute] };
  const { body } = must(await trust.as('editor').put(path, given, { 'if-match': etag }));
  const change = Number(pick(body, 'change'));
  const notice = await noticeOf(trust, change, mute);
  expect(notice).toMatchObject({ state: 'unreached', acknowledged: { reasons: ['no-contact'] } });
  expect(await happened(trust, change)).toEqual(['notices.recorded', 'notice.acknowledged']);
});

test('a change announced anew starts another round of notices, and a withdrawn one ends them', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme');
  const moved = facts({ effectiveFrom: day('2026-01-15'), locations: [{ country: 'US' }] });
  const { change } = await trust.publish({
    entries: { postmark: moved },
    effectiveOn: '2026-12-28',
  });
  await trust.drain();
  const editor = trust.as('editor');
  const { etag = '' } = must(await editor.get(`/changes/${change}`));
  const later = { effectiveOn: '2027-02-15', reason: 'More time', materialChange: 'The country.' };
  must(await editor.put(`/changes/${change}/postponement`, later, { 'if-match': etag }));
  expect(await noticeOf(trust, change, id)).toMatchObject({
    round: 2,
    state: 'waiting',
    plannedEffectiveOn: '2027-02-15',
  });
  await trust.drain();
  expect((await noticeOf(trust, change, id)).state).toBe('running');
  const { etag: now = '' } = must(await editor.get(`/changes/${change}`));
  const withdrawal = { reason: 'We stay with what we have.' };
  must(await editor.put(`/changes/${change}/withdrawal`, withdrawal, { 'if-match': now }));
  expect((await noticeOf(trust, change, id)).state).toBe('ended');
  await trust.advanceDays(3);
  expect((await happened(trust, change)).at(-1)).toBe('notices.ended');
});

test('a postponement that changes nothing else moves the planned day and no clock', async () => {
  const trust = await startApp();
  await openRegister(trust);
  const id = await addCustomer(trust, 'acme');
  const change = await announce(trust, '2026-12-28');
  await trust.drain();
  const { clock } = await noticeOf(trust, change, id);
  const { etag = '' } = must(await trust.as('editor').get(`/changes/${change}`));
  const later = { effectiveOn: '2027-01-15', reason: 'More time' };
  must(
    await trust.as('editor').put(`/changes/${change}/postponement`, later, { 'if-match': etag }),
  );
  const notice = await noticeOf(trust, change, id);
  expect(notice).toMatchObject({ round: 1, plannedEffectiveOn: '2027-01-15', clock });
});

test('ten thousand customers are entered in one commit, and one mail starts the clocks of all whom its recipient stands for', async () => {
  const trust = await startApp();
  await openRegister(trust);
  await addCustomer(trust, 'acme');
  const many = 9_999;
  await trust.deps.transact(async (tx) => {
    const numbered = sql`WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < ${many})`;
    await tx
      .insert(customers)
      .select(
        sql`${numbered} SELECT 'cus_' || printf('%032d', v), 'C', NULL, '["website"]', '[]', 'acme', '{}', '2025-01-01', NULL, 0, 1, 0, 0, 1, NULL FROM n`,
      );
    // All of them have the same lawyer.
    await tx
      .insert(customerContacts)
      .select(
        sql`${numbered} SELECT 'cus_' || printf('%032d', v), (SELECT subscription_id FROM customer_contacts LIMIT 1), 'Lawyer', NULL, 0, NULL FROM n`,
      );
  });
  const change = await announce(trust, '2026-12-28');
  const countBy = async (column: typeof notices.state) =>
    trust.deps.db
      .select({ state: column, commit: events.commitId, number: count() })
      .from(notices)
      .innerJoin(events, eq(events.seq, notices.seq))
      .where(eq(notices.changeId, change))
      .groupBy(column, events.commitId);
  expect(await countBy(notices.state)).toMatchObject([{ state: 'waiting', number: many + 1 }]);
  await trust.drain();
  expect(await countBy(notices.state)).toMatchObject([{ state: 'running', number: many + 1 }]);
});
