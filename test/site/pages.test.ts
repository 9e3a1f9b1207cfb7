import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Attestation, nothingStated } from '../../src/controls/model.ts';
import type { Snapshot } from '../../src/publication/model.ts';
import type { Published, RenderInput } from '../../src/publication/representation.ts';
import { favicon, stylesheet, stylesheetPath } from '../../src/site/assets.ts';
import { notFoundPage } from '../../src/site/not-found.tsx';
import { overviewPage } from '../../src/site/pages.tsx';
import { entryPage } from '../../src/subprocessors/pages/entry-page.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import { day } from '../support/factories.ts';
import { find, isKnownScript, one, readHtml, words } from '../support/html.ts';
import {
  emptySnapshot,
  renderInput,
  snapshotOf,
  storySnapshot,
  testPlace,
} from '../support/snapshot.ts';

const everyPage: readonly (readonly [string, Published, Partial<RenderInput>])[] = [
  ['overview', overviewPage, {}],
  ['overview of nothing', overviewPage, { snapshot: emptySnapshot() }],
  ['register', registerPage, {}],
  ['register of nothing', registerPage, { snapshot: emptySnapshot() }],
  ['register, filtered to nothing', registerPage, { params: { q: 'nothing of the kind' } }],
  ...storySnapshot().entries.map(({ slug }) => [slug, entryPage, { params: { slug } }] as const),
  ['unknown entry', entryPage, { params: { slug: 'unknown' } }],
];

test('the first sentence says who, for whom, where and what is to come', async () => {
  const page = await read(overviewPage);
  const lead = one(page, { name: 'p', class: 'lead' });
  expect(words(lead.text)).toBe(
    'Eight companies process personal data for Qluster Corp., in Ireland, Germany, the United States and Finland, ' +
      'one of them on a worldwide network. Another is announced for 4 January 2027.',
  );
  expect(one(lead.inside, { name: 'time' }).attributes['datetime']).toBe('2027-01-04');
});

test('an ended entry counts nowhere on the overview', async () => {
  const page = await read(overviewPage);
  const brief = one(page, { name: 'table', class: 'fold terse brief' });
  expect(brief.text).not.toContain('Twilio');
  expect(brief.text).toContain('Mistral AI');
  const bars = one(page, { name: 'table', class: 'where' });
  const counts = find(bars.inside, { name: 'tr' }).map(({ text }) =>
    words(text.replaceAll('%', '')),
  );
  expect(counts).toContain('United States3');
  expect(counts).toContain('France announced+1');
});

test('the overview says who has examined the organisation, and nothing of what it says itself', async () => {
  const attestation = (name: string, facts: Partial<Attestation>) => ({
    kind: 'attestation' as const,
    key: name.toLowerCase(),
    facts: { name, form: 'report' as const, status: 'held' as const, ...facts },
    changedAt: new Date('2026-11-01T12:00:00Z'),
    version: 1,
  });
  const controls = {
    ...nothingStated,
    attestations: [
      attestation('Issued', { issuedOn: day('2026-08-21') }),
      attestation('Expected', { status: 'in-progress', expectedOn: day('2027-04-15') }),
      attestation('Own', { form: 'self-assessment' }),
      attestation('Over', { status: 'lapsed' }),
    ],
  };
  const page = await read(overviewPage, { snapshot: { ...storySnapshot(), controls } });
  const brief = one(page, { name: 'section', 'aria-labelledby': 'assurance' });
  expect(words(brief.text)).toBe(
    'Examined by othersDoneIssuedReport issued 21 Aug 2026To comeExpectedIn progress 15 Apr 2027',
  );
  const without = await read(overviewPage);
  expect(without.some(({ attributes }) => attributes['id'] === 'assurance')).toBe(false);
});

test('a pending change shows its days, one thing to do and where to object', async () => {
  const page = await read(overviewPage);
  const due = one(page, { name: 'section', class: 'block due' });
  expect(
    find(due.inside, { name: 'time' }).map(({ attributes }) => attributes['datetime']),
  ).toEqual(['2026-11-16', '2027-01-04']);
  expect(find(page, { class: 'button' }).map(({ attributes }) => attributes['href'])).toEqual([
    '/trust/changes/12',
  ]);
  expect(find(due.inside, { href: 'mailto:privacy@qluster.example' })).toHaveLength(1);
});

test('the log dates an announcement by its announcement and an effect by its effect, however late it was recorded', async () => {
  const snapshot = storySnapshot();
  const late = snapshot.recent.map((change) => ({
    ...change,
    steps: change.steps.map((step) =>
      step.name === 'in-effect' ? { ...step, at: new Date('2026-11-20T00:00:00Z') } : step,
    ),
  }));
  const log = one(await read(overviewPage, { snapshot: { ...snapshot, recent: late } }), {
    name: 'ol',
    class: 'log',
  });
  const days = find(log.inside, { name: 'time' }).map(({ attributes }) => attributes['datetime']);
  expect(days).toEqual([
    '2026-11-16',
    '2026-11-02',
    '2026-10-02',
    '2026-07-28',
    '2026-06-30',
    '2026-02-26',
  ]);
});

test('without a pending change the overview says when the last one took effect', async () => {
  const snapshot: Snapshot = { ...storySnapshot(), pending: [] };
  const page = await read(overviewPage, {
    snapshot: { ...snapshot, recent: snapshot.recent.slice(1) },
  });
  expect(find(page, { class: 'block due' })).toHaveLength(0);
  expect(textOf(page)).toContain(
    'No change is announcedThe last one took effect on 2 November 2026.',
  );
});

test('nothing published is said in words in every place', async () => {
  const overview = textOf(await read(overviewPage, { snapshot: emptySnapshot() }));
  expect(overview).toContain('No sub-processor is published yet.');
  expect(overview).toContain('No change has been published yet.');
  expect(overview).toContain('No place of processing is stated yet.');
  const register = textOf(await read(registerPage, { snapshot: emptySnapshot() }));
  expect(register).toContain('No sub-processor is published yet.');
});

test('a long list is cut on the overview, and says by how much', async () => {
  const facts = { name: 'Vendor', description: 'Hosting', kind: 'third-party' as const };
  const snapshot = snapshotOf(
    Array.from({ length: 40 }, (_, index) => ({ slug: `v-${index}`, facts })),
  );
  const page = await read(overviewPage, { snapshot });
  expect(find(one(page, { class: 'fold terse brief' }).inside, { scope: 'row' })).toHaveLength(25);
  expect(textOf(page)).toContain('15 more in the full register');
});

test.each(everyPage)(
  '%s: no script, no inline style, nothing from elsewhere',
  async (_, page, parts) => {
    const elements = await read(page, parts);
    const forbidden = [
      'script',
      'style',
      'iframe',
      'object',
      'embed',
      'img',
      'base',
      'video',
      'audio',
    ];
    const made = elements.filter(({ name }) => forbidden.includes(name));
    expect(made.filter((element) => !isKnownScript(element))).toEqual([]);
    for (const { attributes } of elements) {
      expect(
        Object.keys(attributes).filter((name) => name === 'style' || name.startsWith('on')),
      ).toEqual([]);
    }
    const loaded = find(elements, { name: 'link' }).filter(({ attributes }) =>
      /stylesheet|icon/.test(attributes['rel'] ?? ''),
    );
    expect(loaded.map(({ attributes }) => attributes['href'])).toEqual([
      `/trust${stylesheetPath({})}`,
      '/trust/favicon.svg',
    ]);
  },
);

test.each(everyPage)(
  '%s: one h1, unique ids, and every label and landmark finds its target',
  async (_, page, parts) => {
    const elements = await read(page, parts);
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements) {
      for (const target of [attributes['aria-labelledby'], attributes['for']]) {
        if (target !== undefined) expect(ids).toContain(target);
      }
    }
    expect(find(elements, { name: 'h1' })).toHaveLength(1);
    expect(find(elements, { name: 'main', id: 'main' })).toHaveLength(1);
    expect(find(elements, { href: '#main' })).toHaveLength(1);
    const hrefs = elements.flatMap(({ name, attributes }) =>
      name === 'a' ? (attributes['href'] ?? []) : [],
    );
    for (const href of hrefs) {
      if (href.startsWith('#')) expect(ids).toContain(href.slice(1));
      else expect(href).toMatch(/^(\/trust(\/|$|\?)|\/\.well-known\/|https:\/\/|mailto:)/);
    }
  },
);

test.each(everyPage)('%s: two renders are the same bytes', async (_, page, parts) => {
  expect(await page.render(renderInput(parts))).toEqual(await page.render(renderInput(parts)));
});

test('every page announces its feeds, its twins and its permanent address', async () => {
  const register = find(await read(registerPage, { params: { q: 'mail', sort: '-name' } }), {
    name: 'link',
  });
  const href = (wanted: Record<string, string>) => one(register, wanted).attributes['href'];
  expect(href({ rel: 'canonical' })).toBe(`${testPlace.origin}/trust/subprocessors`);
  expect(href({ type: 'application/json' })).toBe('/trust/subprocessors.json');
  expect(href({ type: 'text/csv' })).toBe('/trust/subprocessors.csv');
  expect(href({ type: 'application/atom+xml' })).toBe('/trust/feed.atom');
  expect(href({ type: 'application/rss+xml' })).toBe('/trust/feed.rss');
  expect(href({ type: 'application/feed+json' })).toBe('/trust/feed.json');
  const overview = find(await read(overviewPage), { name: 'link' });
  expect(one(overview, { type: 'application/json' }).attributes['href']).toBe('/trust.json');
});

test('a demonstration says so and stays out of search engines; a real register does neither', async () => {
  const demo = await read(overviewPage);
  expect(robotsOf(demo)).toEqual(['noindex']);
  expect(one(demo, { class: 'demo' }).text).toContain('is invented');
  const real = await read(overviewPage, { place: { ...testPlace, demo: false } });
  expect(robotsOf(real)).toEqual([]);
  expect(find(real, { class: 'demo' })).toEqual([]);
});

test('mounted at the root, no link is empty or has two slashes', async () => {
  const place = { ...testPlace, base: '', pages: '' };
  const page = await read(overviewPage, { place });
  const hrefs = page.flatMap(({ attributes }) => attributes['href'] ?? []);
  expect(hrefs.filter((href) => href === '' || href.startsWith('//'))).toEqual([]);
  expect(one(page, { rel: 'canonical' }).attributes['href']).toBe('https://trust.qluster.example/');
});

test('the stylesheet is named after its content, loads nothing and may be kept for good', async () => {
  const at = (digest: string) => stylesheet.render(renderInput({ params: { digest } }));
  const { body, headers } = await at(stylesheetPath({}).slice(1));
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
  expect(stylesheetPath({})).toBe(`/style-${digest}.css`);
  expect(headers?.['cache-control']).toContain('immutable');
  // A page that a cache kept names an older one, and must not stand there bare.
  expect(await at('style-0123456789ab.css')).toEqual({ body });
  expect(String(body)).toContain('prefers-color-scheme: dark');
  expect(String(body)).not.toMatch(/url\(|@import|expression/);
});

test('the icon is an image that parses', async () => {
  const { body } = await favicon.render(renderInput());
  expect(
    one(readHtml(`<!doctype html><title>i</title>${String(body)}`), { name: 'svg' }).inside,
  ).toHaveLength(2);
});

test('what is not found answers 404, is not indexed and repeats nothing of the request', () => {
  const real = renderInput({
    place: { ...testPlace, demo: false },
    params: { slug: 'secret-vendor' },
  });
  const { status, body } = notFoundPage(real, 'sub-processor');
  expect(status).toBe(404);
  expect(String(body)).not.toContain('secret-vendor');
  const page = readHtml(body);
  expect(robotsOf(page)).toEqual(['noindex']);
  expect(find(page, { rel: 'canonical' })).toEqual([]);
});

function robotsOf(page: ReturnType<typeof readHtml>): readonly (string | undefined)[] {
  return page
    .filter(({ name, attributes }) => name === 'meta' && attributes['name'] === 'robots')
    .map(({ attributes }) => attributes['content']);
}

async function read(page: Published, parts: Partial<RenderInput> = {}) {
  const { body } = await page.render(renderInput(parts));
  return readHtml(body);
}

function textOf(page: ReturnType<typeof readHtml>): string {
  return words(one(page, { name: 'main' }).text);
}
