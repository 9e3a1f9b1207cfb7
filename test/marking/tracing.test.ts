import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeLimits } from '../../src/marking/limits.ts';
import { createTools } from '../../src/marking/tools.ts';
import { mark } from './marks.ts';
import { clean, edited, openWithMupdf, qpdf } from './resaving.ts';
import { samplePdf, streamBody } from './samples.ts';

const tools = createTools(nodeLimits);
const plain = samplePdf({ pages: [{}, { rotate: 90 }, {}], info: '/Title (Report)' });
let marked: Uint8Array;

beforeAll(async () => {
  marked = await tools.mark(plain, mark);
});

test('the file as it was given out names its reference, and the original none', async () => {
  expect(await tools.findReferences(marked)).toEqual([mark.reference]);
  expect(await tools.findReferences(plain)).toEqual([]);
});

describe('the reference is found after', () => {
  test.for([
    ['qpdf linearized it', ['--linearize']],
    [
      'qpdf packed its objects',
      ['--object-streams=generate', '--recompress-flate', '--compression-level=9'],
    ],
    ['qpdf unpacked it', ['--qdf', '--object-streams=disable']],
    ['qpdf joined its contents', ['--coalesce-contents', '--normalize-content=y']],
    ['qpdf took one page out', ['--pages', '.', '2', '--', '--remove-metadata', '--remove-info']],
    ['qpdf removed all metadata', ['--remove-metadata', '--remove-info', '--remove-structure']],
    ['qpdf protected it against editing', ['--encrypt', '', 'owner', '256', '--']],
    ['qpdf laid out its annotations', ['--flatten-annotations=all', '--optimize-images']],
  ] as const)('%s', async ([, options]) => {
    expect(await tools.findReferences(await qpdf(marked, ...options))).toEqual([mark.reference]);
  });

  test.for([
    ['MuPDF cleaned it', 'garbage=deduplicate,clean,sanitize,compress'],
    ['MuPDF unpacked it', 'decompress,ascii,pretty'],
    ['MuPDF packed its objects', 'garbage=compact,objstms,compress'],
    ['MuPDF protected it against editing', 'encrypt=aes-256,owner-password=owner,permissions=4'],
  ] as const)('%s', async ([, options]) => {
    expect(await tools.findReferences(clean(marked, options))).toEqual([mark.reference]);
  });

  test('MuPDF took one page out and forgot all else', async () => {
    const page = edited(marked, 'garbage=deduplicate,clean,sanitize', (document) => {
      document.rearrangePages([1]);
      const trailer = document.getTrailer();
      trailer.delete('Info');
      trailer.get('Root').delete('Metadata');
    });
    expect(await tools.findReferences(page)).toEqual([mark.reference]);
  });

  test('MuPDF joined its pages with those of another file', async () => {
    const other = await tools.mark(samplePdf({ pages: [{}] }), {
      ...mark,
      reference: 'GRT-0000-1111/12',
    });
    const joined = await qpdf(other, '--object-streams=generate');
    const both = edited(joined, 'garbage', (document) => {
      const source = openWithMupdf(marked);
      for (const index of [0, 1, 2]) document.graftPage(-1, source, index);
    });
    const found = await tools.findReferences(both);
    expect(new Set(found)).toEqual(new Set([mark.reference, 'GRT-0000-1111/12']));
  });
});

describe('each carrier alone is enough', () => {
  test('the drawing', async () => {
    const drawing = edited(marked, 'garbage', (document) => {
      stripCarriers(document, ['PieceInfo']);
      for (let index = 0; index < document.countPages(); index += 1) {
        const contents = document.findPage(index).get('Contents');
        const last = contents.get(contents.length - 1);
        last.writeStream(last.readStream().asString().replace(mark.reference, 'removed'));
      }
    });
    expect(await tools.findReferences(drawing)).toEqual([mark.reference]);
  });

  test('the private data of a page, where its content was cut away', async () => {
    const cut = edited(marked, 'garbage', (document) => {
      stripCarriers(document, []);
      for (let index = 0; index < document.countPages(); index += 1) {
        const page = document.findPage(index);
        page.delete('Contents');
        page.delete('Resources');
        page.get('Parent').delete('Resources');
      }
    });
    expect(await tools.findReferences(cut)).toEqual([mark.reference]);
  });

  test('the marked content of a page, where the drawing is gone', async () => {
    const cut = edited(marked, 'garbage', (document) => {
      stripCarriers(document, ['PieceInfo']);
      document.findPage(0).get('Parent').get('Resources').delete('XObject');
    });
    expect(await tools.findReferences(cut)).toEqual([mark.reference]);
  });
});

function stripCarriers(
  document: Parameters<Parameters<typeof edited>[2]>[0],
  keys: readonly string[],
) {
  document.getTrailer().delete('Info');
  document.getTrailer().get('Root').delete('Metadata');
  for (let index = 0; index < document.countPages(); index += 1)
    for (const key of keys) document.findPage(index).delete(key);
}

test('a reference whose text a tool has cut up, escaped or written in hexadecimal is found', async () => {
  const contents = [
    'BT [(GRT-7K) -20 (3M-92) 3 (QF/3 )] TJ ET',
    'BT (GRT-7K3M\\05592QF/3) Tj ET',
    'BT <4752542D374B334D2D393251462F3320> Tj ET',
    "BT (GRT-7K3M-92QF/3) ' ET",
  ];
  for (const content of contents) {
    const file = samplePdf({ pages: [{ content }] });
    expect(await tools.findReferences(file)).toEqual([mark.reference]);
  }
});

test('a file that is cut off or damaged gives what can still be read', async () => {
  const half = marked.slice(0, Math.floor(marked.length * 0.7));
  expect(await tools.findReferences(half)).toEqual([mark.reference]);
  const packed = await qpdf(marked, '--object-streams=generate');
  const noHeader = Buffer.from(packed);
  noHeader.write('XXXX', 0, 'latin1');
  expect(await tools.findReferences(noHeader)).toEqual([mark.reference]);
});

test('what is no PDF, and any bytes at all, give an empty list', async () => {
  expect(await tools.findReferences(new Uint8Array())).toEqual([]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      expect(await tools.findReferences(bytes)).toEqual([]);
      const after = Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes]);
      expect(await tools.findReferences(after)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a marked file with any of its bytes changed is traced or not, but always answered', async () => {
  const change = fc.record({ at: fc.nat(marked.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async (changes) => {
      const damaged = new Uint8Array(marked);
      for (const { at, byte } of changes) damaged[at] = byte;
      const found = await tools.findReferences(damaged);
      expect(Array.isArray(found)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('an image or a font that happens to hold the letters is not read', async () => {
  const image = streamBody(
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
    mark.reference,
  );
  const file = await tools.mark(
    samplePdf({ pages: [{ entries: '/Resources << /XObject << /I #0 >> >>' }], objects: [image] }),
    { ...mark, reference: 'GRT-0000-1111/1' },
  );
  expect(await tools.findReferences(file)).toEqual(['GRT-0000-1111/1']);
});
