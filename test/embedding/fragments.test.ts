import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { find, one, readHtml, words } from '../support/html.ts';

const read = (fragment: string) => readHtml(`<!doctype html>${fragment}`);
const paths = ['/embed/subprocessors.html', '/embed/changes.html'];

test.each(paths)(
  '%s is a piece of a page: whole addresses, no head, ids, scripts or styles',
  async (path) => {
    const trust = await startApp({ seed: 'demo' });
    for (const language of ['', '/de']) {
      const { status, headers, text } = await trust.get(`/trust${language}${path}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(text).not.toMatch(
        /<(html|head|body|script|style|link|meta|h\d)|\sid=|\sstyle=|\son\w+=/,
      );
      const elements = read(text);
      const root = `${trust.deps.config.origin}/trust${language}/`;
      const hrefs = find(elements, { name: 'a' }).map(({ attributes }) => attributes['href'] ?? '');
      expect(hrefs.length).toBeGreaterThan(5);
      expect(hrefs.filter((href) => !href.startsWith(root))).toEqual([]);
      const classes = elements.flatMap(({ attributes }) => attributes['class']?.split(' ') ?? []);
      expect(classes.filter((name) => !/^annex(-|$)/.test(name))).toEqual([]);
    }
  },
);

test.each(paths)('%s is asked for again by its ETag', async (path) => {
  const trust = await startApp({ seed: 'demo' });
  const { headers } = await trust.get(`/trust${path}`);
  const again = await trust.get(`/trust${path}`, { 'if-none-match': headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('the list holds who is current or announced, in words of the reader', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { text } = await trust.get('/trust/embed/subprocessors.html');
  const rows = find(read(text), { name: 'tr', class: 'annex-row' });
  const { body } = await trust.get('/trust/subprocessors.json');
  const listed: { name: string; state: string }[] = Object(body).subprocessors;
  const shown = listed.filter(({ state }) => state !== 'ended');
  expect(rows).toHaveLength(shown.length);
  for (const { name } of shown) expect(rows.some((row) => row.text.includes(name))).toBe(true);
  const german = (await trust.get('/trust/de/embed/subprocessors.html')).text;
  expect(one(read(german), { class: 'annex annex-subprocessors' }).attributes['lang']).toBe('de');
  for (const said of ['Unterauftragsverarbeiter von', 'Irland', 'Angekündigt, ab 4. Januar 2027'])
    expect(words(one(read(german), { name: 'body' }).text)).toContain(said);
});

test('service narrows the list, limit the changes, and what is not meant is refused in words', async () => {
  const trust = await startApp({ seed: 'demo' });
  const count = async (path: string, name: string) =>
    find(read((await trust.get(`/trust${path}`)).text), { name, class: 'annex-row' }).length;
  const all = await count('/embed/subprocessors.html', 'tr');
  expect(await count('/embed/subprocessors.html?service=website', 'tr')).toBeLessThan(all);
  expect(await count('/embed/changes.html', 'li')).toBe(10);
  expect(await count('/embed/changes.html?limit=3', 'li')).toBe(3);
  const refused = await trust.get('/trust/embed/changes.html?limit=many');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('a whole number from 1 to 100');
});

test('nothing published is said, and hostile facts stay text', async () => {
  const trust = await startApp();
  const said = async () =>
    Promise.all(paths.map(async (path) => (await trust.get(`/trust${path}`)).text));
  const [list = '', changes = ''] = await said();
  expect(list).toContain('There are no sub-processors on this list.');
  expect(changes).toContain('No change has been published.');
  const name = `</bdi></a><img src=x onerror=alert(1)> חברת 😀 ${'long'.repeat(35)}`;
  await trust.publish({ entries: { odd: facts({ name, legalName: name, description: name }) } });
  for (const text of await said()) {
    expect(find(read(text), { name: 'img' })).toEqual([]);
    expect(
      read(text).some((element) => element.name === 'bdi' && element.text.includes(name)),
    ).toBe(true);
  }
});
