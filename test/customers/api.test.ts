import { readFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { describe, expect, it } from 'vitest';
import { asSubscriptionId } from '../../src/core/ids.ts';
import { listInScope } from '../../src/customers/service/reading.ts';
import { withdraw } from '../notices/announced.ts';
import { announce, openRegister } from '../notices/announcing.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import {
  addCustomer,
  addProfile,
  contact,
  customer,
  idOf,
  linkOf,
  mailbox,
  terms,
  toldOf,
} from './people.ts';

async function actionsOf(trust: World, subject: string) {
  const events = await readEvents(trust);
  return events
    .filter((event) => pick(event, 'subject') === subject)
    .map((event) => [pick(event, 'action'), pick(event, 'data')]);
}

async function scopeOn(trust: World, on: string, services: readonly string[] = []) {
  const found = await listInScope(trust.deps.db, services, day(on));
  return found.map(({ customer: { reference } }) => reference);
}

describe('a profile of contract terms', () => {
  it('is made, changed by whoever saw it last, and gone only when no customer has it', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const made = await addProfile(trust);
    expect(made.body).toEqual({ slug: 'standard', name: 'The standard terms', terms: terms() });
    await refuses(trust, () => editor.post('/contract-profiles', made.body), { status: 409 });
    const edit = { name: 'Standard', terms: terms({ noticeDays: 45 }) };
    const path = '/contract-profiles/standard';
    await refuses(trust, () => editor.put(path, edit), { status: 428 });
    const put = must(await editor.put(path, edit, { 'if-match': made.etag ?? '' }));
    expect(pick(put.body, 'terms', 'noticeDays')).toBe(45);
    await refuses(trust, () => editor.put(path, edit, { 'if-match': made.etag ?? '' }), {
      status: 412,
    });
    await addCustomer(trust);
    const del = () => editor.delete(path, undefined, { 'if-match': '*' });
    await refuses(trust, del, { status: 409, code: 'conflict' });
    await addProfile(trust, 'other');
    const gone = await editor.delete('/contract-profiles/other', undefined, { 'if-match': '*' });
    expect(gone.status).toBe(204);
    const list = must(await trust.as('viewer').get('/contract-profiles'));
    expect(pickList(list.body, 'items')).toHaveLength(1);
  });

  it('with days, zone or kinds that mean nothing is refused with every fault', async () => {
    const trust = await startApp();
    const bad = terms({
      noticeDays: -1,
      objectionDays: 1.5,
      timeZone: '+02:00',
      dayCount: 'moons',
    });
    await refuses(
      trust,
      () => trust.as('editor').post('/contract-profiles', { slug: 'a', name: 'A', terms: bad }),
      {
        status: 422,
        pointers: [
          '#/terms/noticeDays',
          '#/terms/objectionDays',
          '#/terms/timeZone',
          '#/terms/dayCount',
        ],
      },
    );
  });
});

describe('a customer', () => {
  it('is added with its contacts, and the record holds ids only', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const input = customer({
      contacts: [contact('dpo', { language: 'de' })],
      overrides: { noticeDays: 60 },
    });
    const added = must(await trust.as('editor').post('/customers', input));
    const id = idOf(added);
    expect(added.headers.get('location')).toBe(`/trust/api/v1/customers/${id}`);
    const read = must(await trust.as('editor').get(`/customers/${id}`));
    expect(read.body).toMatchObject({
      name: `Nordwind ${personMark} AG`,
      overrides: { noticeDays: 60 },
      terms: terms({ noticeDays: 60 }),
      contacts: [
        {
          role: 'Data protection officer',
          address: mailbox('dpo'),
          language: 'de',
          state: 'active',
        },
      ],
    });
    const shown = must(await trust.as('viewer').get(`/customers/${id}`));
    expect(pick(shown.body, 'contacts', 0, 'address')).toBeNull();
    const subscription = String(pick(read.body, 'contacts', 0, 'id'));
    expect(await toldOf(trust, subscription)).toEqual({
      topics: ['subprocessors'],
      services: ['website'],
    });
    expect(await actionsOf(trust, `customer:${id}`)).toEqual([
      ['customer.created', { profile: 'standard', version: 1 }],
      ['customer.contact_added', { subscription }],
    ]);
  });

  it('that refers to what does not exist, or ends before it begins, is refused with every fault', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const bad = customer({ profile: 'none', services: ['moon'], agreementUntil: '2024-01-01' });
    await refuses(trust, () => editor.post('/customers', bad), {
      status: 422,
      pointers: ['#/profile', '#/services', '#/agreementUntil'],
    });
    await refuses(
      trust,
      () => editor.post('/customers', customer({ contacts: [contact('a b')] })),
      { status: 422, pointers: ['#/contacts/0/address'] },
    );
    await addCustomer(trust);
    const twice = await refuses(trust, () => editor.post('/customers', customer()), {
      status: 409,
    });
    expect(twice.text).not.toContain(personMark);
  });

  it('moved to another profile says so in the record, and a stale or empty change leaves none', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addProfile(trust, 'bank', { hardHold: true });
    const id = await addCustomer(trust);
    const path = `/customers/${id}`;
    const editor = trust.as('editor');
    const before = (await readEvents(trust)).length;
    const same = must(await editor.put(path, customer(), { 'if-match': '"v1"' }));
    expect(same.etag).toBe('"v1"');
    expect(await readEvents(trust)).toHaveLength(before);
    const moved = must(
      await editor.put(path, customer({ profile: 'bank' }), { 'if-match': '"v1"' }),
    );
    expect(moved.etag).toBe('"v2"');
    expect(pick((await editor.get(path)).body, 'terms', 'hardHold')).toBe(true);
    expect(await actionsOf(trust, `customer:${id}`)).toContainEqual([
      'customer.moved',
      { from: 'standard', to: 'bank' },
    ]);
    await refuses(trust, () => editor.put(path, customer(), { 'if-match': '"v1"' }), {
      status: 412,
    });
  });

  it('is found by a part of its name or reference, its service, profile and whether it is over', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addProfile(trust, 'bank');
    await addCustomer(trust, { name: 'Alder 100% Ltd', reference: 'A_1' });
    await addCustomer(trust, { name: 'Birch', reference: 'AB1', services: [], profile: 'bank' });
    await addCustomer(trust, {
      name: 'Cedar',
      reference: 'C',
      services: ['qluster-service'],
      agreementUntil: '2026-11-01',
      postTerminationDays: 20,
    });
    const find = async (query: string) =>
      pickList(must(await trust.as('viewer').get(`/customers?${query}`)).body, 'items').map(
        (each) => pick(each, 'reference'),
      );
    expect(await find('q=alder')).toEqual(['A_1']);
    expect(await find('q=100%25')).toEqual(['A_1']);
    expect(await find('q=A_1')).toEqual(['A_1']);
    expect(await find('service=website')).toEqual(['A_1', 'AB1']);
    expect(await find('profile=bank')).toEqual(['AB1']);
    expect(await find('state=ended')).toEqual(['C']);
    expect(await find('state=active')).toEqual(['A_1', 'AB1']);
    const first = must(await trust.as('viewer').get('/customers?limit=2'));
    const rest = await find(`cursor=${String(pick(first.body, 'next'))}`);
    expect(rest).toEqual(['C']);
  });

  it('is in scope from the first day of its agreement to the last of the period behind it', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addCustomer(trust, {
      reference: 'short',
      agreementFrom: '2026-03-01',
      agreementUntil: '2026-06-30',
      postTerminationDays: 30,
    });
    await addCustomer(trust, { reference: 'all', services: [], agreementFrom: '2026-01-01' });
    expect(await scopeOn(trust, '2026-02-28')).toEqual(['all']);
    expect(await scopeOn(trust, '2026-03-01')).toEqual(['short', 'all']);
    expect(await scopeOn(trust, '2026-07-30', ['website'])).toEqual(['short', 'all']);
    expect(await scopeOn(trust, '2026-07-31', ['website'])).toEqual(['all']);
    expect(await scopeOn(trust, '2026-05-01', ['qluster-service'])).toEqual(['all']);
  });
});

describe('a contact', () => {
  it('of two customers is told once, of what either uses, and of what is left when one ends', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const shared = contact('shared');
    const one = await addCustomer(trust, { contacts: [shared] });
    const two = await addCustomer(trust, {
      reference: 'CRM-2',
      services: ['qluster-service'],
      agreementUntil: '2026-11-23',
      contacts: [{ ...shared, address: shared.address.toUpperCase() }],
    });
    const contacts = must(await editor.get(`/customers/${one}/contacts`));
    const subscription = String(pick(contacts.body, 'items', 0, 'id'));
    const others = must(await editor.get(`/customers/${two}/contacts`));
    expect(pick(others.body, 'items', 0, 'id')).toBe(subscription);
    expect(await toldOf(trust, subscription)).toEqual({
      topics: ['subprocessors'],
      services: ['qluster-service', 'website'],
    });
    await trust.advanceDays(2);
    expect(await toldOf(trust, subscription)).toMatchObject({ services: ['website'] });
    const ended = must(await editor.get(`/customers/${two}/contacts`));
    expect(pick(ended.body, 'items', 0, 'removedAt')).toBe('2026-11-24T09:00:00.000Z');
    expect(await actionsOf(trust, `customer:${two}`)).toContainEqual(['customer.ended', {}]);
    const read = must(await editor.get(`/customers/${one}`));
    must(
      await editor.put(`/customers/${one}`, customer({ agreementUntil: '2026-11-20' }), {
        'if-match': read.etag ?? '',
      }),
    );
    expect(await toldOf(trust, subscription)).toMatchObject({ topics: [] });
  });

  it('is corrected, and removed only while another mail address is told', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const id = await addCustomer(trust, { contacts: [contact('first')] });
    const path = `/customers/${id}/contacts`;
    const first = String(pick((await editor.get(path)).body, 'items', 0, 'id'));
    await refuses(trust, () => editor.delete(`${path}/${first}`), { status: 409 });
    await refuses(trust, () => editor.delete(`/subscriptions/${first}`), { status: 409 });
    const second = must(await editor.post(path, contact('second')));
    expect(second.body).toMatchObject({ address: null, state: 'active', secret: null });
    await refuses(trust, () => editor.post(path, contact('second')), { status: 409 });
    const read = await editor.get(`/customers/${id}`);
    const edit = { role: 'Procurement', language: 'de' };
    const changed = must(
      await editor.put(`${path}/${first}`, edit, { 'if-match': read.etag ?? '' }),
    );
    expect(changed.body).toMatchObject({ role: 'Procurement', name: null, language: 'de' });
    expect((await editor.delete(`${path}/${first}`)).status).toBe(204);
    expect(await toldOf(trust, first)).toMatchObject({ topics: [] });
    await refuses(trust, () => editor.delete(`${path}/${first}`), { status: 404 });
    await refuses(trust, () => editor.delete(`${path}/${idOf(second)}`), { status: 409 });
    const back = must(await editor.post(path, contact('first')));
    expect(idOf(back)).toBe(first);
    expect(await toldOf(trust, first)).toMatchObject({ topics: ['subprocessors'] });
  });

  it('that gets another address stays the contact of its customers', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const id = await addCustomer(trust, { contacts: [contact('old')] });
    const path = `/customers/${id}/contacts`;
    const old = String(pick((await editor.get(path)).body, 'items', 0, 'id'));
    const replaced = must(
      await editor.put(`/subscriptions/${old}/contact`, { address: mailbox('new') }),
    );
    const items = pickList(must(await editor.get(path)).body, 'items');
    expect(items).toMatchObject([
      { id: old, state: 'left', address: null },
      {
        id: idOf(replaced),
        role: 'Data protection officer',
        address: mailbox('new'),
        removedAt: null,
      },
    ]);
    expect(pick(items[0], 'removedAt')).not.toBeNull();
  });

  it('that names another in its place by its own link stays the contact of its customers, told at once', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const id = await addCustomer(trust, { contacts: [contact('old')] });
    const path = `/customers/${id}/contacts`;
    const old = asSubscriptionId(String(pick((await editor.get(path)).body, 'items', 0, 'id')));
    const { keys } = trust.deps;
    const root = '/trust';
    const { manage } = linksOf(keys, root, { id: old, linkVersion: 1 });
    const post = (address: string, fields: object) =>
      trust.fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      });
    const weekly = { topics: ['subprocessors'], services: [], language: 'en', frequency: 'weekly' };
    expect((await post(`${manage}/preferences`, weekly)).status).toBe(422);
    expect((await post(`${manage}/contact`, { address: mailbox('new') })).status).toBeLessThan(300);
    const all = pickList(must(await editor.get('/subscriptions?state=pending')).body, 'items');
    const successor = asSubscriptionId(String(pick(all[0], 'id')));
    await trust.fetch(linksOf(keys, root, { id: successor, linkVersion: 1 }).confirm, {
      method: 'POST',
    });
    const items = pickList(must(await editor.get(path)).body, 'items');
    expect(items).toMatchObject([
      { id: old, state: 'left' },
      { id: successor, state: 'active', role: 'Data protection officer', removedAt: null },
    ]);
  });

  it('that is a webhook must answer first, shows its secret once, and is no person who is told', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    const id = await addCustomer(trust);
    const hook = {
      role: 'Ticket system',
      channel: 'webhook',
      address: 'https://hooks.customer.example/annex',
    };
    const added = must(await editor.post(`/customers/${id}/contacts`, hook));
    expect(added.body).toMatchObject({
      state: 'pending',
      host: 'hooks.customer.example',
      address: null,
    });
    expect(String(pick(added.body, 'secret'))).toMatch(/^whsec_/);
    const mail = must(await editor.post(`/customers/${id}/contacts`, contact('only')));
    await refuses(trust, () => editor.delete(`/customers/${id}/contacts/${idOf(mail)}`), {
      status: 409,
    });
  });

  it('whose address is suppressed is refused, and nothing is stored', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const editor = trust.as('editor');
    must(await editor.post('/suppressions', { address: mailbox('gone'), reason: 'bounced' }));
    const refused = await refuses(
      trust,
      () => editor.post('/customers', customer({ contacts: [contact('gone')] })),
      { status: 422, pointers: ['#/contacts/0/address'] },
    );
    expect(refused.text).not.toContain(mailbox('gone'));
  });
});

describe('two who act at once', () => {
  it('never leave a customer with nobody who is told', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const other = await trust.anotherProcess();
    const id = await addCustomer(trust, { contacts: [contact('one'), contact('two')] });
    const path = `/customers/${id}/contacts`;
    const items = pickList(must(await trust.as('editor').get(path)).body, 'items');
    const [one, two] = items.map((item) => String(pick(item, 'id')));
    const statuses = await Promise.all([
      trust.as('editor').delete(`${path}/${one}`),
      other.as('editor').delete(`${path}/${two}`),
    ]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it('with the same customer in hand: one wins and the other is told', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const other = await trust.anotherProcess();
    const id = await addCustomer(trust);
    const put = (who: World, name: string) =>
      who.as('editor').put(`/customers/${id}`, customer({ name }), { 'if-match': '"v1"' });
    const statuses = await Promise.all([put(trust, 'First'), put(other, 'Second')]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });
});

describe('a customer that is erased', () => {
  it('can not be read out of the database file, and its id and dates stay', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const id = await addCustomer(trust, {
      name: `Secretive ${personMark} GmbH`,
      agreementUntil: '2026-10-01',
      contacts: [contact('erased')],
    });
    const link = await linkOf(trust, id);
    const asked = { role: 'New', name: `Corrected ${personMark}`, address: mailbox('corrected') };
    const sent = await trust.fetch(`${link}/contacts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    expect(sent.status).toBe(202);
    const { etag } = await trust.as('owner').get(`/customers/${id}`);
    const done = await trust
      .as('owner')
      .delete(`/customers/${id}`, undefined, { 'if-match': etag ?? '' });
    expect(done.status).toBe(204);
    const read = must(await trust.as('owner').get(`/customers/${id}`));
    expect(read.body).toMatchObject({
      id,
      name: null,
      reference: null,
      agreementUntil: '2026-10-01',
      contacts: [{ role: '', name: null, address: null, state: 'left' }],
    });
    expect((await trust.get(link)).status).toBe(404);
    expect(pickList((await trust.as('editor').get('/contact-corrections')).body, 'items')).toEqual(
      [],
    );
    const client = createClient({ url: `file:${trust.file}` });
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    client.close();
    const bytes = readFileSync(trust.file);
    for (const trace of [`Secretive ${personMark}`, `erased ${personMark}`, mailbox('erased')])
      expect(bytes.includes(trace), trace).toBe(false);
    const events = JSON.stringify(await readEvents(trust));
    expect(events).not.toContain(personMark);
    await refuses(
      trust,
      () => trust.as('editor').put(`/customers/${id}`, customer(), { 'if-match': '*' }),
      { status: 409 },
    );
  });

  it('must be over, unless a reason is said, which stands in the record', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const owner = trust.as('owner');
    const id = await addCustomer(trust, { contacts: [contact('kept')] });
    const del = (query = '') =>
      owner.delete(`/customers/${id}${query}`, undefined, { 'if-match': '*' });
    const refused = await refuses(trust, () => del(), { status: 409 });
    expect(refused.text).toContain('force=true');
    await refuses(trust, () => del('?force=true'), { status: 422, pointers: ['#/query/reason'] });
    await refuses(trust, () => trust.as('editor').delete(`/customers/${id}`), { status: 403 });
    expect((await del('?force=true&reason=entered-by-mistake')).status).toBe(204);
    expect(await actionsOf(trust, `customer:${id}`)).toContainEqual([
      'customer.erased',
      { reason: 'entered-by-mistake' },
    ]);
  });

  it('is not while a change is pending for it, whatever is said', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const id = await addCustomer(trust, { contacts: [contact('dpo')] });
    await openRegister(trust);
    const change = await announce(trust, '2026-12-31');
    await trust.drain();
    const del = () =>
      trust.as('owner').delete(`/customers/${id}?force=true&reason=requested`, undefined, {
        'if-match': '*',
      });
    await refuses(trust, del, { status: 409 });
    must(await withdraw(trust, change));
    await trust.drain();
    expect((await del()).status).toBe(204);
  });
});

describe('everything about a customer', () => {
  it('is exported as one document, and who did so stands in the record', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const id = await addCustomer(trust, { contacts: [contact('dpo')] });
    const { body } = must(await trust.as('owner').get(`/customers/${id}/export.json`));
    expect(body).toMatchObject({
      id,
      terms: terms(),
      contacts: [{ address: mailbox('dpo') }],
      corrections: [],
      notices: [],
      objections: [],
    });
    expect(await actionsOf(trust, `customer:${id}`)).toContainEqual(['customer.exported', {}]);
  });
});
