import { describe, expect, it } from 'vitest';
import { holders } from '../../src/customers/service/personal-data.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { copyAll, correctAll, eraseAll, subjectOf, tracesOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';
import { sendForm } from '../subscribers/subscribing.ts';
import { addCustomer, addProfile, contact, linkOf, mailbox } from './people.ts';

const mika = mailbox('mika');
const name = `mika ${personMark}`;

async function started() {
  const trust = await startApp();
  await addProfile(trust);
  const both = await addCustomer(trust, {
    reference: 'CRM-1',
    contacts: [contact('mika', { role: 'Head of tropics' }), contact('robin')],
  });
  const over = await addCustomer(trust, {
    reference: 'CRM-2',
    name: `Suedwind ${personMark} AG`,
    agreementUntil: '2026-11-01',
    postTerminationDays: 0,
    contacts: [contact('mika')],
  });
  return { trust, both, over, subject: subjectOf(trust, mika) };
}

async function contactsOf(trust: World, id: string) {
  return pickList(must(await trust.as('editor').get(`/customers/${id}/contacts`)).body, 'items');
}

async function idOfMika(trust: World, id: string): Promise<string> {
  const found = (await contactsOf(trust, id)).find((each) => pick(each, 'address') === mika);
  return String(pick(found, 'id'));
}

/** Somebody whom staff have told by contract, for no customer that is known here. */
const named = (address: string) => ({ stream: 'contract', topics: ['subprocessors'], address });

/** What a customer says on its own page. */
async function say(trust: World, id: string, said: Readonly<Record<string, string>>) {
  must(await sendForm(trust, `${await linkOf(trust, id)}/contacts`, { role: 'DPO', ...said }));
}

async function onlyMika() {
  const { trust, ...rest } = await started();
  const alone = await addCustomer(trust, { reference: 'CRM-3', contacts: [contact('mika')] });
  return { trust, alone, ...rest };
}

/** The names of the customers stay with the notices to them. */
const twoKept = ['customers kept legal-duty', 'customers kept legal-duty'];
const threeKept = [...twoKept, 'customers kept legal-duty'];

describe('what is kept of a contact of customers', () => {
  it('is copied with the customers that it stands for, and without their other contacts', async () => {
    const { trust, both, subject } = await started();
    await say(trust, both, { contact: '', name, address: mika.toUpperCase() });
    await say(trust, both, { contact: '', name: `robin ${personMark}`, address: mailbox('robin') });
    const copies = await copyAll(trust, holders, subject);
    expect(copies).toMatchObject({
      'contact-corrections': [{ customer: `Nordwind ${personMark} AG`, role: 'DPO', name }],
      customers: [
        { name: `Nordwind ${personMark} AG`, reference: 'CRM-1' },
        { name: `Suedwind ${personMark} AG`, reference: 'CRM-2', agreementUntil: '2026-11-01' },
      ],
      'contract-contacts': [
        {
          address: mika,
          language: 'en',
          customers: [
            { customer: `Nordwind ${personMark} AG`, role: 'Head of tropics', name },
            { customer: `Suedwind ${personMark} AG`, role: 'Data protection officer', name },
          ],
        },
      ],
    });
    expect(JSON.stringify(copies)).not.toContain('robin');
  });

  it('is erased for all of them where others are told, to the last byte', async () => {
    const { trust, both, subject } = await started();
    const id = await idOfMika(trust, both);
    await say(trust, both, { contact: '', name, address: mika });
    await say(trust, both, { contact: id, name, address: mailbox('new') });
    await say(trust, both, { contact: id, name: 'Toni', address: mailbox('toni') });
    expect(await eraseAll(trust, holders, subject)).toEqual([
      'contact-corrections deleted',
      'customers kept legal-duty',
      'customers kept legal-duty',
      'contract-contacts erased',
    ]);
    const texts = ['mika', 'tropics', ...subject.hashes];
    expect(await tracesOf(trust, texts)).toEqual([]);
    const tables = await dumpTables(trust);
    // Who is to come in their place is somebody else.
    expect(tables.get('contact_corrections')).toHaveLength(1);
    expect(tables.get('subscriptions')?.find((row) => row['id'] === id)).toMatchObject({
      state: 'left',
      address: null,
    });
    expect(tables.get('customer_contacts')).toMatchObject([
      { subscription_id: id, role: '', name: null },
      { name: `robin ${personMark}`, role: 'Data protection officer', removed_at: null },
      { subscription_id: id, role: '', name: null },
    ]);
    expect(tables.get('customer_contacts')?.every((row) => Number(row['added_at']) > 0)).toBe(true);
    const ended = tables
      .get('events')
      ?.filter((event) => event['action'] === 'customer.contact_removed');
    expect(ended).toHaveLength(2);
    expect(await contactsOf(trust, both)).toMatchObject([
      { address: null, state: 'left' },
      { address: mailbox('robin'), state: 'active' },
    ]);
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
    expect(await copyAll(trust, holders, subject)).toEqual({});
  });

  it('is kept while a customer in force is told nowhere else, and goes once it names another', async () => {
    const { trust, alone, subject } = await onlyMika();
    const before = await dumpTables(trust);
    expect(await eraseAll(trust, holders, subject)).toEqual([
      ...threeKept,
      'contract-contacts kept in-force',
    ]);
    expect(await dumpTables(trust)).toEqual(before);
    const path = `/customers/${alone}/contacts`;
    // A program is no person who could object.
    const hook = contact('toni', { channel: 'webhook', address: 'https://toni.hooks.example/key' });
    must(await trust.as('editor').post(path, hook));
    expect(await eraseAll(trust, holders, subject)).toEqual([
      ...threeKept,
      'contract-contacts kept in-force',
    ]);
    must(await trust.as('editor').post(path, contact('toni')));
    expect(await eraseAll(trust, holders, subject)).toEqual([
      ...threeKept,
      'contract-contacts erased',
    ]);
    expect(await tracesOf(trust, ['mika', 'tropics'])).toEqual([]);
  });

  it('is no contact where nothing is sent any more: neither the one that asks nor another', async () => {
    const { trust, both, subject } = await started();
    const suppress = async (id: string) =>
      must(await trust.as('editor').put(`/subscriptions/${id}/suppression`, { reason: 'bounced' }));
    const [, robin] = await contactsOf(trust, both);
    await suppress(String(pick(robin, 'id')));
    expect(await eraseAll(trust, holders, subject)).toEqual([
      ...twoKept,
      'contract-contacts kept in-force',
    ]);
    must(await trust.as('owner').post('/subscriptions', named(mailbox('toni'))));
    await suppress(await idOfMika(trust, both));
    expect(await eraseAll(trust, holders, subject)).toEqual([
      ...twoKept,
      'contract-contacts erased',
    ]);
  });

  it('is kept where a contract names it for no customer, and nobody else is named', async () => {
    const trust = await startApp();
    must(await trust.as('owner').post('/subscriptions', named(mika)));
    const subject = subjectOf(trust, mika);
    expect(await eraseAll(trust, holders, subject)).toEqual(['contract-contacts kept in-force']);
    must(await trust.as('owner').post('/subscriptions', named(mailbox('robin'))));
    expect(await eraseAll(trust, holders, subject)).toEqual(['contract-contacts erased']);
    expect(await tracesOf(trust, ['mika', ...subject.hashes])).toEqual([]);
  });

  it('is corrected in the name; another address is confirmed first', async () => {
    const { trust, both, subject } = await started();
    const correction = { name: `Mieke ${personMark}`, email: mailbox('mieke') };
    expect(await correctAll(trust, holders, subject, correction)).toEqual(['contract-contacts']);
    expect(await correctAll(trust, holders, subject, correction)).toEqual([]);
    expect(await contactsOf(trust, both)).toMatchObject([
      { name: correction.name, address: mika, role: 'Head of tropics' },
      { name: `robin ${personMark}` },
    ]);
    expect(await correctAll(trust, holders, subject, { email: mailbox('mieke') })).toEqual([]);
  });

  it('goes with its address where another took its place, for nobody would find it', async () => {
    const { trust, both, subject } = await started();
    const id = await idOfMika(trust, both);
    const address = mailbox('successor');
    must(await trust.as('editor').put(`/subscriptions/${id}/contact`, { address }));
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
    const links = (await dumpTables(trust)).get('customer_contacts');
    const former = links?.filter((row) => row['subscription_id'] === id);
    expect(former?.map((row) => row['name'])).toEqual([null, null]);
    const successor = subjectOf(trust, address);
    expect(await copyAll(trust, holders, successor)).toMatchObject({
      'contract-contacts': [{ address, customers: [{ name, role: 'Head of tropics' }, { name }] }],
    });
  });

  it('is found by its index', async () => {
    const { trust, subject } = await started();
    const contacts = holders.find(({ kind }) => kind === 'contract-contacts');
    const plans = await plansOf(trust, async (db) => {
      const page = { after: 'sbs_0', limit: 10 };
      await contacts?.find({ ...trust.deps, db }, subject, page);
    });
    expect(plans.flatMap((plan) => plan.steps)).toEqual([
      expect.stringMatching(/^SEARCH subscriptions USING .*subscriptions_address.* id>\?/),
    ]);
  });
});
