import { expect, it } from 'vitest';
import { qpdf } from '../marking/resaving.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { act, add, change, clauses, issue, pdf, report, upload, xlsx } from './filing.ts';

/** Protected against editing, as auditors send reports. */
async function protectedPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const options = ['--encrypt', '', 'owner', '256', '--extract=n', '--'];
  return new Uint8Array(await qpdf(pdf(2), ...options));
}

it('a file protected against editing is taken for a marked document only by one who accepts that copies are not', async () => {
  const trust = await startApp();
  await add(trust, report);
  const file = await protectedPdf();
  const refused = await refuses(trust, () => upload(trust, report.slug, file), { status: 422 });
  expect(pick(refused.body, 'detail')).toContain('?accept_unprotected=true');
  const query = '?accept_unprotected=true';
  const made = must(await upload(trust, report.slug, file, { query }));
  expect(made.body).toMatchObject({ pages: 2, isUnprotectedWhenMarked: true });
  must(await act(trust, report.slug, 1, 'issue'));
});

it('a document becomes marked only if the version in force can be', async () => {
  const trust = await startApp();
  const open = { ...report, isMarked: false };
  await add(trust, open);
  await issue(trust, report.slug, await protectedPdf());
  const mark = (query = '') => change(trust, report.slug, { isMarked: true }, query);
  await refuses(trust, () => mark(), { status: 422 });
  must(await mark('?accept_unprotected=true'));
  await add(trust, { ...open, slug: 'caiq' });
  must(await upload(trust, 'caiq', xlsx()));
  must(await change(trust, 'caiq', { isMarked: true }));
  const refused = await refuses(trust, () => act(trust, 'caiq', 1, 'issue'), { status: 422 });
  expect(pick(refused.body, 'detail')).toContain('only a PDF can be');
  must(await change(trust, 'caiq', { isMarked: false }));
  must(await act(trust, 'caiq', 1, 'issue'));
  await refuses(trust, () => change(trust, 'caiq', { isMarked: true }), { status: 422 });
});

it('a file larger than what can be marked is refused for a marked document, with the limit', async () => {
  const trust = await startApp();
  await add(trust, report);
  const headers = { 'content-length': String(trust.deps.pdf.mostMarkedBytes + 1) };
  const send = () => upload(trust, report.slug, pdf(), { headers });
  const refused = await refuses(trust, send, { status: 413 });
  expect(pick(refused.body, 'detail')).toMatch(/at most \d+ MB/);
});

it('of two that are issued at once one is in force, and the other was', async () => {
  const trust = await startApp();
  await add(trust, { ...clauses, visibility: 'on-request' });
  for (const label of ['one', 'two']) must(await upload(trust, clauses.slug, xlsx(label)));
  const replies = await Promise.all([1, 2].map((n) => act(trust, clauses.slug, n, 'issue')));
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await trust.as('viewer').get(`/documents/${clauses.slug}/versions`);
  const states = pickList(body, 'items').map((each) => pick(each, 'state'));
  expect(states.toSorted()).toEqual(['issued', 'superseded']);
});

it('a version is issued and withdrawn by those who have seen it as it is, once', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  const { etag = '' } = must(await upload(trust, clauses.slug, xlsx()));
  const path = `/documents/${clauses.slug}/versions/1`;
  const editor = trust.as('editor');
  await refuses(trust, () => editor.put(`${path}/issue`, {}), { status: 428 });
  await refuses(trust, () => trust.as('viewer').put(`${path}/issue`, {}), { status: 403 });
  const changed = must(await editor.put(path, { label: 'B' }, { 'if-match': etag }));
  const stale = { ifMatch: etag };
  await refuses(trust, () => act(trust, clauses.slug, 1, 'issue', stale), { status: 412 });
  const fresh = { ifMatch: changed.etag ?? '' };
  must(await act(trust, clauses.slug, 1, 'issue', fresh));
  await refuses(trust, () => act(trust, clauses.slug, 1, 'issue'), { status: 409 });
  await refuses(trust, () => act(trust, clauses.slug, 1, 'withdrawal', fresh), { status: 412 });
  must(await act(trust, clauses.slug, 1, 'withdrawal'));
  await refuses(trust, () => act(trust, clauses.slug, 1, 'withdrawal'), { status: 409 });
  await refuses(trust, () => act(trust, clauses.slug, 1, 'issue'), { status: 409 });
  await refuses(trust, () => editor.put(path, {}, { 'if-match': '*' }), { status: 409 });
  await refuses(trust, () => act(trust, clauses.slug, 2, 'issue'), { status: 404 });
  const { body } = await trust.get(`/trust/documents/${clauses.slug}.json`);
  expect(pick(body, 'version')).toBeUndefined();
});

it('what is said of a version is replaced whole, and its file stays', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  await issue(trust, clauses.slug, pdf(), '?label=A&issued_on=2026-01-05');
  const path = `/documents/${clauses.slug}/versions/1`;
  const before = must(await trust.as('viewer').get(path)).body;
  const put = (facts: object) => trust.as('editor').put(path, facts, { 'if-match': '*' });
  const after = must(await put({ validUntil: '2027-01-05' })).body;
  expect(after).toMatchObject({
    label: null,
    issuedOn: null,
    validUntil: '2027-01-05',
    sha256: pick(before, 'sha256'),
  });
  expect((await trust.get(`/trust/documents/${clauses.slug}`)).text).toContain('5 Jan 2027');
  await refuses(trust, () => put({ issuedOn: '2026-02-01', validUntil: '2026-01-01' }), {
    status: 422,
    pointers: ['#/validUntil'],
  });
});

it('a new version can be announced with its issue: an update, for those who follow documents', async () => {
  const trust = await startApp({ env: { PUBLIC_URL: 'https://trust.qluster.example' } });
  await add(trust, { ...clauses, title: 'Clauses [2026] *new*' });
  must(await upload(trust, clauses.slug, xlsx()));
  must(await act(trust, clauses.slug, 1, 'issue', { body: { announce: true } }));
  const { body } = await trust.get('/trust/updates/1.json');
  expect(body).toMatchObject({ topic: 'document', title: 'New: Clauses [2026] *new*' });
  const page = await trust.get('/trust/updates/1');
  expect(page.text).toContain('Clauses [2026] *new* is available.');
  expect(page.text).toContain(
    `href="https://trust.qluster.example/trust/documents/${clauses.slug}"`,
  );
  // What Annex writes itself, it writes in each language.
  const german = (await trust.get('/trust/de/updates/1')).text;
  expect(german).toContain('Jetzt verfügbar: Clauses [2026] *new*.');
  expect(german).toContain(
    `href="https://trust.qluster.example/trust/de/documents/${clauses.slug}"`,
  );
  const drafts = pickList(must(await trust.as('viewer').get('/updates')).body, 'items');
  const reason = { reason: 'It was a mistake.' };
  must(await trust.as('owner').put(`/updates/${String(pick(drafts[0], 'id'))}/withdrawal`, reason));
});

it('a hidden document is not announced', async () => {
  const trust = await startApp();
  await add(trust, { ...clauses, visibility: 'hidden' });
  must(await upload(trust, clauses.slug, xlsx()));
  const announce = { body: { announce: true } };
  const send = () => act(trust, clauses.slug, 1, 'issue', announce);
  await refuses(trust, send, { status: 409 });
});

it('the record tells of drafts in private and of what is in force in public, without names of files', async () => {
  const trust = await startApp();
  await add(trust, report);
  const query = '?file_name=For%20Jane%20Doe.pdf&label=A';
  await issue(trust, report.slug, pdf(1), query);
  await issue(trust, report.slug, pdf(2));
  must(await act(trust, report.slug, 2, 'withdrawal'));
  const events = (await readEvents(trust)).filter((event) =>
    String(pick(event, 'subject')).startsWith('document:'),
  );
  expect(events.map((event) => [pick(event, 'action'), pick(event, 'public')])).toEqual([
    ['document.listed', true],
    ['document_version.uploaded', false],
    ['document_version.issued', true],
    ['document_version.uploaded', false],
    ['document_version.issued', true],
    ['document_version.withdrawn', true],
  ]);
  expect(pick(events.at(-2), 'data', 'supersedes')).toBe(1);
  expect(JSON.stringify(events)).not.toMatch(/Jane|[0-9a-f]{64}/);
});
