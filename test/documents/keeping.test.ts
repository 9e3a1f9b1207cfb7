import { rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { decideAccess } from '../../src/access/model/gate.ts';
import { openEdition, readEdition } from '../../src/documents/service/files.ts';
import { getDocument } from '../../src/documents/service/reading.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { followAlerts } from './alerts.ts';
import { act, add, clauses, issue, storedFiles, xlsx } from './filing.ts';

async function published(trust: World) {
  await add(trust, clauses);
  await issue(trust, clauses.slug, xlsx());
  const document = await getDocument(trust.deps.db, clauses.slug);
  const { edition } = document;
  const access = edition && decideAccess({ document, edition }, undefined, trust.now());
  if (!access || !('grant' in access)) throw new Error('it is public');
  const [path = ''] = await storedFiles(trust);
  return { document, edition, grant: access.grant, path };
}

const tasks = async (trust: World) =>
  pickList(must(await trust.as('viewer').get('/document-tasks')).body, 'items');

it.each([
  ['missing', (path: string) => rm(path)],
  ['another', (path: string) => writeFile(path, 'not what it was')],
  ['changed in one byte', (path: string) => writeFile(path, flipped())],
])('a file that is %s is not given out, and staff are told, once a day', async (_, damage) => {
  const trust = await startApp();
  const alerts = await followAlerts(trust);
  const { edition, grant, path } = await published(trust);
  await damage(path);
  for (const read of [readEdition, openEdition, readEdition])
    await expect(read(trust.deps, grant, edition)).rejects.toMatchObject({ code: 'damaged' });
  const staff = await trust.as('editor').get(`/documents/${clauses.slug}/versions/1/file`);
  expect([staff.status, pick(staff.body, 'detail')]).toEqual([
    500,
    expect.stringContaining('not given out'),
  ]);
  expect(await alerts()).toEqual([{ kind: 'file-damaged', document: clauses.title, number: 1 }]);
  expect(await tasks(trust)).toMatchObject([{ kind: 'damaged', document: clauses.slug }]);
  expect(
    (await readEvents(trust)).some((each) => pick(each, 'action') === 'document_file.read'),
  ).toBe(false);
  trust.at(new Date(trust.now().getTime() + 26 * 60 * 60 * 1000));
  await expect(readEdition(trust.deps, grant, edition)).rejects.toThrow('damaged');
  expect(await alerts()).toHaveLength(2);
});

/** One bit of one byte in the middle is other than in `xlsx()`. */
function flipped(): Uint8Array {
  const bytes = xlsx();
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return bytes;
}

it('what nobody asks for is found damaged within the hours, and whole again once it was brought back', async () => {
  const trust = await startApp();
  const alerts = await followAlerts(trust);
  const { path } = await published(trust);
  trust.at('2026-11-22T09:10:00Z');
  await writeFile(path, 'not what it was');
  await trust.runSchedule();
  expect(await alerts()).toEqual([]);
  trust.at('2026-11-22T10:00:20Z');
  await trust.runSchedule();
  expect(await alerts()).toHaveLength(1);
  await writeFile(path, xlsx());
  trust.at('2026-11-22T11:00:20Z');
  await trust.runSchedule();
  expect(await tasks(trust)).toEqual([]);
});

it('a grant gives the version that it is for, and no other', async () => {
  const trust = await startApp();
  const { edition, grant } = await published(trust);
  await issue(trust, clauses.slug, xlsx('two'));
  const { edition: second } = await getDocument(trust.deps.db, clauses.slug);
  expect(await readEdition(trust.deps, grant, edition)).toEqual(xlsx());
  if (!second) throw new Error('one is in force');
  await expect(readEdition(trust.deps, grant, second)).rejects.toThrow(TypeError);
});

it('staff are told 60 and 14 days before the last day of what is in force, after downtime once', async () => {
  const trust = await startApp();
  const alerts = await followAlerts(trust);
  await add(trust, clauses);
  await issue(trust, clauses.slug, xlsx(), '?valid_until=2027-03-01');
  await add(trust, { ...clauses, slug: 'hidden-one', visibility: 'hidden' });
  await issue(trust, 'hidden-one', xlsx('hidden'), '?valid_until=2027-03-01');
  trust.at('2026-12-30T12:00:00Z');
  await trust.runSchedule();
  expect(await tasks(trust)).toEqual([]);
  expect(await alerts()).toEqual([]);
  const expected = {
    kind: 'evidence-expiring',
    document: clauses.title,
    validUntil: '2027-03-01',
  };
  trust.at('2026-12-31T12:00:00Z');
  await trust.runSchedule();
  await trust.runSchedule();
  expect(await alerts()).toEqual([expected]);
  expect(await tasks(trust)).toMatchObject([{ kind: 'expiring', document: clauses.slug }]);
  trust.at('2027-02-15T12:00:00Z');
  await trust.runSchedule();
  await trust.advanceDays(3);
  expect(await alerts()).toEqual([expected, expected]);
  trust.at('2027-03-02T12:00:00Z');
  await trust.runSchedule();
  expect(await alerts()).toHaveLength(2);
  expect(await tasks(trust)).toMatchObject([{ kind: 'expired', validUntil: '2027-03-01' }]);
  must(await act(trust, clauses.slug, 1, 'withdrawal'));
  expect(await tasks(trust)).toEqual([]);
});

it('of two reminders that went by while nothing ran one is sent', async () => {
  const trust = await startApp();
  const alerts = await followAlerts(trust);
  await add(trust, clauses);
  await issue(trust, clauses.slug, xlsx(), '?valid_until=2027-03-01');
  trust.at('2027-02-25T12:00:00Z');
  await trust.runSchedule();
  await trust.runSchedule();
  expect(await alerts()).toHaveLength(1);
});
