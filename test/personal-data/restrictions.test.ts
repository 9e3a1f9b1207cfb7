import { describe, expect, it } from 'vitest';
import { addressHash } from '../../src/subscribers/model/address.ts';
import { isRestricted } from '../../src/restrictions/service.ts';
import { asked, caseOf, done, eventsOf, put } from '../rights/asking.ts';
import { deliveriesOf, follow } from '../deliveries/recipients.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { post } from '../updates/posting.ts';
import { proven, robin } from './persons.ts';

const everything = ['subprocessors', 'security', 'policies', 'documents', 'product'] as const;
const other = 'reader@customer.example';

async function both(trust: World, more: Parameters<typeof follow>[1] = {}): Promise<void> {
  for (const address of [robin, other])
    await follow(trust, { channel: 'email', address, topics: [...everything], ...more });
}

function told(trust: World): readonly string[] {
  return trust.outside.mailbox
    .filter(({ subject }) => !/privacy request|copy|restriction/.test(subject))
    .map(({ to }) => to);
}

async function news(trust: World): Promise<void> {
  await post(trust);
}

describe('who wants no advertising', () => {
  it('gets no product news, planned before or after, in digests neither, and all else', async () => {
    const trust = await startApp();
    await both(trust);
    await both(trust, { frequency: 'daily', nextDigestAt: new Date('2026-11-23T07:00:00Z') });
    // Nobody has proved anything: whoever objects for an address takes nothing from it.
    const id = await asked(trust, { types: ['marketing'] });
    await news(trust);
    await done(trust, id, 'restrictions/no-marketing');
    await refuses(trust, async () => put(trust, id, 'restrictions/no-marketing'), { status: 409 });
    await news(trust);
    await trust.drain();
    expect(told(trust)).toEqual([other, other]);
    trust.at('2026-11-23T07:00:00Z');
    await trust.drain();
    expect(told(trust)).toEqual([other, other, other]);
    await trust.publish({ entries: { postmark: facts() } });
    await trust.drain();
    expect(told(trust).slice(3).toSorted()).toEqual([other, robin]);
    await done(trust, id, 'decision', {
      answers: [{ type: 'marketing', outcome: 'granted' }],
      explanation: 'You get none.',
    });
    expect((await caseOf(trust, id)).items[0]).toMatchObject({ done: 'restricted' });
    expect(await isRestricted(trust.deps.db, addressHash(trust.deps.keys, 'email', robin))).toBe(
      false,
    );
  });

  it('what was planned before it was said is not sent', async () => {
    const trust = await startApp();
    await both(trust);
    trust.outside.onMail(() => ({ outcome: 'timeout', durationMs: 1 }));
    await news(trust);
    await trust.drain();
    trust.outside.onMail(() => ({ outcome: 'accepted', status: 250, durationMs: 1 }));
    const id = await asked(trust, { types: ['marketing'] });
    await done(trust, id, 'restrictions/no-marketing');
    await trust.advanceDays(1);
    await trust.drain();
    expect(told(trust)).toEqual([other]);
    const states = (await deliveriesOf(trust)).filter(({ subject }) => subject.startsWith('event'));
    expect(states.map(({ state }) => state).toSorted()).toEqual(['accepted', 'cancelled']);
  });
});

describe('whose data is only kept', () => {
  it('is told nothing they asked to hear, and is asked before that ends', async () => {
    const trust = await startApp();
    await both(trust);
    const id = await proven(trust, { types: ['restriction'] });
    const hash = addressHash(trust.deps.keys, 'email', robin);
    await done(trust, id, 'restrictions/no-processing');
    expect(await isRestricted(trust.deps.db, hash)).toBe(true);
    await trust.publish({ entries: { postmark: facts() } });
    await trust.drain();
    expect(told(trust)).toEqual([other]);
    const lifting = { on: '2026-11-25', reason: 'We have settled it.' };
    await done(trust, id, 'restrictions/no-processing/lifting', lifting);
    await trust.drain();
    const letter = trust.outside.mailbox.findLast(({ to }) => to === robin);
    expect(letter?.text).toContain('We have settled it.');
    await trust.advanceDays(2);
    expect(await isRestricted(trust.deps.db, hash)).toBe(true);
    await trust.advanceDays(1);
    expect(await isRestricted(trust.deps.db, hash)).toBe(false);
    await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
    await trust.drain();
    expect(told(trust).toSorted()).toEqual([other, other, robin]);
    const report = must(await trust.as('editor').get(`/rights-requests/${id}/records`)).body;
    expect(pick(report, 'restrictions', '0')).toMatchObject({ kind: 'no-processing' });
    expect((await eventsOf(trust)).at(-1)).toMatchObject({
      action: 'rights.restriction_lifted',
      data: { kinds: ['no-processing'] },
    });
  });

  it('nothing is restricted for what nobody asked or proved', async () => {
    const trust = await startApp();
    const unproven = await asked(trust, { types: ['restriction'] });
    await refuses(trust, async () => put(trust, unproven, 'restrictions/no-processing'), {
      status: 409,
    });
    const id = await proven(trust, { types: ['access'], email: `x${robin}` });
    for (const kind of ['no-processing', 'no-marketing', 'opt-out'])
      await refuses(trust, async () => put(trust, id, `restrictions/${kind}`), { status: 409 });
    const selling = await asked(trust, {
      residence: 'california',
      types: ['opt-out'],
      email: `y${robin}`,
    });
    await done(trust, selling, 'restrictions/opt-out');
    const answers = [{ type: 'opt-out', outcome: 'granted' }];
    await done(trust, selling, 'identity', { result: 'not-verified', matched: [] });
    await done(trust, selling, 'decision', { answers, explanation: 'We sell nothing.' });
    expect((await caseOf(trust, selling)).items[0]).toMatchObject({ done: 'opted-out' });
  });
});
