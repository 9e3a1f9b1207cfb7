import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import {
  byHeader,
  eventsOf,
  from,
  mailForm,
  pathsOf,
  readAll,
  readOne,
  readQueue,
  sendForm,
  sendJson,
  subscriberByMail,
  workOff,
} from './subscribing.ts';

const address = 'Privacy+Annex@Customer.Example';

async function requested() {
  const trust = await startApp();
  await sendForm(trust, '/trust/subscribe', mailForm(address));
  expect(await workOff(trust)).toBe(1);
  const [made] = await readAll(trust);
  if (!made) throw new Error('nothing was made');
  return { trust, made, ...pathsOf(trust, made) };
}

describe('somebody who subscribes by mail', () => {
  it('gets one confirmation and nothing else, and is told nothing before it is confirmed', async () => {
    const { trust, made } = await requested();
    expect(made).toMatchObject({
      stream: 'subscriber',
      channel: 'email',
      address: 'Privacy+Annex@customer.example',
      topics: ['subprocessors', 'security', 'policies', 'documents'],
      services: [],
      state: 'pending',
    });
    expect(made.confirmedAt).toBeUndefined();
    const queue = await readQueue(trust);
    expect(queue.map(({ subject, channel, state }) => [subject, channel, state])).toEqual([
      ['confirmation:1', 'email', 'due'],
    ]);
    expect(queue[0]?.cargo).toEqual({ kind: 'confirmation' });
    expect(await eventsOf(trust)).toEqual([]);
  });

  it('is confirmed by the button alone: robots that open the page, many times, change nothing', async () => {
    const { trust, confirm, made } = await requested();
    const before = await dumpTables(trust);
    for (let time = 0; time < 10; time += 1) {
      const page = await trust.get(confirm, { purpose: 'prefetch', 'sec-purpose': 'prefetch' });
      expect(page.status).toBe(200);
      expect(page.text).toContain('Confirm your subscription');
    }
    expect((await trust.fetch(confirm, { method: 'HEAD' })).status).toBe(200);
    expect((await trust.get(confirm, { range: 'bytes=0-10' })).status).toBe(200);
    expect((await trust.fetch(confirm, { method: 'OPTIONS' })).status).toBe(405);
    expect((await trust.get(confirm, { accept: 'application/json' })).body).toMatchObject({
      state: 'pending',
    });
    expect(await dumpTables(trust)).toEqual(before);
    const done = await sendForm(trust, confirm);
    expect(done.status).toBe(200);
    expect(done.text).toContain('You are subscribed');
    expect(await readOne(trust, made.id)).toMatchObject({
      state: 'active',
      confirmedAt: trust.now(),
    });
    expect(await eventsOf(trust)).toEqual([`subscriber:${made.id} subscription.confirmed`]);
  });

  it('finds a link that was used to be over, and a second press harmless', async () => {
    const { trust, confirm } = await requested();
    await sendForm(trust, confirm);
    const before = await dumpTables(trust);
    for (const again of [await trust.get(confirm), await sendForm(trust, confirm)]) {
      expect(again.status).toBe(410);
      expect(again.text).toContain('It was confirmed already.');
    }
    const problem = await sendJson(trust, confirm, {});
    expect([problem.status, pick(problem.body, 'type')]).toEqual([
      410,
      'http://localhost:8787/trust/docs/api#problem-gone',
    ]);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('finds a link of an old request to be over, before it is deleted and after', async () => {
    const { trust, confirm, made } = await requested();
    trust.at(new Date(trust.now().getTime() + 72 * 60 * 60 * 1000));
    const old = await trust.get(confirm);
    expect(old.status).toBe(410);
    expect(old.text).toContain('within 72 hours');
    expect((await sendForm(trust, confirm)).status).toBe(410);
    trust.at(new Date(trust.now().getTime() + 1));
    await trust.runSchedule();
    expect(await readOne(trust, made.id)).toBeUndefined();
    const deleted = await sendForm(trust, confirm);
    expect(deleted.status).toBe(410);
    expect(deleted.text).toContain('Subscribe again');
  });

  it('has a link that no other can be made from: one bit off is not found', async () => {
    const { trust, confirm, manage, unsubscribe } = await requested();
    const [, head = '', token = '', tail = ''] = /^(.*\/)([\w-]{43})(\/.*)$/.exec(confirm) ?? [];
    const bytes = Buffer.from(token, 'base64url');
    const before = await dumpTables(trust);
    const pages = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const reply = await sendForm(trust, `${head}${forged.toString('base64url')}${tail}`);
      expect(reply.status, `bit ${bit}`).toBe(404);
      pages.add(reply.text);
    }
    expect(pages.size).toBe(1);
    // A link for one purpose opens nothing for another.
    const other = /[\w-]{43}/.exec(manage)?.[0] ?? '';
    const third = /[\w-]{43}/.exec(unsubscribe)?.[0] ?? '';
    for (const each of [other, third])
      expect((await sendForm(trust, `${head}${each}${tail}`)).status).toBe(404);
    expect((await trust.get(`/trust/subscriptions/${token}`)).status).toBe(404);
    for (const text of ['x', 'A'.repeat(43), `${token}=`, `${token}A`, '%00', '..%2f..'])
      expect((await trust.get(`${head}${text}${tail}`)).status, text).toBe(404);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('may ask again while pending: the newer choices count, under the same link', async () => {
    const trust = await startApp(byHeader);
    await sendForm(trust, '/trust/subscribe', mailForm(address), from('192.0.2.1'));
    await workOff(trust);
    trust.at(new Date(trust.now().getTime() + 25 * 60 * 60 * 1000));
    const other = { topics: ['product'], language: 'de', frequency: 'weekly' };
    await sendForm(trust, '/trust/subscribe', mailForm(address, other), from('192.0.2.1'));
    await workOff(trust);
    const all = await readAll(trust);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ ...other, state: 'pending', createdAt: trust.now() });
    expect((await readQueue(trust)).map(({ subject }) => subject)).toEqual([
      'confirmation:1',
      'confirmation:2',
    ]);
  });

  it('who is subscribed already gets one reminder a day, and keeps what they chose', async () => {
    const trust = await startApp(byHeader);
    const known = await subscriberByMail(trust, 'dpo@customer.example');
    for (let time = 0; time < 5; time += 1) {
      const asked = mailForm('DPO@customer.example', { topics: ['product'] });
      await sendForm(trust, '/trust/subscribe', asked, from(`192.0.2.${time}`));
    }
    expect(await workOff(trust)).toBe(5);
    expect((await readQueue(trust)).map(({ subject }) => subject)).toEqual([
      'confirmation:1',
      'known:2',
    ]);
    expect(await readAll(trust)).toEqual([known]);
    trust.at(new Date(trust.now().getTime() + 25 * 60 * 60 * 1000));
    await sendForm(trust, '/trust/subscribe', mailForm('dpo@customer.example'), from('192.0.2.9'));
    await workOff(trust);
    expect((await readQueue(trust)).map(({ subject }) => subject)).toEqual([
      'confirmation:1',
      'known:2',
      'known:7',
    ]);
  });

  it('whose mails came back may subscribe again, and what was disabled ends with it', async () => {
    const trust = await startApp(byHeader);
    const { disable } = await import('../../src/subscribers/service/states.ts');
    const { systemCtx } = await import('../../src/context.ts');
    const first = await subscriberByMail(trust, 'dpo@customer.example');
    await disable(systemCtx(trust.deps, 'bounces'), first.id, 'bounced');
    trust.at(new Date(trust.now().getTime() + 25 * 60 * 60 * 1000));
    await sendForm(trust, '/trust/subscribe', mailForm('dpo@customer.example'), from('192.0.2.9'));
    await workOff(trust);
    const [, second] = await readAll(trust);
    if (!second) throw new Error('no second one');
    await sendForm(trust, pathsOf(trust, second).confirm);
    expect((await readAll(trust)).map(({ state, address: kept }) => [state, kept])).toEqual([
      ['left', undefined],
      ['active', 'dpo@customer.example'],
    ]);
    expect(await eventsOf(trust)).toEqual([
      `subscriber:${first.id} subscription.confirmed`,
      'system:bounces subscription.disabled',
      `subscriber:${second.id} subscription.confirmed`,
      `subscriber:${second.id} subscription.left`,
    ]);
  });
});
