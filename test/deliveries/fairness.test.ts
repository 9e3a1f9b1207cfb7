import { expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { planBatch } from '../../src/deliveries/service/planning.ts';
import type { Deps } from '../../src/context.ts';
import { changePreferences } from '../../src/subscribers/service/choices.ts';
import { loadSubscriptions } from '../../src/subscribers/service/reading.ts';
import { disable, erase, resume } from '../../src/subscribers/service/states.ts';
import type { Frequency, Subscription } from '../../src/subscribers/model/subscription.ts';
import type { SubscriptionId } from '../../src/core/ids.ts';
import { usualPatience } from '../../src/platform/smtp.ts';
import { post, withdraw } from '../updates/posting.ts';
import { facts } from '../support/factories.ts';
import { startApp, type World } from '../support/app.ts';
import { accepted } from '../support/outside.ts';
import { pathsOf, readRow, sendForm } from '../subscribers/subscribing.ts';
import { deliveriesOf, follow, pass, query } from './recipients.ts';

const monday = new Date('2026-11-23T07:00:00Z');
const minute = 60_000;

async function publish(trust: World): Promise<void> {
  await trust.publish({ entries: { postmark: facts() } });
}

async function read(trust: World, id: SubscriptionId): Promise<Subscription> {
  const found = (await loadSubscriptions(trust.deps, [id])).get(id);
  if (!found) throw new Error('no such subscription');
  return found;
}

async function choose(trust: World, id: SubscriptionId, frequency: Frequency): Promise<void> {
  const before = await read(trust, id);
  await changePreferences(systemCtx(trust.deps, 'deliveries'), before, { ...before, frequency });
}

it('an address sealed under another SECRET_KEY holds up nobody else, waits, and can be erased', async () => {
  const trust = await startApp();
  trust.expectError(/could not be made/);
  const [one, lost, two] = [await follow(trust), await follow(trust), await follow(trust)];
  const sealed = (await readRow(trust, lost.id))?.address ?? '';
  const other = 'A'.repeat(sealed.length);
  await query(trust, 'UPDATE subscriptions SET address = ? WHERE id = ?', [other, lost.id]);
  await publish(trust);
  await trust.drain();
  expect(trust.outside.posts.map(({ url }) => url)).toEqual([one.address, two.address]);
  expect(await deliveriesOf(trust, lost.id)).toMatchObject([{ state: 'due', attempts: 0 }]);
  await query(trust, 'UPDATE subscriptions SET address = ? WHERE id = ?', [sealed, lost.id]);
  pass(trust, 5 * minute);
  await trust.drain();
  expect(trust.outside.posts.at(-1)?.url).toBe(lost.address);
  await query(trust, 'UPDATE subscriptions SET address = ? WHERE id = ?', [other, lost.id]);
  await erase(systemCtx(trust.deps, 'deliveries'), await read(trust, lost.id));
  expect(await readRow(trust, lost.id)).toMatchObject({ state: 'left', address: null });
});

it('a digest in which nothing is followed any more is not sent', async () => {
  const trust = await startApp();
  const given = { channel: 'email', frequency: 'daily', nextDigestAt: monday } as const;
  const [elsewhere, changed] = [
    await follow(trust, { ...given, services: ['website'] }),
    await follow(trust, given),
  ];
  // Of another service; no event stands behind it, so that nothing else is told.
  const row = `INSERT INTO outbox (seq, topic, services, quiet, at) VALUES (2, 'security', '["other"]', 0, ?)`;
  await query(trust, row, [trust.now().getTime()]);
  await trust.drain();
  await choose(trust, elsewhere.id, 'immediate');
  await choose(trust, changed.id, 'immediate');
  await query(trust, `UPDATE subscriptions SET topics = '["policies"]' WHERE id = ?`, [changed.id]);
  await trust.drain();
  expect(trust.outside.mailbox).toEqual([]);
  expect((await deliveriesOf(trust)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
});

it('the letter to its owner does not hold up a webhook that goes on', async () => {
  const trust = await startApp();
  const hook = await follow(trust, { contactAddress: 'ops@customer.example' });
  trust.outside.onMail(() => ({ outcome: 'connect', durationMs: 1 }));
  await disable(systemCtx(trust.deps, 'deliveries'), hook.id, 'gave-up');
  await trust.drain();
  await resume(systemCtx(trust.deps, 'deliveries'), hook.id);
  await publish(trust);
  await trust.drain();
  expect(trust.outside.posts).toHaveLength(1);
});

it('no letter is queued to the owner of a webhook where no mail can be sent', async () => {
  const trust = await startApp();
  const hook = await follow(trust, { contactAddress: 'ops@customer.example' });
  const { mail: _, ...deps } = trust.deps;
  await disable(systemCtx(deps, 'deliveries'), hook.id, 'gave-up');
  expect(await deliveriesOf(trust)).toEqual([]);
});

it.each([
  ['daily', 'immediate'],
  ['immediate', 'daily'],
] as const)('who goes from %s to %s while it is planned is told once', async (from, to) => {
  const trust = await startApp();
  const nextDigestAt = from === 'daily' ? monday : null;
  const reader = await follow(trust, { channel: 'email', frequency: from, nextDigestAt });
  await publish(trust);
  let isFirst = true;
  const deps: Deps = {
    ...trust.deps,
    async transact(work) {
      if (isFirst) {
        isFirst = false;
        await choose(trust, reader.id, to);
      }
      return trust.deps.transact(work);
    },
  };
  await planBatch(systemCtx(deps, 'deliveries'));
  await trust.drain();
  await trust.advanceDays(2);
  await trust.drain();
  expect(trust.outside.mailbox).toHaveLength(1);
});

it('the claim of a mail holds for as long as a slow server may take', async () => {
  const trust = await startApp();
  await follow(trust, { channel: 'email' });
  await publish(trust);
  let heldMs = 0;
  const mail = {
    async send() {
      const [row] = await query(trust, 'SELECT lease_until FROM deliveries');
      heldMs = Number(row?.['lease_until']) - trust.now().getTime();
      return accepted;
    },
  };
  await drain(systemCtx({ ...trust.deps, mail }, 'deliveries'));
  // It may begin a minute and a half after it was claimed.
  expect(heldMs).toBeGreaterThan(1.5 * minute + usualPatience.mailMs);
});

it('a contract contact can neither pause nor choose away what the contract says', async () => {
  const trust = await startApp();
  const given = { channel: 'email', stream: 'contract', topics: ['subprocessors'] } as const;
  const contact = await follow(trust, given);
  const { manage } = pathsOf(trust, { id: contact.id, linkVersion: 1 });
  expect((await trust.get(manage)).text).not.toContain('>Pause<');
  const kept = { language: 'de', frequency: 'immediate' };
  for (const [path, fields, status] of [
    ['pause', {}, 409],
    ['preferences', { ...kept, topics: 'product' }, 422],
    ['preferences', { ...kept, topics: 'subprocessors', services: 'website' }, 422],
    ['preferences', { ...kept, topics: 'subprocessors' }, 303],
  ] as const)
    expect([path, (await sendForm(trust, `${manage}/${path}`, fields)).status]).toEqual([
      path,
      status,
    ]);
  await publish(trust);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ to }) => to)).toEqual([contact.address]);
});

it.each(['immediate', 'daily'] as const)(
  'a contract contact that goes on (%s) is told what it missed, once',
  async (frequency) => {
    const trust = await startApp();
    const given = { channel: 'email', stream: 'contract', topics: ['subprocessors'] } as const;
    const contact = await follow(trust, { ...given, frequency });
    await disable(systemCtx(trust.deps, 'deliveries'), contact.id, 'gave-up');
    pass(trust, minute);
    await publish(trust);
    await trust.drain();
    pass(trust, minute);
    await resume(systemCtx(trust.deps, 'deliveries'), contact.id);
    await trust.drain();
    expect(trust.outside.mailbox).toHaveLength(1);
  },
);

it('what a post said is told to nobody any more once it is withdrawn, only that it was', async () => {
  const trust = await startApp();
  await follow(trust, { channel: 'email' });
  await follow(trust);
  let isUp = false;
  trust.outside.onMail(() => (isUp ? accepted : { outcome: 'connect', durationMs: 1 }));
  const posted = await post(trust, { topic: 'policy', title: 'A slip', body: 'Not for you.' });
  await trust.drain();
  pass(trust, minute);
  await withdraw(trust, posted.id);
  await trust.drain();
  isUp = true;
  pass(trust, 24 * 60 * minute);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ subject }) => subject)).toEqual([
    'Qluster Corp.: Withdrawn: A slip',
  ]);
  expect(trust.outside.posts).toHaveLength(2);
});
