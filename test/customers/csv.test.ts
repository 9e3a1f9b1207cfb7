import { describe, expect, it } from 'vitest';
import Papa from 'papaparse';
import { customers as customersTable } from '../../src/customers/table.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { addCustomer, addProfile, contact, mailbox } from './people.ts';

const send = (trust: World, text: string | Uint8Array<ArrayBuffer>, query = '') =>
  trust.as('editor').send('POST', `/customer-imports${query}`, {
    headers: { 'content-type': 'text/csv' },
    body: text,
  });

const header =
  'reference,name,services,profile,agreement_from,contact_role,contact_name,contact_address,contact_language';
const line = (reference: string, contactName = reference.toLowerCase()) =>
  `${reference},Company ${reference} ${personMark},website,standard,2025-01-01,DPO,Dana ${personMark},${mailbox(contactName)},en`;

async function exported(trust: World): Promise<string> {
  return must(await trust.as('owner').get('/customers/export.csv')).text;
}

async function rowsOf(trust: World, table: string) {
  return (await dumpTables(trust)).get(table) ?? [];
}

describe('customers from a file', () => {
  it('are shown first, line by line, and nothing is stored by that', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addCustomer(trust, { reference: 'OLD', name: 'Old' });
    const before = await dumpTables(trust);
    const file = [header, line('OLD'), line('NEW'), line('NEW', 'second')].join('\n');
    const { body } = must(await send(trust, file, '?dry_run=true'));
    expect(body).toMatchObject({
      dryRun: true,
      lines: [
        { line: 2, outcome: 'changed', contact: 'added' },
        { line: 3, customer: null, outcome: 'created', contact: 'added' },
        { line: 4, customer: null, outcome: 'created', contact: 'added' },
      ],
      faults: [],
      created: 1,
      changed: 1,
      unchanged: 0,
    });
    const changed = (await dumpTables(trust)).entries();
    for (const [table, rows] of changed)
      if (!table.startsWith('staff')) expect(rows, table).toEqual(before.get(table));
  });

  it('are stored all at once, and the same file again changes nothing', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const file = [header, line('A'), line('A', 'second'), line('B')].join('\r\n');
    expect(must(await send(trust, file)).body).toMatchObject({ created: 2, faults: [] });
    expect(await rowsOf(trust, 'customer_contacts')).toHaveLength(3);
    const events = (await readEvents(trust)).length;
    const again = must(await send(trust, file));
    expect(again.body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(pickList(again.body, 'lines').map((each) => pick(each, 'contact'))).toEqual(
      Array(3).fill('unchanged'),
    );
    expect(await readEvents(trust)).toHaveLength(events);
  });

  it('are refused with every fault by line and column, in words that repeat no name', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addCustomer(trust, { reference: 'TAKEN', name: 'Holder' });
    const file = [
      `${header},notice_days,emergency_permitted,id`,
      `${line('A')},ten,perhaps,`,
      `B,,website,none,2025-02-30,DPO,,not an address,en,,,`,
      `${line('C')},,,cus_00000000000000000000000000000000`,
      `${line('A').replace('website', 'moon')},,,`,
      `,Nameless,website,standard,2025-01-01,,,,,,,`,
    ].join('\n');
    const report = must(await send(trust, file, '?dry_run=true'));
    const found = pickList(report.body, 'faults').map((fault) => [
      pick(fault, 'line'),
      pick(fault, 'column'),
    ]);
    expect(found).toEqual([
      [2, 'notice_days'],
      [2, 'emergency_permitted'],
      [3, 'name'],
      [3, 'agreement_from'],
      [3, 'contact_address'],
      [4, 'id'],
      [5, 'services'],
      [6, 'reference'],
    ]);
    expect(report.text).not.toContain(personMark);
    const refused = await refuses(trust, () => send(trust, file), { status: 422 });
    expect(pickList(refused.body, 'errors')[0]).toMatchObject({ pointer: '#/lines/2/notice_days' });
    expect(refused.text).not.toContain(personMark);
  });

  it('whose lines contradict each other, or take another’s reference, are refused', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const id = await addCustomer(trust, { reference: 'ONE', name: 'One' });
    await addCustomer(trust, { reference: 'TWO', name: 'Two' });
    const contradiction = [header, line('A'), line('A').replace('Company', 'Firm')].join('\n');
    await refuses(trust, () => send(trust, contradiction), {
      status: 422,
      pointers: ['#/lines/3'],
    });
    const taking = `id,${header}\n${id},${line('TWO')}`;
    await refuses(trust, () => send(trust, taking), {
      status: 422,
      pointers: ['#/lines/2/reference'],
    });
    const swapped = `id,reference,name,profile,agreement_from\n${id},NEW,One,standard,2025-01-01`;
    must(await send(trust, swapped));
    const names = (await rowsOf(trust, 'customers')).map((row) => row['reference']);
    expect(names.toSorted()).toEqual(['NEW', 'TWO']);
  });

  it('come with a byte order mark, semicolons, Windows letters and words of any case', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const text = [
      'Reference;Name;Profile;Agreement from;Services;Hard hold;Regions',
      'Ü-1;Größe GmbH;standard;2025-01-01;website, qluster-service;YES;EU; ',
    ].join('\r\n');
    const withMark = new Uint8Array(Buffer.from(`\uFEFF${text.replace('; ', '')}`, 'utf8'));
    must(await send(trust, withMark));
    const windows = new Uint8Array(
      Buffer.from(text.replace('; ', '').replace('Ü-1', 'Ü-2'), 'latin1'),
    );
    must(await send(trust, windows));
    const stored = await trust.deps.db.select().from(customersTable);
    expect(stored.map(({ name, reference }) => [name, reference])).toEqual([
      ['Größe GmbH', 'Ü-1'],
      ['Größe GmbH', 'Ü-2'],
    ]);
    expect(stored[0]).toMatchObject({
      services: ['website', 'qluster-service'],
      overrides: { hardHold: true },
      regions: ['EU'],
    });
  });

  it('with columns that mean nothing, another media type or no table are refused', async () => {
    const trust = await startApp();
    await refuses(trust, () => send(trust, 'name,colour\nA,red'), { status: 422, code: 'invalid' });
    await refuses(trust, () => send(trust, ''), { status: 422 });
    await refuses(trust, () => trust.as('editor').post('/customer-imports', {}), { status: 415 });
    await refuses(trust, () => send(trust, header, '?dry_run=maybe'), {
      status: 422,
      pointers: ['#/query/dry_run'],
    });
  });

  it('survive an export and the import of it without any change', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addCustomer(trust, {
      name: '=HYPERLINK("https://evil.example")',
      reference: '+49 "quoted", with; signs',
      services: ['website', 'qluster-service'],
      regions: ['EU', 'United Kingdom'],
      agreementUntil: '2027-01-31',
      postTerminationDays: 30,
      overrides: { noticeDays: 0, emergencyPermitted: false, timeZone: 'Asia/Tokyo' },
      contacts: [contact('one', { language: 'de' }), contact('two', { role: '@role' })],
    });
    await addCustomer(trust, { name: 'Bare', reference: undefined });
    const file = await exported(trust);
    const { data } = Papa.parse<string[]>(file.trim());
    expect(data).toHaveLength(4);
    expect(data.slice(1).every((row) => row.every((cell) => !/^[=+@-]/.test(cell)))).toBe(true);
    const before = (await readEvents(trust)).length;
    const { body } = must(await send(trust, file));
    expect(body).toMatchObject({ created: 0, changed: 0, unchanged: 2, faults: [] });
    expect(await readEvents(trust)).toHaveLength(before);
    expect(await exported(trust)).toBe(file);
  });

  it('may be two thousand, with a contact each, in one request', async () => {
    const trust = await startApp();
    await addProfile(trust);
    const lines = Array.from({ length: 2_000 }, (_, index) => line(`R${index}`));
    expect(must(await send(trust, [header, ...lines].join('\n'))).body).toMatchObject({
      created: 2_000,
    });
    const moved = lines.map((each) => each.replace('website', 'qluster-service'));
    expect(must(await send(trust, [header, ...moved].join('\n'))).body).toMatchObject({
      changed: 2_000,
    });
    const told = (await rowsOf(trust, 'subscriptions')).map((row) =>
      JSON.stringify(row['services']),
    );
    expect([...new Set(told)]).toEqual(['["qluster-service"]']);
  });
});
