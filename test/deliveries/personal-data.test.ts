import { describe, expect, it } from 'vitest';
import { holders } from '../../src/deliveries/service/personal-data.ts';
import type { KeptMail } from '../../src/deliveries/model/kept.ts';
import { mentions } from '../../src/deliveries/model/kept.ts';
import { insertKept } from '../../src/deliveries/store/kept.ts';
import { holders as subscribers } from '../../src/subscribers/service/personal-data.ts';
import { startApp } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, eraseAll, findAll, subjectOf, tracesOf } from '../support/persons.ts';
import { deliver, plansOf, subscribe } from '../support/recipients.ts';

const mark = personMark.toLowerCase();
const mika = `mika.${mark}@reader.example`;
const robin = `robin.${mark}@reader.example`;

function mail(parts: Partial<KeptMail>): KeptMail {
  return {
    from: 'trust@qluster.example',
    to: robin,
    subject: 'A change of sub-processors',
    text: 'Something changes.',
    html: '<p>Something changes.</p>',
    messageId: '<event.1@localhost>',
    date: '2026-11-22T09:00:00.000Z',
    headers: {},
    ...parts,
  };
}

async function started() {
  const trust = await startApp();
  const first = await subscribe(trust, { address: mika });
  const second = await subscribe(trust, { address: mika, stream: 'case', topics: [] });
  const other = await subscribe(trust, { address: robin });
  for (const recipient of [first, other, second, first, other, first])
    await deliver(trust, recipient, {
      subject: `confirmation:${trust.deps.ids.uuid()}`,
      cargo: { kind: 'challenge', challenge: 'told to nobody else' },
      state: 'accepted',
      attempts: [['4xx', 450], ['accepted']],
    });
  return { trust, first, second, subject: subjectOf(trust, mika) };
}

describe('what was sent to somebody', () => {
  it('is copied by its number and how it arrived, without what only its recipient may know', async () => {
    const { trust, first, second, subject } = await started();
    const { deliveries } = await copyAll(trust, holders, subject);
    expect(deliveries).toMatchObject(
      [first, first, first, second].map((subscription) => ({
        subscription,
        kind: 'challenge',
        state: 'accepted',
        eachAttempt: [{ outcome: '4xx', status: 450 }, { outcome: 'accepted' }],
      })),
    );
    expect(JSON.stringify(deliveries)).not.toContain('told to nobody else');
    const [, holder] = holders;
    const plans = await plansOf(trust, async (db) => {
      const page = { after: undefined, limit: 10 };
      await holder?.find({ ...trust.deps, db }, subject, page);
    });
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps.filter((step) => step.startsWith('SEARCH'))).toEqual([
      expect.stringContaining('subscriptions_address'),
      expect.stringContaining('deliveries_recipient'),
    ]);
    expect(steps.filter((step) => /^SCAN (?!json_each)/.test(step))).toEqual([]);
  });

  it('stays as proof under a number, which leads to nobody once the address is erased', async () => {
    const { trust, first, subject } = await started();
    const before = (await dumpTables(trust)).get('deliveries');
    expect(await eraseAll(trust, holders, subject)).toEqual(
      Array.from({ length: 4 }, () => 'deliveries kept legal-duty'),
    );
    await eraseAll(trust, subscribers, subject);
    expect((await dumpTables(trust)).get('deliveries')).toEqual(before);
    const [, holder] = holders;
    if (!holder) throw new Error('no holder of deliveries');
    // The address of a case stays with its case.
    expect(await findAll(trust, holder, subject)).toHaveLength(1);
    const ctx = { deps: trust.deps, actor: { kind: 'anonymous' }, now: trust.now() } as const;
    const id = `${first} 0000000000000001`;
    expect(await holder.erase(ctx, subject, id)).toEqual({ outcome: 'erased' });
    expect(await holder.copy(trust.deps, subject, id)).toBeUndefined();
  });
});

describe('a mail that was kept instead of sent', () => {
  it('is copied to whom it was written to, and deleted where it names them', async () => {
    const trust = await startApp();
    const keep = (parts: Partial<KeptMail>) =>
      trust.deps.transact((tx) => insertKept(tx, trust.now(), mail(parts), 500));
    await keep({ to: mika.toUpperCase(), text: 'Dear Mika' });
    await keep({ text: `Asked by ${mika}.` });
    await keep({ text: `Asked by jo${mika}.` });
    await keep({});
    const subject = subjectOf(trust, mika);
    const copies = await copyAll(trust, holders, subject);
    expect(copies['kept-mails']).toEqual([
      {
        to: mika.toUpperCase(),
        subject: 'A change of sub-processors',
        text: 'Dear Mika',
        date: '2026-11-22T09:00:00.000Z',
      },
      { toSomebodyElse: true, date: '2026-11-22T09:00:00.000Z' },
    ]);
    const done = await eraseAll(trust, holders, subject);
    expect(done).toEqual(['kept-mails deleted', 'kept-mails deleted']);
    expect((await dumpTables(trust)).get('kept_mails')).toHaveLength(2);
    expect(await tracesOf(trust, ['Dear Mika', ` ${mika}`])).toEqual([]);
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
  });

  it.each([
    ['Ask ann@a.example.', true],
    ['<ANN@a.example>', true],
    ['ann@a.example', true],
    ['joann@a.example and ann@a.example', true],
    ['joann@a.example', false],
    ['jo.ann@a.example', false],
    ['ann@a.example.org', false],
    ['ann@a.examples', false],
  ])('says somebody’s address or another’s: %s', (text, expected) => {
    expect(mentions(mail({ text }), ['ann@a.example'])).toBe(expected);
  });
});
