import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { approveRequest } from '../../src/access/service/deciding.ts';
import { acceptances } from '../../src/access/table.ts';
import { erasePersonalData } from '../../src/inquiries/service/erasing.ts';
import { allHolders } from '../../src/personal-data/holders.ts';
import { bundle } from '../../src/platform/build.ts';
import { compact } from '../../src/platform/node/compacting.ts';
import { copyDatabase } from '../../src/platform/node/copying.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { verifyLog } from '../../src/transparency/service/verifying.ts';
import { offer, press, publishNda, requestOf, signature, verifying } from '../access/asking.ts';
import { bytesOf, fileAt, opened, readyOf, report, staff } from '../access/giving.ts';
import { fileOf, pdf, readInquiries, writeByForm } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { eraseAll, subjectOf, tracesOf } from '../support/persons.ts';
import { subscribe } from '../support/recipients.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { copyTemplate } from '../support/template.ts';
import { startGateway } from './gateway.ts';
import { mailForm, sendForm } from '../subscribers/subscribing.ts';

// The mark alone is also in the names of staff.
const surname = `${personMark}son`;
const address = `robin.${surname.toLowerCase()}@customer.example`;
const name = `Robin ${surname}`;
const question = `Where are the backups of ${surname}, please?`;
const purpose = `Review of suppliers by ${surname}.`;
const inFile = `plan of ${surname} for the year`;
const thanks = `${surname} says thank you.`;
const left = `left by ${surname}`;
const texts = [address, name, surname, question, purpose, inFile, thanks, left];

/** Of the two programs, and of sqld's own files. */
let built: string;
let served: string;
let sqld: Sqld;

beforeAll(async () => {
  await mkdir('dist', { recursive: true });
  built = await mkdtemp(resolve('dist/test-'));
  served = await mkdtemp(join(tmpdir(), 'annex-sqld-'));
  const entries = ['compact', 'copy-database'].map((each) => `src/platform/${each}.ts`);
  [sqld] = await Promise.all([
    startSqld(served),
    ...entries.map((entry) => bundle(entry, built, 'node')),
  ]);
});

afterAll(async () => {
  await sqld.stop();
  for (const each of [built, served]) await rm(each, { recursive: true, force: true });
});

/** A program as npm starts it; nothing else is in its environment. */
async function run(program: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const child = spawn(process.execPath, [join(built, `${program}.js`), ...args], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output };
}

/** In how many of its spellings a text may stand in bytes: any case, UTF-8, UTF-16, hexadecimal, Base64. */
function spellings(text: string): readonly string[] {
  const cases = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  return cases.flatMap((each) => {
    const utf8 = Buffer.from(each);
    const utf16 = Buffer.from(each, 'utf16le');
    // The first of three bytes may be any: what depends on the neighbours is cut off at both ends.
    const base64 = [utf8, utf16].flatMap((bytes) =>
      [0, 1, 2].map((offset) =>
        Buffer.concat([Buffer.alloc(offset), bytes])
          .toString('base64')
          .slice(offset === 0 ? 0 : offset + 1, -4),
      ),
    );
    return [
      ...[utf8, utf16, Buffer.from(utf16).swap16()].map((bytes) => bytes.toString('latin1')),
      ...base64.flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_')]),
      ...[utf8, utf16].map((bytes) => bytes.toString('hex')),
      encodeURIComponent(each),
    ];
  });
}

/** Those of the texts that stand in the bytes in any spelling. */
function foundIn(bytes: Buffer, sought: readonly string[] = texts): readonly string[] {
  const raw = bytes.toString('latin1');
  const lower = raw.toLowerCase();
  return sought.filter((text) =>
    spellings(text).some((each) => raw.includes(each) || lower.includes(each)),
  );
}

/** Every file below a directory, its name included. */
async function filesIn(directory: string): Promise<Buffer> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = found
    .filter((each) => each.isFile())
    .map(({ parentPath, name: base }) => join(parentPath, base));
  // In another process: closing a file takes this one's locks from it, which SQLite needs (POSIX).
  const { stdout } = await promisify(execFile)('cat', files, {
    encoding: 'buffer',
    maxBuffer: 100_000_000,
  });
  return Buffer.concat([stdout, Buffer.from(files.join())]);
}

/** The database with its log and index, the blobs, and what was logged. */
async function everythingOf({ file, logLines }: World): Promise<Buffer> {
  return Buffer.concat([await filesIn(dirname(file)), Buffer.from(JSON.stringify(logLines))]);
}

/** Somebody who subscribed, wrote with a file, signed, and fetched what was given. */
async function started(): Promise<World> {
  const trust = await startApp();
  await offer(trust);
  const nda = await publishNda(trust);
  await subscribe(trust, { address });
  must(await sendForm(trust, '/trust/subscribe', mailForm(address.toUpperCase())));
  const files = [fileOf(`${surname}.pdf`, pdf(inFile))];
  await writeByForm(
    trust,
    { topic: 'general', name, email: address, message: question },
    { files },
  );
  const asked = await verifying(trust, { name, email: address, purpose }, report);
  await approveRequest(staff(trust), asked.id, { terms: {} }, 'any');
  await press(trust, `${asked.page}/nda`, signature(nda, { fullName: name }));
  await press(trust, `${asked.page}/messages`, { text: thanks });
  const { link } = await readyOf(trust, await requestOf(trust, asked.id));
  const got = await trust.fetch(fileAt(await opened(trust, link), report));
  expect([got.status, (await bytesOf(got)).byteLength > 0]).toEqual([200, true]);
  await trust.drain();
  // As a connection does that overwrites nothing: an older Annex, or a hand with a shell.
  const client = createClient({ url: `file:${trust.file}` });
  await client.batch([
    'PRAGMA secure_delete = OFF',
    { sql: "INSERT INTO suppressions VALUES (?, 'bounced', 0)", args: [left] },
    "DELETE FROM suppressions WHERE reason = 'bounced'",
  ]);
  client.close();
  return trust;
}

async function erase(trust: World): Promise<readonly string[]> {
  for (const { id } of await readInquiries(trust)) await erasePersonalData(staff(trust), id, 'any');
  return eraseAll(trust, allHolders, subjectOf(trust, address));
}

/** Schema and rows, each row as it is stored. */
async function contentOf(url: string): Promise<readonly string[]> {
  const client = createClient({ url, intMode: 'bigint' });
  const lines = async (sql: string) =>
    (await client.execute(sql)).rows.map((row) =>
      JSON.stringify(Array.from(row), (_, value: unknown) =>
        value instanceof ArrayBuffer
          ? Buffer.from(value).toString('hex')
          : typeof value === 'bigint'
            ? `${value} whole`
            : value,
      ),
    );
  const { rows } = await client.execute(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'",
  );
  const names = rows.map((row) => String(row['name'])).filter((each) => each !== 'sqlite_stat1');
  const content = await lines('SELECT type, name, sql FROM sqlite_master ORDER BY type, name');
  for (const table of names.toSorted())
    content.push(...(await lines(`SELECT '${table}', * FROM "${table}" ORDER BY rowid`)));
  client.close();
  return content;
}

/** What is kept of the agreement, as it stands in its row. */
async function signedIn({ deps }: World): Promise<readonly string[]> {
  const rows = await deps.db.select().from(acceptances);
  return rows.map(({ signer }) => JSON.stringify(signer));
}

/** The bytes without these texts, each of which must stand there once. */
function without(bytes: Buffer, kept: readonly string[]): Buffer {
  return kept.reduce((rest, text) => {
    const at = rest.indexOf(text);
    expect([at >= 0, rest.indexOf(text, at + 1)]).toEqual([true, -1]);
    return Buffer.concat([rest.subarray(0, at), rest.subarray(at + Buffer.byteLength(text))]);
  }, bytes);
}

/** A database of Annex with nothing in it, removed after the test. */
async function emptied() {
  const made = await copyTemplate();
  await (await openDatabase(`file:${made.file}`)).close();
  onTestFinished(() => rm(made.directory, { recursive: true, force: true }));
  return made;
}

/** A log that is not what was signed is found out without any secret. */
async function expectFaults(url: string) {
  const client = createClient({ url });
  const { db, close } = await openDatabase(url);
  const before = await verifyLog(db);
  expect([before.size > 0, before.fault]).toEqual([true, undefined]);
  await client.execute("UPDATE log_keys SET verifier_key = ''");
  expect((await verifyLog(db)).fault).toContain('No key of the log');
  await client.execute('DROP TRIGGER events_are_never_changed');
  await client.execute(
    "UPDATE events SET subject = 'service:other' WHERE seq = (SELECT max(seq) FROM log_leaves)",
  );
  expect((await verifyLog(db)).fault).toContain('not those of its checkpoint');
  client.close();
  await close();
}

const fresh = ({ file }: World) => `file:${join(dirname(file), 'copy.db')}`;
const compactFile = ({ file }: World) => run('compact', { DATABASE_URL: `file:${file}` });

it('the search finds every spelling, wherever it stands', () => {
  const [hidden = ''] = texts;
  for (const before of ['', 'a', 'ab'])
    for (const each of [hidden, hidden.toUpperCase()]) {
      const text = `${before}${each}cd`;
      const utf16 = Buffer.from(text, 'utf16le');
      const stored = [
        Buffer.from(text),
        utf16,
        Buffer.from(utf16).swap16(),
        ...(['base64', 'base64url', 'hex'] as const).flatMap((form) =>
          [Buffer.from(text), utf16].map((bytes) => Buffer.from(bytes.toString(form))),
        ),
      ];
      expect(stored.map((bytes) => foundIn(bytes, [hidden]))).toEqual(stored.map(() => [hidden]));
    }
});

describe('after a person is erased', () => {
  it('and the file compacted, nothing of theirs is on the disk but what is kept by law, and that too once it is over', async () => {
    const trust = await started();
    expect(foundIn(await everythingOf(trust))).toEqual(texts);
    const done = await erase(trust);
    // Of a delivery it is only kept that something was sent, and when.
    expect(new Set(done.filter((each) => each.includes('kept')))).toEqual(
      new Set(['deliveries kept legal-duty', 'confidentiality-agreements kept legal-claims']),
    );
    expect(foundIn(await everythingOf(trust), [left])).toEqual([left]);
    const { code, output } = await compactFile(trust);
    expect(output).toMatch(/annex\.db: [\d,]+ bytes and [\d,]+ of .* and 0 of write-ahead log now/);
    expect(code).toBe(0);
    const rest = without(await everythingOf(trust), await signedIn(trust));
    expect(foundIn(Buffer.concat([rest, Buffer.from(output)]))).toEqual([]);
    await trust.deps.transact((tx) =>
      tx.update(acceptances).set({ endedAt: trust.now() }).where(eq(acceptances.source, 'form')),
    );
    trust.at('2033-01-01T12:00:00Z');
    expect(await erase(trust)).toEqual(['confidentiality-agreements deleted']);
    await compactFile(trust);
    const { hashes } = subjectOf(trust, address);
    expect(foundIn(await everythingOf(trust), [...texts, ...hashes])).toEqual([]);
    expect(await tracesOf(trust, texts)).toEqual([]);
  });

  it('a copy in a fresh server has every row, and nothing of theirs in its tables and files', async () => {
    const trust = await started();
    await erase(trust);
    const env = {
      DATABASE_URL: `file:${trust.file}`,
      SECRET_KEY: trust.deps.config.secretKey ?? '',
    };
    const { code, output } = await run('copy-database', env, sqld.url);
    expect([code, output]).toEqual([0, expect.stringMatching(/compared\.\nThe record verifies/)]);
    const content = await contentOf(sqld.url);
    expect(content).toEqual(await contentOf(`file:${trust.file}`));
    expect(content.length).toBeGreaterThan(200);
    // What is signed is kept, and so it stands in the server's own log too; what is erased never came there.
    const [signed] = await signedIn(trust);
    const erased = texts.filter((text) => !foundIn(Buffer.from(signed ?? '')).includes(text));
    expect(erased).toEqual([question, purpose, inFile, thanks, left]);
    expect(foundIn(Buffer.from(content.join('\n')), erased)).toEqual([]);
    expect(foundIn(await filesIn(served), erased)).toEqual([]);
    // It is a database of Annex: migrated, and its record can only grow.
    await migrate(sqld.url);
    const client = createClient({ url: sqld.url });
    await expect(client.execute('DELETE FROM events')).rejects.toThrow('append-only');
    // Why a copy is made at all: what is deleted in a server stays in its log.
    await client.execute({
      sql: "INSERT INTO suppressions VALUES (?, 'bounced', 0)",
      args: [left],
    });
    await client.execute("DELETE FROM suppressions WHERE reason = 'bounced'");
    expect(foundIn(await filesIn(served), [left])).toEqual([left]);
    client.close();
    const again = await run('copy-database', env, sqld.url);
    expect([again.code, again.output]).toEqual([1, expect.stringContaining('is not empty')]);
    const other = await run('copy-database', { ...env, SECRET_KEY: 'x'.repeat(40) }, fresh(trust));
    expect([other.code, other.output]).toEqual([1, expect.stringContaining('do not verify: ')]);
    await expectFaults(fresh(trust));
  });
});

describe('compacting', () => {
  it('waits for nobody for long: who writes, or reads what was, is named, and no file is made', async () => {
    const { file, directory } = await emptied();
    const other = createClient({ url: `file:${file}` });
    const writing = await other.transaction('write');
    await expect(compact(`file:${file}`, 20)).rejects.toThrow(/Another process writes .* Nothing/);
    await writing.rollback();
    const reading = await other.transaction('read');
    await reading.execute('SELECT count(*) FROM events');
    await expect(compact(`file:${file}`, 20)).rejects.toThrow('still reads what stood there');
    await reading.rollback();
    other.close();
    const { before, after } = await compact(`file:${file}`, 20);
    expect([after.log, after.file < before.file + before.log]).toEqual([0, true]);
    await expect(compact(sqld.url, 20)).rejects.toThrow('npm run copy-database');
    await expect(compact(`file:${directory}/no.db`, 20)).rejects.toThrow('There is no database');
    expect((await readdir(directory)).filter((each) => each.includes('no.db'))).toEqual([]);
  });
});

describe('copying', () => {
  it('is exact in every type, in batches, and gives no number out twice', async () => {
    const { file } = await emptied();
    const source = createClient({ url: `file:${file}` });
    await source.migrate([
      'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT REFERENCES z (id), any, "odd ""name" BLOB)',
      'CREATE TABLE z (id TEXT PRIMARY KEY, text TEXT)',
      "INSERT INTO z SELECT 'z' || value, CASE WHEN value % 100 = 0 THEN hex(zeroblob(150000)) END FROM generate_series(1, 1203)",
      'INSERT INTO a (b, any, "odd ""name") SELECT \'z\' || value, CASE value % 4 WHEN 0 THEN 9223372036854775807 - value WHEN 1 THEN value / 7.0 WHEN 2 THEN \'é\' || char(10) || value END, randomblob(value % 9) FROM generate_series(1, 1203)',
      'DELETE FROM a WHERE id > 1200 OR id = 7',
    ]);
    source.close();
    const into = await startSqld();
    const sent: number[] = [];
    const gate = await startGateway(into.url, async (body) => sent.push(body.length));
    await copyDatabase({ url: `file:${file}` }, { url: gate.url });
    // What a server takes at once is bounded: 12 rows of 300 kB are more than one batch.
    expect(Math.max(...sent)).toBeLessThan(1_500_000);
    expect(await contentOf(into.url)).toEqual(await contentOf(`file:${file}`));
    const target = createClient({ url: into.url });
    const { lastInsertRowid } = await target.execute("INSERT INTO a (b) VALUES ('z1')");
    target.close();
    expect(lastInsertRowid).toBe(1204n);
    await Promise.all([gate.stop(), into.stop()]);
  });

  it('fails where somebody writes meanwhile, and what it leaves is taken for nothing', async () => {
    const { file } = await emptied();
    const other = createClient({ url: `file:${file}` });
    const into = await startSqld();
    await other.execute("INSERT INTO suppressions VALUES ('hash', 'bounced', 0)");
    const gate = await startGateway(into.url, async (body) => {
      if (body.includes('INSERT INTO \\"suppressions'))
        await other.execute("UPDATE suppressions SET reason = 'gone'");
    });
    const copying = copyDatabase({ url: `file:${file}` }, { url: gate.url });
    await expect(copying).rejects.toThrow('The table suppressions is another in the copy');
    await expect(migrate(into.url)).rejects.toThrow();
    await expect(copyDatabase({ url: `file:${file}` }, { url: into.url })).rejects.toThrow(
      'not empty',
    );
    other.close();
    await Promise.all([gate.stop(), into.stop()]);
  });
});
