import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishNda } from '../../src/access/service/ndas.ts';
import { revokeGrant, setGrantTerms } from '../../src/access/service/grant-keeping.ts';
import { approveRequest } from '../../src/access/service/deciding.ts';
import { getDocument } from '../../src/documents/service/reading.ts';
import { downloads } from '../../src/access/table.ts';
import type { World } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import {
  asked,
  changeFacts,
  fileAt,
  given,
  issued,
  newVersion,
  opened,
  post,
  type Ready,
  readyOf,
  report,
  secretOf,
  staff,
  verified,
} from '../access/giving.ts';

/** By which somebody tries to get at a file: whatever of it they have. */
type Visitor = {
  readonly name: string;
  /** Path of the page whose secret is sent as a session. */
  readonly session?: string;
  readonly link?: string;
  readonly token?: string;
};

const letter = 'bridge-letter';
const other = 'penetration-test';
const terms = { allowsToken: true, mostDownloads: 100 };

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

/** Every way to a file, of the report unless it says another. */
const ways: Readonly<
  Record<string, (trust: World, visitor: Visitor) => Promise<number | undefined>>
> = {
  session: (trust, { session }) => status(trust, session && fileAt(session, report)),
  HEAD: (trust, { session }) => status(trust, session && fileAt(session, report), 'HEAD'),
  Range: (trust, { session }) =>
    status(trust, session && fileAt(session, report), 'GET', { range: 'bytes=0-9' }),
  bearer: (trust, { token }) =>
    status(trust, token && `/trust/documents/${report}/file`, 'GET', bearer(token ?? '')),
  nothing: (trust) => status(trust, `/trust/documents/${report}/file`),
  'other slug': (trust, { session }) => status(trust, session && fileAt(session, other)),
  'version 9': (trust, { session }) => status(trust, session && fileAt(session, report, 9)),
  letter: (trust, { session }) => status(trust, session && fileAt(session, letter)),
  'link page': (trust, { link }) => status(trust, link),
  'link used': (trust, { link }) => status(trust, link && `${link}/session`, 'POST'),
  'session page': (trust, { session }) => status(trust, session),
  'make token': (trust, { session }) => status(trust, session && `${session}/tokens`, 'POST'),
  'staff file': (trust, { session, token }) =>
    status(
      trust,
      `/trust/api/v1/documents/${report}/versions/1/file`,
      'GET',
      bearer(token ?? (session === undefined ? 'axt_none' : secretOf(session))),
    ),
  'staff trace': (trust, { token }) =>
    status(trust, '/trust/api/v1/documents/trace', 'POST', {
      'content-type': 'application/pdf',
      ...bearer(token ?? 'axt_none'),
    }),
};

async function status(
  trust: World,
  path: string | undefined,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  if (path === undefined || path === '') return undefined;
  const answer = await trust.fetch(path, { method, headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** A table that people can read: visitors down, ways across. */
function drawn(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join(' | ')
        .trim(),
    )
    .join('\n');
}

async function tried(trust: World, visitor: Visitor): Promise<readonly string[]> {
  const cells: string[] = [visitor.name];
  for (const way of Object.values(ways)) cells.push(String((await way(trust, visitor)) ?? '-'));
  return cells;
}

async function withToken(trust: World, ready: Ready): Promise<Required<Omit<Visitor, 'name'>>> {
  const session = await opened(trust, ready.link);
  const made = must(await post(trust, `${session}/tokens`, {}, { accept: 'application/json' }));
  return { session, link: ready.link, token: String(pick(made.body, 'token')) };
}

/** A session of a request that has none: the token of its own page. */
async function page(trust: World, request: Ready['request']): Promise<string> {
  return (await readyOf(trust, request)).page;
}

const expected = `
visitor                | session | HEAD | Range | bearer | nothing | other slug | version 9 | letter | link page | link used | session page | make token | staff file | staff trace
nobody                 | -       | -    | -     | -      | 401     | -          | -         | -      | -         | -         | -            | -          | 401        | 401
verifying              | 401     | 401  | 401   | -      | 401     | 401        | 404       | 401    | -         | -         | 200          | 404        | 401        | 401
waiting                | 401     | 401  | 401   | -      | 401     | 401        | 404       | 401    | -         | -         | 200          | 404        | 401        | 401
signing                | 401     | 401  | 401   | -      | 401     | 401        | 404       | 401    | -         | -         | 200          | 404        | 401        | 401
invented               | 401     | 401  | 401   | 401    | 401     | 401        | 404       | 401    | 404       | 404       | 404          | 404        | 401        | 401
ready                  | 200     | 200  | 200   | 200    | 401     | 403        | 404       | 200    | 410       | 410       | 200          | 201        | 401        | 401
ready, before the link | -       | -    | -     | -      | 401     | -          | -         | -      | 200       | 303       | -            | -          | 401        | 401
somebody else          | 403     | 403  | 403   | 403    | 401     | 200        | 404       | 403    | 410       | 410       | 200          | 201        | 401        | 401
used up                | 403     | 403  | 403   | 403    | 401     | 403        | 404       | 403    | 410       | 410       | 200          | 201        | 401        | 401
revoked                | 410     | 410  | 410   | 410    | 401     | 410        | 404       | 410    | 410       | 410       | 410          | 410        | 401        | 401
revoked, link unused   | -       | -    | -     | -      | 401     | -          | -         | -      | 410       | 410       | -            | -          | 401        | 401
grant over             | 410     | 410  | 410   | 410    | 401     | 403        | 404       | 410    | 410       | 410       | 200          | 409        | 401        | 401
and written down       | 410     | 410  | 410   | 410    | 401     | 410        | 404       | 410    | 410       | 410       | 410          | 410        | 401        | 401
session over           | 410     | 410  | 410   | 200    | 401     | 410        | 404       | 410    | 410       | 410       | 410          | 410        | 401        | 401
`.trim();

test('each way to a file gives each visitor what they were given, and nothing else', async () => {
  const trust = await startApp();
  await issued(trust, report);
  await issued(trust, other);
  await issued(trust, letter, { kind: 'bridge-letter', bridgeOf: report });
  await issued(trust, 'signed-report', { visibility: 'nda' });
  await publishNda(staff(trust), {
    name: 'standard',
    title: 'Confidentiality',
    text: 'Keep it to yourself.',
    scope: 'person',
  });
  const rows: (readonly string[])[] = [['visitor', ...Object.keys(ways)]];
  const row = async (visitor: Visitor) => void rows.push(await tried(trust, visitor));

  await row({ name: 'nobody' });
  await row({ name: 'verifying', session: await page(trust, await asked(trust, [report])) });
  await row({ name: 'waiting', session: await page(trust, await verified(trust, [report])) });
  const signing = await verified(trust, ['signed-report']);
  await approveRequest(staff(trust), signing.id, { terms: {} }, 'any');
  await row({ name: 'signing', session: await page(trust, signing) });
  await row({
    name: 'invented',
    session: `/trust/my/axs_${'A'.repeat(43)}`,
    link: `/trust/my/${'A'.repeat(43)}`,
    token: `axt_${'A'.repeat(43)}`,
  });
  const ready = await withToken(trust, await given(trust, [report], terms));
  await row({ name: 'ready', ...ready });
  await row({ name: 'ready, before the link', link: (await given(trust, [report])).link });
  await row({
    name: 'somebody else',
    ...(await withToken(trust, await given(trust, [other], terms))),
  });
  const usedUp = await withToken(
    trust,
    await given(trust, [report], { ...terms, mostDownloads: 1 }),
  );
  expect(await status(trust, fileAt(usedUp.session, report))).toBe(200);
  await row({ name: 'used up', ...usedUp });
  const revoking = await given(trust, [report], terms);
  const revoked = await withToken(trust, revoking);
  for (const { id } of revoking.grants) await revokeGrant(staff(trust), id, 'any');
  await row({ name: 'revoked', ...revoked });
  const unused = await given(trust, [report]);
  for (const { id } of unused.grants) await revokeGrant(staff(trust), id, 'any');
  await row({ name: 'revoked, link unused', link: unused.link });
  const ending = await given(trust, [report], terms);
  const over = await withToken(trust, ending);
  const until = new Date(trust.now().getTime() + 10 * 60_000);
  for (const { id } of ending.grants)
    await setGrantTerms(staff(trust), id, { ...terms, until }, 'any');
  trust.at(new Date(trust.now().getTime() + 12 * 60_000));
  await row({ name: 'grant over', ...over });
  await trust.runSchedule();
  await row({ name: 'and written down', ...over });
  trust.at(new Date(trust.now().getTime() + 4 * 60_000));
  await row({ name: 'session over', ...ready });
  expect(`\n${drawn(rows)}\n`).toBe(`\n${expected}\n`);
});

/** What became of a document since somebody was given it. */
const lives: Readonly<Record<string, (trust: World, slug: string) => Promise<void>>> = {
  'is public now': (trust, slug) => changeFacts(trust, slug, { visibility: 'public' }),
  'as it was': async () => undefined,
  'asks for an NDA now': (trust, slug) => changeFacts(trust, slug, { visibility: 'nda' }),
  'has a newer version': async (trust, slug) => void (await newVersion(trust, slug, 2)),
  'was withdrawn': (trust, slug) => withdraw(trust, slug),
  'is damaged': (trust, slug) => damage(trust, slug),
  'is hidden': (trust, slug) => changeFacts(trust, slug, { visibility: 'hidden' }),
};

async function withdraw(trust: World, slug: string): Promise<void> {
  const at = `/documents/${slug}/versions/1`;
  const { etag = '' } = must(await trust.as('editor').get(at));
  must(await trust.as('editor').put(`${at}/withdrawal`, undefined, { 'if-match': etag }));
}

/** One byte of the stored file is another. */
async function damage(trust: World, slug: string): Promise<void> {
  const { blobDir } = trust.deps.config;
  const id = await editionOf(trust, slug);
  const files = await readdir(blobDir, { recursive: true });
  const name = files.find((each) => each.includes(id));
  if (name === undefined) throw new Error(`no file of ${slug}`);
  await writeFile(join(blobDir, name), Buffer.from('%PDF-1.7 of somebody else'));
}

const documentWays: Readonly<Record<string, (slug: string, visitor: Visitor) => Way>> = {
  nobody: (slug) => ({ path: `/trust/documents/${slug}/file` }),
  'nobody, HEAD': (slug) => ({ path: `/trust/documents/${slug}/file`, method: 'HEAD' }),
  'nobody, version 1': (slug) => ({ path: `/trust/documents/${slug}/file?version=1` }),
  'forged session': (slug) => ({ path: fileAt(`/axs_${'A'.repeat(43)}`, slug) }),
  'forged token': (slug) => ({
    path: `/trust/documents/${slug}/file`,
    headers: bearer(`axt_${'A'.repeat(43)}`),
  }),
  session: (slug, { session = '' }) => ({ path: fileAt(session, slug) }),
  'session, HEAD': (slug, { session = '' }) => ({ path: fileAt(session, slug), method: 'HEAD' }),
  'version 1': (slug, { session = '' }) => ({ path: fileAt(session, slug, 1) }),
  'version 2': (slug, { session = '' }) => ({ path: fileAt(session, slug, 2) }),
  bearer: (slug, { token = '' }) => ({
    path: `/trust/documents/${slug}/file`,
    headers: bearer(token),
  }),
};

type Way = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const expectedOfDocuments = `
document            | nobody | nobody, HEAD | nobody, version 1 | forged session | forged token | session | session, HEAD | version 1 | version 2 | bearer
is public now       | 200    | 200          | 200               | 200            | 200          | 200     | 200           | 200       | 404       | 200
as it was           | 401    | 401          | 401               | 401            | 401          | 200     | 200           | 200       | 404       | 200
asks for an NDA now | 401    | 401          | 401               | 401            | 401          | 200     | 200           | 200       | 404       | 200
has a newer version | 401    | 401          | 404               | 401            | 401          | 200     | 200           | 200       | 403       | 200
was withdrawn       | 404    | 404          | 404               | 404            | 404          | 410     | 410           | 410       | 404       | 410
is damaged          | 401    | 401          | 401               | 401            | 401          | 500     | 200           | 500       | 404       | 500
is hidden           | 404    | 404          | 404               | 404            | 404          | 404     | 404           | 404       | 404       | 404
never was           | 404    | 404          | 404               | 404            | 404          | 404     | 404           | 404       | 404       | 404
`.trim();

test('what became of a document since decides for everybody, and a hidden one is as one that never was', async () => {
  const trust = await startApp();
  const slugs = Object.keys(lives).map((name) => name.toLowerCase().replaceAll(' ', '-'));
  for (const slug of slugs) await issued(trust, slug);
  const visitor: Visitor = {
    name: 'holder',
    ...(await withToken(trust, await given(trust, slugs, terms))),
  };
  for (const [place, live] of Object.values(lives).entries()) await live(trust, slugs[place] ?? '');
  const rows: (readonly string[])[] = [['document', ...Object.keys(documentWays)]];
  for (const [place, name] of [...Object.keys(lives), 'never was'].entries()) {
    const cells = [name];
    for (const way of Object.values(documentWays)) {
      const { path, method, headers } = way(slugs[place] ?? 'never-was', visitor);
      cells.push(String(await status(trust, path, method, headers)));
    }
    rows.push(cells);
  }
  expect(`\n${drawn(rows)}\n`).toBe(`\n${expectedOfDocuments}\n`);
  await sameAsNever(trust, 'is-hidden', visitor);
  const counted = await trust.deps.db.select().from(downloads);
  const gone = new Set([await editionOf(trust, 'is-damaged'), await editionOf(trust, 'is-hidden')]);
  expect(counted.filter(({ editionId }) => gone.has(editionId))).toEqual([]);
});

async function editionOf(trust: World, slug: string): Promise<string> {
  const { edition } = await getDocument(trust.deps.db, slug);
  return String(edition?.id);
}

/** Byte for byte, headers included, by each way and as each kind of answer. */
async function sameAsNever(trust: World, slug: string, visitor: Visitor): Promise<void> {
  for (const [name, way] of Object.entries(documentWays))
    for (const accept of ['text/html', 'application/json']) {
      const answers = [];
      for (const each of [slug, 'never-was']) {
        const { path, method = 'GET', headers } = way(each, visitor);
        const answer = await trust.fetch(path, { method, headers: { ...headers, accept } });
        answers.push([answer.status, [...answer.headers], await answer.text()]);
      }
      expect(answers[0], `${name} ${accept}`).toEqual(answers[1]);
    }
}
