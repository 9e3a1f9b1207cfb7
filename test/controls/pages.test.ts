import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { schemaCheck } from '../support/schema-check.ts';
import { control, dataActFacts, law, question, report, state } from './stating.ts';

describe('the page of controls', () => {
  it('shows a control with its status, its day and the numbers of its criteria', async () => {
    const trust = await startApp();
    const planned = { status: 'planned', plannedFor: '2027-03-31', id: 'AC-02', title: 'Keys' };
    await state(trust, 'controls', control);
    await state(trust, 'controls', { ...control, ...planned });
    await state(trust, 'controls', { ...control, id: 'AC-03', status: 'in-part' });
    const { text } = await trust.get('/trust/controls');
    expect(text).toContain('Access follows the <strong>role</strong>.');
    expect(text).toContain('A.5.15, A.8.24');
    expect(text).toMatch(/Planned for <time datetime="2027-03-31">31 Mar 2027/);
    expect(text).toContain('3 controls: 1 in place, 1 in part, 1 planned');
    expect(text).toContain('id="control-AC-02"');
  });

  it('keeps statements about laws apart from what others examined', async () => {
    const trust = await startApp();
    await state(trust, 'attestations', { ...report, form: 'certificate', name: 'ISO 27001' });
    await state(trust, 'law-statements', law);
    const { text } = await trust.get('/trust/controls');
    const attestations = sectionOf(text, 'attestations');
    const laws = sectionOf(text, 'laws');
    expect(attestations).toContain('Certified');
    expect(attestations).not.toContain('GDPR');
    expect(laws).toContain('GDPR');
    expect(laws).toContain('auditor has examined them');
    // Neither the word nor the sign of a status.
    expect(laws).not.toMatch(/certif|class="is /i);
    // And no law is counted among the attestations anywhere.
    const overview = pick((await trust.get('/trust.json')).body, 'controls');
    expect(pickList(overview, 'attestations').map((each) => pick(each, 'name'))).toEqual([
      'ISO 27001',
    ]);
    expect((await trust.get('/trust')).text).not.toContain('GDPR');
  });

  it('shows HTML in every text as what was typed', async () => {
    const trust = await startApp();
    const html = '<img src=x onerror=alert(1)> & <script>alert(1)</script>';
    await state(trust, 'controls', { ...control, category: html, title: html, text: html });
    await state(trust, 'attestations', { ...report, name: html, scope: html, auditor: html });
    await state(trust, 'control-questions', { ...question, question: html, answer: html });
    await state(trust, 'law-statements', { ...law, law: '<b>x', fullName: html, text: html });
    const editor = trust.as('editor');
    const any = { 'if-match': '*' };
    const facts = { jurisdictions: ['DE'], jurisdictionNote: html, technical: html };
    const act = { ...dataActFacts, ...facts };
    must(await editor.put('/services/website/data-act', act, any));
    must(await editor.put('/disclosure-policy', { text: html }, any));
    for (const path of ['/controls', '', '/feed.atom?topic=controls', '/feed.rss?topic=controls']) {
      const { text } = await trust.get(`/trust${path}`);
      expect(text, path).not.toMatch(/<(?:img|script(?! type="application\/ld\+json"))/);
    }
  });

  it('says so where nothing is stated, and is then in no site map', async () => {
    const trust = await startApp({ organisation: 'none' });
    expect((await trust.get('/trust/controls')).text).toContain('Nothing is stated about security');
    expect((await trust.get('/sitemap.xml')).text).not.toContain('/controls');
    await state(trust, 'controls', control);
    expect((await trust.get('/sitemap.xml')).text).toContain('/trust/controls<');
  });

  it('does not link a document while there is no page of it', async () => {
    const trust = await startApp();
    await state(trust, 'attestations', { ...report, document: 'soc-2-report' });
    expect((await trust.get('/trust/controls')).text).not.toContain('soc-2-report');
    const { body } = await trust.get('/trust/controls.json');
    expect(pick(body, 'attestations', 0, 'document')).toBe('soc-2-report');
  });

  it('has no part in a past of the register', async () => {
    const trust = await startApp();
    await state(trust, 'attestations', report);
    expect((await trust.get('/trust')).text).toContain('SOC 2 Type II');
    for (const query of ['known_at=2026-11-22T09:00:00Z', 'as_of=2026-11-22']) {
      expect((await trust.get(`/trust?${query}`)).text).not.toContain('SOC 2 Type II');
      expect(pick((await trust.get(`/trust.json?${query}`)).body, 'controls')).toBeUndefined();
    }
  });
});

describe('the demonstration', () => {
  it('tells of a company with a report, one under way and one planned', async () => {
    const trust = await startApp({ seed: 'demo' });
    const { body } = await trust.get('/trust/controls.json');
    const served = await trust.get('/trust/schema/controls-1.json');
    expect(schemaCheck(served.text)(body)).toEqual([]);
    const count = (name: string) => pickList(body, name).length;
    expect(
      pickList(body, 'attestations').map((each) => [pick(each, 'id'), pick(each, 'status')]),
    ).toEqual([
      ['soc-2-type-i', 'held'],
      ['soc-2-type-ii', 'in-progress'],
      ['iso-27001', 'planned'],
      ['caiq', 'held'],
    ]);
    expect([count('controls'), count('questions'), count('lawStatements')]).toEqual([33, 9, 4]);
    const feed = (await trust.get('/trust/feed.json?topic=controls')).body;
    expect(pickList(feed, 'items').map((item) => pick(item, 'title'))).toEqual([
      'Builds signed and reproducible: in part',
      'Hardware keys for production: in place',
      'SOC 2 Type II: in progress',
      'SOC 2 Type I: held',
      'CSA CAIQ 4: held',
      'ISO/IEC 27001:2022: planned',
      'SOC 2 Type I: in progress',
    ]);
  });
});

function sectionOf(page: string, id: string): string {
  const start = page.indexOf(`id="${id}"`);
  return page.slice(start, page.indexOf('</section>', start));
}
