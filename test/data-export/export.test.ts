import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { leftOut } from '../../src/data-export/model.ts';
import { exportEverything } from '../../src/data-export/service.ts';
import { createBlobs } from '../../src/platform/node/blobs.ts';
import { importEverything, linesOf } from '../../src/platform/node/importing.ts';
import { verifyPlace } from '../../src/platform/node/verifying.ts';
import { openTab, root } from '../console/support.ts';
import { staff } from '../access/giving.ts';
import { add, clauses, pdf, report, storedFiles, upload, xlsx } from '../documents/filing.ts';
import { wish, writeByForm } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';

const secret = 'the secret of the tests, always the same';
let directory: string;
let made = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'annex-export-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const fresh = () => join(directory, `${(made += 1)}.db`);

async function* partsOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

const load = (text: string, file: string) =>
  importEverything(linesOf(partsOf(text)), { url: `file:${file}` }, createBlobs(`${file}.blobs`));

async function exported(world: World): Promise<string> {
  const response = await world.fetch('/trust/api/v1/export', {
    headers: { authorization: `Bearer ${world.secrets[0] ?? ''}` },
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** A file that was cut off stays without its journal, so that no Annex starts on it. */
async function journalOf(file: string): Promise<number> {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute('SELECT count(*) AS count FROM __drizzle_migrations');
  client.close();
  return Number(rows[0]?.['count']);
}

describe('an export of everything', () => {
  it('holds every row but those of the moment, and no secret; read back it is the same and verifies', async () => {
    const world = await startApp({ seed: 'demo' });
    const tab = openTab(world);
    await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
    await tab.send({ name: `Ada ${personMark}`, address: 'ada@company.example' });
    await tab.open(`${root}/data`);
    expect(tab.page.text).toContain(`href="${root}/data/export"`);
    await tab.open(`${root}/data/export`);
    await tab.send();
    expect(tab.lastHeaders.get('content-disposition')).toContain('annex-export.jsonl');
    const { text } = tab.page;
    for (const key of world.secrets) expect(text).not.toContain(key);
    const was = await dumpTables(world);
    expect((await readEvents(world)).at(-1)).toMatchObject({ action: 'everything.exported' });

    const file = fresh();
    const { rows } = await load(text, file);
    const is = await dumpTables({ ...world, file });
    let counted = 0;
    for (const [table, stored] of was) {
      const isLeftOut = leftOut.includes(table);
      if (!isLeftOut) counted += stored.length;
      expect([table, is.get(table)]).toEqual([table, isLeftOut ? [] : stored]);
    }
    expect(rows).toBeGreaterThanOrEqual(counted);
    expect(counted).toBeGreaterThan(500);
    expect((was.get('staff_sessions') ?? []).length).toBeGreaterThan(0);
    expect(await verifyPlace({ url: `file:${file}` }, secret)).toContain('The record verifies');
    await expect(
      verifyPlace({ url: `file:${file}` }, 'another secret of 32 characters'),
    ).rejects.toThrow('SECRET_KEY is not that of this trust centre');
    await expect(load(text, file)).rejects.toThrow('not empty');
  });

  it('is not read back where it was cut off, changed, made meanwhile or by another version', async () => {
    const world = await startApp();
    const whole = await exported(world);
    const lines = whole.trimEnd().split('\n');
    const [head = '', end = ''] = [lines[0], lines.at(-1)];
    const changedRow = whole.replace('"Qluster Corp.', '"Others Corp.');
    expect(changedRow).not.toBe(whole);
    const cases = [
      [lines.slice(0, -1).join('\n'), 'not whole'],
      [changedRow, 'not whole'],
      [whole.replace(end, end.replace(/"after":\d+/, '"after":999')), 'Something was recorded'],
    ] as const;
    for (const [text, words] of cases) {
      const file = fresh();
      await expect(load(text, file)).rejects.toThrow(words);
      expect(await journalOf(file)).toBe(0);
    }
    const others = [
      [whole.replace(head, head.replace(/"migration":\d+/, '"migration":1')), 'another version'],
      ['{"format":"something"}\n', 'no export of everything'],
      ['', 'no export of everything'],
    ] as const;
    for (const [text, words] of others) await expect(load(text, fresh())).rejects.toThrow(words);
  });

  it('holds every file in pieces, which are the same bytes where they are read back', async () => {
    const world = await startApp();
    await add(world, report);
    await add(world, clauses);
    // More than one piece, and no multiple of three bytes.
    const large = pdf(3, 'x'.repeat(200_000));
    expect(large.byteLength % 3).not.toBe(0);
    must(await upload(world, report.slug, large));
    must(await upload(world, clauses.slug, xlsx('small')));
    const attached = new File([pdf(1)], 'question.pdf', { type: 'application/pdf' });
    must(await writeByForm(world, wish(), { files: [attached] }));
    const text = await exported(world);
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('{"file"'))).toHaveLength(3);
    expect(lines.every((line) => line.length < 400_000)).toBe(true);
    expect(lines.at(-1)).toContain('"files":{"whole":3,"lost":0}');
    const file = fresh();
    expect(await load(text, file)).toMatchObject({ files: 3, lost: 0 });
    const stored = await storedFiles(world);
    expect(stored).toHaveLength(3);
    const { blobDir } = world.deps.config;
    for (const path of stored) {
      const copy = await readFile(path.replace(blobDir, `${file}.blobs`));
      expect(copy.equals(await readFile(path))).toBe(true);
    }

    // A piece that was changed or left out, and a file that would go elsewhere.
    const piece = lines.findIndex((line) => line.startsWith('"'));
    const without = lines.toSpliced(piece, 1).join('\n');
    const changed = lines.with(piece, `"${Buffer.from('other').toString('base64')}"`).join('\n');
    const elsewhere = text.replace('{"file":"documents/', '{"file":"../documents/');
    for (const wrong of [without, changed, elsewhere]) {
      const copy = fresh();
      await expect(load(wrong, copy)).rejects.toThrow('not whole');
      expect(await journalOf(copy)).toBe(0);
    }

    // One that is damaged hinders nobody from taking the rest along.
    const [damaged = ''] = stored;
    const bytes = await readFile(damaged);
    await writeFile(damaged, 'damaged');
    expect(await load(await exported(world), fresh())).toMatchObject({ files: 2, lost: 1 });
    await writeFile(damaged, bytes);
  });

  it('of before files were in it is read back as well', async () => {
    const world = await startApp();
    const lines = (await exported(world)).trimEnd().split('\n').slice(0, -1);
    const [head = '', ...rest] = lines;
    const before = [head.replace('annex-export/2', 'annex-export/1'), ...rest].join('\n') + '\n';
    const end = {
      end: 'annex-export/1',
      rows: rest.filter((line) => line.startsWith('[')).length,
      events: { before: 1, after: 1 },
      sha256: createHash('sha256').update(before).digest('hex'),
    };
    const imported = await load(before + JSON.stringify(end), fresh());
    expect(imported).toMatchObject({ rows: end.rows, files: 0, lost: 0 });
  });

  it('says so where something was recorded while it was made', async () => {
    const world = await startApp();
    await world.as('publisher').get('/batches');
    let text = '';
    for await (const part of await exportEverything(staff(world))) {
      if (text === '') must(await world.as('publisher').post('/batches', { title: 'Meanwhile' }));
      text += part;
    }
    await expect(load(text, fresh())).rejects.toThrow('Something was recorded');
  });

  it('is for owners alone', async () => {
    const world = await startApp();
    for (const role of ['publisher', 'privacy-officer', 'auditor'] as const)
      expect((await world.as(role).get('/export')).status).toBe(403);
    const { body } = must(await world.as('auditor').get('/events?action=everything.exported'));
    expect(pickList(body, 'items').map((each) => pick(each, 'action'))).toEqual([]);
  });
});

it('lines end at line feeds alone', async () => {
  const read = [];
  for await (const line of linesOf(partsOf('["a\u2028b"]\n["c\r"]\n["d"]'))) read.push(line);
  expect(read).toEqual(['["a\u2028b"]', '["c\r"]', '["d"]']);
});
