import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick } from '../support/client.ts';
import { facts, fullFacts } from '../support/factories.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { overflowOf, visit, type Visitor } from '../support/visitor.ts';
import { withNewShapes } from './judging.ts';

const markup = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">'"&amp;`;
const longName = 'Vereinigte Auftragsverarbeitungsgesellschaften '.repeat(7).slice(0, 200).trim();
const longWord = 'Donaudampfschifffahrt'.repeat(9);
const hebrew = 'חברת ענן בע״מ (Cloud) 123';
const emoji = '👩🏽‍💻🏳️‍🌈 Zalgo: Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ';
const texts = [markup, longName, longWord, hebrew, emoji];
const countries = ['DE', 'FR', 'IE', 'US', 'JP', 'IN', 'BR', 'ZA', 'AU', 'CA', 'GB', 'CH'];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser({ looksOnly: true });
});
afterAll(() => browser?.close());

test('200 entries of hostile and very long strings break no page', async () => {
  const trust = await start();
  await publishHostile(trust, 200);
  const paths = [
    '',
    '/subprocessors',
    '/changes',
    '/changes/1',
    '/embed',
    '/use-this-data',
    '/subprocessors?q=zalgo',
    '/timeline',
    '/map',
    '/data-flow',
    '/data-flow?service=service-0',
    '/search?q=zalgo',
  ];
  const entries = texts.flatMap((_, index) =>
    ['', '/history'].map((page) => `/subprocessors/hostile-${index}${page}`),
  );
  await expectSound(trust, [...paths, ...entries]);
});

// A real list is read from where REAL_LIST says; the sample stands in the repository.
const lists = ['test/fixtures/sample-list.json', process.env['REAL_LIST']];
test.each(lists.filter((list) => list !== undefined))(
  'the list %s, loaded as by its readers, is sound',
  async (list) => {
    const trust = await start();
    const loader = ['src/platform/build.ts', 'run', 'src/subprocessors/load.ts', list];
    const options = ['--accept-classes', '--url', `${trust.origin}/trust`, '--key', trust.ownerKey];
    const { stdout } = await promisify(execFile)(process.execPath, [...loader, ...options]);
    expect(stdout).toContain('Published as change 1');
    await expectSound(trust, [
      '',
      '/subprocessors',
      '/timeline',
      '/changes/1',
      '/changes',
      '/embed',
    ]);
  },
);

async function start(): Promise<DemoServer> {
  const trust = await startServer('none');
  onTestFinished(() => trust.close());
  return trust;
}

// Axe takes seconds there, and sees the same rows in the list narrowed to some.
const tooLong = ['/subprocessors', '/changes/1', '/annex-iii'];

/** On a phone every page is checked for all, by axe where its shape is new; on a desk, where lines are long, for width. */
async function expectSound({ origin }: DemoServer, paths: readonly string[]): Promise<void> {
  const phone = await visit(browser, origin, { viewport: { width: 320, height: 640 } });
  const desk = await visit(browser, origin, { viewport: { width: 1280, height: 900 } });
  const found: string[] = [];
  const texts = paths
    .filter((path) => !tooLong.includes(path))
    .map(async (path) => ({ path, text: await (await fetch(`${origin}/trust${path}`)).text() }));
  const judged = new Set(withNewShapes(await Promise.all(texts)).map(({ path }) => path));
  for (const path of paths) {
    await Promise.all([phone, desk].map(({ page }) => page.goto(`/trust${path}`)));
    found.push(...(await overflowOf(phone.page)), ...(await overflowOf(desk.page)));
    found.push(...(await dangersOf(phone)));
    if (judged.has(path)) found.push(...(await axeFindings(phone.page)));
  }
  expect([...found, ...(await phone.complaints()), ...(await desk.complaints())]).toEqual([]);
  await Promise.all([phone.leave(), desk.leave()]);
}

/** Anything that a string of data became besides text. */
async function dangersOf({ page }: Visitor): Promise<readonly string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll('a')].map(({ protocol }) => protocol);
    const odd = links.filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol));
    const data = 'script[type="application/ld+json"]';
    const kinds = `script:not(${data}, [src^="/trust/narrow-"]), img, iframe, style, [style], [onerror]`;
    const made = [...document.querySelectorAll(kinds)];
    // Facts for machines are no script; cut short by a string they would not be JSON.
    for (const { textContent } of document.querySelectorAll(data)) JSON.parse(textContent);
    return [
      ...odd.map((protocol) => `a link of ${protocol}`),
      ...made.map(({ outerHTML }) => `an element ${outerHTML.slice(0, 80)}`),
      ...(document.title.startsWith('owned') ? ['a script ran'] : []),
    ];
  });
}

async function publishHostile({ owner }: DemoServer, count: number): Promise<void> {
  const profile = {
    name: longName,
    commitments: texts,
    languages: ['en'],
    timeZone: 'UTC',
    noticeDays: 30,
    frameAncestors: [],
    dpo: { name: hebrew, email: `${'a'.repeat(60)}@${'b'.repeat(60)}.example` },
  };
  must(await owner.put('/organisation', profile, { 'if-match': '"v0"' }));
  for (const [index, name] of texts.entries())
    must(
      await owner.post('/services', {
        slug: `service-${index}`,
        name: name.slice(0, 200),
        order: index,
      }),
    );
  const batch = must(await owner.post('/batches', { reason: texts.join('\n\n') }));
  const path = `/batches/${String(pick(batch.body, 'id'))}`;
  for (let index = 0; index < count; index += 1)
    must(await owner.put(`${path}/entries/hostile-${index}`, { facts: hostileFacts(index) }));
  const { etag = '' } = must(await owner.get(path));
  must(await owner.put(`${path}/publication`, {}, { 'if-match': etag }));
}

function hostileFacts(index: number) {
  const text = texts[index % texts.length] ?? '';
  const one = `${index} ${text}`.slice(0, 200);
  if (index >= texts.length)
    return facts({ name: one, description: text, category: text.slice(0, 100) });
  const { parent: _, scope: __, ...full } = fullFacts();
  return {
    ...full,
    name: one,
    legalName: text,
    description: text.repeat(10),
    responsibilities: text.repeat(10),
    dataCategories: Array.from({ length: 30 }, (___, each) => `${each} ${text}`.slice(0, 200)),
    locations: countries.map((country) => ({ country, label: one, condition: text })),
    transfers: countries.map(() => ({ mechanism: 'other', note: text })),
    scope: { services: texts.map((___, each) => `service-${each}`), feature: text.slice(0, 200) },
    links: { website: `https://vendor.example/${longWord}?q=%22%3E%3Cscript%3E` },
  };
}
