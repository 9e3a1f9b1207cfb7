import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeLimits } from '../../src/marking/limits.ts';
import { createTools } from '../../src/marking/tools.ts';
import { bundle } from '../../src/platform/build.ts';
import { mark } from '../marking/marks.ts';
import { qpdf } from '../marking/resaving.ts';
import { assemble, samplePdf } from '../marking/samples.ts';

const directory = resolve('dist/test-marking-worker');
let workerd: Miniflare;

beforeAll(async () => {
  await bundle('test/platform/marking-worker.ts', directory, 'worker');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const entry = 'marking-worker.js';
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    modules: [entry, ...names.filter((name) => name !== entry)].map((name) => ({
      type: 'ESModule' as const,
      path: join(directory, name),
    })),
    modulesRoot: directory,
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    cf: false,
  });
  workerd = new Miniflare({ ...options, telemetry: { enabled: false } });
});

afterAll(async () => {
  await workerd?.dispose();
  await rm(directory, { recursive: true, force: true });
});

async function post(bytes: Uint8Array, query = ''): Promise<Response> {
  const url = new URL(query, await workerd.ready);
  return fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
}

const marking = `?mark=${encodeURIComponent(JSON.stringify(mark))}`;

test('in workerd a file gets the same bytes as on Node, several at once as well', async () => {
  const plain = samplePdf({ pages: [{}, { rotate: 90 }] });
  const files = [
    plain,
    await qpdf(plain, '--object-streams=generate'),
    await qpdf(plain, '--encrypt', '', 'owner', '256', '--'),
  ];
  const marked = await Promise.all(
    files.map(async (file) => (await post(file, marking)).arrayBuffer()),
  );
  for (const [index, file] of files.entries()) {
    const here = await createTools(nodeLimits).mark(file, mark);
    expect(new Uint8Array(marked[index] ?? new ArrayBuffer())).toEqual(here);
    const seen = await (await post(here)).json();
    expect(seen).toEqual({ pages: 2, protection: 'none', references: [mark.reference] });
  }
});

test('in workerd a file that unpacks without end is refused, and the next one marked', async () => {
  const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  const head = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${zeros.length} >>\nstream\n`;
  const bomb = Buffer.concat([Buffer.from(head), zeros, Buffer.from('\nendstream')]);
  const file = assemble(['<< /Type /Catalog >>', bomb], '/Root 1 0 R');
  const refused = await post(file, marking);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(/more than is read here/);
  expect((await post(samplePdf({ pages: [{}] }), marking)).status).toBe(200);
});
