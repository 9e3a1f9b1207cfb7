import { describe, expect, it } from 'vitest';
import { must, pick, pickList } from '../support/client.ts';
import { enterAsOwner, enterAsViewer, sendFile } from './desk.ts';
import { root } from './support.ts';

const desk = `${root}/controls`;

const soc2 = {
  name: 'SOC 2 Type II',
  form: 'report',
  status: 'held',
  scope: '',
  auditor: 'Audit <i>Ltd</i>',
  asOf: '',
  periodFrom: '',
  periodUntil: '',
  issuedOn: '2026-01-31',
  validUntil: '',
  expectedOn: '',
  nextAuditOn: '',
  document: '',
  order: '',
};

const backup = {
  category: 'Continuity',
  title: 'Backups <b>daily</b>',
  text: 'Every **night**.',
  status: 'in-place',
  plannedFor: '',
  lastReviewedOn: '',
  tsc: 'A1.2, CC7.5',
  iso27001: '',
  ccm: '',
  order: '',
};

const lines = (...rows: readonly string[]) => ({
  name: 'controls.csv',
  bytes: new TextEncoder().encode(['id,category,title,text,status', ...rows].join('\n')),
  type: 'text/csv',
});

describe('what is stated about security, in the console', () => {
  it('is stated, changed and removed, and what ends soon comes first', async () => {
    const { world, tab } = await enterAsOwner();
    const soon = new Date(world.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10);
    await tab.open(`${desk}/attestations`);
    expect(tab.page.text).toContain('None yet');
    await tab.open(`${desk}/new/attestations`);
    await tab.send({ ...soc2, id: 'not an id', auditor: '' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Must be letters and digits');
    await tab.send({ ...soc2, id: 'soc2', auditor: '' });
    expect(tab.page.text).toContain('Say who examined it');
    expect(tab.page.text).toMatch(/name="issuedOn"[^>]*value="2026-01-31"/);
    await tab.send({ ...soc2, id: 'soc2', validUntil: soon });
    expect(tab.page.path).toBe(`${desk}/attestations?done=stated`);
    await tab.open(desk);
    expect(tab.page.text).toContain('Needs somebody');
    expect(tab.page.text).toMatch(/Ends on[\s\S]*SOC 2 Type II/);
    expect((await tab.open(root)).page.text).toContain('SOC 2 Type II ends');
    await tab.open(`${desk}/attestations/soc2/edit`);
    expect(tab.page.text).toContain('Audit &lt;i&gt;');

    await tab.open(`${desk}/new/controls`);
    await tab.send({ ...backup, id: 'BC-1', tsc: 'XX1' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('they look like CC6.1');
    await tab.send({ ...backup, id: 'BC-1' });
    expect(tab.page.text).toContain('&lt;b&gt;daily');
    expect(must(await world.as('viewer').get('/controls/BC-1')).body).toMatchObject({
      criteria: { tsc: ['A1.2', 'CC7.5'] },
      text: 'Every **night**.',
    });
    await tab.open(`${desk}/controls?words=nothing+like+it`);
    expect(tab.page.text).toContain('None has these words');
    await tab.open(`${desk}/controls/BC-1/edit`);
    expect(tab.page.text).toMatch(/name="tsc"[^>]*value="A1.2, CC7.5"/);
    const late = tab.another();
    await late.open(`${desk}/controls/BC-1/removal`);
    await tab.send({ ...backup, status: 'planned', plannedFor: '2026-02-01' });
    await late.send();
    expect(late.page.status).toBe(412);
    expect(late.page.text).toContain('Planned');
    expect((await tab.open(desk)).page.text).toMatch(/Was to be there on[\s\S]*Backups/);
    await late.send();
    expect(late.page.path).toBe(`${desk}/controls?done=removed`);
    expect((await world.as('viewer').get('/controls/BC-1')).status).toBe(404);

    const other = await enterAsViewer(world, tab);
    await other.open(`${desk}/attestations`);
    expect(other.page.text).toContain('SOC 2 Type II');
    expect(other.page.text).not.toMatch(/soc2\/(edit|removal)|new\/attestations/);
    for (const path of ['new/attestations', 'attestations/soc2/removal', 'disclosure'])
      expect((await other.open(`${desk}/${path}`)).page.status).toBe(403);
  });

  it('is said of laws, questions, services and reports of vulnerabilities', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(`${desk}/new/laws`);
    const gdpr = { law: 'GDPR', fullName: '', reference: '', order: '2' };
    await tab.send({ id: 'gdpr', ...gdpr, text: 'We are GDPR certified.' });
    expect(tab.page.text).toContain('Says “certified”');
    await tab.send({ id: 'gdpr', ...gdpr, text: 'We act as processor.' });
    expect(tab.page.path).toBe(`${desk}/laws?done=stated`);
    await tab.open(`${desk}/new/questions`);
    await tab.send({ id: 'q1', question: 'Do you encrypt?', answer: 'Yes.', order: '' });
    await tab.open(desk);
    const [, act = ''] = /href="([^"]*\/controls\/data-act\/[^"]*)"/.exec(tab.page.text) ?? [];
    await tab.open(act);
    const facts = { jurisdictionNote: '', technical: 'A', organisational: 'B', contractual: 'C' };
    await tab.send({ jurisdictions: 'Germany', ...facts });
    expect(tab.page.status).toBe(422);
    await tab.send({ jurisdictions: 'DE, IE', ...facts });
    expect(tab.page.path).toBe(`${desk}?done=stated`);
    const service = act.slice(act.lastIndexOf('/') + 1);
    const stored = must(await world.as('viewer').get(`/services/${service}/data-act`)).body;
    expect(pick(stored, 'facts', 'jurisdictions')).toEqual(['DE', 'IE']);
    await tab.open(`${act}/removal`);
    await tab.send();
    await tab.open(`${desk}/disclosure`);
    const late = tab.another();
    await late.open(`${desk}/disclosure`);
    await tab.send({ text: 'Write to us.', thanksUrl: '' });
    await late.send({ text: 'Call us.', thanksUrl: '' });
    expect(late.page.status).toBe(412);
    expect(late.page.text).toContain('Write to us.');
    await tab.open(`${desk}/disclosure/removal`);
    await tab.send();
    expect(must(await world.as('viewer').get('/disclosure-policy')).body).toMatchObject({
      facts: null,
    });
  });

  it('comes from a file, after a look at what it would do', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(`${desk}/import/upload`);
    let page = await sendFile(world, tab, {});
    expect(page.text).toContain('Choose the file');
    page = await sendFile(
      world,
      tab,
      {},
      { name: 'x.csv', bytes: new TextEncoder().encode('a,b') },
    );
    expect(page.text).toContain('A column has a name that means nothing here');
    page = await sendFile(world, tab, {}, lines('A-1,Access,Keys,Kept,perhaps'));
    expect(page.status).toBe(422);
    expect(page.text).toContain('Line 2');
    page = await sendFile(world, tab, {}, lines('A-1,Access,Keys <b>,"Kept, ""safe""",in-place'));
    expect(page.text).toContain('1 new, 0 changed');
    expect(pickList(must(await world.as('viewer').get('/controls')).body, 'items')).toEqual([]);
    // The page that says what it would do stands in answer to the form: it is sent from there.
    const [, text = ''] = /name="text" value="([^"]*)"/.exec(page.text) ?? [];
    const csv = text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    await tab.send({ text: csv });
    expect(tab.page.path).toBe(`${desk}?done=imported`);
    const { body } = must(await world.as('viewer').get('/controls'));
    expect(pickList(body, 'items')).toMatchObject([{ id: 'A-1', text: 'Kept, "safe"' }]);
    await tab.open(`${desk}/import/upload`);
    page = await sendFile(
      world,
      tab,
      { removes: 'yes' },
      lines('A-2,Access,Doors,Locked,in-place'),
    );
    expect(page.text).toContain('1 new, 0 changed, 1 removed');
    const other = await enterAsViewer(world, tab);
    expect((await other.open(`${desk}/import/upload`)).page.status).toBe(403);
  });
});
