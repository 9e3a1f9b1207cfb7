import { createKeptMail } from '../../src/deliveries/service/kept.ts';
import { systemCtx, type Role } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { sendStaffLetters } from '../../src/accounts/service/letters.ts';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { runSchedule } from '../../src/schedule.ts';
import { given } from '../access/giving.ts';
import { codeTo, openTab, root, type Tab } from '../console/support.ts';
import { terms } from '../customers/people.ts';
import { pdf } from '../documents/filing.ts';
import { must, pick, pickList } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { facts } from '../support/factories.ts';
import { find, readHtml, type Seen } from '../support/html.ts';
import { startInstant } from '../support/app.ts';
import { pngOf } from '../support/pictures.ts';

type Fields = Readonly<Record<string, string>>;

/** A person at a computer of their own. */
export type Person = {
  readonly tab: Tab;
  /** Opens a form, fills it in and sends it; the path of the page that answers. */
  submit(path: string, fields?: Fields, file?: File): Promise<string>;
  /** The first address on a page that fits, below the console. */
  find(path: string, pattern: RegExp): Promise<string>;
};

/** The demo, with something on every page of the console, and with a person of each role. */
export type FullWorld = {
  readonly server: DemoServer;
  readonly owner: Person;
  readonly people: Readonly<Record<string, Person>>;
  /** Pages that are shown once, behind what was done. */
  readonly places: string[];
};

const mailOf = (role: string) => `${role}@company.example`;

export async function startFullWorld(roles: readonly Role[]): Promise<FullWorld> {
  const server = await startServer('demo', {
    name: 'localhost',
    env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' },
  });
  const owner = person(server, 1);
  const link = (await makeFirstOwnerLink(server.deps)) ?? '';
  await owner.submit(link.slice(`${server.origin}${root}`.length), {
    name: 'Olivia Owner',
    address: mailOf('owner'),
  });
  const people: Record<string, Person> = { owner };
  await owner.submit('/people/new', {
    name: 'Pat leaver',
    address: 'leaver@company.example',
    role: 'viewer',
  });
  // Once an approver is in, further invitations wait for them.
  const inOrder = [...roles.filter((role) => role !== 'approver'), 'approver' as const];
  for (const [index, role] of inOrder.entries())
    if (role !== 'owner') people[role] = await invite(server, owner, role, index + 2);
  const world = { server, owner, people, places: [] };
  await fill(world);
  return world;
}

function person({ origin }: DemoServer, number: number): Person {
  const fetchThere = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (headers.has('origin')) headers.set('origin', origin);
    return fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' });
  };
  const tab = openTab({ fetch: fetchThere }, `192.0.2.${number}`);
  return {
    tab,
    async submit(path, fields = {}, file) {
      await tab.open(`${root}${path}`);
      if (tab.page.status !== 200) throw new Error(`${path} answers ${tab.page.status}`);
      await tab.send({ ...filledIn(tab.page.text), ...fields }, file && { file });
      const { status, text } = tab.page;
      if (status >= 400 || text.includes('role="alert"'))
        throw new Error(
          `${path} answers ${status}: ${text.replace(/[\s\S]*(?=role="alert")/, '').slice(0, 600)}`,
        );
      return tab.page.path.slice(root.length).replace(/\?.*/, '');
    },
    async find(path, pattern) {
      await tab.open(`${root}${path}`);
      const [found] = pattern.exec(tab.page.text) ?? [];
      if (found === undefined) throw new Error(`${path} has no ${String(pattern)}`);
      return found;
    },
  };
}

/** What the last form of a page sends as it stands. */
function filledIn(text: string): Fields {
  const forms = find(readHtml(text), { name: 'form', method: 'post' });
  const last = forms.findLast(
    ({ attributes }) => !/sign-out|discard/.test(attributes['action'] ?? ''),
  );
  const values: Record<string, string> = {};
  for (const { name, attributes, text: inner, inside } of last?.inside ?? []) {
    const field = attributes['name'];
    if (field === undefined) continue;
    if (name === 'textarea') values[field] = inner;
    if (name === 'select') values[field] = chosenIn(inside);
    if (name === 'input' && isSent(attributes)) values[field] = attributes['value'] ?? '';
  }
  return values;
}

function chosenIn(options: readonly Seen[]): string {
  const chosen = options.find(({ attributes }) => 'selected' in attributes) ?? options[0];
  return chosen?.attributes['value'] ?? '';
}

function isSent({ type = 'text', ...attributes }: Seen['attributes']): boolean {
  if (type === 'checkbox' || type === 'radio') return 'checked' in attributes;
  return type !== 'file';
}

async function invite(server: DemoServer, owner: Person, role: Role, number: number) {
  const address = mailOf(role);
  await owner.submit('/people/new', { name: `Pat ${role}`, address, role });
  await sendStaffLetters(systemCtx(server.deps, 'deliveries'));
  const mail = server.outside.mailbox.findLast(({ to }) => to === address);
  const link = /\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
  const invited = person(server, number);
  await invited.submit(link);
  await sendStaffLetters(systemCtx(server.deps, 'deliveries'));
  await invited.tab.send({ code: codeTo(server, address) });
  return invited;
}

/** What the demo leaves out because it is of one afternoon: drafts, and what waits for somebody. */
async function fill(world: FullWorld): Promise<void> {
  const { server } = world;
  for (let round = 0; round < 3; round += 1) {
    await drain(systemCtx(server.deps, 'deliveries'));
    await runSchedule(server.deps);
  }
  for (const part of [
    batches,
    drafts,
    rules,
    setUp,
    objections,
    customers,
    documents,
    privacy,
    seldom,
  ])
    await part(world);
}

async function batches({ server, people, owner }: FullWorld): Promise<void> {
  const { publisher, approver } = people;
  const form = { title: 'Mail', reason: 'We need mail.', effectiveOn: '2027-02-01' };
  for (const editor of [publisher, owner]) {
    const batch = (await editor?.submit('/register/batches/new', form)) ?? '';
    const id = batch.split('/').at(-1);
    must(
      await server.owner.put(`/batches/${id}/entries/${editor === owner ? 'lark' : 'wren'}-mail`, {
        facts: facts({ name: editor === owner ? 'Lark Mail' : 'Wren Mail' }),
      }),
    );
    if (editor === owner) await approver?.submit(`${batch}/approval`);
  }
  const text = 'Name,Country,Purpose\nFalcon Hosting,Germany,Hosting\n';
  await owner.submit('/register/import/upload', { text });
}

async function drafts({ owner }: FullWorld): Promise<void> {
  const update = { topic: 'security', title: 'A test', body: 'We were tested.' };
  await owner.submit('/updates/new', update);
  const policy = { kind: 'terms', noticeDays: '30', order: '' };
  await owner.submit('/policies/new', { ...policy, title: 'Support', slug: 'support' });
  const named = { ...policy, title: 'Acceptable use', slug: 'acceptable-use' };
  const first = await owner.submit('/policies/new', named);
  await owner.submit(first, { en: '---\ntitle: Acceptable use\n---\n## One\n\nBe kind.', de: '' });
  await owner.submit('/reply-templates/new', { name: 'Backups', text: 'They are in Frankfurt.' });
}

async function rules({ owner }: FullWorld): Promise<void> {
  await owner.submit('/retention/rules/new', {
    id: 'product-accounts',
    record: 'Accounts',
    recordDe: '',
    basis: 'Art. 6(1)(b) GDPR',
    from: 'last-activity',
    ground: 'contract',
    fate: 'delete',
    period: '2 years',
  });
}

async function setUp({ owner, server }: FullWorld): Promise<void> {
  const logo = new File([new Uint8Array(pngOf(120, 40))], 'logo.png', { type: 'image/png' });
  await owner.submit('/organisation/logo/upload', {}, logo);
  await owner.submit('/keys/new', { holder: 'Build', role: 'publisher', expiresAt: '' });
  await owner.submit('/documents/rules/edit', {
    customers: 'automatic',
    allowedDomains: 'automatic',
    ndaOnFile: 'automatic',
    days: '30',
    mostDownloads: '50',
    tokens: 'yes',
  });
  await createKeptMail(server.deps, () => undefined).send({
    from: 'trust@company.example',
    to: 'nobody@company.example',
    subject: 'A mail that was kept',
    text: 'As it would have been sent.',
    html: '<p>As it would have been sent.</p>',
    messageId: '<1@company.example>',
    headers: {},
    date: server.deps.clock(),
  });
}

async function objections({ server, owner }: FullWorld): Promise<void> {
  const { body } = must(await server.owner.get('/changes?state=announced'));
  const change = String(pick(pickList(body, 'items')[0], 'id'));
  for (const [name, company, email] of [
    ['Robin Doe', 'Nordwind Bank AG', 'dsb@nordwind-bank.example'],
    ['Sam Roe', 'Sundown Ltd', 'sam@sundown.example'],
    ['Ira Poe', 'Seven Oaks', 'ira@seven-oaks.example'],
  ])
    await fetch(`${server.origin}/trust/changes/${change}/objection`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        company,
        email,
        ground: 'location',
        statement: 'Our data must stay in the EEA.',
      }),
    });
  const listed = pickList(must(await server.owner.get('/objections')).body, 'items');
  const [first] = listed.filter((each) => pick(each, 'state') === 'received');
  await owner.submit(`/objections/${String(pick(first, 'id'))}/termination-right`, {
    until: '2027-03-01',
    explanation: 'We could not agree.',
  });
}

async function customers({ server }: FullWorld): Promise<void> {
  const profile = { slug: 'unused', name: 'Terms of nobody yet', terms: terms() };
  must(await server.owner.post('/contract-profiles', profile));
  const { body } = must(await server.owner.get('/customers'));
  const customer = String(pick(pickList(body, 'items')[0], 'id'));
  const link = must(await server.owner.get(`/customers/${customer}/link`));
  const contacts = must(await server.owner.get(`/customers/${customer}/contacts`));
  await fetch(`${String(pick(link.body, 'url'))}/contacts`, {
    method: 'POST',
    body: new URLSearchParams({
      contact: String(pick(pickList(contacts.body, 'items')[0], 'id')),
      role: 'Privacy lead',
      name: 'Nora New',
      address: 'nora@nordwind-bank.example',
    }),
  });
}

async function documents({ server, owner }: FullWorld): Promise<void> {
  const { deps } = server;
  await given({ deps, now: () => deps.clock() }, ['penetration-test-summary']);
  const document = await owner.find('/documents', /\/documents\/doc_\w+/);
  const file = new File([new Uint8Array(pdf(2))], 'a.pdf', { type: 'application/pdf' });
  await owner.submit(`${document}/versions/upload`, { label: 'Next' }, file);
}

async function privacy({ owner }: FullWorld): Promise<void> {
  const entered = {
    source: 'letter',
    receivedOn: '2026-11-20',
    residence: 'eu',
    who: 'self',
    relation: 'visitor',
    name: 'Robin Doe',
    email: 'robin@person.example',
    'type-access': 'yes',
    'type-erasure': 'yes',
    'type-rectification': 'yes',
  };
  await owner.submit('/privacy-requests/new', entered);
  const asked = await owner.submit('/privacy-requests/new', {
    ...entered,
    name: 'Kim Poe',
    email: 'kim@person.example',
  });
  await owner.submit(`${asked}/receipt`);
  await owner.submit(`${asked}/identity-question`, { text: 'Since when do we know you?' });
  const known = await owner.submit('/privacy-requests/new', {
    ...entered,
    name: 'Alex Loe',
    'type-restriction': 'yes',
    'type-objection': 'yes',
    email: 'alex@person.example',
  });
  await owner.submit(`${known}/receipt`);
  await owner.submit(`${known}/identity`, {
    result: 'verified',
    'matched-email': 'yes',
    'matched-name': 'yes',
  });
  await owner.submit(`${known}/data/restrictions/no-processing`);
  await owner.submit(`${known}/data/addresses/new`, {
    address: 'alex.loe@elsewhere.example',
    proof: 'on-file',
  });
  await owner.submit(`${known}/data/copy`);
}

/** What ended, is held or was signed: what stands on few pages, and is done seldom. */
async function seldom({ server, owner, places }: FullWorld): Promise<void> {
  const gone = await owner.find('/people', /\/people\/per_\w+(?=">(<bdi>)?Pat leaver)/);
  await owner.submit(`${gone}/removal`);
  places.push(gone);
  const inquiry = await owner.find('/inquiries', /(?<=\/inquiries\/)inq_\w+/);
  await owner.submit('/retention/holds/new', {
    kind: 'legal',
    rule: 'inquiries',
    record: inquiry,
    reason: 'A dispute.',
    owner: 'Lee Legal',
    reviewOn: '2027-01-31',
  });
  await owner.submit('/documents/acceptances/new', {
    fullName: 'Robin Doe',
    title: 'CISO',
    company: 'Nordwind Bank AG',
    email: 'robin@nordwind-bank.example',
    signedOn: '2026-01-05',
    covers: 'domain',
  });
  const stopped = await owner.find(
    '/subscribers?state=active&channel=email',
    /\/subscribers\/[a-z]{3}_\w+/,
  );
  await owner.submit(`${stopped}/suppression`);
  await fetch(`${server.origin}/trust/contact`, { method: 'POST', body: letter() });
  places.push(await owner.submit('/deliveries/resending?what=waiting'), await repeatable(owner));
}

/** A delivery that may go out again; of the first few of the list there may be none. */
async function repeatable(owner: Person): Promise<string> {
  await owner.tab.open(`${root}/deliveries/list`);
  const listed = new Set(owner.tab.page.text.match(/\/deliveries\/\d+/g));
  for (const path of listed) {
    await owner.tab.open(root + path);
    if (owner.tab.page.text.includes(`${path}/resending`)) return path;
  }
  throw new Error('no delivery of the list may go out again');
}

function letter(): FormData {
  const begun = String(Date.parse(startInstant) / 1000 - 20);
  const body = new FormData();
  const words = { leave_empty: '', language: 'en', company: '', change: '', begun };
  const said = { ...words, topic: 'general', name: 'Robin Doe', email: 'robin@person.example' };
  for (const [name, value] of Object.entries({ ...said, message: 'See what is attached.' }))
    body.append(name, value);
  body.append('attachments', new File([new Uint8Array(pdf(1))], 'a.pdf'));
  return body;
}
