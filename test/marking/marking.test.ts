import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeLimits } from '../../src/marking/limits.ts';
import { createTools } from '../../src/marking/tools.ts';
import { mark } from './marks.ts';
import { changesIn, readFile, renderPage, type SeenFile, type SeenPage } from './renderers.ts';
import { complaintsOfQpdf, qpdf } from './resaving.ts';
import { a4, lines, samplePdf, streamBody } from './samples.ts';

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Report</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
const tools = createTools(nodeLimits);

/** The mark's own texts that begin with its reference: in the blocks across the page, and at its foot. */
function placesOf(page: SeenPage) {
  const all = page.texts.filter(({ text }) => text.startsWith(mark.reference));
  return {
    foot: all.filter(({ degrees }) => degrees === 0),
    across: all.filter(({ degrees }) => degrees === 35),
  };
}

function expectMarked(page: SeenPage): void {
  for (const part of [mark.name, mark.email, mark.company, mark.on])
    expect(page.text).toContain(part);
  const { foot, across } = placesOf(page);
  expect(foot).toHaveLength(1);
  expect(across.length).toBeGreaterThanOrEqual(1);
  for (const { x, y } of [...foot, ...across]) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThan(page.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThanOrEqual(page.height);
  }
  expect(foot[0]?.y).toBeGreaterThan(page.height * 0.6);
}

test('every page carries the mark and its own text, whatever its size, rotation and boxes', async () => {
  const side = fc.integer({ min: 60, max: 3_000 });
  const corner = fc.integer({ min: -2_000, max: 2_000 });
  const anyPage = fc
    .record({
      left: corner,
      bottom: corner,
      width: side,
      height: side,
      rotate: fc.constantFrom(undefined, 0, 90, 180, 270, -90, 450),
      cut: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
      isTurnedAround: fc.boolean(),
    })
    .map(({ left, bottom, width, height, rotate, cut, isTurnedAround }) => {
      const box = [left, bottom, left + width, bottom + height];
      const edge = (cut ?? 0) / 100;
      return {
        media: isTurnedAround ? [box[2], box[3], box[0], box[1]].map(Number) : box,
        content: `BT /F1 9 Tf ${left + width / 2} ${bottom + height / 2} Td (Kept) Tj ET`,
        ...(rotate !== undefined && { rotate }),
        ...(cut !== undefined && {
          crop: [
            left + width * edge,
            bottom + height * edge,
            left + width * (1 - edge),
            bottom + height + 50,
          ],
        }),
      };
    });
  await fc.assert(
    fc.asyncProperty(fc.array(anyPage, { minLength: 1, maxLength: 6 }), async (pages) => {
      const file = samplePdf({ pages });
      const before = await readFile(file);
      const after = await readFile(await tools.mark(file, mark));
      expect(after.pages.map(sizeOf)).toEqual(before.pages.map(sizeOf));
      for (const page of after.pages) {
        expect(page.text).toContain('Kept');
        expectMarked(page);
      }
    }),
    { numRuns: 30 },
  );
});

function sizeOf({ width, height, rotation }: SeenPage) {
  return { width, height, rotation };
}

describe('in the picture of a page', () => {
  const dark = `0.05 0.05 0.1 rg 0 0 3000 4000 re f 1 g ${lines(30)}`;
  test.for([
    ['upright', { content: lines(50) }],
    ['turned', { content: lines(50), rotate: 90 }],
    ['landscape', { media: [0, 0, 842, 595], content: lines(30) }],
    ['dark', { content: dark }],
    ['tiny', { media: [0, 0, 120, 80], content: 'BT /F1 8 Tf 5 60 Td (Tiny) Tj ET' }],
    ['as large as A0', { media: [0, 0, 2384, 3370], content: lines(50) }],
  ] as const)('%s, the mark is seen in both halves and leaves most as it was', async ([, page]) => {
    const file = samplePdf({ pages: [page] });
    const marked = await tools.mark(file, mark);
    for (const share of changesIn(renderPage(file, 0), renderPage(marked, 0))) {
      expect(share).toBeGreaterThan(0.01);
      expect(share).toBeLessThan(0.3);
    }
  });
});

test('a page that leaves its graphics state broken cannot move or hide the mark', async () => {
  const broken = [
    'Q Q Q 5 0 0 5 900 900 cm BT /F1 12 Tf 2 2 Td (Kept) Tj ET',
    'q q q 0 0 1 1 re W n 9 0 0 9 0 0 cm',
    'BT /F1 12 Tf 72 700 Td (Kept) Tj 3 Tr',
    '/Span << /ActualText (q Q Q Q) >> BDC BT /F1 12 Tf 72 700 Td (Kept \\) Q Q Q) Tj ET',
    'q 10 0 0 10 0 0 cm BI /W 4 /H 4 /BPC 8 /CS /G ID Q Q Q Q Q Q Q Q\nEI % Q Q',
  ];
  const file = samplePdf({ pages: broken.map((content) => ({ content })) });
  const marked = await tools.mark(file, mark);
  const { pages } = await readFile(marked);
  const sound = await readFile(await tools.mark(samplePdf({ pages: [{}] }), mark));
  const places = (page: SeenPage | undefined) => page && placesOf(page);
  for (const page of pages) expect(places(page)).toEqual(places(sound.pages[0]));
});

test('annotations, fields, outline, tags, output intent and metadata are kept', async () => {
  const file = samplePdf({
    pages: [
      {
        entries: '/Annots [#0 #1] /StructParents 0',
        content: `/P << /MCID 0 >> BDC ${lines(2)} EMC`,
      },
      { entries: '/PieceInfo << /Maker << /LastModified (D:2026) /Private (own) >> >>' },
    ],
    catalog:
      '/AcroForm << /Fields [#1] /DA (/F1 9 Tf) >> /Outlines #2 /MarkInfo << /Marked true >> /StructTreeRoot #4 /OutputIntents [#6] /Metadata #7 /Lang (en)',
    objects: [
      '<< /Type /Annot /Subtype /Link /Rect [72 700 200 720] /A << /S /URI /URI (https://qluster.example/) >> >>',
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (city) /V (Oslo) /Rect [72 600 200 620] /F 4 /DA (/F1 9 Tf) >>',
      '<< /Type /Outlines /First #3 /Last #3 /Count 1 >>',
      '<< /Title (Chapter) /Parent #2 /Dest [4 0 R /Fit] >>',
      '<< /Type /StructTreeRoot /K #5 >>',
      '<< /Type /StructElem /S /P /P #4 /Pg 4 0 R /K 0 >>',
      '<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) >>',
      streamBody('/Type /Metadata /Subtype /XML', xmp, false),
    ],
    info: '/Title (Report) /Author (Qluster)',
  });
  const marked = await tools.mark(file, mark);
  const [before, after] = [await readFile(file), await readFile(marked)];
  const kept = ({ pages, outline, fields, isTagged }: SeenFile) => ({
    annotations: pages.map(({ annotations }) => annotations),
    outline,
    fields,
    isTagged,
  });
  expect(kept(before)).toEqual({
    annotations: [['Link https://qluster.example/', 'Widget city'], []],
    outline: ['Chapter'],
    fields: ['city'],
    isTagged: true,
  });
  expect(kept(after)).toEqual(kept(before));
  expect(after.info).toMatchObject({
    Title: 'Report',
    Author: 'Qluster',
    Custom: new Map([['AnnexCopy', mark.reference]]),
  });
  expect(after.xmp).toContain('Report');
  expect(after.xmp).toContain(`Copy ${mark.reference}`);
  const text = Buffer.from(await qpdf(marked, '--qdf')).toString('latin1');
  for (const each of ['/GTS_PDFA1', '/StructParents 0', '/MCID 0', '(own)'])
    expect(text).toContain(each);
  expect(await complaintsOfQpdf(marked)).toBe('');
  for (const page of after.pages) expectMarked(page);
});

test('files that are attached are taken out, since nobody would see a mark on them', async () => {
  const secret = 'the report as it is without a mark';
  const spec = (number: number) => `<< /Type /Filespec /F (plain.pdf) /EF << /F #${number} >> >>`;
  const file = samplePdf({
    pages: [{ entries: '/Annots [#4]' }],
    catalog: '/Names << /EmbeddedFiles << /Names [(plain.pdf) #1] >> >> /AF [#1]',
    objects: [
      streamBody('/Type /EmbeddedFile', secret, false),
      spec(0),
      streamBody('', secret, false),
      spec(2),
      '<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS #3 >>',
    ],
  });
  const marked = await tools.mark(file, mark);
  expect(Buffer.from(file).includes(secret)).toBe(true);
  expect(Buffer.from(marked).includes(secret)).toBe(false);
  expect(await complaintsOfQpdf(marked)).toBe('');
  const [page] = (await readFile(marked)).pages;
  expect(page?.annotations).toEqual(['FileAttachment']);
});

test('the same file and mark give the same bytes; another recipient, other bytes', async () => {
  const file = samplePdf({ pages: [{}, { rotate: 90 }] });
  const copy = await tools.mark(file, mark);
  expect(await tools.mark(file, mark)).toEqual(copy);
  const other = await tools.mark(file, { ...mark, reference: 'GRT-7K3M-92QF/4' });
  expect(Buffer.compare(other, copy)).not.toBe(0);
});

test('a name in any script is drawn as far as the fonts go, and the rest shows beside it', async () => {
  const file = samplePdf({ pages: [{}] });
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      async (name, company) => {
        const marked = await tools.mark(file, { ...mark, name, company });
        const [page] = (await readFile(marked)).pages;
        expect(page?.text).toContain(mark.reference);
        expect(page?.text).toContain('Page 1 line 1 of the report');
      },
    ),
    { numRuns: 10 },
  );
  const named = {
    ...mark,
    name: 'Łukasz Ångström Ωmega Дмитрий 山田 שלום',
    company: '(\\) >> endstream',
  };
  const [page] = (await readFile(await tools.mark(file, named))).pages;
  expect(page?.text).toContain('Łukasz Ångström Ωmega Дмитрий');
  expect(page?.text).toContain(named.company);
});

test('nothing of a person can leave its place in the file', async () => {
  const marked = await tools.mark(samplePdf({ pages: [{}] }), {
    ...mark,
    name: ') Tj ET Q 1 0 0 rg 0 0 999 999 re f (',
    email: '</rdf:RDF><script>',
    company: 'endobj 1 0 obj << >>',
  });
  expect(await complaintsOfQpdf(marked)).toBe('');
  expect((await readFile(marked)).pages).toHaveLength(1);
  await expect(tools.mark(marked, { ...mark, reference: 'GRT) Tj' })).rejects.toThrow(
    'no reference',
  );
});

test('a file protected against editing is marked, and its copy is not protected', async () => {
  const plain = samplePdf({
    pages: [{}, {}],
    info: '/Title (Report)',
    catalog: '/Metadata #0',
    objects: [streamBody('/Type /Metadata /Subtype /XML', xmp, false)],
  });
  const ways = [
    ['40'],
    ['128', '--use-aes=n'],
    ['128', '--use-aes=y', '--cleartext-metadata'],
    ['256'],
  ];
  for (const way of ways) {
    const file = await qpdf(
      plain,
      '--allow-weak-crypto',
      '--encrypt',
      '',
      'owner',
      ...way,
      '--extract=n',
      '--',
    );
    expect(await tools.inspect(file)).toEqual({ pages: 2, protection: 'editing' });
    const marked = await tools.mark(file, mark);
    expect(await tools.inspect(marked)).toEqual({ pages: 2, protection: 'none' });
    const seen = await readFile(marked);
    for (const page of seen.pages) expectMarked(page);
    expect(seen.pages[0]?.text).toContain('Page 1 line 1 of the report');
    expect(seen.info['Title']).toBe('Report');
    expect(seen.xmp).toContain(`Copy ${mark.reference}`);
    expect(await complaintsOfQpdf(marked)).toBe('');
  }
});

test('files as several tools write them are marked: object streams, shared and absent resources', async () => {
  const plain = samplePdf({ pages: [{}, { media: [...a4] }] });
  const ways = [
    ['--object-streams=generate'],
    ['--linearize'],
    ['--linearize', '--object-streams=generate'],
    ['--qdf'],
  ];
  for (const way of ways) {
    const marked = await tools.mark(await qpdf(plain, ...way), mark);
    for (const page of (await readFile(marked)).pages) expectMarked(page);
    expect(await complaintsOfQpdf(marked)).toBe('');
  }
  const twice = await tools.mark(await tools.mark(plain, mark), {
    ...mark,
    reference: 'GRT-0000-1111/1',
  });
  const [page] = (await readFile(twice)).pages;
  expect(page?.text).toContain('GRT-0000-1111/1');
  expect(page?.text).toContain(mark.reference);
});
