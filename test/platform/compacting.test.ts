import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it, onTestFinished } from 'vitest';
import { holders } from '../../src/access/service/personal-data.ts';
import type { Deps } from '../../src/context.ts';
import { systemCtx } from '../../src/context.ts';
import { asId } from '../../src/core/ids.ts';
import { erasePersonalData } from '../../src/inquiries/service/erasing.ts';
import { compact } from '../../src/platform/node/compacting.ts';
import { copyDatabase } from '../../src/platform/node/copying.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { addressHash } from '../../src/subscribers/model/address.ts';
import { asking, clauses, offer } from '../access/asking.ts';
import { fileOf, inquired, pageOf, pdf, press } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { startSqld } from '../support/sqld.ts';

const person = {
  name: 'Wilhelmina Zugspitz',
  email: 'wilhelmina@zugspitz.example',
  company: 'Zugspitz Seilbahn',
  message: 'The cable car stops at noon.',
};
const fileText = 'Plan of the summit station';

/** Every spelling in which something of the person could stand in a file. */
function spellings(deps: Deps): readonly string[] {
  const texts = [...Object.values(person), fileText, ...person.name.split(' ')];
  const hash = addressHash(deps.keys, 'email', person.email);
  return [
    ...texts.flatMap((text) => [
      text,
      encodeURIComponent(text),
      Buffer.from(text, 'utf16le').toString('latin1'),
      Buffer.from(text).toString('hex'),
    ]),
    ...texts.map((text) => Buffer.from(text).toString('base64').replace(/=+$/, '')),
    hash,
    encodeURIComponent(hash),
  ].map((text) => text.toLowerCase());
}

/** Which of these stand anywhere in the files of a directory, and where. */
async function traces(directory: string, sought: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const text = bytes.toString('latin1').toLowerCase();
    found.push(
      ...sought.filter((each) => text.includes(each)).map((each) => `${entry.name}: ${each}`),
    );
  }
  return found;
}

/** Somebody who asked something with a file, and for a document; the inquiry. */
async function withPerson(trust: World) {
  await offer(trust);
  const inquiry = await inquired(trust, person);
  const page = `${await pageOf(trust, inquiry.id)}/messages`;
  await press(trust, page, { text: person.message }, [fileOf('plan.pdf', pdf(fileText))]);
  const { name, email, company } = person;
  await asking(trust, { name, email, company, purpose: person.message }, clauses);
  await trust.drain();
  return inquiry;
}

async function erase(deps: Deps, inquiry: string): Promise<void> {
  const staff = { kind: 'staff', role: 'owner' } as const;
  const ctx = { deps, actor: staff, now: deps.clock() };
  await erasePersonalData(ctx, asId('inq', inquiry), 'any');
  const { email } = person;
  const subject = { addresses: [email], hashes: [addressHash(deps.keys, 'email', email)] };
  for (const holder of holders)
    for (const id of await holder.find(deps, subject, { after: undefined, limit: 10 }))
      await holder.erase(systemCtx(deps, 'personal-data'), subject, id);
}

it('nothing of an erased person is left in the database’s files, the blobs and the log', async () => {
  const trust = await startApp();
  const { id } = await withPerson(trust);
  const sought = spellings(trust.deps);
  const directory = dirname(trust.file);
  const before = await traces(directory, sought);
  for (const text of [person.name, person.email, person.message, fileText])
    expect(before.join('\n')).toContain(text.toLowerCase());
  await erase(trust.deps, id);
  // Deleted by other means, and so not written over.
  const other = createClient({ url: `file:${trust.file}` });
  await other.executeMultiple(
    `PRAGMA secure_delete = OFF; CREATE TABLE scratch (text); INSERT INTO scratch VALUES ('${person.name}'); DROP TABLE scratch; PRAGMA wal_checkpoint(TRUNCATE);`,
  );
  other.close();
  expect(await traces(directory, sought)).not.toEqual([]);
  const { before: full, after } = await compact(`file:${trust.file}`);
  expect(await traces(directory, sought)).toEqual([]);
  expect(after).toBeLessThan(full);
  const log = JSON.stringify(trust.logLines).toLowerCase();
  expect(sought.filter((each) => log.includes(each))).toEqual([]);
  // A second time, and the trust centre goes on.
  expect((await compact(`file:${trust.file}`)).after).toBe(after);
  expect((await trust.get('/trust/subprocessors.json')).status).toBe(200);
});

it('a database that is written to, that is a server’s or that is not there is refused', async () => {
  const trust = await startApp();
  const url = `file:${trust.file}`;
  const other = createClient({ url });
  const writing = await other.transaction('write');
  await writing.execute(`UPDATE organisation SET version = version`);
  await expect(compact(url)).rejects.toThrow('Another process uses this database');
  await writing.rollback();
  other.close();
  await expect(compact(url)).resolves.toBeDefined();
  await expect(compact('http://127.0.0.1:1')).rejects.toThrow('npm run copy-database');
  await expect(compact('file:nowhere/annex.db')).rejects.toThrow('no database at nowhere/annex.db');
});

it('a copy into a new server holds all but what was erased, and its log verifies', async () => {
  const trust = await startApp();
  const { id } = await withPerson(trust);
  const [old, fresh] = [await sqldIn(), await sqldIn()];
  const [from, to] = [{ url: old.url }, { url: fresh.url }];
  await expect(copyDatabase(to, from)).rejects.toThrow('no database of Annex');
  await copyDatabase({ url: `file:${trust.file}` }, from);
  const remote = await openDatabase(old.url);
  await erase({ ...trust.deps, db: remote.db, transact: remote.transact }, id);
  await remote.close();
  const sought = spellings(trust.deps);
  // That is why there is this command: the server keeps what was overwritten.
  expect(await traces(old.directory, sought)).not.toEqual([]);
  const { leaves, rows } = await copyDatabase(from, to);
  expect(leaves).toBeGreaterThan(0);
  expect(rows).toBeGreaterThan(leaves);
  expect(await traces(fresh.directory, sought)).toEqual([]);
  const copy = createClient(to);
  await expect(copy.execute('DELETE FROM events')).rejects.toThrow('append-only');
  const schema = 'SELECT type, name, sql FROM sqlite_master ORDER BY type, name';
  const source = createClient(from);
  expect((await copy.execute(schema)).rows).toEqual((await source.execute(schema)).rows);
  const numbers = 'SELECT name, seq FROM sqlite_sequence ORDER BY name';
  expect((await copy.execute(numbers)).rows).toEqual((await source.execute(numbers)).rows);
  source.close();
  copy.close();
  await expect(copyDatabase(from, to)).rejects.toThrow('not empty');
  // Both name the same files, which are gone.
  await erase(trust.deps, id);
});

async function sqldIn() {
  const directory = await mkdtemp(join(tmpdir(), 'annex-copy-'));
  const sqld = await startSqld(directory);
  onTestFinished(async () => {
    await sqld.stop();
    await rm(directory, { recursive: true, force: true });
  });
  return { url: sqld.url, directory };
}
