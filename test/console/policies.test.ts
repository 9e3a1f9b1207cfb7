import { describe, expect, it } from 'vitest';
import { getVersion } from '../../src/policies/service.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { begin as beginPolicy, publish, text } from '../policies/writing.ts';
import { subscribe } from '../support/recipients.ts';
import { enterAs, enterAsOwner } from './with-approver.ts';
import { codeTo, root, type Tab } from './support.ts';

const list = `${root}/policies`;
const here = `${list}/privacy-policy`;
const publicPage = '/trust/policies/privacy-policy';
const editor = `${here}/versions/2/text/upload`;

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  return { world, tab: await enterAsOwner(world) };
}

describe('policies in the console', () => {
  it('begin with what the configuration says, are previewed as their page will be, and announced', async () => {
    const { world, tab } = await begin();
    await tab.open(list);
    expect(tab.page.text).toContain('begin one');
    await tab.open(`${list}/new`);
    const facts = { title: 'Privacy <i>policy</i>', kind: 'privacy-policy', order: '' };
    await tab.send({ ...facts, noticeDays: 'soon' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Privacy &lt;i&gt;policy');
    await tab.send({ ...facts, noticeDays: '30', slug: 'privacy-policy' });
    expect(tab.page.path).toBe(`${here}/drafts/upload`);
    expect(tab.page.text).toContain('&lt;!-- annex:retention --&gt;');

    await tab.send({
      en: '---\ntitle: A\n---\n## One\n\n![a logo](https://a.example/b.png)',
      de: '',
    });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toMatch(/English: Line 6, “!\[a logo\][^”]*”: Images are not shown/);
    await tab.send({ en: text, de: '' });
    expect(tab.page.path).toBe(`${here}?done=drafted`);
    expect((await world.get(publicPage)).status).toBe(404);

    const preview = await tab.open(`${here}/versions/1/preview?language=en`);
    const drafted = mainOf(preview.page.text);
    expect(drafted).toContain('We are Qluster Corp.');
    expect(drafted).not.toContain('annex:');
    await tab.open(`${here}/versions/1/announcement`);
    expect(tab.page.text).toContain('It is the first version');
    await tab.send({ summary: 'The first.' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Say whether it is a material change');
    await tab.send({ summary: 'The first.', material: 'no', effectiveOn: '' });
    expect(tab.page.path).toBe(`${here}?done=announced`);
    const shown = mainOf((await world.get(`${publicPage}/versions/1`)).text);
    expect(articleOf(shown)).toBe(articleOf(drafted));
    expect(articleOf(shown)).not.toBe('');
    await tab.open(list);
    expect(tab.page.text).toContain('Privacy &lt;i&gt;policy');
    expect(tab.page.text).toContain('As configured');
  });

  it('show where the configuration has moved, and the next draft takes it over', async () => {
    const { world, tab } = await begin();
    await publish(world);
    await state(world, 'P7M');
    await tab.open(root);
    expect(tab.page.text).toContain('Policies that differ from the configuration');
    await tab.open(list);
    expect(tab.page.text).toContain('Differs');
    await tab.open(here);
    expect(tab.page.text).toContain('Published, and configured since');
    expect(tab.page.text).toMatch(/<ins>[^<]*<span[^>]*>[^<]*<\/span>7/);
    await tab.open(`${here}/drafts/current`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=drafted`);
    await tab.open(`${here}/versions/2/difference`);
    expect(tab.page.text).toContain('7');
    expect(tab.page.text).toContain('<del>');

    const late = tab.another();
    await late.open(editor);
    await tab.open(editor);
    await tab.send({ en: `${text}\nMore.`, de: '' });
    expect(tab.page.path).toBe(`${here}?done=saved`);
    await late.send({ en: `${text}\nLess.`, de: '' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('Less.');
    expect(late.page.text).toContain('More.');
    expect((await getVersion(world.deps.db, 'privacy-policy', 2)).texts.en).toContain('More.');

    await late.open(`${here}/versions/2/announcement`);
    expect(late.page.text).toContain('22 December 2026');
    await state(world, 'P8M');
    await late.send({ summary: 'Eight <b>months</b>.', material: 'yes' });
    expect(late.page).toMatchObject({ status: 409 });
    expect(late.page.text).toContain('has changed since this draft was saved: retention');
    expect(late.page.text).toContain('Eight &lt;b&gt;months');
    await tab.open(`${here}/versions/2/discard`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=discarded`);
    await late.send({ summary: 'More.', material: 'yes' });
    expect(late.page.status).toBe(404);
  });

  it('are told to those who follow them, whose number is said before, and taken back', async () => {
    const { world, tab } = await begin();
    await publish(world);
    const person = personMark.toLowerCase();
    const topics = ['policies' as const];
    const told = [
      await subscribe(world, { topics, address: `a.${person}@x.example` }),
      await subscribe(world, { topics, stream: 'contract', address: `b.${person}@x.example` }),
      await subscribe(world, { topics, stream: 'contract', address: `c.${person}@x.example` }),
    ];
    const nextDigestAt = new Date(world.now().getTime() + 7 * 86_400_000);
    await subscribe(world, {
      topics,
      frequency: 'weekly',
      nextDigestAt,
      address: `d.${person}@x.example`,
    });
    await subscribe(world, { topics: ['security'], address: `e.${person}@x.example` });
    await subscribe(world, { topics, state: 'paused', address: `f.${person}@x.example` });
    await tab.open(`${here}/drafts/current`);
    await tab.send();
    await tab.open(`${here}/versions/2/announcement`);
    expect(tab.page.text).toContain(
      '1 subscriber and 2 contacts of customers at once, 1 other with',
    );
    await tab.send({ summary: 'More.', material: 'yes', effectiveOn: '2026-12-01' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('2026-12-22 is the first day');
    await tab.send({ summary: 'More.', material: 'yes', effectiveOn: '2026-12-24' });
    expect(tab.page.path).toBe(`${here}?done=announced`);
    // What was said before is what happens.
    await world.drain();
    const mails = world.outside.mailbox.filter(({ subject }) => subject.includes('version 2'));
    expect(mails).toHaveLength(told.length);
    const head = must(await world.as('viewer').get('/policies/privacy-policy/versions/2'));
    expect(pick(head.body, 'announcement', 'effectiveOn')).toBe('2026-12-24');

    const other = await enterAs(world, tab, 'viewer');
    await other.open(here);
    expect(other.page.status).toBe(200);
    for (const path of ['facts', 'drafts', 'withdrawal', 'upload', 'announcement'])
      expect(other.page.text).not.toMatch(new RegExp(`href="${here}[^"]*/${path}`));
    for (const path of [
      `${list}/new`,
      `${here}/facts`,
      `${here}/drafts/current`,
      `${here}/drafts/upload`,
      editor,
      `${here}/versions/2/announcement`,
      `${here}/versions/2/withdrawal`,
      `${here}/versions/2/discard`,
    ])
      expect((await other.open(path)).page.status, path).toBe(403);

    await tab.open(`${here}/versions/2/withdrawal`);
    await tab.send({ reason: ' ' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ reason: 'Not <b>yet</b>.' });
    expect(tab.page.path).toBe(`${here}?done=withdrawn`);
    expect(tab.page.text).toContain('Not &lt;b&gt;yet');
    expect((await world.get(`${publicPage}/versions/2`)).text).toContain('Withdrawn');
  });

  it('may be as long as they are, and what was typed comes back after a session that ran out', async () => {
    const { world, tab } = await begin();
    await beginPolicy(world);
    const long = (words: string) => `## Much\n${`${words} `.repeat(20_000)}`.slice(0, 149_000);
    await tab.open(`${here}/drafts/upload`);
    await tab.send({ en: 'x'.repeat(150_001), de: '' });
    expect(tab.page).toMatchObject({ status: 422 });
    world.at(new Date(world.now().getTime() + 31 * 60_000));
    await tab.send({ en: long('& more'), de: long('und mehr') });
    expect(tab.page.path).toContain('/sign-in');
    const address = `owner.${personMark.toLowerCase()}@company.example`;
    await tab.send({ address }, { action: '/sign-in' });
    await world.drain();
    await tab.send({ code: codeTo(world, address) });
    expect(tab.page.path).toBe(`${root}/kept`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}/drafts/upload`);
    expect(tab.page.text).toContain('&amp; more &amp; more');
    await tab.send({ en: long('& more'), de: long('und mehr') });
    expect(tab.page.path).toBe(`${here}?done=drafted`);
    const { texts } = await getVersion(world.deps.db, 'privacy-policy', 1);
    expect(texts.de).toBe(long('und mehr').trim());
  });

  it('are named otherwise, and not over what somebody else has named meanwhile', async () => {
    const { world, tab } = await begin();
    await beginPolicy(world);
    const late = tab.another();
    await late.open(`${here}/facts`);
    await tab.open(`${here}/facts`);
    const facts = { kind: 'privacy-policy', noticeDays: '45', order: '' };
    await tab.send({ ...facts, title: 'Privacy' });
    expect(tab.page.path).toBe(`${here}?done=stored`);
    expect(tab.page.text).toContain('45 days');
    await late.send({ ...facts, title: 'Data protection' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('>Privacy<');
    expect(late.page.text).toContain('Data protection');
  });
});

/** Another period of one rule. */
async function state(world: World, period: string): Promise<void> {
  const path = '/retention-rules/inquiries';
  const { body, etag = '' } = must(await world.as('owner').get(path));
  const { id: _, keptIn: _k, asShipped: _a, changedAt: _c, url: _u, ...facts } = Object(body);
  must(await world.as('owner').put(path, { ...facts, period }, { 'if-match': etag }));
}

function mainOf(page: string): string {
  return /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
}

function articleOf(page: string): string {
  return /<article[\s\S]*<\/article>/.exec(page)?.[0] ?? '';
}
