import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import { nodeLimits } from '../../src/marking/limits.ts';
import { createTools } from '../../src/marking/tools.ts';
import { mark } from './marks.ts';
import { readFile } from './renderers.ts';
import { qpdf } from './resaving.ts';
import { assemble, samplePdf, streamBody } from './samples.ts';

const tools = createTools(nodeLimits);
const megabyte = 1024 * 1024;
/** Bounds that a small file can reach. */
const strict = createTools({ ...nodeLimits, values: 50_000, objects: 20_000, unpacked: megabyte });

/** The sentence with which a file is refused, or how many pages it has. */
async function saidOf(bytes: Uint8Array, by = tools): Promise<string | number> {
  try {
    return (await by.inspect(bytes)).pages;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return error.detail;
    throw error;
  }
}

const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const tree = (kids: string) => `<< /Type /Pages /Kids [${kids}] /Count 1 >>`;
const leaf = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
const sound = [catalog, tree('3 0 R'), leaf];
const root = '/Root 1 0 R';

describe('refused with a sentence that says what to do', () => {
  test('what is no PDF', async () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('PK\u0003\u0004 a document'),
      Buffer.alloc(2_000),
    ])
      expect(await saidOf(bytes)).toMatch(/not a PDF.*upload that/);
  });

  test('what needs a password', async () => {
    for (const bits of ['128', '256']) {
      const file = await qpdf(
        samplePdf({ pages: [{}] }),
        '--allow-weak-crypto',
        '--encrypt',
        'secret',
        'owner',
        bits,
        '--',
      );
      expect(await saidOf(file)).toMatch(/needs a password.*save it without the password/);
    }
  });

  test('what is encrypted in a way that is not known', async () => {
    const file = assemble(
      [...sound, '<< /Filter /Adobe.PubSec /V 4 >>'],
      `${root} /Encrypt 4 0 R /ID [<00> <00>]`,
    );
    expect(await saidOf(file)).toMatch(/cannot be opened.*save it anew/);
  });

  test('what was cut off, wherever that was, unless all pages are there', async () => {
    const file = samplePdf({ pages: [{}, {}, {}] });
    const packed = await qpdf(file, '--object-streams=generate');
    const cut = fc.tuple(
      fc.constantFrom(file, packed),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(cut, async ([whole, share]) => {
        const said = await saidOf(whole.slice(0, Math.floor(whole.length * share)));
        if (said !== 3) expect(said).toMatch(/no pages|Part of the file is missing|cannot be/);
      }),
      { numRuns: 60 },
    );
    expect(await saidOf(packed.slice(0, packed.length * 0.9))).toMatch(/cut off.*Upload it again/);
  });

  test('what has no pages, more than are marked, or more bytes', async () => {
    expect(await saidOf(assemble([catalog, '<< /Type /Pages /Kids [] /Count 0 >>'], root))).toMatch(
      /no pages/,
    );
    expect(await saidOf(assemble([catalog, tree('3 0 R 9 0 R'), leaf], root))).toMatch(
      /Part of the file is missing/,
    );
    const few = createTools({ ...nodeLimits, pages: 2, bytes: 10_000 });
    const file = samplePdf({ pages: [{}, {}, {}] });
    expect(await saidOf(file, few)).toMatch(/more than 2 pages.*in parts/);
    await expect(few.inspect(Buffer.alloc(10_001))).rejects.toMatchObject({ code: 'too_large' });
    await expect(few.mark(Buffer.alloc(10_001), mark)).rejects.toMatchObject({ code: 'too_large' });
    await expect(few.findReferences(Buffer.alloc(10_001))).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  test('a list of pages that refers to itself', async () => {
    const itself = assemble([catalog, tree('2 0 R')], root);
    const around = assemble([catalog, tree('3 0 R 4 0 R'), leaf, tree('2 0 R')], root);
    const doubled = assemble(
      [
        catalog,
        ...Array.from({ length: 40 }, (_, level) => tree(`${level + 3} 0 R ${level + 3} 0 R`)),
        leaf,
      ],
      root,
    );
    for (const file of [itself, around, doubled])
      expect(await saidOf(file)).toMatch(/refers to itself/);
  });
});

describe('a file made to cost more than it weighs ends', () => {
  const zeros = deflateSync(Buffer.alloc(40 * megabyte));
  const packed = (entries: string, bytes: Uint8Array) =>
    Buffer.concat([
      Buffer.from(`<< /Filter /FlateDecode /Length ${bytes.length} ${entries} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]);

  test('with an object stream that unpacks without end', async () => {
    const file = assemble([...sound, packed('/Type /ObjStm /N 1 /First 4', zeros)], root);
    expect(await saidOf(file, strict)).toMatch(/more than is read here/);
    const twice = packed('/Type /ObjStm /N 1 /First 4', zeros)
      .toString('latin1')
      .replace('/FlateDecode', '[/FlateDecode /FlateDecode]');
    const nested = Buffer.from(twice, 'latin1');
    expect(await saidOf(assemble([...sound, nested], root), strict)).toMatch(
      /more than is read here/,
    );
  });

  test('with an object stream whose type, or the type of its type, stands elsewhere', async () => {
    const file = assemble([...sound, '/ObjStm', packed('/Type 4 0 R /N 1 /First 4', zeros)], root);
    expect(await saidOf(file, strict)).toMatch(/more than is read here/);
  });

  test('with a cross-reference stream that promises a billion entries', async () => {
    const entries = '/Type /XRef /Size 1000000000 /Root 1 0 R';
    for (const more of [
      '/W [1 4 2]',
      '/W [0 0 0] /Index [0 1000000000]',
      '/W [1000000000 1 1]',
      '/W 7',
    ])
      expect(
        await saidOf(assemble([...sound, packed(`${entries} ${more}`, zeros)], root), strict),
      ).toBe(1);
  });

  test('with objects of an object stream that lie in each other', async () => {
    const count = 5_000;
    const places = Array.from({ length: count }, (_, index) => `${index + 10} ${index}`).join(' ');
    for (const filling of ['(', '<', '[', '[1 '] as const) {
      const text = `${places} ${filling.repeat(count)}`;
      const stream = streamBody(`/Type /ObjStm /N ${count} /First ${places.length + 1}`, text);
      expect(await saidOf(assemble([...sound, stream], root))).toBe(1);
    }
    const same = streamBody(
      '/Type /ObjStm /N 1000000000 /First 80000',
      '9 0 '.repeat(20_000) + '[0]'.repeat(10_000),
    );
    expect(await saidOf(assemble([...sound, same], root))).toBe(1);
  });

  test('with arrays in arrays, dictionaries in dictionaries', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['<< /A ', ' >>'],
      ['[ << /A ', ' >> ]'],
    ] as const) {
      const deep = open.repeat(50_000) + close.repeat(50_000);
      expect(await saidOf(assemble([...sound, deep], root))).toMatch(/more than is read here/);
      const inside = streamBody('/Type /ObjStm /N 1 /First 4', `9 0 ${deep}`);
      const file = assemble([...sound, inside], root);
      expect(await saidOf(file)).toBe(1);
      expect(await tools.findReferences(file)).toEqual([]);
    }
  });

  test('with pages thirty thousand levels down', async () => {
    const levels = Array.from(
      { length: 30_000 },
      (_, level) => `<< /Type /Pages /Kids [${level + 3} 0 R] >>`,
    );
    expect(await saidOf(assemble([catalog, ...levels, leaf], root))).toBe(1);
  });

  test('with lengths that are wrong, negative, endless or their own', async () => {
    for (const length of ['99999999999999', '-5', '1e9', '4 0 R', '9 0 R', '(text)', 'null']) {
      const stream = `<< /Length ${length} >>\nstream\nBT ET\nendstream`;
      expect(await saidOf(assemble([...sound, stream], root))).toBe(1);
    }
  });

  test('with tens of thousands of objects, or of values', async () => {
    const empty = Array.from({ length: 50_000 }, () => 'null');
    expect(await saidOf(assemble([...sound, ...empty], root))).toBe(1);
    expect(await saidOf(assemble([...sound, ...empty], root), strict)).toMatch(
      /more than is read here/,
    );
    const wide = `[${'0 '.repeat(60_000)}]`;
    expect(await saidOf(assemble([...sound, wide], root), strict)).toMatch(
      /more than is read here/,
    );
    const inside = streamBody('/Type /ObjStm /N 1 /First 4', `9 0 ${wide}`);
    expect(await saidOf(assemble([...sound, inside], root), strict)).toMatch(
      /more than is read here/,
    );
  });

  test.for([
    ['objects that do not end', '9 0 obj [ '],
    ['texts that do not end', '9 0 obj ( endobj '],
    ['texts in hexadecimal that do not end', '9 0 obj <0 endobj '],
    ['streams that do not end', '9 0 obj << >> stream\n endobj '],
    ['comments in place of values', '9 0 obj % endobj '],
    ['numbers before comments', '1 % '],
    ['digits', '1111111111'],
    ['dictionaries that do not end', '9 0 obj << /A << endobj '],
    ['names', '/A'],
  ] as const)('with very many %s', async ([, filling]) => {
    const head = Buffer.from(assemble(sound, root));
    const filled = Buffer.from(filling.repeat(Math.ceil(100_000 / filling.length)));
    for (const file of [
      Buffer.concat([head, filled]),
      Buffer.concat([Buffer.from('%PDF-1.7\n'), filled, head]),
    ]) {
      const said = await saidOf(file);
      expect(
        typeof said === 'number' || /more than is read|no pages|cannot be|missing/.test(said),
      ).toBe(true);
    }
  });

  test('with content of a page that unpacks without end: it is marked all the same', async () => {
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 4 0 R 4 0 R] >>';
    const file = assemble([catalog, tree('3 0 R'), page, packed('', zeros)], root);
    const marked = await strict.mark(file, mark);
    expect(await strict.findReferences(marked)).toEqual([mark.reference]);
  });

  test('with contents, resources, information or metadata that are not what they should be', async () => {
    const odd = ['null', '7', '(text)', '/Name', '[]', '<< >>', '3 0 R', '[3 0 R [3 0 R] null]'];
    for (const value of odd) {
      const entries = `/Contents ${value} /Resources ${value} /Rotate ${value} /PieceInfo ${value} /CropBox ${value}`;
      const page = `<< /Type /Page /Parent 2 0 R /MediaBox ${value} ${entries} >>`;
      const top = `<< /Type /Catalog /Pages 2 0 R /Metadata ${value} >>`;
      const marked = await tools.mark(
        assemble([top, tree('3 0 R'), page], `${root} /Info ${value}`),
        mark,
      );
      const [seen] = (await readFile(marked)).pages;
      expect(seen?.text).toContain(mark.reference);
    }
  });
});

test('what refers to nothing does not refer to a part of the mark afterwards', async () => {
  const page = `${leaf.slice(0, -2)} /Annots 5 0 R /Contents 6 0 R >>`;
  const file = assemble([catalog, tree('3 0 R'), page], `/Size 20 ${root}`);
  const objects = Buffer.from(await tools.mark(file, mark)).toString('latin1');
  expect(objects).not.toMatch(/\n[4-9] 0 obj/);
});

test('a file with any of its bytes changed is read or refused, and marked or refused', async () => {
  const plain = samplePdf({ pages: [{}, { rotate: 90 }] });
  const packed = await qpdf(plain, '--object-streams=generate');
  const change = fc.record({
    at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    byte: fc.nat(255),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(plain, packed),
      fc.array(change, { minLength: 1, maxLength: 30 }),
      async (file, changes) => {
        const damaged = new Uint8Array(file);
        for (const { at, byte } of changes) damaged[Math.floor(at * file.length)] = byte;
        const pages = await saidOf(damaged);
        const marked = await tools.mark(damaged, mark).catch((error: unknown) => error);
        if (typeof pages === 'string') expect(marked).toBeInstanceOf(Refusal);
        else
          expect(await saidOf(marked instanceof Uint8Array ? marked : new Uint8Array())).toBe(
            pages,
          );
      },
    ),
    { numRuns: 80 },
  );
});
