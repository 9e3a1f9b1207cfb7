import { stat } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, readReply } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { meetingTransactions } from '../support/transactions.ts';
import { add, clauses, pdf, report, storedFiles, upload, xlsx } from './filing.ts';

const questionnaire = {
  slug: 'caiq',
  title: 'CAIQ',
  kind: 'questionnaire',
  visibility: 'on-request',
  isMarked: false,
};

it('a file goes in and comes out as it was, and who took it is on record', async () => {
  const trust = await startApp();
  await add(trust, report);
  const file = pdf(3);
  const made = await upload(trust, report.slug, file, {
    query: '?label=Type%20I&as_of=2026-10-31&issued_on=2026-11-15&valid_until=2027-11-15',
    headers: { 'content-disposition': "attachment; filename*=UTF-8''Pr%C3%BCfbericht%202026.pdf" },
  });
  expect([made.status, made.text]).toEqual([201, expect.stringContaining('"draft"')]);
  expect(made.body).toMatchObject({
    number: 1,
    label: 'Type I',
    asOf: '2026-10-31',
    validUntil: '2027-11-15',
    fileName: 'Prüfbericht 2026.pdf',
    mediaType: 'application/pdf',
    size: file.byteLength,
    pages: 3,
  });
  const path = made.headers.get('location')?.replace('/trust/api/v1', '') ?? '';
  expect((await trust.as('viewer').get(path)).body).toEqual(made.body);
  const taken = await trust.fetch(`/trust/api/v1${path}/file`, {
    headers: { authorization: await bearer(trust) },
  });
  expect(new Uint8Array(await taken.arrayBuffer())).toEqual(file);
  expect(Object.fromEntries(taken.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(file.byteLength),
    'content-disposition':
      'attachment; filename="Prufbericht 2026.pdf"; filename*=UTF-8\'\'Pr%C3%BCfbericht%202026.pdf',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const last = (await readEvents(trust)).at(-1);
  expect(last).toMatchObject({ action: 'document_file.read', public: false });
  expect(pick(last, 'actor')).toMatch(/^staff:/);
  await refuses(trust, () => trust.as('viewer').get(`${path}/file`), { status: 403 });
});

async function bearer(trust: World): Promise<string> {
  const { secret } = await trust.makeKey('editor');
  // That the key is in use is noted with its first request.
  await trust.withKey(secret).get('/documents');
  return `Bearer ${secret}`;
}

it('whatever the bytes and the name, they come out as they went in, under a name that leads nowhere', async () => {
  const trust = await startApp();
  await add(trust, questionnaire);
  const body = xlsx();
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      async (tail, name) => {
        const file = new Uint8Array([...body, ...tail, ...trust.deps.ids.bytes(8)]);
        const query = `?file_name=${encodeURIComponent(name)}`;
        const made = must(await upload(trust, 'caiq', file, { query }));
        const shown = String(pick(made.body, 'fileName'));
        expect(shown).toMatch(/^[^/\\\p{C}<>:"|?*%;]{1,130}\.xlsx$/u);
        expect(shown).not.toMatch(/^\./);
        const path = `/documents/caiq/versions/${String(pick(made.body, 'number'))}/file`;
        const taken = await trust.as('editor').get(path);
        expect(taken.headers.get('content-length')).toBe(String(file.byteLength));
      },
    ),
    { numRuns: 15 },
  );
});

it('a file is saved under the last part of its name and lies in the store under its id', async () => {
  const names = [
    ['../../etc/passwd', 'passwd.xlsx'],
    ['..\\..\\windows\\win.ini', 'win.xlsx'],
    ['/abs/olute.pdf', 'olute.xlsx'],
    ['...', 'caiq.xlsx'],
    ['con.pdf', 'caiq.xlsx'],
    ['a\r\nSet-Cookie: b=1.pdf', 'aSet-Cookie_ b=1.xlsx'],
    ['report.pdf.exe', 'report.pdf.xlsx'],
    ['\u202Efdp.exe', 'fdp.xlsx'],
    ['', 'caiq.xlsx'],
    [`${'ü'.repeat(200)}.pdf`, `${'ü'.repeat(60)}.xlsx`],
  ] as const;
  const trust = await startApp();
  await add(trust, questionnaire);
  for (const [index, [name, saved]] of names.entries()) {
    const query = `?file_name=${encodeURIComponent(name)}`;
    const made = must(await upload(trust, 'caiq', xlsx(`Copy ${index}`), { query }));
    expect(pick(made.body, 'fileName')).toBe(saved);
  }
  const stored = await storedFiles(trust);
  expect(stored).toHaveLength(names.length);
  for (const path of stored) expect(path).toMatch(/\/blobs\/documents\/edi_[0-9a-f]{32}$/);
});

describe('what is refused leaves nothing, neither a row nor a file', () => {
  const text = new TextEncoder().encode('#!/bin/sh\nrm -rf /\n');
  const cut = pdf(4).slice(0, 500);
  const empty = new Uint8Array();
  const cases: readonly (readonly [
    what: string,
    document: typeof report,
    bytes: Uint8Array<ArrayBuffer>,
    how: Parameters<typeof upload>[3],
    status: number,
  ])[] = [
    ['an empty body', clauses, empty, {}, 400],
    ['a script', clauses, text, {}, 415],
    ['a picture', clauses, png(), { type: 'image/png' }, 415],
    ['a form around the file', clauses, form(), { type: 'multipart/form-data; boundary=x' }, 415],
    ['a spreadsheet that says it is a PDF', clauses, xlsx(), { type: 'application/pdf' }, 415],
    ['a PDF that says it is a page', clauses, pdf(), { type: 'text/html' }, 415],
    ['less than Content-Length says', clauses, pdf(), { headers: length(90_000) }, 400],
    ['more than Content-Length says', clauses, pdf(), { headers: length(100) }, 400],
    ['more than 100 MB', clauses, pdf(), { headers: length(100 * 1024 ** 2 + 1) }, 413],
    ['a length that is no number', clauses, pdf(), { headers: { 'content-length': '1e3' } }, 411],
    ['a PDF that was cut off', clauses, cut, {}, 422],
    ['a PDF without pages', report, pdf(0), {}, 422],
    ['a spreadsheet whose copies are to be marked', report, xlsx(), {}, 422],
    ['a day that does not exist', clauses, pdf(), { query: '?issued_on=2026-02-30' }, 422],
    ['half a period', clauses, pdf(), { query: '?period_from=2026-01-01' }, 422],
    ['a field that is none', clauses, pdf(), { query: '?labels=x' }, 422],
    ['a viewer’s upload', clauses, pdf(), { by: 'viewer' }, 403],
    ['nobody’s upload', clauses, pdf(), { by: 'nobody' }, 401],
  ];
  it('in whatever way it is refused', async () => {
    const trust = await startApp();
    await add(trust, report);
    await add(trust, clauses);
    for (const [what, { slug }, bytes, how, status] of cases) {
      const { text: said } = await refuses(trust, () => upload(trust, slug, bytes, how), {
        status,
      });
      expect(await storedFiles(trust), `${what}: ${said}`).toEqual([]);
    }
  });

  it('a body of unknown length', async () => {
    const trust = await startApp();
    await add(trust, clauses);
    const path = `/documents/${clauses.slug}/versions`;
    const send = () => trust.as('editor').send('POST', path, { body: pdf() });
    await refuses(trust, send, { status: 411, code: 'length_required' });
  });

  it('a file of a document that there is none of', async () => {
    const trust = await startApp();
    await refuses(trust, () => upload(trust, 'none', pdf()), { status: 404 });
    expect(await storedFiles(trust)).toEqual([]);
  });

  it('the same file once more, until the first was withdrawn', async () => {
    const trust = await startApp();
    await add(trust, clauses);
    must(await upload(trust, clauses.slug, pdf()));
    const again = await refuses(trust, () => upload(trust, clauses.slug, pdf()), { status: 409 });
    expect(pick(again.body, 'detail')).toContain('version 1');
    expect(await storedFiles(trust)).toHaveLength(1);
    const path = `/documents/${clauses.slug}/versions/1/withdrawal`;
    must(await trust.as('editor').put(path, undefined, { 'if-match': '*' }));
    must(await upload(trust, clauses.slug, pdf()));
  });

  it('anything where no files can be kept', async () => {
    const trust = await startApp();
    await add(trust, clauses);
    const { files: _, ...deps } = trust.deps;
    const file = pdf();
    const request = new Request(
      `http://localhost/trust/api/v1/documents/${clauses.slug}/versions`,
      {
        method: 'POST',
        headers: {
          authorization: await bearer(trust),
          'content-type': 'application/pdf',
          'content-length': String(file.byteLength),
        },
        body: file,
      },
    );
    const reply = await readReply(await trust.app.fetch(request, { deps }));
    expect([reply.status, pick(reply.body, 'detail')]).toEqual([
      503,
      expect.stringContaining('bind an R2 bucket'),
    ]);
  });
});

it('a process that dies between store and record leaves bytes that nobody can reach and that are deleted, and the next upload works', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  // The first says beforehand that the file will be deleted unless it is recorded.
  const dying = meetingTransactions(trust.deps, {
    before(nth) {
      if (nth > 1) throw new Error('the process dies');
    },
  });
  trust.expectError(/request failed|unexpected/i);
  const reply = await uploadWith(trust, dying);
  expect(reply.status).toBe(500);
  expect(await storedFiles(trust)).toHaveLength(1);
  await trust.runSchedule();
  expect(await storedFiles(trust)).toHaveLength(1);
  trust.at(new Date(trust.now().getTime() + 2 * 60 * 60 * 1_000));
  await trust.runSchedule();
  expect(await storedFiles(trust)).toEqual([]);
  const { body } = await trust.as('viewer').get(`/documents/${clauses.slug}/versions`);
  expect(pickList(body, 'items')).toEqual([]);
  must(await upload(trust, clauses.slug, pdf()));
});

it('a file whose record was stored and whose answer was lost is kept', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  const deps = meetingTransactions(trust.deps, {
    after(nth) {
      if (nth > 1) throw new Refusal('busy', 'The answer of the database was lost.');
    },
  });
  expect((await uploadWith(trust, deps)).status).toBe(503);
  await trust.advanceDays(1);
  const taken = await trust.as('editor').get(`/documents/${clauses.slug}/versions/1/file`);
  expect(taken.status).toBe(200);
});

it('a file that is recorded more than an hour after it was begun is refused, for it may be gone', async () => {
  const trust = await startApp();
  await add(trust, clauses);
  const slow = meetingTransactions(trust.deps, {
    async before(nth) {
      if (nth === 1) return;
      trust.at(new Date(trust.now().getTime() + 2 * 60 * 60 * 1_000));
      await trust.runSchedule();
    },
  });
  expect(await uploadWith(trust, slow)).toMatchObject({
    status: 409,
    body: { detail: 'The upload took more than an hour. Send it again.' },
  });
  expect(await storedFiles(trust)).toEqual([]);
  must(await upload(trust, clauses.slug, pdf()));
});

async function uploadWith(trust: World, deps: World['deps']) {
  const file = pdf();
  const headers = { 'content-type': 'application/pdf', 'content-length': `${file.byteLength}` };
  const request = new Request(`http://localhost/trust/api/v1/documents/${clauses.slug}/versions`, {
    method: 'POST',
    headers: { ...headers, authorization: await bearer(trust) },
    body: file,
  });
  return readReply(await trust.app.fetch(request, { deps }));
}

it('a large file is never whole in memory', async () => {
  const trust = await startApp();
  await add(trust, questionnaire);
  const size = 24 * 1024 * 1024;
  const head = xlsx();
  let sent = 0;
  let ahead = 0;
  const source = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const [partial] = await storedFiles(trust);
        const written = partial === undefined ? 0 : (await stat(partial)).size;
        ahead = Math.max(ahead, sent - written);
        if (sent >= size) return controller.close();
        const chunk = sent === 0 ? head : new Uint8Array(Math.min(256 * 1024, size - sent));
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  // What fetch wants for a body that is a stream, and its types lack.
  const streaming = { duplex: 'half' };
  const made = await trust.as('editor').send('POST', '/documents/caiq/versions', {
    ...streaming,
    headers: { 'content-length': String(size) },
    body: source,
  });
  expect(made.status, made.text).toBe(201);
  expect(ahead).toBeLessThan(2 * 1024 * 1024);
});

function length(bytes: number): Record<string, string> {
  return { 'content-length': String(bytes) };
}

function png(): Uint8Array<ArrayBuffer> {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  return new Uint8Array(Buffer.from(pixel, 'base64'));
}

function form(): Uint8Array<ArrayBuffer> {
  const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n';
  return new Uint8Array(Buffer.concat([Buffer.from(part), pdf(), Buffer.from('\r\n--x--\r\n')]));
}
