import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asSubscriptionId, type SubscriptionId } from '../../src/core/ids.ts';
import { seal } from '../../src/core/sealed.ts';
import { readReturned } from '../../src/deliveries/bounces.ts';
import { messageIdOf } from '../../src/deliveries/model/message-id.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import { addressHash, hostOf } from '../../src/subscribers/model/address.ts';
import { loadSubscriptions } from '../../src/subscribers/service/reading.ts';
import { resume } from '../../src/subscribers/service/states.ts';
import { sealPurpose } from '../../src/subscribers/store/reading.ts';
import { insertSubscription } from '../../src/subscribers/store/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { pick, pickList, type Reply } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';

const subject = 'event:41';
const host = 'localhost';

/** A subscriber by mail with one delivery that was accepted; nothing of it is personal in these tests. */
async function sentTo(trust: World, address: string, number = 1) {
  const { keys, ids, transact } = trust.deps;
  const id = asSubscriptionId(`sbs_${String(number).padStart(32, '0')}`);
  const now = trust.now();
  await transact(async (tx) => {
    await insertSubscription(tx, {
      id,
      stream: 'subscriber',
      channel: 'email',
      address: seal(keys.derive(sealPurpose), ids.bytes(12), address),
      addressHash: addressHash(keys, 'email', address),
      host: hostOf('email', address),
      topics: ['subprocessors'],
      services: [],
      language: 'en',
      frequency: 'immediate',
      state: 'active',
      createdAt: now,
      confirmedAt: now,
      changedAt: now,
    });
    const cargo = { kind: 'event', seq: 1 } as const;
    await queueDeliveries(
      tx,
      [{ subscriptionId: id, channel: 'email', subject, cargo, dueAt: now }],
      now,
    );
  });
  await run(
    trust,
    `UPDATE deliveries SET state = 'accepted', outcome = 'accepted', status = 250, attempts = 1, due_at = NULL, ended_at = ${now.getTime()} WHERE subscription_id = '${id}'`,
    `INSERT INTO delivery_attempts SELECT id, 1, ${now.getTime()}, 'accepted', 250, 5 FROM deliveries WHERE subscription_id = '${id}'`,
  );
  return { id, messageId: messageIdOf({ subscriptionId: id, subject }, host) };
}

async function run(trust: World, ...statements: readonly string[]) {
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  const results = await client.batch([...statements], 'write');
  client.close();
  return results;
}

async function stateOf(trust: World, id: SubscriptionId) {
  const subscription = (await loadSubscriptions(trust.deps, [id])).get(id);
  const [found] = await run(
    trust,
    `SELECT state, outcome FROM deliveries WHERE subscription_id = '${id}'`,
  );
  return {
    subscription: subscription?.state,
    reason: subscription?.reason,
    delivery: found?.rows[0]?.['state'],
    outcome: found?.rows[0]?.['outcome'],
  };
}

async function fixture(name: string, fill: { messageId: string; recipient: string }) {
  const text = await readFile(new URL(`../fixtures/bounces/${name}.eml`, import.meta.url), 'utf8');
  return text
    .replaceAll('{{messageId}}', fill.messageId)
    .replaceAll('{{recipient}}', fill.recipient)
    .replaceAll('\n', '\r\n');
}

function report(
  trust: World,
  body: string,
  type = 'message/rfc822',
  who: 'editor' | 'viewer' = 'editor',
) {
  return trust.as(who).send('POST', '/bounces', { body, headers: { 'content-type': type } });
}

function effects({ body }: Reply): readonly unknown[] {
  return pickList(body, 'items').map((item) => pick(item, 'effect'));
}

const untouched = { subscription: 'active', delivery: 'accepted', outcome: 'accepted' };
const returned = { subscription: 'active', delivery: 'bounced', outcome: 'bounced' };
const stopped = { ...returned, subscription: 'disabled', reason: 'bounced' };
const recipient = 'privacy@customer.example';

describe('a report of a failure', () => {
  it.each([
    ['postfix', 'disabled', stopped],
    ['exchange-online', 'disabled', stopped],
    ['exchange-prose', 'disabled', stopped],
    ['gmail', 'disabled', stopped],
    ['ses', 'disabled', stopped],
    ['qmail', 'disabled', stopped],
    ['gmail-spam', 'bounced', returned],
    ['ses-blocked', 'bounced', returned],
    ['ses-expired', 'bounced', returned],
    ['postfix-delayed', 'noted', untouched],
  ])('in the layout of %s is %s', async (name, effect, expected) => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, recipient);
    const body = await fixture(name, { messageId, recipient });
    const reply = await report(trust, body);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ items: [{ effect, delivery: 1 }] });
    expect(await stateOf(trust, id)).toEqual({ reason: undefined, ...expected });
    // Once more is no more.
    expect(effects(await report(trust, body))).toEqual([effect]);
    expect(await stateOf(trust, id)).toEqual({ reason: undefined, ...expected });
  });

  it('is recorded once, with ids only', async () => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, 'Privacy@Customer.example');
    for (const name of ['postfix', 'gmail', 'ses'])
      await report(trust, await fixture(name, { messageId, recipient }));
    const { body } = await trust.as('owner').get(`/events?subject=subscription:${id}`);
    expect(pickList(body, 'items')).toMatchObject([
      { action: 'subscription.disabled', public: false, data: { reason: 'bounced' } },
    ]);
    expect(JSON.stringify(trust.logLines)).not.toContain('customer.example');
  });

  it('of an address that works again stops it no second time', async () => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, recipient);
    const body = await fixture('postfix', { messageId, recipient });
    await report(trust, body);
    await resume(systemCtx(trust.deps, 'test'), asSubscriptionId(id));
    await report(trust, body);
    expect(await stateOf(trust, id)).toMatchObject({ subscription: 'active' });
  });

  it('changes nothing for another address, another mail, another host or nobody', async () => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, recipient);
    const other = await sentTo(trust, 'dpo@elsewhere.example', 2);
    const never = messageIdOf({ subscriptionId: id, subject: 'event:42' }, host);
    const foreign = messageIdOf({ subscriptionId: id, subject }, 'trust.other.example');
    for (const fill of [
      { messageId, recipient: 'somebody@customer.example' },
      { messageId, recipient: 'dpo@elsewhere.example' },
      { messageId: other.messageId, recipient },
      { messageId: never, recipient },
      { messageId: foreign, recipient },
      { messageId: '<nothing@localhost>', recipient },
    ])
      for (const name of ['postfix', 'ses', 'qmail'])
        expect(effects(await report(trust, await fixture(name, fill)))).toEqual(['unknown']);
    for (const each of [id, other.id])
      expect(await stateOf(trust, each)).toEqual({ reason: undefined, ...untouched });
  });

  it('of several recipients counts for each of them alone', async () => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, recipient);
    const body = (await fixture('postfix', { messageId, recipient })).replace(
      'Final-Recipient:',
      'Final-Recipient: rfc822; other@customer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\nFinal-Recipient:',
    );
    expect(effects(await report(trust, body))).toEqual(['unknown', 'disabled']);
    expect(await stateOf(trust, id)).toEqual(stopped);
  });

  it('before the acceptance was recorded takes the delivery from whoever sends it', async () => {
    const trust = await startApp();
    const { id, messageId } = await sentTo(trust, recipient);
    await run(
      trust,
      `UPDATE deliveries SET state = 'in-flight', outcome = NULL, ended_at = NULL, lease = 'a', lease_until = 1, attempts = 0`,
      `DELETE FROM delivery_attempts`,
    );
    await report(trust, await fixture('postfix', { messageId, recipient }));
    expect(await stateOf(trust, id)).toEqual(stopped);
    const [found] = await run(trust, `SELECT lease, lease_until, due_at FROM deliveries`);
    expect({ ...found?.rows[0] }).toMatchObject({ lease: null, lease_until: null, due_at: null });
  });
});

describe('what is no report', () => {
  const mails: readonly (readonly [string, string])[] = [
    [
      'an answer that quotes numbers and the mail',
      'From: Robin <privacy@customer.example>\r\nSubject: Re: change\r\n\r\nWe have 550 employees; #5.1.1 fails.\r\n> Message-ID: {{messageId}}\r\n> To: privacy@customer.example\r\n',
    ],
    [
      'an absence',
      'From: privacy@customer.example\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: {{messageId}}\r\nSubject: Out of office\r\n\r\nBack on 5 December; call 555 1234.\r\n',
    ],
    ['an empty body', ''],
    ['no mail at all', '\0\0\0\0'],
  ];
  it.each(mails)('%s is refused and changes nothing', async (_, text) => {
    const trust = await startApp();
    const { messageId } = await sentTo(trust, recipient);
    const body = text.replaceAll('{{messageId}}', messageId);
    await refuses(trust, () => report(trust, body), { status: 422, code: 'invalid' });
  });

  it('a body of another type, one that is too large and one nested without end are refused', async () => {
    const trust = await startApp();
    await sentTo(trust, recipient);
    const large = `Subject: x\r\n\r\n${'x'.repeat(1024 * 1024)}`;
    await refuses(trust, () => report(trust, 'Subject: x', 'text/plain'), { status: 415 });
    await refuses(trust, () => report(trust, large), { status: 413, code: 'too_large' });
    const nested = Array.from(
      { length: 40 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    ).join('');
    await refuses(trust, () => report(trust, nested), { status: 400, code: 'malformed' });
    await refuses(trust, () => report(trust, 'x', 'message/rfc822', 'viewer'), { status: 403 });
  });

  it('any bytes are read or refused, never more', async () => {
    const base = await fixture('postfix', { messageId: '<a@b.example>', recipient });
    await fc.assert(
      fc.asyncProperty(fc.nat(base.length), fc.nat(200), fc.string(), async (at, length, text) => {
        const mail = `${base.slice(0, at)}${text}${base.slice(at + length)}`;
        const read = await readReturned(Buffer.from(mail)).catch((error: unknown) => error);
        if (read instanceof Error) expect(read.name).toBe('Refusal');
      }),
      { numRuns: 300 },
    );
  });
});

describe('webhooks of Mailgun', () => {
  const key = 'key-of-the-tests-0123456789';
  const env = { MAILGUN_SIGNING_KEY: key };
  let count = 0;

  function signed(
    at: Date,
    parts: Partial<Record<'token' | 'timestamp' | 'signature', string>> = {},
  ) {
    const timestamp = parts.timestamp ?? String(Math.floor(at.getTime() / 1_000));
    const token = parts.token ?? `token-${(count += 1)}`;
    const signature = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
    return { timestamp, token, signature: parts.signature ?? signature };
  }

  /** As Mailgun posts it, with much that is not read. */
  function event(messageId: string, parts: Readonly<Record<string, unknown>> = {}) {
    return {
      event: 'failed',
      severity: 'permanent',
      reason: 'bounce',
      id: 'G9Bn5sl1TC6nu79C8C0bwg',
      timestamp: 1_795_338_004.5,
      'log-level': 'error',
      recipient,
      'recipient-domain': 'customer.example',
      'delivery-status': {
        code: 550,
        'enhanced-code': '5.1.1',
        message: '5.1.1 The email account that you tried to reach does not exist.',
        'attempt-no': 1,
      },
      message: { headers: { 'message-id': messageId.slice(1, -1), to: recipient }, size: 2_048 },
      ...parts,
    };
  }

  async function post(trust: World, signature: unknown, data: unknown) {
    return trust.as('nobody').post('/mailgun-events', { signature, 'event-data': data });
  }

  it.each([
    ['a permanent failure', {}, 'disabled', stopped],
    [
      'one that Mailgun did not even try',
      { reason: 'suppress-bounce', 'delivery-status': { code: 605 } },
      'disabled',
      stopped,
    ],
    [
      'a complaint',
      { event: 'complained', severity: undefined },
      'disabled',
      { ...untouched, subscription: 'disabled', reason: 'complained' },
    ],
    [
      'a refusal of the mail itself',
      { 'delivery-status': { code: 550, message: '5.7.1 Blocked' } },
      'bounced',
      returned,
    ],
    ['a temporary failure', { severity: 'temporary' }, 'noted', untouched],
    ['a failure of another address', { recipient: 'x@customer.example' }, 'unknown', untouched],
  ])('%s', async (_, parts, effect, expected) => {
    const trust = await startApp({ env });
    const { id, messageId } = await sentTo(trust, recipient);
    const reply = await post(trust, signed(trust.now()), event(messageId, parts));
    expect(reply.status).toBe(200);
    expect(effects(reply)).toEqual([effect]);
    expect(await stateOf(trust, id)).toEqual({ reason: undefined, ...expected });
  });

  it('about anything else are taken and change nothing', async () => {
    const trust = await startApp({ env });
    const { id, messageId } = await sentTo(trust, recipient);
    for (const name of ['delivered', 'opened', 'clicked', 'accepted'])
      expect(
        (await post(trust, signed(trust.now()), event(messageId, { event: name }))).body,
      ).toEqual({ items: [] });
    expect(await stateOf(trust, id)).toEqual({ reason: undefined, ...untouched });
  });

  it('unsigned, of another key, too old, from the future or used before are 401 and change nothing', async () => {
    const trust = await startApp({ env });
    const { id, messageId } = await sentTo(trust, recipient);
    const now = trust.now();
    const hour = 60 * 60 * 1_000;
    const flipped = signed(now);
    const wrong = [
      signed(now, { signature: '0'.repeat(64) }),
      signed(now, { signature: 'x' }),
      { ...flipped, signature: flipped.signature.replace(/^./, (c) => (c === '0' ? '1' : '0')) },
      { ...signed(now), token: 'another' },
      { ...signed(now), timestamp: String(Math.floor(now.getTime() / 1_000) + 1) },
      signed(new Date(now.getTime() - 10 * hour)),
      signed(new Date(now.getTime() + hour)),
      signed(now, { timestamp: 'now' }),
    ];
    for (const signature of wrong)
      await refuses(trust, () => post(trust, signature, event(messageId)), {
        status: 401,
        code: 'unauthenticated',
      });
    expect(await stateOf(trust, id)).toEqual({ reason: undefined, ...untouched });
    const good = signed(now);
    expect((await post(trust, good, event(messageId))).status).toBe(200);
    await refuses(trust, () => post(trust, good, event(messageId)), { status: 401 });
    trust.at(new Date(now.getTime() + 8 * hour));
    await refuses(trust, () => post(trust, good, event(messageId)), { status: 401 });
    // Time and token are signed in a row: what moves from one to the other makes no second signature.
    trust.at(now);
    const seen = signed(now, { token: 'e0seen' });
    expect((await post(trust, seen, event(messageId))).status).toBe(200);
    const moved = { ...seen, timestamp: `${seen.timestamp}e0`, token: 'seen' };
    await refuses(trust, () => post(trust, moved, event(messageId)), { status: 401 });
  });

  it('without a body that can be read are refused', async () => {
    const trust = await startApp({ env });
    const send = (body: unknown) => () => trust.as('nobody').post('/mailgun-events', body);
    await refuses(trust, send({}), { status: 422 });
    await refuses(trust, send({ signature: signed(trust.now()) }), { status: 422 });
    await refuses(trust, send([]), { status: 422 });
  });

  it('are refused where no key is set', async () => {
    const trust = await startApp();
    const { messageId } = await sentTo(trust, recipient);
    await refuses(trust, () => post(trust, signed(trust.now()), event(messageId)), {
      status: 503,
      code: 'unavailable',
    });
  });
});
