import { describe, expect, it } from 'vitest';
import { add, issue, pdf, report, xlsx } from '../documents/filing.ts';
import { must, pick } from '../support/client.ts';
import { enterAsOwner, enterAsViewer, passProof, sendFile } from './desk.ts';
import { root } from './support.ts';

const list = `${root}/documents`;

/** What the fields of a version send when nothing is typed. */
const unsaid = {
  label: '',
  asOf: '',
  periodFrom: '',
  periodUntil: '',
  issuedOn: '',
  validUntil: '',
};

describe('documents in the console', () => {
  it('are added, uploaded, put in force and withdrawn, and told to who follows them', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(list);
    expect(tab.page.text).toContain('No document yet');
    await tab.open(`${list}/new`);
    const typed = {
      title: 'SOC 2 <b>report</b>',
      slug: 'soc-2-report',
      kind: 'soc2-report',
      visibility: 'on-request',
      nda: '',
      bridgeOf: '',
      order: '',
      description: '![picture](https://x.example/a.png)',
    };
    await tab.send(typed);
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Images are not shown');
    expect(tab.page.text).toMatch(/name="title"[^>]*value="SOC 2 &lt;b&gt;report/);
    await tab.send({ ...typed, description: 'What **auditors** say.', order: 'ten' });
    expect(tab.page.text).toContain('Must be a whole number');
    await tab.send({ ...typed, description: 'What **auditors** say.' });
    expect(tab.page.status).toBe(200);
    const here = tab.page.path.replace('?done=added', '');
    expect(tab.page.text).toContain('<strong>auditors</strong>');
    expect(tab.page.text).not.toContain('<b>report');

    await tab.open(`${here}/versions/upload`);
    const wrong = { name: 'report.pdf', bytes: new Uint8Array([77, 90, 1, 2, 3, 4, 5, 6]) };
    let page = await sendFile(world, tab, { ...unsaid, label: 'Type I' }, wrong);
    expect(page.status).toBe(415);
    expect(page.text).toContain('A document is one of PDF');
    expect(page.text).toMatch(/name="label"[^>]*value="Type I"/);
    page = await sendFile(world, tab, { ...unsaid, label: 'Type I' });
    expect(page.text).toContain('Choose the file');
    page = await sendFile(
      world,
      tab,
      { ...unsaid, periodFrom: '2026-01-01' },
      { name: 'a.pdf', bytes: pdf() },
    );
    expect(page.status).toBe(422);
    page = await sendFile(
      world,
      tab,
      { ...unsaid, label: 'Type I', validUntil: '2030-01-31' },
      { name: 'a <i>.pdf', bytes: pdf() },
    );
    expect(page.path).toContain('done=uploaded');
    expect(page.text).toContain('Draft');
    expect((await world.fetch('/trust/documents/soc-2-report')).status).toBe(200);

    const late = tab.another();
    await late.open(`${here}/versions/1/issue`);
    await tab.open(`${here}/versions/1/edit`);
    expect(tab.page.text).toMatch(/value="2030-01-31"/);
    await tab.send({ ...unsaid, label: 'Type I, 2026', validUntil: '2026-12-01' });
    expect(tab.page.path).toContain('done=said');
    await late.send({ announce: 'yes' });
    expect(late.page.status).toBe(412);
    await late.send({ announce: 'yes' });
    expect(late.page.path).toContain('done=issued');
    const stored = must(await world.as('viewer').get('/documents/soc-2-report')).body;
    expect(pick(stored, 'version', 'label')).toBe('Type I, 2026');
    const updates = await (await world.fetch('/trust/updates')).text();
    expect(updates).toContain('New: SOC 2 &lt;b&gt;report');

    await tab.open(`${here}/versions/1/file`);
    expect(tab.lastHeaders.get('content-disposition')).toContain('a _i_.pdf');
    const record = must(await world.as('configured').get('/events?action=document_file.read')).body;
    expect(JSON.stringify(record)).toContain('document_file.read');

    await tab.open(`${here}/versions/1/withdrawal`);
    expect(tab.page.text).toContain('has no version in force');
    await tab.send();
    expect(tab.page.path).toContain('done=withdrawn');
    expect(must(await world.as('viewer').get('/documents/soc-2-report')).body).toMatchObject({
      version: null,
    });
  });

  it('are opened to everybody only when that was said, and not over what another has stored', async () => {
    const { world, tab } = await enterAsOwner();
    await add(world, { ...report, visibility: 'on-request', isMarked: false });
    await issue(world, report.slug, xlsx());
    await tab.open(list);
    expect(tab.page.text).toContain('One document, each with a version in force');
    await tab.open(/\/trust\/console\/documents\/doc_\w+/.exec(tab.page.text)?.[0] ?? '');
    const here = tab.page.path;
    await tab.open(`${here}/edit`);
    const late = tab.another();
    await late.open(`${here}/edit`);
    const facts = { title: report.title, kind: report.kind, nda: '', bridgeOf: '', order: '' };
    const open = { ...facts, description: '', visibility: 'public' };
    await tab.send(open);
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('everybody can download');
    expect((await world.fetch(`/trust/documents/${report.slug}/file`)).status).toBe(401);
    await tab.send({ ...open, opens: 'yes' });
    expect(tab.page.path).toContain('done=changed');
    expect((await world.fetch(`/trust/documents/${report.slug}/file`)).status).toBe(200);
    await late.send({ ...facts, description: 'Mine', visibility: 'hidden' });
    expect(late.page.status).toBe(412);
    expect(late.page.text).toMatch(/Who may have it<\/th>\s*<td[^>]*>public/);
    expect(late.page.text).toContain('>Mine</textarea>');

    await tab.open(`${list}?access=nda`);
    expect(tab.page.text).toContain('No document fits');
    const other = await enterAsViewer(world, tab);
    await other.open(here);
    expect(other.page.status).toBe(200);
    expect(other.page.text).not.toContain(`${here}/`);
    for (const act of ['edit', 'versions/upload', 'versions/1/issue', 'versions/1/file'])
      expect((await other.open(`${here}/${act}`)).page.status).toBe(403);
    passProof(world);
    expect((await tab.open(`${here}/versions/1/issue`)).page.path).toContain('/proof');
  });
});
