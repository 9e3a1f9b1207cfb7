import { expect, it } from 'vitest';
import { representations, rootRepresentations } from '../../src/representations.ts';
import { report as attestation, state } from '../controls/stating.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';
import { schemaCheck } from '../support/schema-check.ts';
import { act, add, change, clauses, issue, report, xlsx } from './filing.ts';

const letter = {
  slug: 'bridge-letter-2026',
  title: 'Bridge letter',
  kind: 'bridge-letter',
  visibility: 'nda',
  isMarked: false,
  bridgeOf: report.slug,
};
const plain = { ...report, isMarked: false };

/** Every address that needs nothing to be known, and those of documents. */
async function everythingPublic(trust: World): Promise<readonly (readonly [string, string])[]> {
  const fixed = [
    ...representations.map(({ path }) => `/trust${path}`),
    ...rootRepresentations.map(({ path }) => path),
    '/trust/feed.json?topic=updates',
    '/trust/feed.json?topic=document',
    '/trust/feed.json?topic=controls',
    '/trust/log/tile/entries/000.p/10',
  ].filter((path) => !path.includes(':'));
  const pages: [string, string][] = [];
  for (const path of fixed) pages.push([path, (await trust.get(path)).text]);
  return pages;
}

it('a hidden document is on no page, in no format, feed or log, before and after it was listed', async () => {
  const trust = await startApp();
  const secret = { ...clauses, slug: 'zebrafish-report', title: 'Zebrafish', visibility: 'hidden' };
  await add(trust, secret);
  await issue(trust, secret.slug, xlsx(), '?label=Zebrafish%202026');
  const nowhere = async () => {
    for (const [path, text] of await everythingPublic(trust))
      expect(/zebrafish/i.test(text), path).toBe(false);
    for (const ending of ['', '.json']) {
      const [hidden, unknown] = await Promise.all(
        [secret.slug, 'there-is-none'].map((slug) =>
          trust.get(`/trust/documents/${slug}${ending}`),
        ),
      );
      expect(hidden?.status).toBe(404);
      expect(hidden?.text.replaceAll(secret.slug, '')).toBe(
        unknown?.text.replaceAll('there-is-none', ''),
      );
      expect([...(hidden?.headers ?? [])]).toEqual([...(unknown?.headers ?? [])]);
    }
  };
  await nowhere();
  const before = await trust.get('/trust/documents.json');
  must(await change(trust, secret.slug, { title: 'Zebrafish 2' }));
  await issue(trust, secret.slug, xlsx('two'), '?label=Zebrafish%202027');
  expect((await trust.get('/trust/documents.json')).headers.get('etag')).toBe(
    before.headers.get('etag'),
  );
  await nowhere();
});

it('a document that was listed and is hidden now is on no page any more', async () => {
  const trust = await startApp();
  const brief = { ...clauses, slug: 'quokka-report', title: 'Quokka', visibility: 'on-request' };
  await add(trust, brief);
  await issue(trust, brief.slug, xlsx());
  expect((await trust.get('/sitemap.xml')).text).toContain('quokka');
  expect((await trust.get('/trust')).text).toContain('Quokka');
  must(await change(trust, brief.slug, { visibility: 'hidden' }));
  for (const [path, text] of await everythingPublic(trust))
    if (!path.includes('/log/')) expect(/quokka/i.test(text), path).toBe(false);
  expect((await trust.get(`/trust/documents/${brief.slug}`)).status).toBe(404);
});

it('pages and JSON say who may have what and how to ask, by a schema', async () => {
  const trust = await startApp();
  await add(trust, { ...plain, description: 'By *A-lign*.', order: 1 });
  await add(trust, letter);
  await add(trust, { ...clauses, order: 2 });
  await issue(trust, report.slug, xlsx('1'), '?label=Type%20I&as_of=2026-10-31');
  await issue(
    trust,
    report.slug,
    xlsx('2'),
    '?label=Type%20II&period_from=2026-01-01&period_until=2026-06-30&issued_on=2026-07-15&valid_until=2027-07-15',
  );
  await issue(trust, clauses.slug, xlsx('3'));
  const list = await trust.get('/trust/documents.json');
  const schema = (await trust.get('/trust/schema/documents-1.json')).text;
  expect(schemaCheck(schema)(list.body)).toEqual([]);
  const [first, second, third] = pickList(list.body, 'documents');
  expect(first).toMatchObject({
    slug: report.slug,
    access: 'nda',
    bridgeLetters: [letter.slug],
    version: { label: 'Type II', periodFrom: '2026-01-01', validUntil: '2027-07-15' },
    request: `http://localhost:8787/trust/documents/${report.slug}/request`,
  });
  expect(JSON.stringify(first)).not.toMatch(/sha256|fileName|"file"/);
  expect(second).toMatchObject({
    file: `http://localhost:8787/trust/documents/${clauses.slug}/file`,
    version: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(third).toMatchObject({ slug: letter.slug, bridgeOf: report.slug });
  expect(pick(third, 'version')).toBeUndefined();
  const alone = await trust.get(`/trust/documents/${report.slug}.json`);
  const root = JSON.parse(schema);
  const aloneSchema = JSON.stringify({ ...root, ...root.$defs.documentAlone, required: [] });
  expect(schemaCheck(aloneSchema)(alone.body)).toEqual([]);
  expect(pickList(alone.body, 'earlierVersions')).toMatchObject([{ label: 'Type I' }]);
  const page = (await trust.get(`/trust/documents/${report.slug}`)).text;
  for (const words of [
    'Type II',
    '<em>A-lign</em>',
    'non-disclosure',
    'Type I<',
    '/request',
    letter.slug,
  ])
    expect(page).toContain(words);
  const overview = await trust.get('/trust.json');
  expect(pickList(overview.body, 'documents', 'items')).toHaveLength(3);
});

it('text in a document is text: nothing of it becomes markup', async () => {
  const trust = await startApp();
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
  await add(trust, { ...clauses, title: evil, description: evil });
  await issue(trust, clauses.slug, xlsx(), `?label=${encodeURIComponent(evil.slice(0, 90))}`);
  for (const path of ['/trust', '/trust/documents', `/trust/documents/${clauses.slug}`]) {
    const { text } = await trust.get(path);
    expect(text).not.toMatch(
      /<script(?! type="application\/ld\+json")|<img|onerror=alert\(1\)>(?!&)/i,
    );
  }
});

it('a bridge letter names its report only while anybody may know of that', async () => {
  const trust = await startApp();
  await add(trust, { ...plain, visibility: 'hidden' });
  await add(trust, letter);
  const shown = async () => (await trust.get('/trust/documents.json')).text;
  expect(await shown()).not.toContain(report.slug);
  must(await change(trust, report.slug, { visibility: 'nda' }));
  expect(await shown()).toContain(`"bridgeOf":"${report.slug}"`);
});

it('an attestation leads to its document while that is listed, and names none that is hidden', async () => {
  const trust = await startApp();
  await add(trust, plain);
  const named = { ...attestation, document: report.slug };
  const { path } = await state(trust, 'attestations', named);
  const link = `href="/trust/documents/${report.slug}"`;
  expect((await trust.get('/trust/controls')).text).toContain(link);
  const hide = () => change(trust, report.slug, { visibility: 'hidden' });
  await refuses(trust, hide, { status: 422, pointers: ['#/visibility'] });
  const { id: _, ...facts } = attestation;
  must(await trust.as('editor').put(path, facts, { 'if-match': '*' }));
  must(await hide());
  const again = { ...facts, document: report.slug };
  const name = () => trust.as('editor').put(path, again, { 'if-match': '*' });
  await refuses(trust, name, { status: 422, pointers: ['#/document'] });
});

it('what is said of a document is refused with the field that is wrong', async () => {
  const cases = [
    ['a slug that is none', { slug: 'Two Words' }, ['#/slug']],
    ['a slug at which copies are traced', { slug: 'trace' }, ['#/slug']],
    ['no title', { title: ' ' }, ['#/title']],
    ['a kind that is none', { kind: 'novel' }, ['#/kind']],
    ['a mark on what is public', { isMarked: true }, ['#/isMarked']],
    ['an NDA for what is public', { nda: 'usual' }, ['#/nda']],
    ['a report that it continues, of what is no letter', { bridgeOf: 'caiq' }, ['#/bridgeOf']],
    ['itself', { kind: 'bridge-letter', bridgeOf: clauses.slug }, ['#/bridgeOf']],
    ['a letter for a letter', { kind: 'bridge-letter', bridgeOf: letter.slug }, ['#/bridgeOf']],
    ['a picture', { description: '![a](https://a.example/b.png)' }, ['#/description']],
    ['a field that is none', { colour: 'red' }, ['#/colour']],
  ] as const;
  const trust = await startApp();
  await add(trust, plain);
  await add(trust, letter);
  for (const [, facts, pointers] of cases) {
    const send = () => trust.as('editor').post('/documents', { ...clauses, ...facts });
    await refuses(trust, send, { status: 422, pointers });
  }
});

it('what a letter continues does not become a letter', async () => {
  const trust = await startApp();
  await add(trust, plain);
  await add(trust, letter);
  const turn = () => change(trust, report.slug, { kind: 'bridge-letter' });
  await refuses(trust, turn, { status: 422, pointers: ['#/kind'] });
  await refuses(trust, () => trust.as('editor').post('/documents', plain), { status: 409 });
  await refuses(trust, () => trust.as('viewer').post('/documents', clauses), { status: 403 });
  const blind = () => trust.as('editor').put(`/documents/${report.slug}`, {});
  await refuses(trust, blind, { status: 422 });
  const { slug: _, ...facts } = plain;
  const path = `/documents/${report.slug}`;
  await refuses(trust, () => trust.as('editor').put(path, facts), { status: 428 });
  const stale = { 'if-match': '"v9"' };
  await refuses(trust, () => trust.as('editor').put(path, facts, stale), { status: 412 });
});

it('withdrawn versions are named on no page', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  await issue(trust, clauses.slug, xlsx('1'), '?label=First');
  await issue(trust, clauses.slug, xlsx('2'), '?label=Second');
  must(await act(trust, clauses.slug, 1, 'withdrawal'));
  expect((await trust.get(`/trust/documents/${clauses.slug}`)).text).not.toContain('First');
});
