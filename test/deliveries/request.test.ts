import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { asSubscriptionId } from '../../src/core/ids.ts';
import { postRequestOf, webhookIdOf } from '../../src/deliveries/post-request.ts';
import { signedHeaders, webhookSecrets } from '../../src/deliveries/signing.ts';
import { createPost } from '../../src/platform/node/post.ts';
import type { Subscription } from '../../src/subscribers/model/subscription.ts';
import { startSink } from './hook-sink.ts';
import { allTold, changeTold, createdAt, event, keys, recipient, sender } from './telling.ts';

const subscriptionId = recipient('webhook').subscription.id;
const delivery = { subscriptionId, subject: 'event:41', createdAt };
const told = event(changeTold());
const hourMs = 3_600_000;

function secretsOf(parts: Partial<Subscription>, now: Date): readonly string[] {
  return webhookSecrets(keys, recipient('webhook', parts).subscription, now);
}

describe('what really arrives', () => {
  it('verifies with the reference library of Standard Webhooks, and with no other secret', async () => {
    const sink = await startSink();
    const post = createPost({ origin: sender.root, outboundLoopback: true });
    const address = `http://127.0.0.1:${sink.port}/hook`;
    const to = recipient('webhook', { address });
    const now = new Date();
    for (const each of allTold)
      await post(postRequestOf(delivery, each, sender, to, { keys, now }));
    const [secret = ''] = webhookSecrets(keys, to.subscription, now);
    const [other = ''] = secretsOf({ secretGeneration: 2 }, now);
    expect(sink.got).toHaveLength(allTold.length);
    for (const { body, headers } of sink.got) {
      const flat = headers as Record<string, string>;
      expect(new Webhook(secret).verify(body, flat)).toEqual(JSON.parse(body));
      expect(() => new Webhook(other).verify(body, flat)).toThrow('No matching signature');
      expect(() => new Webhook(secret).verify(`${body} `, flat)).toThrow('No matching signature');
    }
    expect(sink.got[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Annex (+https://trust.qluster.example/trust)',
    });
  });

  it('verifies with both secrets while a new one takes over, then with the new one alone', async () => {
    const sink = await startSink();
    const post = createPost({ origin: sender.root, outboundLoopback: true });
    const now = new Date();
    const address = `http://127.0.0.1:${sink.port}/`;
    const rotated = (previousSecretUntil: Date) =>
      recipient('webhook', { address, secretGeneration: 2, previousSecretUntil });
    const later = new Date(now.getTime() + 24 * hourMs);
    await post(postRequestOf(delivery, told, sender, rotated(later), { keys, now }));
    await post(postRequestOf(delivery, told, sender, rotated(now), { keys, now }));
    const [old = ''] = secretsOf({}, now);
    const [current = '', previous] = secretsOf(
      { secretGeneration: 2, previousSecretUntil: later },
      now,
    );
    expect(previous).toBe(old);
    const [during, after] = sink.got.map(({ body, headers }) => ({
      body,
      headers: headers as Record<string, string>,
    }));
    if (!during || !after) throw new Error('both arrive');
    new Webhook(current).verify(during.body, during.headers);
    new Webhook(old).verify(during.body, during.headers);
    new Webhook(current).verify(after.body, after.headers);
    expect(() => new Webhook(old).verify(after.body, after.headers)).toThrow('No matching');
  });
});

it('a signature is, byte for byte, what the reference library makes', () => {
  const message = fc.record({
    secrets: fc.array(fc.uint8Array({ minLength: 1, maxLength: 100 }), {
      minLength: 1,
      maxLength: 2,
    }),
    id: fc.stringMatching(/^msg_[a-z0-9-]+$/),
    body: fc.string({ unit: 'grapheme' }),
    now: fc.date({ min: new Date(0), noInvalidDate: true }),
  });
  fc.assert(
    fc.property(message, ({ secrets: keysOf, id, body, now }) => {
      const secrets = keysOf.map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`);
      expect(signedHeaders(secrets, { id, body, now })['webhook-signature']).toBe(
        secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
      );
    }),
  );
});

describe('a secret', () => {
  it('is 32 bytes, one for each subscription and generation', () => {
    const now = new Date(0);
    const id = asSubscriptionId('sbs_fedcba9876543210fedcba9876543210');
    const all = [
      secretsOf({}, now),
      secretsOf({ secretGeneration: 2 }, now),
      secretsOf({ id }, now),
    ].flat();
    expect(new Set(all).size).toBe(3);
    for (const secret of all) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
    }
  });

  it('before the first there is none', () => {
    const previousSecretUntil = new Date(hourMs);
    expect(secretsOf({ previousSecretUntil }, new Date(0))).toHaveLength(1);
  });
});

describe('attempts of one delivery', () => {
  const to = recipient('webhook');
  const at = (hours: number) => ({ keys, now: new Date(createdAt.getTime() + hours * hourMs) });

  it('have the same id and the same bytes; only the time of sending and its signature differ', () => {
    for (const each of allTold) {
      const first = postRequestOf(delivery, each, sender, to, at(0));
      const last = postRequestOf(delivery, each, sender, to, at(75));
      expect(last.body).toBe(first.body);
      expect(last.headers['webhook-id']).toBe(first.headers['webhook-id']);
      const sent = [first, last].map(({ headers }) => Number(headers['webhook-timestamp']));
      expect(sent).toEqual([createdAt.getTime() / 1_000, createdAt.getTime() / 1_000 + 75 * 3_600]);
      expect(last.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
    }
  });

  it('are known by their id, also when sent again; others have another', () => {
    const idOf = (subject: string) => webhookIdOf({ subscriptionId, subject });
    expect(idOf('event:41')).toBe('msg_0123456789abcdef0123456789abcdef_event-41');
    expect(idOf('event:41:again:3')).toBe(idOf('event:41'));
    expect(idOf('event:4')).not.toBe(idOf('event:41'));
    expect(idOf('test:1')).not.toBe(idOf('event:1'));
  });

  it('have an id without a dot, whatever the subject', () => {
    fc.assert(
      fc.property(fc.string(), (subject) => {
        expect(webhookIdOf({ subscriptionId, subject })).toMatch(/^msg_[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('ask for the answer only where it matters', () => {
    const wanted = allTold.filter(
      (each) => postRequestOf(delivery, each, sender, to, at(0)).wantsReply,
    );
    expect(wanted.map(({ kind }) => kind)).toEqual(['challenge']);
  });

  it('go nowhere once somebody has left', () => {
    const { address: _, ...left } = to.subscription;
    const gone = { subscription: left, links: to.links };
    expect(() => postRequestOf(delivery, told, sender, gone, at(0))).toThrow('has no address');
  });
});

describe('a chat', () => {
  it.each(['slack', 'teams'] as const)('gets an unsigned letter: %s', (channel) => {
    const request = postRequestOf(delivery, told, sender, recipient(channel), {
      keys,
      now: createdAt,
    });
    expect(request.url).toBe('https://receiver.example/hook');
    expect(Object.keys(request.headers).filter((name) => name.startsWith('webhook'))).toEqual([]);
    expect(JSON.parse(request.body)).toHaveProperty(channel === 'slack' ? 'blocks' : 'attachments');
  });
});
