import { describe, expect, it } from 'vitest';
import { holders as customers } from '../../src/customers/service/personal-data.ts';
import { holders } from '../../src/notices/service/personal-data.ts';
import { contact, mailbox } from '../customers/people.ts';
import { startApp } from '../support/app.ts';
import { must } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, eraseAll, findAll, subjectOf, tracesOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';
import { addCustomer, announce, keep, noticeOf, openRegister } from './announcing.ts';

/** Two customers with the same first contact; one of them has another contact too. */
async function started() {
  const trust = await startApp();
  await openRegister(trust);
  const contacts = [contact('mika'), contact('robin')];
  const north = await addCustomer(trust, 'north', {}, contacts);
  const south = await addCustomer(trust, 'south', {}, contacts);
  const other = await addCustomer(trust, 'other');
  const changes = [
    await announce(trust, '2027-03-01'),
    await announce(trust, '2027-03-02', 'Cohere'),
  ];
  await trust.drain();
  await keep(trust);
  return { trust, north, south, other, changes, subject: subjectOf(trust, mailbox('mika')) };
}

describe('a notice that a contact received first', () => {
  it('is told to them by customer and change, and never of other customers', async () => {
    const { trust, north, south, changes, subject } = await started();
    const { notices } = await copyAll(trust, holders, subject);
    const [first, second] = changes;
    expect(notices).toMatchObject([
      { change: first, round: 1, arrivedAt: trust.now().toISOString() },
      { change: second, round: 1 },
      { change: first, round: 1 },
      { change: second, round: 1 },
    ]);
    const [holder] = holders;
    if (!holder) throw new Error('no holder of notices');
    const ids = await findAll(trust, holder, subject, 3);
    expect(ids.map((id) => id.split(' ')[0])).toEqual([north, north, south, south]);
    expect(await copyAll(trust, holders, subjectOf(trust, mailbox('nobody')))).toEqual({});
    const plans = await plansOf(trust, (db) =>
      holder.find({ ...trust.deps, db }, subject, { after: ids[0], limit: 2 }),
    );
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps.filter((step) => step.startsWith('SCAN') && !step.includes('json_each'))).toEqual(
      [],
    );
  });

  it('stays as proof when they are erased, with its day and without name or address', async () => {
    const { trust, north, changes, subject } = await started();
    const before = await dumpTables(trust);
    expect(await eraseAll(trust, holders, subject)).toEqual(
      Array.from({ length: 4 }, () => 'notices kept legal-duty'),
    );
    expect(await eraseAll(trust, customers, subject)).toEqual([
      'customers kept legal-duty',
      'customers kept legal-duty',
      'contract-contacts erased',
    ]);
    const tables = await dumpTables(trust);
    for (const table of ['notices', 'notice_texts'])
      expect(tables.get(table)).toEqual(before.get(table));
    expect(await tracesOf(trust, ['mika', ...subject.hashes])).toEqual([]);
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
    // Its days go on, and the packet proves it under the number of whoever was told.
    const clock = (await noticeOf(trust, changes[0] ?? 0, north)).clock;
    await keep(trust);
    expect(await noticeOf(trust, changes[0] ?? 0, north)).toMatchObject({
      state: 'running',
      clock,
    });
    const packet = must(await trust.as('owner').get(`/changes/${changes[0]}/packet`));
    expect(packet.text).toContain(String(clock?.subscriptionId));
    expect(packet.text).not.toContain('mika');
  });
});
