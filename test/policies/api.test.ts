import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { announce, begin, draft, privacyPolicy, publish, text } from './writing.ts';

const page = '/trust/policies/privacy-policy';

describe('a policy', () => {
  it('is nowhere before its first version is announced, and everywhere from then on', async () => {
    const trust = await startApp();
    await begin(trust);
    const first = await draft(trust);
    for (const path of [page, `${page}.json`, `${page}/versions/1`, `${page}/versions/1.json`])
      expect((await trust.get(path)).status, path).toBe(404);
    expect((await trust.get('/trust/policies')).text).toContain('No policy is published yet');
    must(await announce(trust, first));
    for (const path of [page, `${page}.json`, `${page}/versions/1`, `${page}/versions/1.json`])
      expect((await trust.get(path)).status, path).toBe(200);
    expect((await trust.get('/trust/policies')).text).toContain('Version 1');
    expect((await trust.get('/trust')).text).toContain('href="/trust/policies/privacy-policy"');
    expect((await trust.get('/sitemap.xml')).text).toContain('/trust/policies/privacy-policy<');
  });

  it('never changes what was announced', async () => {
    const trust = await startApp();
    await publish(trust);
    const editor = trust.as('editor');
    const path = '/policies/privacy-policy/versions/1';
    const any = { 'if-match': '*' };
    for (const reply of [
      await editor.put(path, { texts: { en: 'Other words.' } }, any),
      await editor.delete(path),
      await editor.put(`${path}/announcement`, { summary: 'Again.', material: false }, any),
      await editor.put(`${path}/withdrawal`, { reason: 'No more.' }, any),
    ])
      expect(reply.status).toBe(409);
    expect((await trust.get(page)).text).toContain('We are Qluster Corp.');
  });

  it('announces a material change its notice before the effect, and names the first day otherwise', async () => {
    const trust = await startApp();
    await publish(trust);
    const next = await draft(trust, { en: `${text}\n\nAnd more.` });
    const said = { summary: 'More words.', material: true };
    const early = await announce(trust, next, { ...said, effectiveOn: '2026-12-21' });
    expect(early.status).toBe(422);
    expect(pick(early.body, 'detail')).toContain('2026-12-22 is the first day');
    expect((await trust.get(page)).text).not.toContain('What changes');
    must(await announce(trust, next, { ...said, effectiveOn: '2026-12-22' }));
    const { text: shown } = await trust.get(page);
    expect(shown).toContain('Material change');
    expect(shown).toContain('22 December 2026');
    expect(shown).not.toContain('And more.');
    expect((await trust.get('/trust')).text).toContain('Announced policies');
    const ahead = await announce(trust, next, said);
    expect(ahead.status).toBe(412);
  });

  it('lets a change that is not material hold from today, and none from yesterday', async () => {
    const trust = await startApp();
    await publish(trust);
    const next = await draft(trust, { en: text.replace('Corp.', 'Corporation.') });
    const said = { summary: 'A name.', material: false };
    const past = await announce(trust, next, { ...said, effectiveOn: '2026-11-21' });
    expect(past.status).toBe(422);
    must(await announce(trust, next, said));
    expect((await trust.get(page)).text).toContain('We are Qluster Corporation.');
  });

  it('takes effect with its day where the company is, once, and supersedes the one before', async () => {
    const trust = await startApp({ organisation: { timeZone: 'Pacific/Auckland' } });
    await publish(trust);
    const next = await draft(trust, { en: `${text}\n\nAnd more.` });
    must(await announce(trust, next, { summary: 'More.', material: true }));
    // 22 December begins there while it is 21 December in UTC.
    trust.at('2026-12-21T10:59:00Z');
    await trust.runSchedule();
    expect((await trust.get(page)).text).not.toContain('And more.');
    trust.at('2026-12-21T11:00:30Z');
    const other = await trust.anotherProcess();
    await Promise.all([trust.runSchedule(), other.runSchedule()]);
    expect((await trust.get(page)).text).toContain('And more.');
    const { body } = await trust.get(`${page}.json`);
    expect(pickList(body, 'versions').map((each) => pick(each, 'state'))).toEqual([
      'effective',
      'superseded',
    ]);
    const feed = await trust.get('/trust/feed.json?topic=policies');
    expect(pickList(feed.body, 'items').map((each) => pick(each, 'title'))).toEqual([
      'Privacy policy, version 2: in effect',
      'Privacy policy, version 2: announced',
      'Privacy policy, version 1: in effect',
      'Privacy policy, version 1: announced',
    ]);
  });

  it('can be taken back before its day; the page says why, and its number is not given again', async () => {
    const trust = await startApp();
    await publish(trust);
    const next = await draft(trust, { en: `${text}\n\nAnd more.` });
    const { etag = '' } = must(await announce(trust, next, { summary: 'More.', material: true }));
    const reason = 'We thought better of it.';
    must(await trust.as('editor').put(`${next.path}/withdrawal`, { reason }, { 'if-match': etag }));
    await trust.advanceDays(40);
    expect((await trust.get(page)).text).not.toContain('And more.');
    expect((await trust.get(`${page}/versions/2`)).text).toContain(reason);
    expect((await trust.get('/trust')).text).not.toContain('Announced policies');
    expect((await draft(trust, 'current')).number).toBe(3);
    const { text: update } = await trust.get('/trust/updates/2');
    expect(update).toContain(reason);
  });

  it('has one draft and one announcement at a time', async () => {
    const trust = await startApp();
    await publish(trust);
    const second = await draft(trust, 'current');
    const again = await trust.as('editor').post('/policies/privacy-policy/drafts?from=current', {});
    expect(again.status).toBe(409);
    must(await announce(trust, second, { summary: 'Same.', material: true }));
    const third = await draft(trust, 'current');
    const refused = await announce(trust, third, { summary: 'More.', material: false });
    expect(refused.status).toBe(409);
    expect(pick(refused.body, 'detail')).toContain('Version 2 is announced');
    must(await trust.as('editor').delete(third.path));
    expect((await draft(trust, 'current')).number).toBe(3);
  });

  it('refuses what can not be shown, and says where it is', async () => {
    const trust = await startApp();
    await begin(trust);
    const bad: readonly (readonly [string, RegExp])[] = [
      ['---\ntitle: A\nWords', /no end/],
      ['---\nauthor: Somebody\n---\nWords', /It may say title and description/],
      ['---\ntitle: [a]\n---\nWords', /plain text/],
      ['<!-- annex:retention -->\nWords', /no end/],
      ['<!-- annex:nothing -->\n<!-- /annex:nothing -->', /Nothing generates/],
      ['<!-- annex:cookies -->\n<!-- annex:rights -->\n<!-- /annex:rights -->', /not well marked/],
      ['![A](https://a.example/a.png)', /Images/],
      ['[A](javascript:alert(1))', /can not lead/],
      ['[A](//evil.example/a)', /can not lead/],
      ['[A](/../../admin)', /can not lead/],
      ['Words\u202e', /control or invisible/],
    ];
    for (const [words, fault] of bad) {
      const reply = await trust
        .as('editor')
        .post('/policies/privacy-policy/drafts', { texts: { de: words } });
      expect(reply.status, words).toBe(422);
      expect(JSON.stringify(reply.body), words).toMatch(fault);
      expect(JSON.stringify(reply.body)).toContain('#/texts/de');
    }
    for (const body of [{}, { texts: {} }, { texts: { fr: 'Mots' } }])
      expect((await trust.as('editor').post('/policies/privacy-policy/drafts', body)).status).toBe(
        422,
      );
    const other = { ...privacyPolicy, slug: 'terms', kind: 'gossip' };
    expect((await trust.as('editor').post('/policies', other)).status).toBe(422);
    expect((await trust.as('editor').post('/policies', privacyPolicy)).status).toBe(409);
  });

  it('is shown in the language asked for, and says which it is', async () => {
    const trust = await startApp();
    await publish(trust, { en: text, de: '---\ntitle: Datenschutz\n---\n# Wer wir sind\n\nWir.' });
    const german = await trust.get(`${page}?language=de`);
    expect(german.text).toContain('<article lang="de"');
    expect(german.text).toContain('Datenschutz</h1>');
    expect((await trust.get(page)).text).toContain('<article lang="en"');
    must(
      await announce(trust, await draft(trust, { en: text }), { summary: 'x', material: false }),
    );
    const fallback = await trust.get(`${page}?language=de`);
    expect(fallback.text).toContain('<article lang="en"');
    expect(fallback.text).toContain('not written in the language asked for');
  });

  it('tells everybody who follows policies in the same commit', async () => {
    const trust = await startApp();
    await publish(trust);
    const { body } = must(await trust.as('viewer').get('/events?limit=100'));
    const events = pickList(body, 'items');
    const commitOf = (action: string) =>
      pick(
        events.find((each) => pick(each, 'action') === action),
        'commitId',
      );
    expect(commitOf('update.published')).toBe(commitOf('policy.announced'));
    const { text: update } = await trust.get('/trust/updates/1');
    expect(update).toContain('Privacy policy: version 1 from 22 November 2026');
    expect(update).toContain('/trust/policies/privacy-policy/versions/1');
  });
});

describe('the difference between two versions', () => {
  it('is read word by word, without colour, and leaves out what is the same', async () => {
    const trust = await startApp();
    await publish(trust);
    const changed = text.replace('Qluster Corp.', 'Qluster Corporation.').concat('\n\nAnd more.');
    const next = await draft(trust, { en: changed });
    must(await announce(trust, next, { summary: 'Words.', material: false }));
    const { text: shown } = await trust.get(`${page}/versions/1/diff/2`);
    expect(shown).toMatch(/<del><span class="unseen" lang="en">\[removed: <\/span>Corp<span/);
    expect(shown).toMatch(/<ins><span class="unseen" lang="en">\[added: <\/span>Corporation<span/);
    expect(shown).toContain('And more.');
    expect(shown).toMatch(/Unchanged[\s\S]*How long we keep it/);
    const back = await trust.get(`${page}/versions/2/diff/1.json`);
    expect(pickList(back.body, 'sections').map((each) => pick(each, 'changed'))).toEqual([
      true,
      false,
      true,
    ]);
    for (const path of ['/versions/1/diff/1', '/versions/1/diff/9', '/versions/9', '/versions/0'])
      expect((await trust.get(`${page}${path}`)).status, path).toBe(404);
  });
});
