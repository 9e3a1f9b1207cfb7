import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asSubscriptionId, newId } from '../../src/core/ids.ts';
import { seal } from '../../src/core/sealed.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import { deliveries, deliveryAttempts } from '../../src/deliveries/table.ts';
import { addressHash } from '../../src/subscribers/model/address.ts';
import { sealPurpose } from '../../src/subscribers/store/reading.ts';
import { disable } from '../../src/subscribers/service/states.ts';
import { subscriptions, suppressions } from '../../src/subscribers/table.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { faultsBy } from '../support/strict-client.ts';
import {
  byHeader,
  eventsOf,
  from,
  mailForm,
  pathsOf,
  readAll,
  readOne,
  readQueue,
  readRow,
  sendForm,
  sendJson,
  subscriberByMail,
  subscriberByWebhook,
  workOff,
} from './subscribing.ts';

// The mark of a person: it may stand in no event, log line or public page.
const address = `dpo.${personMark.toLowerCase()}@customer.example`;
const asJson = { accept: 'application/json' };

async function member(more = {}) {
  const trust = await startApp(byHeader);
  const subscription = await subscriberByMail(trust, address, more);
  return { trust, subscription, ...pathsOf(trust, subscription) };
}

describe('the page of a subscription', () => {
  it('shows what is stored, to nobody but whoever has the link, and keeps itself private', async () => {
    const { trust, manage } = await member();
    const page = await trust.get(manage);
    expect(page.status).toBe(200);
    expect(page.text).toContain(address);
    for (const path of [manage, `${manage}.json`, `${manage}/deliveries`]) {
      const { headers } = await trust.get(path);
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('x-robots-tag'), path).toBe('noindex');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin'), path).toBeNull();
      expect(headers.get('etag'), path).toBeNull();
      expect(headers.get('set-cookie'), path).toBeNull();
    }
    expect(page.text).not.toMatch(/<script|rel="canonical"/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(JSON.stringify(trust.logLines)).not.toContain(manage);
  });

  it('gives all that is stored as JSON, at its own address and by Accept', async () => {
    const { trust, manage, subscription } = await member({
      frequency: 'daily',
      services: ['website'],
    });
    const { body, status } = await trust.get(`${manage}.json`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: subscription.id,
      stream: 'subscriber',
      channel: 'email',
      address,
      topics: ['subprocessors', 'security', 'policies', 'documents'],
      services: ['website'],
      language: 'en',
      frequency: 'daily',
      state: 'active',
      requestedAt: '2026-11-22T09:00:00.000Z',
      confirmedAt: '2026-11-22T09:00:00.000Z',
      changedAt: '2026-11-22T09:00:00.000Z',
      nextDigestAt: '2026-11-23T07:00:00.000Z',
      deliveries: {
        items: [expect.objectContaining({ subject: 'confirmation:1', state: 'due', attempts: [] })],
        next: null,
      },
    });
    expect((await trust.get(manage, asJson)).body).toEqual(body);
    expect(faultsBy({ $ref: '#/components/schemas/OwnSubscription' }, body)).toEqual([]);
  });

  it('changes topics, services, language and rhythm, by form and by PUT', async () => {
    const { trust, manage, subscription } = await member();
    const chosen = { topics: ['security', 'product'], services: ['website'], language: 'de' };
    const form = { ...chosen, frequency: 'weekly' };
    const reply = await sendForm(trust, `${manage}/preferences`, form);
    expect([reply.status, reply.headers.get('location')]).toEqual([
      303,
      `${manage}?done=preferences`,
    ]);
    expect((await trust.get(`${manage}?done=preferences`)).text).toContain(
      'Your choices are stored.',
    );
    expect(await readOne(trust, subscription.id)).toMatchObject({
      ...form,
      // Sunday, the 22nd: the Monday after it, at seven.
      nextDigestAt: new Date('2026-11-23T07:00:00Z'),
    });
    const put = { topics: ['policies'], services: [], language: 'en', frequency: 'immediate' };
    const answer = await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    expect(answer.body).toMatchObject(put);
    expect(await eventsOf(trust)).toEqual([
      `subscriber:${subscription.id} subscription.confirmed`,
      `subscriber:${subscription.id} subscription.changed`,
      `subscriber:${subscription.id} subscription.changed`,
    ]);
    const again = await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    expect(again.status).toBe(200);
    expect(await eventsOf(trust)).toHaveLength(3);
  });

  it('says what is wrong with a choice beside it, and keeps the others', async () => {
    const { trust, manage } = await member();
    const before = await dumpTables(trust);
    const reply = await sendForm(trust, `${manage}/preferences`, {
      language: 'de',
      frequency: 'daily',
    });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('id="my-topics-fault"');
    expect(reply.text).toMatch(/id="my-language-de"[^>]*checked/);
    const json = await sendJson(trust, `${manage}/preferences`, { topics: [] }, { method: 'PUT' });
    expect(json.status).toBe(422);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('pauses and goes on, and twice is once', async () => {
    const { trust, manage, subscription } = await member({ frequency: 'daily' });
    for (let time = 0; time < 2; time += 1) {
      const paused = await sendForm(trust, `${manage}/pause`, {}, asJson);
      expect(paused.body).toMatchObject({ state: 'paused' });
    }
    expect((await readOne(trust, subscription.id))?.nextDigestAt).toBeUndefined();
    expect((await sendForm(trust, `${manage}/resume`)).headers.get('location')).toBe(
      `${manage}?done=resume`,
    );
    await sendForm(trust, `${manage}/resume`);
    expect(await readOne(trust, subscription.id)).toMatchObject({
      state: 'active',
      nextDigestAt: new Date('2026-11-23T07:00:00Z'),
    });
    expect((await eventsOf(trust)).slice(1)).toEqual([
      `subscriber:${subscription.id} subscription.paused`,
      `subscriber:${subscription.id} subscription.resumed`,
    ]);
  });

  it.each(['leaving', 'erasure'])(
    '%s erases address and choices at once and for good',
    async (name) => {
      const { trust, manage, subscription } = await member();
      const reply = await sendForm(trust, `${manage}/${name}`);
      expect(reply.status).toBe(200);
      const row = await readRow(trust, subscription.id);
      expect(row).toMatchObject({
        state: 'left',
        address: null,
        addressHash: null,
        host: null,
        contact: null,
        topics: [],
        services: [],
      });
      const over = await trust.get(manage);
      expect(over.status).toBe(410);
      expect(over.text).toContain('nothing is kept of its address');
      expect((await sendForm(trust, `${manage}/resume`)).status).toBe(410);
      const event = name === 'leaving' ? 'left' : 'erased';
      expect((await eventsOf(trust)).at(-1)).toBe(
        `subscriber:${subscription.id} subscription.${event}`,
      );
    },
  );

  it('erasing ends everything of the address: what is disabled and what is asked for too', async () => {
    const { trust, manage, subscription } = await member();
    const other = newId(trust.deps.ids, 'sbs');
    const row = await readRow(trust, subscription.id);
    if (!row) throw new Error('no row');
    await trust.deps.transact(async (tx) => {
      await tx
        .insert(subscriptions)
        .values({ ...row, id: other, state: 'disabled', reason: 'gave-up' });
    });
    await sendForm(trust, '/trust/subscribe', mailForm(address), from('192.0.2.3'));
    await sendForm(trust, `${manage}/erasure`);
    expect((await readAll(trust)).map(({ state, address: kept }) => [state, kept])).toEqual([
      ['left', undefined],
      ['left', undefined],
    ]);
    expect(await workOff(trust)).toBe(0);
  });

  it('of a complaint tells that staff alone can lift it', async () => {
    const { trust, manage, subscription } = await member();
    await disable(systemCtx(trust.deps, 'bounces'), subscription.id, 'complained');
    const page = await trust.get(manage);
    expect(page.text).toContain('a message was reported as unwanted');
    expect(page.text).not.toContain('Resume');
    expect((await sendForm(trust, `${manage}/resume`)).status).toBe(409);
    expect(await trust.deps.db.select().from(suppressions)).toHaveLength(1);
    await sendForm(trust, `${manage}/leaving`);
    await sendForm(trust, '/trust/subscribe', mailForm(address), from('192.0.2.3'));
    trust.at('2026-11-24T09:00:00Z');
    await workOff(trust);
    expect((await readQueue(trust)).map(({ subject }) => subject)).toEqual(['confirmation:1']);
  });
});

describe('unsubscribing', () => {
  it('needs one POST: no login, cookie or redirect; a GET changes nothing; again does no harm', async () => {
    const { trust, unsubscribe, subscription } = await member();
    const before = await dumpTables(trust);
    for (let time = 0; time < 10; time += 1)
      expect((await trust.get(unsubscribe)).text).toContain('Unsubscribe</button>');
    expect((await trust.fetch(unsubscribe, { method: 'HEAD' })).status).toBe(200);
    expect(await dumpTables(trust)).toEqual(before);
    const oneClick = { 'List-Unsubscribe': 'One-Click' };
    const reply = await sendForm(trust, unsubscribe, oneClick);
    expect([reply.status, reply.headers.get('set-cookie'), reply.headers.get('location')]).toEqual([
      200,
      null,
      null,
    ]);
    expect((await readOne(trust, subscription.id))?.state).toBe('left');
    const after = await dumpTables(trust);
    expect((await sendForm(trust, unsubscribe, oneClick)).status).toBe(200);
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    const again = await trust.fetch(unsubscribe, { method: 'POST', body: multipart });
    expect(again.status).toBe(200);
    expect((await trust.get(unsubscribe)).text).toContain('You have left');
    expect(await dumpTables(trust)).toEqual(after);
  });

  it('works with multipart, as RFC 8058 has it, and with no body at all', async () => {
    for (const body of [new FormData(), undefined]) {
      const { trust, unsubscribe, subscription } = await member();
      const reply = await trust.fetch(unsubscribe, { method: 'POST', ...(body && { body }) });
      expect(reply.status).toBe(200);
      expect((await readOne(trust, subscription.id))?.state).toBe('left');
      await trust.close();
    }
  });

  it('with a forged link is not found and changes nothing', async () => {
    const { trust, unsubscribe, manage } = await member();
    const before = await dumpTables(trust);
    const other = manage.replace('/subscriptions/', '/unsubscribe/');
    for (const path of [other, `/trust/unsubscribe/${'A'.repeat(43)}`, `${unsubscribe}x`])
      expect((await sendForm(trust, path)).status, path).toBe(404);
    expect(await dumpTables(trust)).toEqual(before);
  });
});

const hook = 'https://hooks.customer.example/trust';

async function webhook() {
  const trust = await startApp(byHeader);
  return {
    trust,
    ...(await subscriberByWebhook(trust, hook, { contact: 'ops@customer.example' })),
  };
}

describe('a webhook', () => {
  it('gets its secret once, is pending until it has answered, and is challenged', async () => {
    const trust = await startApp();
    const wish = { channel: 'webhook', address: hook };
    const reply = await sendJson(trust, '/trust/subscribe', wish);
    expect(reply.status).toBe(201);
    expect(pick(reply.body, 'secret')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [made] = await readAll(trust);
    expect(made).toMatchObject({ state: 'pending', address: hook, frequency: 'immediate' });
    const [queued] = await readQueue(trust);
    expect(queued).toMatchObject({ subject: 'challenge:1', channel: 'webhook', state: 'due' });
    expect(pick(queued?.cargo, 'challenge')).toMatch(/^[\w-]{32}$/);
    const manage = new URL(String(pick(reply.body, 'manage'))).pathname;
    expect((await trust.get(manage)).text).toContain('It waits for its address to answer.');
    const { confirm } = pathsOf(trust, made ?? { id: asSubscriptionId(''), linkVersion: 1 });
    expect((await sendForm(trust, confirm)).status).toBe(404);
    expect(JSON.stringify(await trust.get(`${manage}.json`))).not.toContain('whsec_');
    await sendForm(trust, `${manage}/leaving`);
    expect(await readAll(trust)).toEqual([]);
    expect(await eventsOf(trust)).toEqual([]);
  });

  it('that has not answered may be changed, and leaves no trace when it can not be reached', async () => {
    const trust = await startApp();
    const reply = await sendJson(trust, '/trust/subscribe', { channel: 'webhook', address: hook });
    const manage = new URL(String(pick(reply.body, 'manage'))).pathname;
    const put = { topics: ['security'], services: [], language: 'de', frequency: 'immediate' };
    const changed = await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    expect(changed.body).toMatchObject({ ...put, state: 'pending' });
    expect((await sendForm(trust, `${manage}/secret`)).status).toBe(409);
    expect((await sendForm(trust, `${manage}/pause`)).status).toBe(409);
    const [made] = await readAll(trust);
    await disable(
      systemCtx(trust.deps, 'deliveries'),
      made?.id ?? asSubscriptionId(''),
      'complained',
    );
    expect(await readAll(trust)).toEqual([]);
    expect(await eventsOf(trust)).toEqual([]);
    const again = await sendJson(trust, '/trust/subscribe', { channel: 'webhook', address: hook });
    expect(again.status).toBe(409);
  });

  it('a chat channel gets a welcome and no secret, and may have digests', async () => {
    const trust = await startApp();
    const wish = { channel: 'slack', address: 'https://hooks.slack.com/services/T/B/x' };
    const reply = await sendJson(trust, '/trust/subscribe', { ...wish, frequency: 'daily' });
    expect(reply.status).toBe(201);
    expect(reply.text).not.toContain('whsec_');
    expect((await readQueue(trust))[0]).toMatchObject({ subject: 'welcome:1', channel: 'slack' });
    const [made] = await readAll(trust);
    expect(made).toMatchObject({ channel: 'slack', frequency: 'daily' });
  });

  it('its address is a key: it stands sealed in the file, and on no public page', async () => {
    const { trust, id } = await webhook();
    const row = await readRow(trust, id);
    expect(row?.host).toBe('hooks.customer.example');
    expect(JSON.stringify(await dumpTables(trust))).not.toContain('hooks.customer.example/trust');
    expect(JSON.stringify(await dumpTables(trust))).not.toContain('ops@customer.example');
  });

  it('gets another secret, while the one before is valid for a day', async () => {
    const { trust, id, manage, secret } = await webhook();
    const page = await sendForm(trust, `${manage}/secret`);
    const [shown = ''] = /whsec_[A-Za-z0-9+/]{43}=/.exec(page.text) ?? [];
    expect(shown).not.toBe(secret);
    expect(await readOne(trust, id)).toMatchObject({
      secretGeneration: 2,
      previousSecretUntil: new Date('2026-11-23T09:00:00Z'),
    });
    const json = await sendForm(trust, `${manage}/secret`, {}, asJson);
    expect(json.body).toMatchObject({ previousSecretUntil: '2026-11-23T09:00:00.000Z' });
    expect(pick(json.body, 'secret')).not.toBe(shown);
    expect((await eventsOf(trust)).at(-1)).toBe(`subscriber:${id} subscription.secret_rotated`);
    const stored = JSON.stringify([await dumpTables(trust), trust.logLines]);
    for (const each of [secret, shown, String(pick(json.body, 'secret'))])
      expect(stored).not.toContain(each);
  });

  it('is tested at most so often, and only while it is active', async () => {
    const { trust, manage } = await webhook();
    for (let time = 0; time < 20; time += 1)
      expect((await sendForm(trust, `${manage}/test`)).status).toBe(303);
    const over = await sendForm(trust, `${manage}/test`);
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(
      (await readQueue(trust)).filter(({ subject }) => subject.startsWith('test:')),
    ).toHaveLength(20);
    await sendForm(trust, `${manage}/pause`);
    expect((await sendForm(trust, `${manage}/test`)).status).toBe(409);
  });

  it('has a log of what was sent, with code and time, in pages', async () => {
    const { trust, id, manage } = await webhook();
    await queueEvents(trust, id, 45);
    await trust.deps.transact(async (tx) => {
      const [{ id: deliveryId } = { id: 0 }] = await readQueue(trust);
      const attempt = { deliveryId, at: trust.now() };
      await tx.insert(deliveryAttempts).values([
        { ...attempt, number: 1, outcome: '5xx', status: 503, durationMs: 12 },
        { ...attempt, number: 2, outcome: 'timeout', durationMs: 15_000 },
      ]);
      const counted = { attempts: 2, outcome: 'timeout' as const };
      await tx.update(deliveries).set(counted).where(eq(deliveries.id, deliveryId));
    });
    const seen: unknown[] = [];
    let cursor: unknown = '';
    do {
      const query: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(String(cursor))}`;
      const { body } = await trust.get(`${manage}/deliveries${query}`, asJson);
      seen.push(...pickList(body, 'items'));
      cursor = pick(body, 'next');
    } while (cursor !== null);
    expect(seen).toHaveLength(46);
    // The numbers of rows are of all recipients together, and would tell of others.
    expect(seen.filter((each) => pick(each, 'id') !== undefined)).toEqual([]);
    expect(seen[0]).toMatchObject({ subject: 'event:45', attempts: [] });
    expect(seen.at(-1)).toMatchObject({
      subject: 'challenge:1',
      attempts: [
        { at: '2026-11-22T09:00:00.000Z', outcome: '5xx', status: 503, durationMs: 12 },
        { outcome: 'timeout' },
      ],
    });
    expect((await trust.get(`${manage}/deliveries`)).text).toContain('Older deliveries');
    const last = await trust.get(`${manage}/deliveries?cursor=event:1`);
    expect(last.text).toContain('timeout');
    expect(last.text).toContain('Newest deliveries');
    expect((await trust.get(`${manage}/deliveries?cursor=nonsense`)).status).toBe(422);
    expect((await trust.get(manage)).text).toContain(`${manage}/deliveries?cursor=`);
  });

  it('refuses a replay of more than seven days, of none, and of what is no range', async () => {
    const { trust, id, manage } = await webhook();
    await queueEvents(trust, id, 1);
    await trust.deps.transact(async (tx) => {
      await tx.update(deliveries).set({ state: 'accepted', dueAt: null, endedAt: trust.now() });
    });
    const path = `${manage}/replays`;
    const range = (from: string, until: string) => sendForm(trust, path, { from, until });
    expect((await range('2026-11-14T09:00', '2026-11-22T09:00')).status).toBe(422);
    expect((await range('2026-11-22T09:00', '2026-11-22T09:00')).status).toBe(422);
    expect((await range('2026-13-45T99:99', 'x')).text).toContain('Give both days');
    expect((await sendJson(trust, path, {})).status).toBe(422);
    expect((await range('2026-11-21T09:00', '2026-11-22T09:00')).headers.get('location')).toBe(
      `${manage}?done=replays`,
    );
    const [challenge, event] = await readQueue(trust);
    expect((await sendJson(trust, path, { delivery: challenge?.subject })).status).toBe(409);
    const one = await sendJson(trust, path, { delivery: event?.subject });
    expect((await sendJson(trust, path, { delivery: 'event:99' })).status).toBe(404);
    expect(one.body).toEqual({ queued: 1 });
    expect((await readQueue(trust)).at(-1)?.subject).toMatch(/^event:1:again/);
  });

  it('that was given up is told to its contact, and goes on when its owner says so', async () => {
    const { trust, id, manage } = await webhook();
    for (let time = 0; time < 2; time += 1)
      await disable(systemCtx(trust.deps, 'deliveries'), id, 'gave-up');
    const letters = (await readQueue(trust)).filter(({ channel }) => channel === 'email');
    expect(letters.map(({ cargo }) => cargo)).toEqual([{ kind: 'disabled', subscription: id }]);
    expect((await trust.get(manage)).text).toContain('could not be reached for days');
    await sendForm(trust, `${manage}/resume`);
    expect(await readOne(trust, id)).toMatchObject({ state: 'active' });
    expect((await readOne(trust, id))?.reason).toBeUndefined();
  });

  it('is told at once always: a digest is refused', async () => {
    const { trust, manage } = await webhook();
    const put = { topics: ['security'], services: [], language: 'en', frequency: 'daily' };
    const reply = await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    expect(pickList(reply.body, 'errors').map((error) => pick(error, 'pointer'))).toEqual([
      '#/frequency',
    ]);
  });
});

async function queueEvents(trust: World, id: string, count: number): Promise<void> {
  const now = trust.now();
  const rows = Array.from({ length: count }, (_, index) => ({
    subscriptionId: asSubscriptionId(id),
    channel: 'webhook' as const,
    subject: `event:${index + 1}`,
    cargo: { kind: 'event' as const, seq: index + 1 },
    dueAt: now,
  }));
  await trust.deps.transact(async (tx) => queueDeliveries(tx, rows, now));
}

/** As staff add one by the API. */
async function contractContact(trust: World, mailbox: string, frequency: 'immediate' | 'daily') {
  const { keys, ids } = trust.deps;
  const id = newId(ids, 'sbs');
  const at = trust.now();
  await trust.deps.transact(async (tx) => {
    await tx.insert(subscriptions).values({
      id,
      stream: 'contract',
      channel: 'email',
      address: seal(keys.derive(sealPurpose), ids.bytes(12), mailbox),
      addressHash: addressHash(keys, 'email', mailbox),
      host: 'customer.example',
      topics: ['subprocessors'],
      services: [],
      language: 'de',
      frequency,
      state: 'active',
      createdAt: at,
      confirmedAt: at,
      changedAt: at,
    });
  });
  return { id, ...pathsOf(trust, { id, linkVersion: 1 }) };
}

describe('a contract contact', () => {
  it('can not just leave: the page says why and offers another contact', async () => {
    const trust = await startApp();
    const contact = await contractContact(trust, 'old@customer.example', 'immediate');
    const page = await trust.get(contact.manage);
    expect(page.text).toContain('Change our contact');
    expect(page.text).not.toMatch(/Erase everything|>Leave<|\/pause"/);
    const before = await dumpTables(trust);
    for (const path of [
      `${contact.manage}/leaving`,
      `${contact.manage}/erasure`,
      `${contact.manage}/pause`,
      contact.unsubscribe,
    ]) {
      const reply = await sendForm(trust, path);
      expect([path, reply.status]).toEqual([path, 409]);
      expect(reply.text).toContain('contract');
    }
    expect((await trust.get(contact.unsubscribe)).status).toBe(409);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('can add to what it is told of and leave nothing out', async () => {
    const trust = await startApp();
    const { id, manage } = await contractContact(trust, 'old@customer.example', 'immediate');
    const choose = (topics: readonly string[], services: readonly string[] = []) => {
      const put = { topics, services, language: 'en', frequency: 'immediate' };
      return sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    };
    const none = await choose(['product']);
    expect([none.status, pick(none.body, 'errors', 0, 'pointer')]).toEqual([422, '#/topics']);
    const narrow = await choose(['subprocessors'], ['website']);
    expect([narrow.status, pick(narrow.body, 'errors', 0, 'pointer')]).toEqual([422, '#/services']);
    expect((await choose(['subprocessors', 'security'])).status).toBe(200);
    expect(await readOne(trust, id)).toMatchObject({ topics: ['subprocessors', 'security'] });
  });

  it('is replaced once the new address is confirmed, and at no time is nobody told', async () => {
    const trust = await startApp();
    const contact = await contractContact(trust, 'old@customer.example', 'immediate');
    const typed = await sendForm(trust, `${contact.manage}/contact`, { address: 'no address' });
    expect(typed.status).toBe(422);
    expect(typed.text).toContain('value="no address"');
    const asked = await sendForm(trust, `${contact.manage}/contact`, {
      address: 'new@customer.example',
    });
    expect(asked.headers.get('location')).toBe(`${contact.manage}?done=contact`);
    expect((await readOne(trust, contact.id))?.state).toBe('active');
    // Whoever has the link may be somebody else: the old address is told.
    expect(
      (await readQueue(trust)).filter(({ subscriptionId }) => subscriptionId === contact.id),
    ).toMatchObject([{ cargo: { kind: 'succession' } }]);
    const staff = { stream: 'staff', address: 'operations@qluster.example' };
    must(await trust.as('owner').post('/subscriptions', staff));
    // Published in between, and planned for nobody yet.
    trust.at('2026-11-22T10:00:00Z');
    const { change } = await trust.publish({
      entries: { postmark: facts() },
      effectiveOn: '2026-12-30',
    });
    expect(change).toBe(1);
    const made = (await readAll(trust)).find(({ replaces }) => replaces === contact.id);
    expect(made).toMatchObject({ stream: 'contract', language: 'de', state: 'pending' });
    if (!made) throw new Error('nobody new');
    expect((await sendForm(trust, pathsOf(trust, made).confirm)).status).toBe(200);
    expect(await readOne(trust, made.id)).toMatchObject({ state: 'active' });
    expect(await readRow(trust, contact.id)).toMatchObject({ state: 'left', address: null });
    const told = (await readQueue(trust)).filter(
      ({ subscriptionId }) => subscriptionId === made.id,
    );
    expect(told.map(({ subject }) => subject)).toEqual([
      'confirmation:1',
      expect.stringMatching(/^event:\d+$/),
    ]);
    expect(await eventsOf(trust)).toEqual([
      `subscriber:${made.id} subscription.confirmed`,
      `subscriber:${made.id} subscription.left`,
    ]);
    const alerts = (await readQueue(trust)).filter(({ cargo }) => cargo.kind === 'alert');
    expect(alerts.map(({ cargo }) => cargo)).toEqual([
      { kind: 'alert', alert: { kind: 'replaced', subscription: contact.id, successor: made.id } },
    ]);
  });
});

describe('between a digest and being told at once', () => {
  it('nothing is lost: what the digest would have told goes out with the change', async () => {
    const { trust, manage, subscription } = await member({ frequency: 'daily' });
    trust.at('2026-11-22T10:00:00Z');
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-30' });
    await trust.drain();
    trust.at('2026-11-22T10:05:00Z');
    const put = { topics: ['subprocessors'], services: [], language: 'en', frequency: 'immediate' };
    await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    const digests = (await readQueue(trust)).filter(({ cargo }) => cargo.kind === 'digest');
    expect(digests).toHaveLength(1);
    expect(digests[0]?.cargo).toMatchObject({ after: subscription.toldUpTo });
    const after = await readOne(trust, subscription.id);
    expect(after?.nextDigestAt).toBeUndefined();
    expect(digests[0]?.cargo).toMatchObject({ until: after?.toldUpTo });
  });

  it('nothing is told twice: what is still to be planned is left to whoever plans it', async () => {
    const { trust, manage, subscription } = await member({ frequency: 'daily' });
    trust.at('2026-11-22T10:00:00Z');
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-30' });
    const put = { topics: ['subprocessors'], services: [], language: 'en', frequency: 'immediate' };
    await sendJson(trust, `${manage}/preferences`, put, { method: 'PUT' });
    expect((await readQueue(trust)).filter(({ cargo }) => cargo.kind === 'digest')).toEqual([]);
    // And back: the same step is now for the digest.
    await sendJson(
      trust,
      `${manage}/preferences`,
      { ...put, frequency: 'weekly' },
      { method: 'PUT' },
    );
    const [{ seq } = { seq: 0 }] = await outboxOf(trust);
    expect((await readOne(trust, subscription.id))?.toldUpTo).toBe(seq - 1);
  });
});

async function outboxOf(trust: World) {
  const { outbox } = await import('../../src/db/outbox.ts');
  return trust.deps.db.select().from(outbox);
}
