import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/context.ts';
import { addProfile, contact, customer, idOf, linkOf, mailbox } from '../customers/people.ts';
import { announce, openRegister } from '../notices/announcing.ts';
import { sendForm } from '../subscribers/subscribing.ts';
import { type StartOptions, startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { enterAsOwner, join, pathOn } from './coming-in.ts';
import { root, type Tab } from './support.ts';

const list = `${root}/customers`;

const typed = {
  name: `<b>Nordwind</b> ${personMark}`,
  reference: 'CRM-9',
  profile: 'standard',
  regions: 'EU, US',
  agreementFrom: '2026-01-01',
  agreementUntil: '',
  postTerminationDays: '',
  noticeDays: '',
  objectionDays: '',
  timeZone: '',
  authorisation: '',
  dayCount: '',
  emergencyPermitted: '',
  hardHold: '',
};

async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const world = await startApp(options);
  // Made while nobody else must approve them.
  for (const role of ['editor', 'viewer', 'approver'] as const)
    await world.as(role).get('/customers');
  return { world, tab: await enterAsOwner(world) };
}

async function read(world: World, path: string): Promise<unknown> {
  return must(await world.as('editor').get(path)).body;
}

describe('customers in the console', () => {
  it('begin with the terms of a profile, which nobody overwrites unseen', async () => {
    const { world, tab } = await begin();
    await tab.open(list);
    expect(tab.page.text).toContain(`href="${list}/profiles/new"`);
    expect(tab.page.text).not.toContain(`href="${list}/new"`);
    await tab.open(`${list}/profiles/new`);
    const said = {
      name: 'Standard <i>terms</i>',
      slug: 'standard',
      authorisation: 'general',
      noticeDays: 'thirty',
      objectionDays: '20',
      dayCount: 'business',
      timeZone: 'Europe/Berlin',
      emergencyPermitted: 'no',
      hardHold: 'yes',
    };
    await tab.send(said);
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('<a href="#noticeDays">Days of notice: Must be a whole number');
    expect(tab.page.text).toMatch(/name="timeZone"[^>]*value="Europe\/Berlin"/);
    await tab.send({ ...said, noticeDays: '30' });
    expect(tab.page.path).toBe(`${list}/profiles?done=made`);
    expect(tab.page.text).not.toContain('<i>');
    expect(await read(world, '/contract-profiles/standard')).toMatchObject({
      terms: { noticeDays: 30, objectionDays: 20, emergencyPermitted: false, hardHold: true },
    });

    await tab.open(`${list}/profiles/standard/edit`);
    const stale = await tab.another().open(`${list}/profiles/standard/edit`);
    await tab.send({ ...said, noticeDays: '45', slug: '' });
    expect(tab.page.status).toBe(422);
    const { slug: _, ...edit } = said;
    await tab.open(`${list}/profiles/standard/edit`);
    await tab.send({ ...edit, noticeDays: '45' });
    expect(tab.page.path).toBe(`${list}/profiles?done=changed`);
    await stale.send({ ...edit, noticeDays: '60' });
    expect(stale.page.status).toBe(412);
    expect(stale.page.text).toMatch(/Days of notice<\/th><td[^>]*>45<\/td><td[^>]*>60/);
    await stale.send({ ...edit, noticeDays: '60' });
    expect(stale.page.path).toBe(`${list}/profiles?done=changed`);

    await tab.open(`${list}/new`);
    await tab.send(typed);
    await tab.open(`${list}/profiles`);
    expect(tab.page.text).not.toContain('standard/deletion');
    await tab.open(`${list}/profiles/standard/deletion`);
    await tab.send();
    expect(tab.page.status).toBe(409);
  });

  it('are added, found, changed and erased, with the terms that are their own', async () => {
    const { world, tab } = await begin();
    await addProfile(world);
    await tab.open(`${list}/new`);
    await tab.send({ ...typed, profile: '', agreementFrom: '' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('<a href="#profile">Profile: Choose one.');
    expect(tab.page.text).toContain('<a href="#agreementFrom">');
    expect(tab.page.text).toMatch(/name="reference"[^>]*value="CRM-9"/);
    await tab.send({ ...typed, noticeDays: '400' });
    expect(tab.page.text).toMatch(/<details class="more" open/);
    await tab.send({ ...typed, noticeDays: '90', 'service-website': 'yes' });
    expect(tab.page.path).toMatch(/cus_[0-9a-f]{32}\?done=made$/);
    expect(tab.page.text).toContain('&lt;b&gt;Nordwind');
    expect(tab.page.text).not.toContain('<b>Nordwind');
    expect(tab.page.text).toContain('90 days<span class="mark">Its own');
    expect(tab.page.text).toContain('Nobody is told for this customer');
    const id = /cus_[0-9a-f]{32}/.exec(tab.page.path)?.[0] ?? '';
    expect(await read(world, `/customers/${id}`)).toMatchObject({
      services: ['website'],
      regions: ['EU', 'US'],
      overrides: { noticeDays: 90 },
      agreementUntil: null,
    });

    must(await world.as('editor').post('/customers', customer({ reference: 'CRM-2' })));
    await tab.open(`${list}?q=CRM-9&service=website&state=active`);
    expect(tab.page.text).toContain('1 customer fit');
    expect(tab.page.text).not.toContain('CRM-2');
    await tab.open(`${list}?q=%25`);
    expect(tab.page.text).toContain('No customer fits');

    await tab.open(`${list}/${id}/edit`);
    expect(tab.page.text).toMatch(/name="service-website" value="yes" checked/);
    const stale = await tab.another().open(`${list}/${id}/edit`);
    await tab.send({ ...typed, noticeDays: '', 'service-website': 'yes' });
    expect(tab.page.path).toBe(`${list}/${id}?done=changed`);
    expect(await read(world, `/customers/${id}`)).toMatchObject({ overrides: {} });
    await stale.send({ ...typed, reference: 'CRM-10' });
    expect(stale.page.status).toBe(412);
    expect(stale.page.text).toMatch(/Reference<\/th><td[^>]*>CRM-9<\/td><td[^>]*>CRM-10/);

    await tab.open(`${list}/${id}/erasure`);
    expect(tab.page.text).toContain('for its agreement has no end');
    await tab.send();
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Say why it is erased now.');
    await tab.send({ reason: 'duplicate' });
    expect(tab.page.path).toBe(`${list}?done=erased`);
    expect(await read(world, `/customers/${id}`)).toMatchObject({ name: null, reference: null });
    await tab.open(`${list}/${id}`);
    expect(tab.page.text).toContain('Erased customer');
    expect(tab.page.text).not.toContain('/erasure');
  });

  it('are told through contacts, whose corrections wait until somebody has seen to them', async () => {
    const { world, tab } = await begin();
    await openRegister(world);
    await addProfile(world);
    const id = idOf(await world.as('editor').post('/customers', customer()));
    const here = `${list}/${id}`;
    await tab.open(`${here}/contacts/new`);
    const dpo = { role: 'DPO', name: `<i>Kim</i> ${personMark}`, channel: 'email', language: '' };
    await tab.send({ ...dpo, address: 'nobody' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('<a href="#address">');
    await tab.send({ ...dpo, address: mailbox('dpo') });
    expect(tab.page.path).toBe(`${here}?done=added`);
    expect(tab.page.text).toContain('&lt;i&gt;Kim');
    expect(tab.page.text).toContain(mailbox('dpo'));
    expect(tab.page.text).not.toContain('/removal');
    const change = await announce(world, '2027-02-01');
    await tab.open(here);
    expect(tab.page.text).toContain(`href="${root}/changes/${change}"`);

    const own = await linkOf(world, id);
    const { body } = must(await world.as('editor').get(`/customers/${id}/contacts`));
    const subscription = String(pick(body, 'items', 0, 'id'));
    const correction = { role: '<u>Lead</u>', address: mailbox('lead'), contact: subscription };
    expect((await sendForm(world, `${own}/contacts`, correction)).status).toBe(303);
    await tab.open(root);
    expect(tab.page.text).toContain(`href="${list}/corrections"`);
    await tab.open(`${list}/corrections`);
    expect(tab.page.text).toContain('&lt;u&gt;Lead');
    expect(tab.page.text).toContain(mailbox('lead'));
    await tab.open(pathOn(tab, /\/customers\/corrections\/\d+\/settlement/));
    await tab.send();
    expect(tab.page.text).toContain('None waits');
    expect(pickList(await read(world, '/contact-corrections'), 'items')).toEqual([]);

    await tab.open(`${here}/contacts/${subscription}/edit`);
    const stale = await tab.another().open(`${here}/contacts/${subscription}/edit`);
    await tab.send({ role: 'Privacy lead', name: '', language: 'de' });
    expect(tab.page.path).toBe(`${here}?done=contact`);
    expect(tab.page.text).toContain('E-mail, Deutsch');
    await stale.send({ role: 'Somebody', name: '', language: 'en' });
    expect(stale.page.status).toBe(412);
    await tab.open(`${here}/contacts/${subscription}/address`);
    await tab.send({ address: mailbox('other') });
    expect(tab.page.path).toBe(`${here}?done=moved`);
    expect(tab.page.text).toContain(mailbox('other'));
    expect(tab.page.text).not.toContain(mailbox('dpo'));
    must(await world.as('editor').post(`/customers/${id}/contacts`, contact('second')));
    await tab.open(here);
    await tab.open(pathOn(tab, /\/customers\/\w+\/contacts\/\w+\/removal/));
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=removed`);
    expect(tab.page.text).toContain('contacts before');
  });

  it('whom no mail reaches are due by name, and say what to do', async () => {
    const { world, tab } = await begin();
    await openRegister(world);
    await addProfile(world);
    const input = { ...customer(), contacts: [contact('dpo')] };
    const id = idOf(await world.as('editor').post('/customers', input));
    world.outside.onMail(() => ({ outcome: 'refused', status: 550, durationMs: 1, isFinal: true }));
    const change = await announce(world, '2026-12-28');
    await world.drain();
    await tab.open(root);
    expect(tab.page.text).toContain(
      `href="${list}/${id}">Nordwind ${personMark} AG: no contact can be reached with change ${change}`,
    );
    await tab.open(`${list}/${id}`);
    expect(tab.page.text).toContain('No mail reaches this customer now');
    expect(tab.page.text).toContain('Not told: mail came back');
    expect(tab.page.text).toContain('Nobody was reached');
  });

  it('have a link to their own page, shown once and revoked', async () => {
    const { world, tab } = await begin();
    await addProfile(world);
    const id = idOf(await world.as('editor').post('/customers', customer()));
    const here = `${list}/${id}`;
    await tab.open(`${here}/link`);
    await tab.send();
    const [, url = ''] = /<pre class="mono">([^<]+)</.exec(tab.page.text) ?? [];
    expect(new URL(url).pathname).toBe(await linkOf(world, id));
    expect(tab.lastHeaders.get('cache-control')).toBe('no-store');
    await tab.open(here);
    expect(tab.page.text).not.toContain('/trust/my/');
    await tab.open(`${here}/link/revocation`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=revoked`);
    expect((await world.get(new URL(url).pathname)).status).toBe(404);
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    for (const path of [`${here}/link`, `${here}/export`, `${list}/export`, `${here}/erasure`])
      expect((await tab.open(path)).page.path, path).toContain('/proof');
  });

  it('are imported once each line was seen, all or none, and taken along', async () => {
    const { world, tab } = await begin();
    await addProfile(world);
    const csv = (...lines: readonly string[]) =>
      new File(
        [
          ['reference,name,profile,agreement_from,contact_role,contact_address', ...lines].join(
            '\r\n',
          ),
        ],
        'customers.csv',
      );
    const upload = `${list}/import/upload`;
    await tab.open(upload);
    await tab.send({}, { file: new File([], '') });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Choose the file.');
    const many = Array.from({ length: 10_001 }, (_, at) => `${at},a,standard,2026-01-01,,`);
    await tab.send({}, { file: csv(...many) });
    expect(tab.page.text).toContain('A file has at most 10000 lines');
    await tab.send({}, { file: csv('A,Acme,standard,2026-01-01,DPO,nowhere', 'B,Bee,none,,,') });
    expect(tab.page.text).toContain('Put right in the file');
    expect(tab.page.text).toMatch(/2<\/th><td[^>]*>contact_address/);
    expect(tab.page.text).toMatch(/3<\/th><td[^>]*>agreement_from/);
    expect(tab.page.text).not.toContain('name="csv"');
    await tab.open(upload);
    const good = `"A, ""1""",<b>Acme</b> ${personMark},standard,2026-01-01,DPO,${mailbox('acme')}`;
    await tab.send({}, { file: csv(good, `B,Bee ${personMark},standard,2026-01-01,,`) });
    expect(tab.page.text).toContain('2 customers new, 0 changed');
    expect(pickList(await read(world, '/customers'), 'items')).toEqual([]);
    const stale = Object.assign(tab.another(), { page: tab.page });
    await tab.send();
    expect(tab.page).toMatchObject({ status: 201 });
    expect(pickList(await read(world, '/customers?q=Acme'), 'items')).toMatchObject([
      { reference: 'A, "1"', name: `<b>Acme</b> ${personMark}` },
    ]);
    await stale.send();
    expect(stale.page.text).toContain('0 customers new, 0 changed, 2 as they are');
    expect(pickList(await read(world, '/customers'), 'items')).toHaveLength(2);

    await tab.open(`${list}/export`);
    expect(tab.page.text).toContain('2 customers');
    await tab.send();
    expect(tab.lastHeaders.get('content-disposition')).toBe('attachment; filename="customers.csv"');
    expect(tab.page.text).toContain(mailbox('acme'));
    const again = tab.page.text;
    await tab.open(upload);
    await tab.send({}, { file: new File([again], 'customers.csv') });
    expect(tab.page.text).toContain('0 customers new, 0 changed, 2 as they are');
    expect(tab.page.text).not.toContain('name="csv"');
    const [first] = pickList(await read(world, '/customers?q=Acme'), 'items');
    await tab.open(`${list}/${String(pick(first, 'id'))}/export`);
    await tab.send();
    expect(JSON.parse(tab.page.text)).toMatchObject({ id: pick(first, 'id'), contacts: [{}] });
  });

  it('that take long to import go on behind the answer, and the address says what was done', async () => {
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = false;
    const wrap = (deps: Deps): Deps => ({
      ...deps,
      transact: async (work) => {
        if (isHeld) await held;
        return deps.transact(work);
      },
    });
    const { world, tab } = await begin({ wrap });
    await addProfile(world);
    const lines = Array.from(
      { length: 3 },
      (_, at) => `${at},C${at} ${personMark},standard,2026-01-01`,
    );
    const text = ['reference,name,profile,agreement_from', ...lines].join('\n');
    await tab.open(`${list}/import/upload`);
    await tab.send({}, { file: new File([text], 'customers.csv') });
    isHeld = true;
    await tab.send();
    isHeld = false;
    expect(tab.page.status).toBe(200);
    expect(tab.page.text).toContain('The customers are being imported');
    expect(tab.page.text).toMatch(/3 lines.*<progress/s);
    const here = /http-equiv="refresh" content="3;url=([^"]+)"/.exec(tab.page.text)?.[1] ?? '';
    const address = here.replaceAll('&amp;', '&');
    expect(pickList(await read(world, '/customers'), 'items')).toEqual([]);
    // Whoever closes the page opens it again later.
    letGo();
    await expect
      .poll(async () => (await tab.open(address)).page.text)
      .toContain('3 customers new, 0 changed; 0 contacts');
    expect(tab.page.text).not.toContain('http-equiv="refresh"');
    expect(pickList(await read(world, '/customers'), 'items')).toHaveLength(3);
    // What never came to its end says so and is not looked for any longer.
    const never = address.replace(
      /under-way\/[\w-]+/,
      'under-way/00000000-0000-4000-8000-000000009999',
    );
    expect((await tab.open(never)).page.text).toContain('being imported');
    world.at(new Date(world.now().getTime() + 3 * 60_000));
    expect((await tab.open(never)).page.text).toContain('Nothing was imported');
    expect(tab.page.text).not.toContain('http-equiv="refresh"');
  });

  it('are read by all, changed by who may, and their people seen by who needs them', async () => {
    const { world, tab } = await begin();
    await addProfile(world);
    const input = { ...customer(), contacts: [contact('dpo')] };
    const id = idOf(await world.as('editor').post('/customers', input));
    const viewer = await join(world, tab, 'Vi', 'viewer');
    await viewer.open(`${list}/${id}`);
    expect(viewer.page.status).toBe(200);
    expect(viewer.page.text).toContain('At customer.example');
    expect(viewer.page.text).not.toContain(mailbox('dpo'));
    expect(viewer.page.text).not.toMatch(/\/(edit|erasure|export|link|contacts\/\w+)"/);
    await viewer.open(list);
    expect(viewer.page.text).not.toMatch(/customers\/(new|import|export|corrections)/);
    for (const path of [
      `${list}/new`,
      `${list}/import/upload`,
      `${list}/export`,
      `${list}/corrections`,
      `${list}/profiles/new`,
      `${list}/${id}/edit`,
      `${list}/${id}/erasure`,
      `${list}/${id}/link`,
      `${list}/${id}/contacts/new`,
    ])
      expect((await viewer.open(path)).page.status, path).toBe(403);
  });
});
