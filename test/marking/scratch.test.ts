import { writeFileSync, mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { createTools } from '../../src/marking/tools.ts';
import { nodeLimits } from '../../src/marking/limits.ts';
import { samplePdf, lines, a4 } from './samples.ts';
import { readPages, renderPage } from './renderers.ts';
test('look', async () => {
  const tools = createTools(nodeLimits);
  const mark = {
    reference: 'GRT-7K3M-92QF/3',
    name: 'Ada Löfström',
    email: 'ada.lofstrom@customer.example',
    company: 'Kunde & Söhne GmbH',
    on: '2026-11-26' as never,
  };
  const dark = '0.05 0.05 0.12 rg 0 0 2000 2000 re f 1 g ' + lines(40);
  const grey = '0.5 g 0 0 2000 2000 re f 0 g ' + lines(40);
  const file = samplePdf({
    pages: [
      { content: lines(50) },
      { content: lines(50), rotate: 90 },
      { content: lines(50), rotate: 180 },
      { content: lines(50), rotate: 270 },
      { media: [0, 0, 842, 595], content: lines(30) },
      { content: dark },
      { content: grey },
      { media: [0, 0, 120, 80], content: 'BT /F1 8 Tf 5 60 Td (Tiny) Tj ET' },
      { media: [0, 0, 2384, 3370], content: lines(50) },
      {
        media: [-300, -200, 295, 642],
        crop: [-200, -100, 200, 500],
        content: 'BT /F1 8 Tf -150 300 Td (Offset) Tj ET',
        rotate: 90,
      },
      { content: 'Q Q 3 0 0 3 0 0 cm q q BT /F1 20 Tf 20 100 Td (Broken) Tj' },
      { media: [0, 0, 2000, 60], content: 'BT /F1 8 Tf 5 40 Td (Banner) Tj ET' },
    ],
  });
  console.time('mark');
  const marked = await tools.mark(file, mark);
  console.timeEnd('mark');
  console.log(
    file.length,
    marked.length,
    await tools.inspect(marked),
    await tools.findReferences(marked),
    await tools.findReferences(file),
  );
  mkdirSync('/tmp/marking', { recursive: true });
  writeFileSync('/tmp/marking/a.pdf', marked);
  const pages = await readPages(marked);
  console.log(pages[0], pages[9], pages[10]);
  pages.forEach((p, i) =>
    writeFileSync(
      `/tmp/marking/p${i}.png`,
      renderPage(marked, i, Math.min(1.2, 900 / Math.max(p.width, p.height))),
    ),
  );
});
