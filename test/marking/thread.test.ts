import { expect, test } from 'vitest';
import { nodeLimits } from '../../src/marking/limits.ts';
import { createTools } from '../../src/marking/tools.ts';
import { createPdfTools } from '../../src/platform/node/pdf.ts';
import { startApp } from '../support/app.ts';
import { mark } from './marks.ts';
import { assemble, samplePdf, streamBody } from './samples.ts';

const file = samplePdf({ pages: [{}, { rotate: 90 }] });
const bounds = { timeoutMs: 30_000, mostWaiting: 8, heapMb: 512 };

/** Small, sound, and more than a small heap can hold once it is read. */
function heavyFile(): Uint8Array {
  const values = streamBody('/Type /ObjStm /N 1 /First 4', `9 0 [${'0 '.repeat(5_000_000)}]`);
  const sound = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] >>',
    '<< /Type /Page >>',
  ];
  return assemble([...sound, values], '/Root 1 0 R');
}

test('a thread gives what the tools give, and leaves the caller its bytes', async () => {
  const trust = await startApp();
  const { pdf } = trust.deps;
  const inside = Buffer.concat([Buffer.alloc(100), file]).subarray(100);
  const marked = await pdf.mark(inside, mark);
  expect(marked).toEqual(await createTools(nodeLimits).mark(file, mark));
  expect(Buffer.compare(inside, file)).toBe(0);
  expect(await pdf.inspect(marked)).toEqual({ pages: 2, protection: 'none' });
  expect(await pdf.findReferences(marked)).toEqual([mark.reference]);
  await expect(pdf.inspect(Buffer.from('no PDF'))).rejects.toMatchObject({
    code: 'invalid',
    detail: /not a PDF/,
  });
});

test('a file that takes too long is refused, its thread ended, and the next file gets its turn', async () => {
  const hasty = createPdfTools({ ...bounds, timeoutMs: 1 });
  await expect(hasty.inspect(file)).rejects.toMatchObject({
    code: 'invalid',
    detail: /takes too long/,
  });
  await expect(hasty.inspect(file)).rejects.toMatchObject({
    code: 'invalid',
    detail: /takes too long/,
  });
  const patient = createPdfTools(bounds);
  expect(await patient.inspect(file)).toEqual({ pages: 2, protection: 'none' });
});

test('a file that takes too much memory ends its thread only; requests and files after it are answered', async () => {
  const narrow = createPdfTools({ ...bounds, heapMb: 48 });
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 5);
  await expect(narrow.inspect(heavyFile())).rejects.toMatchObject({
    code: 'invalid',
    detail: /too much memory/,
  });
  clearInterval(clock);
  expect(turns).toBeGreaterThan(3);
  expect(await narrow.inspect(file)).toEqual({ pages: 2, protection: 'none' });
});

test('files wait for each other in order, and more than may wait are sent away', async () => {
  const tools = createPdfTools({ ...bounds, mostWaiting: 2 });
  const done: number[] = [];
  const answers = await Promise.allSettled(
    [0, 1, 2, 3, 4].map(async (number) => {
      const { pages } = await tools.inspect(file);
      done.push(number);
      return pages;
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(answers[4]).toMatchObject({ reason: { code: 'too_many', retryAfterSeconds: 30 } });
  expect(done).toEqual([0, 1, 2]);
  expect(await tools.inspect(file)).toMatchObject({ pages: 2 });
});
