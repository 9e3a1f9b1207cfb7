import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';
import { readLog } from '../support/log-reader.ts';
import type { Fetch, Json } from './staff.ts';
import { listOf, StaffMember } from './staff.ts';

/** One deployment, wherever it runs. */
export type Site = {
  /** Straight to Annex: decodes bodies, keeps Content-Length as it was sent. */
  readonly fetch: Fetch;
  /** Lets the scheduled job run once, as it does by itself every minute. */
  readonly runSchedule: () => Promise<void>;
};

/** A guarantee, and how it is proved. Steps build on the ones before. */
type Step = readonly [guarantee: string, prove: (site: Site) => Promise<void>];

// Between them lie 26 hours, so tomorrow in the one is today or past in the other: a change falls due
// without any way to set the clock of a running Annex.
const lateZone = 'Etc/GMT+12';
const earlyZone = 'Pacific/Kiritimati';

const profile = {
  name: 'Qluster Corp.',
  timeZone: lateZone,
  // It publishes at once; what the notice is has tests of its own.
  noticeDays: 0,
  commitments: ['We do not sell personal data.'],
  securityContact: { email: 'security@qluster.example' },
};
const contract = { signedOn: '2026-01-15' };
const storage = {
  name: 'Käse & Söhne <Hosting>',
  kind: 'third-party',
  category: 'Infrastructure',
  description: '=SUM(1) hosts the service; "quoted", عربي.',
  locations: [{ country: 'DE', label: 'Frankfurt', activity: 'storage' }],
  contract,
};
const mail = {
  name: 'Example Mail',
  kind: 'third-party',
  description: 'Sends e-mail.',
  scope: { services: ['website'] },
  contract,
};
const person = { name: 'Erika Mustermann', email: 'erika@kaese.example', published: true };

export const publicPaths = [
  '/trust',
  '/trust.json',
  '/trust.md',
  '/trust/subprocessors',
  '/trust/subprocessors.json',
  '/trust/subprocessors.csv',
  '/trust/subprocessors.md',
  '/trust/subprocessors.cdx.json',
  '/trust/subprocessors.dora.csv',
  '/trust/annex-iii',
  '/trust/subprocessors/kaese',
  '/trust/subprocessors/kaese.json',
  '/trust/subprocessors/kaese/history',
  '/trust/timeline',
  '/trust/data-flow',
  '/trust/badges/subprocessors.svg',
  '/trust/search?q=kase',
  '/trust/search.json?q=kase',
  '/trust/versions',
  '/trust/versions.json',
  '/trust/versions/1',
  '/trust/versions/1.json',
  '/trust/versions/1/annex-iii',
  '/trust/subprocessors.json?as_of=2020-01-01',
  '/trust/subprocessors?known_at=2020-01-01',
  '/trust/changes',
  '/trust/changes.json',
  '/trust/changes/1',
  '/trust/changes/1.json',
  '/trust/changes/1.md',
  '/trust/diff',
  '/trust/diff.json?from=2020-01-01',
  '/trust/diff.txt?from=1',
  '/trust/feed.atom',
  '/trust/feed.rss',
  '/trust/feed.json',
  '/trust/feed.json?class=all',
  '/trust/feed.atom?service=website',
  '/trust/controls',
  '/trust/controls.json',
  '/trust/controls.csv',
  '/trust/feed.atom?topic=controls',
  '/trust/policies',
  '/trust/policies.json',
  '/trust/retention',
  '/trust/retention.json',
  '/trust/feed.atom?topic=policies',
  '/trust/updates',
  '/trust/updates.json',
  '/trust/feed.atom?topic=updates',
  '/trust/feed.json?topic=updates',
  '/trust/privacy-request',
  '/trust/privacy-request.json',
  '/trust/privacy-figures.json',
  '/trust/deadlines.ics',
  '/trust/embed',
  '/trust/embed.js',
  '/trust/embed/subprocessors.html',
  '/trust/embed/changes.html',
  '/trust/use-this-data',
  '/trust/use-this-data.json',
  '/trust/schema/subprocessor-list-1.json',
  '/trust/schema/controls-1.json',
  '/trust/schema/notice-packet-1.json',
  '/trust/schema/policies-1.json',
  '/trust/schema/retention-1.json',
  '/trust/schema/personal-data-copy-1.json',
  '/trust/openapi.json',
  '/trust/docs/api',
  '/robots.txt',
  '/sitemap.xml',
  '/llms.txt',
  '/.well-known/security.txt',
  '/.well-known/api-catalog',
];

export const scenario: readonly Step[] = [
  [
    'an empty deployment lives, is ready and shows an empty register',
    async ({ fetch }) => {
      expect(await textAt(fetch, '/healthz')).toBe('ok\n');
      expect(await textAt(fetch, '/readyz')).toBe('ready\n');
      expect((await jsonAt(fetch, '/trust/subprocessors.json'))['subprocessors']).toEqual([]);
      expect((await jsonAt(fetch, '/trust/feed.json'))['items']).toEqual([]);
      expect(await textAt(fetch, '/trust')).toContain('<h1');
    },
  ],
  [
    'the profile is replaced only by whoever has read it',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const { headers } = await staff.call(200, 'GET', '/organisation');
      const etag = headers.get('etag') ?? '';
      await staff.call(428, 'PUT', '/organisation', profile);
      await staff.call(200, 'PUT', '/organisation', profile, { 'if-match': etag });
      await staff.call(412, 'PUT', '/organisation', profile, { 'if-match': etag });
      expect(await textAt(fetch, '/trust')).toContain('Qluster Corp.');
    },
  ],
  [
    'a repeated request with an Idempotency-Key gets the first reply and does nothing',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const service = { slug: 'website', name: 'Website' };
      const key = { 'idempotency-key': 'service-1' };
      const first = await staff.call(201, 'POST', '/services', service, key);
      const again = await staff.call(201, 'POST', '/services', service, key);
      expect(again.text).toBe(first.text);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      await staff.call(422, 'POST', '/services', { ...service, name: 'Other' }, key);
      await staff.call(201, 'POST', '/services', { slug: 'app', name: 'Qluster service' });
      expect((await jsonAt(fetch, '/trust/subprocessors.json'))['services']).toHaveLength(2);
    },
  ],
  [
    'a key opens what its role may do, until it is revoked',
    async ({ fetch }) => {
      const owner = new StaffMember(fetch);
      const keyFor = async (role: string) => {
        const made = await owner.call(201, 'POST', '/staff-keys', { holder: 'Release desk', role });
        return { id: String(made.json['id']), staff: owner.as(String(made.json['secret'])) };
      };
      const viewer = await keyFor('viewer');
      const editor = await keyFor('editor');
      await viewer.staff.call(200, 'GET', '/batches');
      await viewer.staff.call(403, 'POST', '/batches', {});
      await editor.staff.call(403, 'GET', '/staff-keys');
      await owner.as('annex_wrong').call(401, 'POST', '/batches', 'no JSON');
      await owner.as(undefined).call(401, 'GET', '/events');
      await owner.call(204, 'DELETE', `/staff-keys/${viewer.id}`);
      // One person holds the keys from here on, and approves what they publish.
      await owner.call(204, 'DELETE', `/staff-keys/${editor.id}`);
      await viewer.staff.call(401, 'GET', '/batches');
    },
  ],
  [
    'a control is stated, exported, imported as it was, and told when its status moves',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const planned = { status: 'planned', plannedFor: '2030-01-31', criteria: { tsc: ['CC6.1'] } };
      const facts = { category: 'Access', title: '=Least privilege', text: '**By** <role>.' };
      const made = await staff.call(201, 'POST', '/controls', {
        id: 'AC-01',
        ...facts,
        ...planned,
      });
      const csv = await textAt(fetch, '/trust/controls.csv');
      const type = { 'content-type': 'text/csv' };
      const same = await staff.call(200, 'POST', '/control-imports', csv, type);
      expect(same.json).toMatchObject({ unchanged: 1, added: 0, changed: 0, faults: [] });
      const etag = made.headers.get('etag') ?? '';
      const done = { ...facts, status: 'in-place' };
      await staff.call(200, 'PUT', '/controls/AC-01', done, { 'if-match': etag });
      expect(await textAt(fetch, '/trust/controls')).toContain('<strong>By</strong> &lt;role&gt;.');
      const { items } = await jsonAt(fetch, '/trust/feed.json?topic=controls');
      expect(listOf(items).map(({ title }) => title)).toEqual(['=Least privilege: in place']);
    },
  ],
  [
    'a privacy request comes in by the form, is due by its law, and is answered',
    async ({ fetch }) => {
      const typed = { residence: 'california', types: 'opt-out', who: 'self', relation: 'visitor' };
      const of = { name: 'Robin Doe', email: 'robin@person.example', language: 'en' };
      const body = new URLSearchParams({ ...typed, ...of, leave_empty: '' }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const reply = await fetch('/trust/privacy-request', { method: 'POST', headers, body });
      expect(reply.status).toBe(201);
      expect(await reply.text()).toContain('11 CCR § 7026(f)');
      const staff = new StaffMember(fetch);
      const { json } = await staff.call(200, 'GET', '/rights-requests');
      const [request] = listOf(json['items']);
      expect(request).toMatchObject({ law: 'ccpa', state: 'acknowledged' });
      const answers = [{ type: 'opt-out', outcome: 'granted', done: 'opted-out' }];
      const done = await staff.call(
        200,
        'PUT',
        `/rights-requests/${String(request?.['id'])}/decision`,
        { answers, explanation: 'You are opted out.' },
        { 'if-match': '"v1"' },
      );
      expect(done.json).toMatchObject({ state: 'fulfilled', nextDueOn: null });
    },
  ],
  [
    'bad input is refused with a pointer to each fault, and leaves no trace',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const id = await staff.draft({ reason: 'First list.' }, {});
      const before = (await staff.readRecord()).length;
      const path = `/batches/${id}/entries/bad`;
      const facts = {
        ...mail,
        colour: 'blue',
        locations: [{ country: 'XX' }],
        links: { website: 'javascript:alert(1)' },
      };
      const refused = await staff.call(422, 'PUT', path, { facts });
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      const pointers = listOf(refused.json['errors']).map((fault) => fault['pointer']);
      expect(pointers).toEqual(
        expect.arrayContaining([
          '#/facts/colour',
          '#/facts/locations/0/country',
          '#/facts/links/website',
        ]),
      );
      await staff.call(400, 'PUT', path, '{"facts":');
      await staff.call(400, 'PUT', path, '['.repeat(7_000));
      await staff.call(413, 'PUT', path, { facts: { ...mail, description: 'x'.repeat(70_000) } });
      await staff.call(415, 'PUT', path, { facts: mail }, { 'content-type': 'text/plain' });
      await staff.call(404, 'GET', path);
      expect(await staff.readRecord()).toHaveLength(before);
      await staff.call(204, 'DELETE', `/batches/${id}`);
    },
  ],
  [
    'a dry run shows what would be published and publishes nothing',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const id = await staff.draft(
        { reason: 'First list.' },
        { kaese: { facts: storage }, mail: { facts: mail } },
      );
      const before = await jsonAt(fetch, '/trust/subprocessors.json');
      const path = `/batches/${id}/publication`;
      const plan = await staff.call(200, 'PUT', `${path}?dry_run=true`, {});
      expect(plan.json).toMatchObject({ publishable: true, announced: false });
      expect(await jsonAt(fetch, '/trust/subprocessors.json')).toEqual(before);
      await staff.call(428, 'PUT', path, {});
      await staff.call(412, 'PUT', path, {}, { 'if-match': '"v999"' });
      const seen = { 'if-match': plan.headers.get('etag') ?? '' };
      const published = await staff.call(201, 'PUT', path, {}, seen);
      expect(published.json).toMatchObject({ change: 1, state: 'in-effect' });
      await staff.call(409, 'PUT', path, {}, { 'if-match': '*' });
    },
  ],
  ['a publication stands in every format', proveFormats],
  ['each encoding has its own strong ETag and the same content', proveEncodings],
  [
    'a change for a later day is announced, and takes effect once when its day has come',
    proveAnnouncement,
  ],
  [
    'a replacement links both entries',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const facts = { ...mail, name: 'Better Mail' };
      await staff.publish({ reason: 'Cheaper.' }, { better: { facts, replaces: 'mail' } });
      const change = await jsonAt(fetch, '/trust/changes/3.json');
      expect(JSON.stringify(change)).toContain('replaced');
      const page = await textAt(fetch, '/trust/subprocessors/mail');
      expect(page).toContain('Better Mail');
    },
  ],
  [
    'a contact person is shown, and nothing of them is left once erased',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const path = '/subprocessors/kaese/contact-person';
      await staff.call(200, 'PUT', path, person);
      expect(await textAt(fetch, '/trust/subprocessors/kaese')).toContain(person.name);
      await staff.call(204, 'DELETE', path);
      await staff.call(404, 'DELETE', path);
      for (const public_ of publicPaths)
        expect(await textAt(fetch, public_)).not.toContain(person.name);
      expect(JSON.stringify(await staff.readRecord())).not.toContain(person.name);
    },
  ],
  ['Annex III is a PDF that an independent reader reads, with its fonts inside', proveAnnex],
  ['a list is read in every format and encoding, and becomes a batch whole', proveImports],
  ['feed entries beyond the newest fifty stand in an archive that stays the same', proveArchives],
  ['a post is published once, followed, and withdrawn where everybody sees it', provePosts],
  [
    'what is unknown is not found, as a page or as a problem',
    async ({ fetch }) => {
      for (const path of ['/trust/subprocessors/nobody', '/trust/changes/999', '/trust/x/y']) {
        const page = await fetch(path);
        expect([path, page.status]).toEqual([path, 404]);
        expect(await page.text()).toContain('<h1');
        const json = await fetch(`${path}.json`);
        expect([path, json.status]).toEqual([path, 404]);
        expect(json.headers.get('content-type')).toBe('application/problem+json');
      }
      await new StaffMember(fetch).call(404, 'GET', '/nothing');
      expect((await fetch('/trust', { method: 'POST' })).status).toBe(405);
    },
  ],
  [
    'the record has no gap and its times never go back',
    async ({ fetch }) => {
      const events = await new StaffMember(fetch).readRecord();
      expect(events.map((event) => event['seq'])).toEqual(events.map((_, index) => index + 1));
      const times = events.map((event) => String(event['at']));
      expect(times).toEqual(times.toSorted());
    },
  ],
  [
    'every public event is in the log, which verifies by its specifications, under a new key too',
    async (site) => {
      const staff = new StaffMember(site.fetch);
      const isWhole = async () => {
        const events = await staff.readRecord();
        const log = await readLog(site);
        expect(log.faults).toEqual([]);
        expect(log.entries.map((entry) => entry['id'])).toEqual(
          events.filter((event) => event['public'] === true).map((event) => event['id']),
        );
        return log;
      };
      const before = await isWhole();
      const { json } = await staff.call(201, 'POST', '/log/keys');
      const after = await isWhole();
      expect(after.keys).toEqual([json['verifierKey'], ...before.keys]);
      expect(after.hashes.slice(0, before.size)).toEqual(before.hashes);
      await site.runSchedule();
      expect(await isWhole()).toEqual(after);
      expect(await textAt(site.fetch, '/trust/log')).toContain(String(after.keys[0]));
    },
  ],
  [
    'a policy is announced with what Annex writes in it, and what changed is read word by word',
    async ({ fetch }) => {
      const staff = new StaffMember(fetch);
      const facts = { slug: 'terms', kind: 'terms', title: 'Terms', noticeDays: 30 };
      await staff.call(201, 'POST', '/policies', facts);
      const text = 'We may.\n\n<!-- annex:retention -->\n<!-- /annex:retention -->';
      for (const words of [text, text.replace('may', 'must')]) {
        const draft = await staff.call(201, 'POST', '/policies/terms/drafts', {
          texts: { en: words },
        });
        const path = `/policies/terms/versions/${String(draft.json['number'])}/announcement`;
        const etag = draft.headers.get('etag') ?? '';
        const said = { summary: 'Other words.', material: false };
        await staff.call(200, 'PUT', path, said, { 'if-match': etag });
      }
      const page = '/trust/policies/terms';
      expect(await textAt(fetch, page)).toContain('24 months from the last activity');
      expect(await textAt(fetch, `${page}/versions/1/diff/2`)).toMatch(/<del>.*may.*<ins>.*must/);
      const { items } = await jsonAt(fetch, '/trust/feed.json?topic=policies');
      expect(listOf(items)).toHaveLength(4);
      const drift = await staff.call(200, 'GET', '/policies/drift');
      expect(drift.json).toEqual({ drifted: false, items: [] });
    },
  ],
];

/** Everything public, with what differs from run to run (times, ids, tags) replaced. */
export async function readFacts({ fetch }: Site): Promise<Readonly<Record<string, string>>> {
  const facts: Record<string, string> = {};
  for (const path of publicPaths) {
    const response = await fetch(path);
    const headers = [...response.headers].filter(([name]) => name === 'link' || name === 'vary');
    facts[path] = normalise(
      [response.status, JSON.stringify(headers), await response.text()].join('\n'),
    );
  }
  return facts;
}

/** Ids are numbered in the order in which they appear: the same place must name the same thing. */
function normalise(text: string): string {
  const seen = new Map<string, string>();
  const name = (id: string) => seen.get(id) ?? seen.set(id, `id-${seen.size + 1}`).get(id) ?? id;
  return text
    .replaceAll(/https?:\/\/(127\.0\.0\.1|localhost):\d+/g, 'https://origin')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'instant')
    .replaceAll(/\d{8}T\d{6}Z/g, 'instant')
    .replaceAll(/\d{1,2} \w{3} \d{4}, [\d:]+ UTC/g, 'instant')
    .replaceAll(/\w{3}, \d{2} \w{3} \d{4} [\d:]+ GMT/g, 'instant')
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|sub_[\da-f]{32}/g, name);
}

async function proveAnnex({ fetch }: Site): Promise<void> {
  const read = async () => {
    const response = await fetch('/trust/annex-iii.pdf');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/pdf',
    ]);
    return new Uint8Array(await response.arrayBuffer());
  };
  const bytes = await read();
  expect(Buffer.compare(bytes, await read())).toBe(0);
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/^%PDF-1\.7\n[^]*\/FontFile2 [^]*%%EOF\n$/);
  const task = getDocument({ data: bytes, verbosity: 0, disableFontFace: true });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  expect(text).toContain('Käse & Söhne <Hosting>');
  expect(text).toContain('Annex III: list of sub-processors');
  await task.destroy();
}

async function proveFormats({ fetch }: Site): Promise<void> {
  const list = await jsonAt(fetch, '/trust/subprocessors.json');
  expect(
    listOf(list['subprocessors'])
      .map((entry) => entry['slug'])
      .toSorted(),
  ).toEqual(['kaese', 'mail']);
  expect(await textAt(fetch, '/trust/subprocessors')).toContain('Käse &amp; Söhne &lt;Hosting');
  expect(await textAt(fetch, '/trust/subprocessors.csv')).toContain(`"'=SUM(1)`);
  for (const path of ['/trust/feed.json', '/trust/changes.json'])
    expect([path, listOf((await jsonAt(fetch, path))['items']).length]).toEqual([path, 1]);
  for (const path of publicPaths) expect([path, (await fetch(path)).status]).toEqual([path, 200]);
  const json = await fetch('/trust/subprocessors', { headers: { accept: 'application/json' } });
  expect(await json.json()).toEqual(list);
}

async function proveEncodings({ fetch }: Site): Promise<void> {
  for (const path of publicPaths) {
    const plain = await readEncoded(fetch, path, 'identity');
    expect(plain.etag).toBe(`"${sha256(plain.content).slice(0, 32)}"`);
    expect(plain.length).toBe(plain.content.length);
    const tags = new Set([plain.etag]);
    for (const encoding of ['gzip', 'br']) {
      const encoded = await readEncoded(fetch, path, encoding);
      expect(encoded.content.equals(plain.content)).toBe(true);
      if (plain.content.length < 1_000) continue;
      expect([path, encoding, encoded.length < plain.length]).toEqual([path, encoding, true]);
      expect(tags.has(encoded.etag)).toBe(false);
      tags.add(encoded.etag);
    }
  }
}

async function readEncoded(fetch: Fetch, path: string, encoding: string) {
  const response = await fetch(path, { headers: { 'accept-encoding': encoding } });
  const etag = response.headers.get('etag') ?? '';
  const known = { 'accept-encoding': encoding, 'if-none-match': `"other", ${etag}` };
  const unmodified = await fetch(path, { headers: known });
  expect([path, encoding, unmodified.status]).toEqual([path, encoding, 304]);
  expect(unmodified.headers.get('etag')).toBe(etag);
  expect(await unmodified.text()).toBe('');
  return {
    etag,
    length: Number(response.headers.get('content-length')),
    content: Buffer.from(await response.arrayBuffer()),
  };
}

async function proveAnnouncement({ fetch, runSchedule }: Site): Promise<void> {
  const staff = new StaffMember(fetch);
  const facts = { ...mail, name: 'Example Support', locations: [{ region: 'EEA' }] };
  const effectiveOn = tomorrowIn(lateZone);
  const announced = await staff.publish(
    { reason: 'Customers ask by chat.', effectiveOn },
    { support: { facts } },
  );
  expect(announced).toMatchObject({ change: 2, state: 'announced', effectiveOn });
  expect(await stateOf(fetch, 'support')).toBe('announced');
  await runSchedule();
  expect(await stateOf(fetch, 'support')).toBe('announced');
  await staff.call(
    200,
    'PUT',
    '/organisation',
    { ...profile, timeZone: earlyZone },
    { 'if-match': '*' },
  );
  for (const _ of [1, 2]) {
    await runSchedule();
    expect(await stateOf(fetch, 'support')).toBe('current');
    const steps = listOf((await jsonAt(fetch, '/trust/feed.json'))['items']);
    expect(steps).toHaveLength(3);
    expect(new Set(steps.map((step) => step['id'])).size).toBe(3);
  }
}

async function proveImports({ fetch }: Site): Promise<void> {
  const staff = new StaffMember(fetch);
  const csv = 'Vendor;Purpose;Location\nCafé Hafen;Hosting;Germany\n';
  const table =
    '<table><tr><th>Vendor<th>Purpose<th>Location<tr><td>Café Hafen<td>Hosting<td>Germany</table>';
  const json = '[{"vendor":"Café Hafen","purpose":"Hosting","location":"Germany"}]';
  const lists = [
    Buffer.from(csv),
    Buffer.from(csv, 'latin1'),
    Buffer.from(`\uFEFF${csv}`, 'utf16le'),
    Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16(),
    Buffer.from('|Vendor|Purpose|Location|\n|-|-|-|\n|Café Hafen|Hosting|Germany|\n'),
    Buffer.from(table),
    Buffer.from(json),
  ];
  for (const list of lists) {
    const sent = { content: list.toString('base64'), encoding: 'base64' };
    const { json: report } = await staff.call(200, 'POST', '/imports', sent);
    expect(listOf(report['rows'])).toMatchObject([
      { action: 'add', facts: { name: 'Café Hafen', locations: [{ country: 'DE' }] } },
    ]);
  }
  const made = await staff.call(201, 'POST', '/imports?dry_run=false', { content: csv });
  const batch = made.headers.get('location') ?? '';
  const { json: read } = await staff.call(200, 'GET', batch.replace('/trust/api/v1', ''));
  expect(listOf(read['entries'])).toMatchObject([{ slug: 'cafe-hafen' }]);
  await staff.call(204, 'DELETE', batch.replace('/trust/api/v1', ''));
}

async function proveArchives({ fetch }: Site): Promise<void> {
  const staff = new StaffMember(fetch);
  const change = async (count: number) => {
    const facts = { ...storage, description: `Hosts the service in ${count} halls.` };
    await staff.publish({ reason: `Hall ${count}.` }, { kaese: { facts } });
  };
  const archive = '/trust/feed.atom?archive=1';
  expect((await fetch(archive)).status).toBe(404);
  for (let count = 1; count <= 47; count += 1) await change(count);
  const first = await fetch(archive);
  expect(first.status).toBe(200);
  const text = await first.text();
  expect(text).toContain('archive');
  expect(text.match(/<entry>/g)).toHaveLength(50);
  await change(48);
  expect(await textAt(fetch, archive)).toBe(text);
  expect((await jsonAt(fetch, '/trust/feed.json'))['items']).toHaveLength(50);
  expect(await textAt(fetch, '/trust/feed.atom')).toContain('archive=1');
}

async function provePosts({ fetch }: Site): Promise<void> {
  const staff = new StaffMember(fetch);
  const post = async (input: Json) => {
    const { json, headers } = await staff.call(201, 'POST', '/updates', input);
    const path = `/updates/${String(json['id'])}`;
    await staff.call(428, 'PUT', `${path}/publication`);
    const seen = { 'if-match': headers.get('etag') ?? '' };
    await staff.call(201, 'PUT', `${path}/publication`, undefined, seen);
    await staff.call(409, 'PUT', `${path}/publication`, undefined, { 'if-match': '*' });
    return path;
  };
  await post({
    topic: 'incident',
    title: 'Sign-in fails <for some>',
    severity: 'major',
    status: 'investigating',
    services: ['website'],
    body: 'We look for the **cause**: <script>, عربي, https://status.example.com.',
  });
  expect(await textAt(fetch, '/trust')).toContain('Sign-in fails &lt;for some&gt;');
  await post({ follows: 1, status: 'resolved', body: 'It is over.' });
  expect(await textAt(fetch, '/trust')).not.toContain('Open incidents');
  const page = await textAt(fetch, '/trust/updates/1');
  expect(page).toContain('<strong>cause</strong>: &lt;script&gt;, عربي, <a href="https://status');
  const early = await post({ topic: 'product', title: 'Too early', body: 'Half a secret.' });
  const reason = { reason: 'Told too early.' };
  const entries = async () =>
    listOf((await jsonAt(fetch, '/trust/feed.json?topic=updates'))['items']);
  expect(await entries()).toHaveLength(3);
  await staff.call(200, 'PUT', `${early}/withdrawal`, reason);
  await staff.call(409, 'PUT', `${early}/withdrawal`, reason);
  expect((await entries()).map((entry) => entry['title'])).toEqual([
    'Withdrawn: Too early',
    'Too early',
    'Resolved: Sign-in fails <for some>',
    'Investigating: Sign-in fails <for some>',
  ]);
  for (const path of ['/updates/2', '/updates/2.json', '/feed.atom?topic=product'])
    expect(await textAt(fetch, `/trust${path}`)).not.toContain('Half a secret');
  expect(listOf((await jsonAt(fetch, '/trust/updates.json'))['items'])).toMatchObject([
    { number: 2, withdrawn: true },
    { number: 1, status: 'resolved', posts: 2 },
  ]);
}

function tomorrowIn(timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return format.format(Date.now() + 24 * 60 * 60 * 1000);
}

async function stateOf(fetch: Fetch, slug: string): Promise<unknown> {
  return (await jsonAt(fetch, `/trust/subprocessors/${slug}.json`))['state'];
}

async function textAt(fetch: Fetch, path: string): Promise<string> {
  const response = await fetch(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

async function jsonAt(fetch: Fetch, path: string): Promise<Json> {
  return JSON.parse(await textAt(fetch, path));
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
