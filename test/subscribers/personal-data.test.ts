import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/client.ts';
import { seal } from '../../src/core/sealed.ts';
import { holders } from '../../src/subscribers/service/personal-data.ts';
import { sealPurpose } from '../../src/subscribers/store/reading.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, eraseAll, findAll, subjectOf, tracesOf } from '../support/persons.ts';
import { plansOf, subscribe } from '../support/recipients.ts';
import { mailForm, sendForm } from './subscribing.ts';

const mark = personMark.toLowerCase();
const mika = `mika.${mark}@reader.example`;
const unwilling = `mika.${mark}@private.example`;
const robin = `robin.${mark}@reader.example`;

/** Somebody with one of each, and somebody else with the same. */
async function started() {
  const trust = await startApp();
  const ids = await everythingOf(trust, mika, 'mika');
  const others = await everythingOf(trust, robin, 'robin');
  const suppressed = { address: unwilling, reason: 'complained' };
  must(await trust.as('editor').post('/suppressions', suppressed));
  return { trust, ids, others, subject: subjectOf(trust, mika.toUpperCase(), unwilling) };
}

async function everythingOf(trust: World, address: string, name: string) {
  const { keys, ids } = trust.deps;
  const contact = seal(keys.derive(sealPurpose), ids.bytes(12), address.toUpperCase());
  const hook = { channel: 'webhook', contact } as const;
  const found = {
    active: await subscribe(trust, { address, services: ['website'] }),
    alerts: await subscribe(trust, { address, stream: 'staff', topics: [] }),
    disabled: await subscribe(trust, { address, state: 'disabled', reason: 'bounced' }),
    pending: await subscribe(trust, { address, state: 'pending' }),
    hook: await subscribe(trust, { ...hook, address: `https://${name}.hooks.example/key` }),
    newHook: await subscribe(trust, {
      ...hook,
      address: `https://${name}.hooks.example/other`,
      state: 'pending',
    }),
    case: await subscribe(trust, { address, stream: 'case', topics: [] }),
  };
  must(await sendForm(trust, '/trust/subscribe', mailForm(address)));
  return found;
}

describe('what is kept of somebody who subscribed', () => {
  it('is copied with its addresses opened, without keys and without anybody else', async () => {
    const { trust, ids, subject } = await started();
    const copies = await copyAll(trust, holders, subject);
    expect(Object.keys(copies).toSorted()).toEqual([
      'subscription-requests',
      'subscriptions',
      'suppressions',
      'unconfirmed-subscriptions',
      'webhook-contacts',
    ]);
    expect(copies['subscriptions']).toMatchObject([
      { id: ids.active, address: mika, services: ['website'], state: 'active' },
      { id: ids.alerts, address: mika, stream: 'staff' },
      { id: ids.disabled, address: mika, reason: 'bounced' },
    ]);
    expect(copies['subscriptions']?.[0]).toMatchObject({
      topicsInWords: ['Changes of sub-processors', 'Security and incidents'],
    });
    expect(copies['unconfirmed-subscriptions']).toMatchObject([{ id: ids.pending, address: mika }]);
    expect(copies['subscription-requests']).toMatchObject([{ address: mika, language: 'en' }]);
    expect(copies['webhook-contacts']).toMatchObject([
      { id: ids.hook, contact: mika.toUpperCase() },
      { id: ids.newHook, state: 'pending' },
    ]);
    expect(copies['suppressions']).toMatchObject([{ reason: 'complained' }]);
    const all = JSON.stringify(copies);
    expect(all).not.toContain('robin');
    // The URL of a webhook is a key to it, and is the company's.
    expect(all).not.toContain('hooks.example');
    expect(all).not.toContain(ids.case);
    expect(all).not.toMatch(/whsec_|\/trust\/subscriptions\//);
  });

  it('is erased to the last byte but what keeps us from writing again; others keep theirs', async () => {
    const { trust, ids, others, subject } = await started();
    const before = await dumpTables(trust);
    const found = await Promise.all(holders.map((each) => findAll(trust, each, subject)));
    expect(found.map((each) => each.length)).toEqual([1, 1, 3, 2, 1]);
    expect(await eraseAll(trust, holders, subject)).toEqual([
      'subscription-requests deleted',
      'unconfirmed-subscriptions deleted',
      'subscriptions erased',
      'subscriptions erased',
      'subscriptions erased',
      'webhook-contacts erased',
      'webhook-contacts erased',
      'suppressions kept legal-duty',
    ]);
    // The address of a case stays until its case is over, and is asked for there.
    const known = new Set<unknown>([ids.case, ...Object.values(others)]);
    const rows = (await dumpTables(trust)).get('subscriptions') ?? [];
    const hashes = new Set<unknown>(subject.hashes);
    expect(rows.filter((row) => hashes.has(row['address_hash'])).map((row) => row['id'])).toEqual([
      ids.case,
    ]);
    expect(rows.find((row) => row['id'] === ids.hook)).toMatchObject({
      state: 'active',
      contact: null,
    });
    expect(rows.find((row) => row['id'] === ids.newHook)).toMatchObject({ contact: null });
    expect(rows.filter((row) => known.has(row['id']))).toEqual(
      before.get('subscriptions')?.filter((row) => known.has(row['id'])),
    );
    expect((await dumpTables(trust)).get('subscription_requests')).toHaveLength(1);
    expect(await tracesOf(trust, [mika, unwilling])).toEqual(['subscriptions.address']);
    const again = await eraseAll(trust, holders, subject);
    expect(again).toEqual(['suppressions kept legal-duty']);
    expect((await copyAll(trust, holders, subject))['suppressions']).toHaveLength(1);
    expect(await trust.drain()).toBeGreaterThan(0);
    expect(trust.outside.mailbox.filter((mail) => mail.to.startsWith('mika'))).toEqual([]);
  });

  it('is found by its index, page after page, however much there is', async () => {
    const trust = await startApp();
    for (let index = 0; index < 25; index += 1) await subscribe(trust, { address: mika });
    const subject = subjectOf(trust, mika);
    for (const holder of holders) {
      const page = { after: undefined, limit: 10 };
      const find = (db: Db) => holder.find({ ...trust.deps, db }, subject, page);
      const plans = await plansOf(trust, find);
      const steps = plans.flatMap((plan) => plan.steps);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter((step) => !/^SEARCH .* USING .*INDEX/.test(step))).toEqual([]);
    }
    const [, , subscriptions] = holders;
    if (!subscriptions) throw new Error('no holder of subscriptions');
    expect(await findAll(trust, subscriptions, subject, 10)).toHaveLength(25);
  });
});
