import { expect, it } from 'vitest';
import { withdraw as withdrawChange } from '../notices/announced.ts';
import { day, facts } from '../support/factories.ts';
import { startApp, type World } from '../support/app.ts';
import { post, withdraw } from '../updates/posting.ts';
import { changesIn, deliveriesOf, follow, query } from './recipients.ts';

/** 22 November 2026 is a Sunday; the next digest of each kind is on Monday at seven. */
const monday = new Date('2026-11-23T07:00:00Z');

async function followBy(trust: World, frequency: 'daily' | 'weekly', services: string[] = []) {
  const given = { channel: 'email' as const, frequency, nextDigestAt: monday, services };
  return follow(trust, given);
}

it('a day in one letter: what happened is told at seven, once, with what came of it', async () => {
  const trust = await startApp();
  const reader = await followBy(trust, 'daily');
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
  await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
  await trust.drain();
  expect(trust.outside.mailbox).toEqual([]);
  trust.at(monday);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ to, text }) => [to, changesIn(text)])).toEqual([
    [reader.address, ['1 announced', '2 in effect']],
  ]);
  await trust.drain();
  await trust.advanceDays(1);
  await trust.drain();
  expect(trust.outside.mailbox).toHaveLength(1);
});

it('two steps of one change in one digest are told once, as it stands then', async () => {
  const trust = await startApp();
  await followBy(trust, 'weekly');
  trust.at('2026-11-23T08:00:00Z');
  await trust.drain();
  await trust.publish({
    entries: { postmark: facts() },
    effectiveOn: '2026-11-27',
    overrides: { postmark: 'Agreed.' },
  });
  await trust.advanceDays(7);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ text }) => changesIn(text))).toEqual([['1 in effect']]);
});

it('what two changes do and undo in one digest is told in one line, with the page of each', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
  trust.at('2026-11-23T08:00:00Z');
  await followBy(trust, 'weekly');
  const told = facts({ effectiveFrom: day('2026-11-23') });
  await trust.publish({ entries: { postmark: told } });
  const amended = facts({ name: 'Stripe', description: 'Takes payments.' });
  await trust.publish({ entries: { stripe: amended }, classes: { stripe: 'substantive' } });
  trust.at('2026-11-25T08:00:00Z');
  const until = day('2026-11-25');
  await trust.publish({ entries: { postmark: { ...told, effectiveUntil: until } } });
  const back = facts({ name: 'Stripe' });
  await trust.publish({ entries: { stripe: back }, classes: { stripe: 'substantive' } });
  trust.at('2026-11-30T07:00:00Z');
  await trust.drain();
  const [mail, ...others] = trust.outside.mailbox;
  expect([mail?.subject, others]).toEqual([expect.stringContaining('2 things'), []]);
  const lines = mail?.text.replaceAll(/(?<=\S)\n(?=\S)/g, ' ') ?? '';
  expect(lines).toMatch(
    /Postmark was added on 23 November 2026 and removed again on 25 November 2026/,
  );
  expect(lines).toMatch(
    /Stripe was amended on 23 November 2026 and amended back on 25 November 2026/,
  );
  expect(mail?.text).not.toContain('Takes payments');
  expect([...(mail?.text ?? '').matchAll(/\/changes\/(\d+)$/gm)].map(([, id]) => id)).toEqual([
    '2',
    '4',
    '3',
    '5',
  ]);
});

it('a change that is withdrawn before its digest is told as withdrawn', async () => {
  const trust = await startApp();
  await followBy(trust, 'daily');
  const { change } = await trust.publish({
    entries: { postmark: facts() },
    effectiveOn: '2026-12-24',
  });
  await withdrawChange(trust, change);
  trust.at(monday);
  await trust.drain();
  expect(
    trust.outside.mailbox.map(({ text }) => /^(Withdrawn|Announced): /m.exec(text)?.[1]),
  ).toEqual(['Withdrawn']);
});

it('corrections are told in digests', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  trust.at('2026-11-22T10:00:00Z');
  await followBy(trust, 'daily');
  await trust.publish({
    entries: { postmark: facts({ legalName: 'Postmark Inc.' }) },
    classes: { postmark: 'correction' },
  });
  trust.at(monday);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ text }) => /\/changes\/\d+$/gm.exec(text)?.[0])).toEqual([
    '/changes/2',
  ]);
});

it('who follows nothing of what happened gets no digest, and the next one begins behind it', async () => {
  const trust = await startApp();
  const reader = await followBy(trust, 'daily', ['website']);
  await trust.publish({
    entries: { postmark: facts({ scope: { services: ['qluster-service'] } }) },
  });
  trust.at(monday);
  expect(await trust.drain()).toBe(0);
  const [row] = await query(
    trust,
    'SELECT told_up_to, next_digest_at FROM subscriptions WHERE id = ?',
    [reader.id],
  );
  const [newest] = await query(trust, 'SELECT max(seq) AS seq FROM outbox');
  expect(row).toEqual({
    told_up_to: newest?.['seq'],
    next_digest_at: monday.getTime() + 24 * 3_600_000,
  });
});

it('a digest begins with the confirmation, whatever happened before', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  trust.at('2026-11-22T10:00:00Z');
  await followBy(trust, 'daily');
  trust.at(monday);
  expect(await trust.drain()).toBe(0);
});

it('many digests are planned once, by however many workers', async () => {
  const trust = await startApp();
  for (let each = 0; each < 60; each += 1)
    await followBy(trust, each % 2 === 0 ? 'daily' : 'weekly');
  await trust.publish({ entries: { postmark: facts() } });
  trust.at(monday);
  const other = await trust.anotherProcess();
  await Promise.all([trust.drain(), other.drain()]);
  expect(trust.outside.mailbox).toHaveLength(60);
  expect(new Set(trust.outside.mailbox.map(({ to }) => to)).size).toBe(60);
});

it('a digest of very much names the newest two hundred and counts the rest', async () => {
  const trust = await startApp();
  const reader = await followBy(trust, 'daily');
  await trust.publish({ entries: { postmark: facts() } });
  // The same step told 249 times more stands for as many others.
  await query(
    trust,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 249)
     INSERT INTO outbox (seq, topic, services, quiet, at) SELECT (SELECT max(seq) FROM outbox) + i, topic, services, quiet, at FROM outbox, n`,
  );
  trust.at(monday);
  await trust.drain();
  const [mail] = trust.outside.mailbox.filter(({ to }) => to === reader.address);
  expect(mail?.text).toContain('And 50 more at the trust centre.');
  expect(await deliveriesOf(trust)).toHaveLength(1);
});

it('a post that is withdrawn before the digest is told as withdrawn, and nothing of what it said', async () => {
  const trust = await startApp();
  await followBy(trust, 'daily');
  const title = 'A scheduled audit';
  const { id } = await post(trust, { topic: 'security', title, body: 'Words that were wrong.' });
  await withdraw(trust, id, 'The date was wrong.');
  trust.at(monday);
  await trust.drain();
  const [mail, ...others] = trust.outside.mailbox;
  expect(others).toEqual([]);
  expect(mail?.text).toContain('The date was wrong.');
  expect(mail?.text).not.toContain('Words that were wrong.');
});
