import { describe, expect, it } from 'vitest';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { find, isKnownScript, one, readHtml, type Seen, words } from '../support/html.ts';

async function page(trust: World, query: string): Promise<readonly Seen[]> {
  return readHtml(must(await trust.get(`/trust/diff${query}`)).text);
}

/** The heading of each group, with the names below it. */
function groupsOf(elements: readonly Seen[]): Readonly<Record<string, readonly string[]>> {
  const sections = find(elements, { name: 'section', class: 'item' });
  return Object.fromEntries(
    sections.map(({ inside }) => [
      words(one(inside, { name: 'h2' }).text),
      find(inside, { name: 'h3' }).map(({ text }) => words(text)),
    ]),
  );
}

const replaceAndAmend = toldOnce(async (trust) => {
  await trust.publish({
    entries: {
      sendgrid: facts({ name: 'SendGrid' }),
      aws: facts({ name: 'AWS', description: 'Hosts the old service.' }),
    },
  });
  await trust.publish({ entries: { postmark: facts() }, replaces: { postmark: 'sendgrid' } });
  await trust.publish({
    entries: { aws: facts({ name: 'AWS', description: 'Hosts the new service.' }) },
  });
  await trust.publish({
    entries: { mistral: facts({ name: 'Mistral AI', effectiveFrom: day('2026-12-24') }) },
    effectiveOn: '2026-12-24',
  });
});

describe('the page of a difference', () => {
  it('names services in the language of the reader', async () => {
    const service = { slug: 'qluster-service', name: 'Qluster service', order: 1 };
    const trust = await startApp({
      services: [{ ...service, translations: { de: { name: 'Qluster-Dienst' } } }],
    });
    await trust.publish({ entries: { postmark: facts() } });
    const scope = { services: ['qluster-service'] };
    await trust.publish({ entries: { aws: facts({ name: 'AWS', scope }) } });
    const said = (address: string) =>
      trust.get(address).then((reply) => words(must(reply).text.replaceAll(/<[^>]+>/g, ' ')));
    expect(await said('/trust/de/diff')).toContain('Dienste: Qluster-Dienst');
    expect(await said('/trust/diff')).toContain('Services: Qluster service');
  });

  it('groups entries by what became of them, each with its change', async () => {
    const { trust } = await replaceAndAmend();
    const elements = await page(trust, '?from=1&to=4');
    expect(groupsOf(elements)).toEqual({
      Added: ['Mistral AI', 'Postmark'],
      Replaced: ['SendGrid'],
      Amended: ['AWS'],
    });
    const article = (name: string) =>
      find(elements, { name: 'article' }).find(
        ({ inside }) => words(one(inside, { name: 'h3' }).text) === name,
      );
    expect(words(article('SendGrid')?.text ?? '')).toContain('Replaced by Postmark.');
    expect(words(article('Mistral AI')?.text ?? '')).toContain(
      'Announced, to take effect on 24 December 2026.',
    );
    const amended = article('AWS')?.inside ?? [];
    expect(one(amended, { name: 'del' }).text).toBe('old');
    expect(one(amended, { name: 'ins' }).text).toBe('new');
    const [header] = find(amended, { name: 'th', scope: 'row' });
    expect(find(header?.inside ?? [], { name: 'a', href: '/trust/changes/3' })).toHaveLength(1);
  });

  it('tells of an announced entry that is now in effect', async () => {
    const { trust } = await replaceAndAmend();
    await trust.advanceDays(33);
    expect(groupsOf(await page(trust, '?from=4'))).toEqual({ 'Now in effect': ['Mistral AI'] });
  });

  it('leads to both versions and to its other forms, and keeps the address with numbers', async () => {
    const { trust } = await replaceAndAmend();
    const elements = await page(trust, '?from=2026-11-22&to=2026-11-22');
    const canonical = one(elements, { name: 'link', rel: 'canonical' }).attributes['href'] ?? '';
    expect(new URL(canonical).search).toBe('?from=4&to=4');
    const spanning = await page(trust, '?from=1');
    for (const href of [
      '/trust/versions/1',
      '/trust/versions/4',
      '/trust/diff.json?from=1&to=4',
      '/trust/diff.txt?from=1&to=4',
    ]) {
      expect(find(spanning, { name: 'a', href }), href).toHaveLength(1);
      expect((await trust.get(href)).status).toBe(200);
    }
  });

  it('keeps the days in its form', async () => {
    const { trust } = await replaceAndAmend();
    const elements = await page(trust, '?from=2026-11-01&to=2026-11-22');
    expect(one(elements, { name: 'input', id: 'from' }).attributes['value']).toBe('2026-11-01');
    expect(one(elements, { name: 'input', id: 'to' }).attributes['value']).toBe('2026-11-22');
    expect(words(one(elements, { name: 'h1' }).text)).toBe(
      'What changed from 1 November 2026 to 22 November 2026',
    );
  });

  it('answers with JSON at the same address to those who prefer it', async () => {
    const { trust } = await replaceAndAmend();
    const accept = { accept: 'application/json' };
    const { body, headers } = must(await trust.get('/trust/diff?from=1&to=2', accept));
    expect(body).toEqual(must(await trust.get('/trust/diff.json?from=1&to=2')).body);
    expect(headers.get('vary')).toBe('Accept, Accept-Encoding');
  });

  it('keeps what people wrote as text', async () => {
    const trust = await startApp();
    const name = '<script>alert(1)</script>"\'>';
    await trust.publish({ entries: { odd: facts({ name }) } });
    await trust.publish({
      entries: { odd: facts({ name: `${name}<img src=x>`, description: '</td><b>' }) },
    });
    const elements = await page(trust, '?from=1&to=2');
    expect(find(elements, { name: 'script' }).filter((each) => !isKnownScript(each))).toEqual([]);
    expect(find(elements, { name: 'img' })).toEqual([]);
    expect(one(elements, { name: 'h3' }).text).toContain(`${name}<img src=x>`);
  });
});
