import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { approveRequest } from '../../src/access/service/deciding.ts';
import { acceptances } from '../../src/access/table.ts';
import { erasePersonalData } from '../../src/inquiries/service/erasing.ts';
import { allHolders } from '../../src/personal-data/holders.ts';
import { compact } from '../../src/platform/node/compacting.ts';
import { copyDatabase } from '../../src/platform/node/copying.ts';
import { offer, press, publishNda, requestOf, signature, verifying } from '../access/asking.ts';
import { bytesOf, fileAt, opened, readyOf, report, staff } from '../access/giving.ts';
import { fileOf, pdf, readInquiries, writeByForm } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { eraseAll, subjectOf, tracesOf } from '../support/persons.ts';
import { subscribe } from '../support/recipients.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { mailForm, sendForm } from '../subscribers/subscribing.ts';

const address = `robin.${personMark.toLowerCase()}@customer.example`;
const name = `Robin ${personMark}`;
const question = `Where are the backups of ${personMark}, please?`;
const purpose = `Review of suppliers by ${personMark}.`;
const inFile = `plan of ${personMark} for the year`;
const texts = [address, name, question, purpose, inFile, personMark];

let sqld: Sqld;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'annex-compact-'));
  sqld = await startSqld();
});

afterAll(async () => {
  await sqld.stop();
  await rm(directory, { recursive: true, force: true });
});

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

/** Everything that lies on the disk, and what was logged. */
async function everythingOf({ file, deps, logLines }: World): Promise<Buffer> {
  const blobs = await readdir(deps.config.blobDir, { recursive: true, withFileTypes: true });
  const files = [
    ...[file, `${file}-wal`, `${file}-shm`],
    ...blobs.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name)),
  ];
  const bytes = await Promise.all(files.map((each) => readFile(each).catch(() => Buffer.alloc(0))));
  return Buffer.concat([
    ...bytes,
    Buffer.from(JSON.stringify(logLines)),
    Buffer.from(files.join()),
  ]);
}

/** Somebody who subscribed, wrote with a file, signed, and fetched what was given. */
async function started(): Promise<World> {
  const trust = await startApp();
  await offer(trust);
  const nda = await publishNda(trust);
  await subscribe(trust, { address });
  must(await sendForm(trust, '/trust/subscribe', mailForm(address.toUpperCase())));
  const files = [fileOf(`${personMark}.pdf`, pdf(inFile))];
  await writeByForm(
    trust,
    { topic: 'general', name, email: address, message: question },
    { files },
  );
  const asked = await verifying(trust, { name, email: address, purpose }, report);
  await approveRequest(staff(trust), asked.id, { terms: {} }, 'any');
  await press(trust, `${asked.page}/nda`, signature(nda));
  const { link } = await readyOf(trust, await requestOf(trust, asked.id));
  const got = await trust.fetch(fileAt(await opened(trust, link), report));
  expect([got.status, (await bytesOf(got)).byteLength > 0]).toEqual([200, true]);
  await trust.drain();
  // As a connection does that overwrites nothing: an older Annex, or a hand with a shell.
  const client = createClient({ url: `file:${trust.file}` });
  await client.batch([
    'PRAGMA secure_delete = OFF',
    { sql: "INSERT INTO suppressions VALUES (?, 'bounced', 0)", args: [`left ${personMark}`] },
    "DELETE FROM suppressions WHERE reason = 'bounced'",
  ]);
  client.close();
  return trust;
}

async function erase(trust: World): Promise<readonly string[]> {
  for (const { id } of await readInquiries(trust)) await erasePersonalData(staff(trust), id, 'any');
  return eraseAll(trust, allHolders, subjectOf(trust, address));
}

const compactFile = ({ file }: World) => compact(`file:${file}`, 2_000);

describe('after a person is erased and the file compacted', () => {
  it('nothing of theirs is on the disk but what is kept by law, and that too once it is over', async () => {
    const trust = await started();
    expect(foundIn(await everythingOf(trust))).toEqual(texts);
    const done = await erase(trust);
    expect(done.filter((each) => each.includes('kept'))).toEqual([
      'confidentiality-agreements kept legal-claims',
    ]);
    expect(foundIn(await everythingOf(trust), [`left ${personMark}`])).not.toEqual([]);
    await compactFile(trust);
    // What is listed as kept, and nothing else: without its bytes there is nothing.
    const [kept] = await trust.deps.db.select().from(acceptances);
    const signed = Buffer.from(JSON.stringify(kept?.signer)).toString('latin1');
    expect(foundIn(Buffer.from(signed, 'latin1'))).toContain(address);
    const rest = (await everythingOf(trust)).toString('latin1').split(signed);
    expect(rest).toHaveLength(2);
    expect(foundIn(Buffer.from(rest.join(), 'latin1'))).toEqual([]);
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
});
