import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/publication/model.ts';
import type { Published, RenderInput } from '../../src/publication/representation.ts';
import { overviewPage } from '../../src/site/pages.tsx';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { entryPage } from '../../src/subprocessors/pages/entry-page.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { asParsed, find, isKnownScript, one, readHtml, type Seen, words } from '../support/html.ts';
import { renderInput, snapshotOf, storySnapshot } from '../support/snapshot.ts';
import { draws } from '../support/thorough.ts';

const plain: Facts = { name: 'Vendor', description: 'Hosting', kind: 'third-party' };

test('announced, current and ended entries stand apart, each at its own anchor', async () => {
  const groups = find(await read(registerPage), { name: 'tbody' }).map(({ inside }) => ({
    title: words(one(inside, { scope: 'rowgroup' }).text),
    anchors: find(inside, { name: 'tr' }).flatMap(({ attributes }) => attributes['id'] ?? []),
  }));
  expect(groups).toEqual([
    { title: 'Announced not yet in effect', anchors: ['mistral-ai'] },
    {
      title: 'Current processing today',
      anchors: [
        'amazon-web-services',
        'cloudflare',
        'hetzner',
        'intercom',
        'postmark',
        'sentry',
        'stripe',
        'turso',
      ],
    },
    { title: 'Ended kept for the record', anchors: ['twilio-sendgrid'] },
  ]);
});

test('the page says when the list was last changed and last reviewed', async () => {
  const stamp = one(await read(registerPage), { class: 'stamp' });
  expect(words(stamp.text)).toMatch(
    /^Version \d+ · Last changed 16 November 2026 · Last reviewed 2 November 2026 · On another day · Drawn as a timeline · On a map · As a data flow · Subscribe to changes$/,
  );
  const snapshot = storySnapshot();
  const [first, ...others] = snapshot.entries;
  if (first === undefined) throw new Error('an empty story');
  const { lastReviewedOn: _, ...unreviewed } = first.facts;
  const partly = { ...snapshot, entries: [{ ...first, facts: unreviewed }, ...others] };
  const partlyStamp = one(await read(registerPage, { snapshot: partly }), { class: 'stamp' });
  expect(partlyStamp.text).toContain('Last review of an entry');
});

test('the status of a row names what happened to it and what will', async () => {
  const page = await read(registerPage);
  const status = (slug: string) =>
    words(find(one(page, { id: slug }).inside, { 'data-label': 'Status' })[0]?.text ?? '');
  expect(status('intercom')).toContain('Amended from 4 Jan 2027');
  expect(status('stripe')).toContain('Corrected 2 Oct 2026');
  expect(status('hetzner')).toBe('Currentsince 13 May 2024');
  expect(status('twilio-sendgrid')).toContain('replaced by Postmark');
  expect(status('twilio-sendgrid')).toContain('data deleted 28 Jul 2026');
});

test('a filter narrows the rows, is counted, stays in the form and goes into the other formats', async () => {
  const page = await read(registerPage, { params: { service: 'website', q: 'pay' } });
  expect(rowsOf(page)).toEqual(['stripe']);
  expect(words(one(page, { class: 'formats' }).text)).toContain(
    '1 of 10 entries: 1 current. Show all',
  );
  const service = one(page, { name: 'select', id: 'service' });
  expect(find(service.inside, { value: 'website' })[0]?.attributes).toHaveProperty('selected');
  expect(one(page, { id: 'q' }).attributes['value']).toBe('pay');
  const formats = find(one(page, { class: 'formats' }).inside, { name: 'a' }).map(
    ({ attributes }) => attributes['href'],
  );
  expect(formats).toContain('/trust/subprocessors.csv?service=website&q=pay');
  expect(formats).toContain('/trust/subprocessors.json?service=website&q=pay');
});

test('a value that the form does not offer is shown while it filters', async () => {
  const page = await read(registerPage, { params: { country: 'JP' } });
  const chosen = find(one(page, { id: 'country' }).inside, { value: 'JP' });
  expect(chosen[0]?.attributes).toHaveProperty('selected');
  expect(rowsOf(page)).toEqual([]);
});

test('a filter without result says so and leads back', async () => {
  const page = await read(registerPage, { params: { q: '<b>nobody' } });
  const nothing = one(page, { class: 'nothing' });
  expect(nothing.text).toContain('No entry matches this filter.');
  expect(find(nothing.inside, { href: '/trust/subprocessors' })).toHaveLength(1);
  expect(find(page, { name: 'table' })).toEqual([]);
});

test('entries that concern every service are shown under each, and the page says why', async () => {
  const snapshot = snapshotOf([{ slug: 'all', facts: plain }]);
  const page = await read(registerPage, { snapshot, params: { service: 'website' } });
  expect(rowsOf(page)).toEqual(['all']);
  expect(one(page, { class: 'key' }).text).toContain('concern all of them');
});

test('the sorted column says so, turns around at the next click and keeps the filter', async () => {
  const page = await read(registerPage, { params: { sort: '-since', service: 'website' } });
  expect(rowsOf(page)).toEqual(['sentry', 'intercom', 'cloudflare', 'stripe']);
  const sorted = page.filter(({ attributes }) => 'aria-sort' in attributes);
  expect(sorted.map(({ attributes, text }) => [text, attributes['aria-sort']])).toEqual([
    ['Status', 'descending'],
  ]);
  expect(sorted[0]?.inside[0]?.attributes['href']).toBe(
    '/trust/subprocessors?service=website&sort=since',
  );
});

test('two thousand entries are all there', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({ slug: `v-${index}`, facts: plain }));
  expect(rowsOf(await read(registerPage, { snapshot: snapshotOf(many) }))).toHaveLength(2000);
});

test('an entry page states every fact, its contact, its chain and its changes', async () => {
  const hetzner = await read(entryPage, { params: { slug: 'hetzner' } });
  const facts = factsOf(hetzner);
  expect(facts['Address']).toEqual(['Industriestr. 25', '91710 Gunzenhausen', 'Germany'].join(''));
  expect(facts['Services']).toBe('Qluster service');
  expect(facts['Contract']).toContain('2 Apr 2024');
  expect(facts['Person']).toBe('Robin Beispiel');
  expect(textOf(hetzner)).toContain('States all 7 items');
  const mistral = await read(entryPage, { params: { slug: 'mistral-ai' } });
  expect(factsOf(mistral)['Engaged by']).toBe('Intercom');
  expect(factsOf(mistral)['AI']).toContain('Does not train on the data');
  expect(textOf(mistral)).toContain('States 6 of the 7 items');
  expect(textOf(mistral)).toContain('Missing: name of a contact person.');
  expect(find(mistral, { class: 'block due' })).toHaveLength(1);
  const intercom = await read(entryPage, { params: { slug: 'intercom' } });
  expect(factsOf(intercom)['Engages']).toBe('Mistral AI');
  expect(
    one(intercom, { class: 'log narrow' }).inside.filter(({ name }) => name === 'li'),
  ).toHaveLength(3);
});

test('replacing and replaced entries lead to each other', async () => {
  const postmark = await read(entryPage, { params: { slug: 'postmark' } });
  expect(factsOf(postmark)['Replaces']).toBe('Twilio SendGrid');
  const sendgrid = await read(entryPage, { params: { slug: 'twilio-sendgrid' } });
  expect(factsOf(sendgrid)['Replaced by']).toBe('Postmark');
  expect(factsOf(sendgrid)['Ended']).toBe('30 Jun 2026, the first day without processing');
});

test('a person whose employer does not publish them appears on no page', async () => {
  for (const page of [registerPage, entryPage, overviewPage]) {
    const { body } = await page.render(renderInput({ params: { slug: 'sentry' } }));
    expect(String(body)).not.toMatch(/Sam Example|sam@sentry/);
  }
});

test('what Annex III asks for and is not stated is named as not stated', async () => {
  const snapshot = snapshotOf([{ slug: 'bare', facts: plain }]);
  const facts = factsOf(await read(entryPage, { snapshot, params: { slug: 'bare' } }));
  for (const label of ['Company', 'Address', 'Responsibilities', 'Where', 'Transfer', 'Contract']) {
    expect(facts[label]).toBe('Not stated');
  }
});

test('a chain that closes in itself ends all the same', async () => {
  const snapshot = snapshotOf([
    { slug: 'a', facts: { ...plain, name: 'A', parent: 'b' } },
    { slug: 'b', facts: { ...plain, name: 'B', parent: 'c' } },
    { slug: 'c', facts: { ...plain, name: 'C', parent: 'b' } },
  ]);
  expect(factsOf(await read(entryPage, { snapshot, params: { slug: 'a' } }))['Engaged by']).toBe(
    'B, C',
  );
});

test('a slug that names nothing answers 404', async () => {
  expect(await entryPage.render(renderInput({ params: { slug: 'nobody' } }))).toMatchObject({
    status: 404,
  });
});

test('an address that is not http(s) is text, never a link', async () => {
  const links = { website: 'javascript:alert(1)', privacy: 'https://vendor.example/privacy' };
  const snapshot = snapshotOf([
    { slug: 'a', facts: { ...plain, links, contact: { email: 'a@b.example?bcc=c@d.example' } } },
  ]);
  const page = await read(entryPage, { snapshot, params: { slug: 'a' } });
  const hrefs = page.flatMap(({ attributes }) => attributes['href'] ?? []);
  expect(hrefs.filter((href) => href.startsWith('javascript:') || href.includes('bcc='))).toEqual(
    [],
  );
  expect(hrefs).toContain('https://vendor.example/privacy');
  expect(textOf(page)).toContain('javascript:alert(1)');
});

test('any Unicode string in any field stays text on every page', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, fc.string({ unit: 'binary' }), async (entry, q) => {
      const snapshot = withEntry(entry);
      const params = { slug: entry.slug, q };
      const pages = await Promise.all([
        read(registerPage, { snapshot, params: {} }),
        read(registerPage, { snapshot, params }),
        read(entryPage, { snapshot, params }),
        read(overviewPage, { snapshot }),
      ]);
      for (const page of pages) expectHarmless(page);
      const [register, filtered, alone] = pages;
      const name = asParsed(entry.facts.name);
      expect(
        one(register ?? [], { name: 'tr', id: entry.slug }).inside.some(
          ({ text }) => text === name,
        ),
      ).toBe(true);
      expect(one(filtered ?? [], { id: 'q' }).attributes['value']).toBe(
        q.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD'),
      );
      expect(one(alone ?? [], { name: 'h1' }).text).toBe(name);
      const description = find(alone ?? [], { class: 'lead' }).flatMap(({ inside }) =>
        inside.map(({ text }) => text),
      );
      expect(description).toContain(asParsed(entry.facts.description));
    }),
    { numRuns: draws(150) },
  );
});

const known = new Set(
  (
    'html head meta title link body a header div p svg circle path rect span bdi nav ul ol li main h1 h2 form label ' +
    'select option input button table caption thead tbody tr th td time section dl dt dd br footer b wbr'
  ).split(' '),
);

function expectHarmless(page: readonly Seen[]): void {
  for (const { name, attributes } of page.filter((element) => !isKnownScript(element))) {
    expect(known).toContain(name);
    expect(
      Object.keys(attributes).filter((key) => key === 'style' || key.startsWith('on')),
    ).toEqual([]);
    const href = attributes['href'];
    if (href !== undefined) expect(href).toMatch(/^(\/|#|https?:\/\/|mailto:)/);
  }
}

function withEntry(entry: Entry): Snapshot {
  return { ...storySnapshot(), entries: [entry] };
}

async function read(page: Published, parts: Partial<RenderInput> = {}): Promise<readonly Seen[]> {
  const { body } = await page.render(renderInput(parts));
  return readHtml(body);
}

function rowsOf(page: readonly Seen[]): readonly string[] {
  return find(page, { name: 'tr' }).flatMap(({ attributes }) => attributes['id'] ?? []);
}

function textOf(page: readonly Seen[]): string {
  return words(one(page, { name: 'main' }).text);
}

/** Label and value of every fact; the first of each label. */
function factsOf(page: readonly Seen[]): Readonly<Record<string, string>> {
  const pairs = find(one(page, { name: 'main' }).inside, { name: 'div' }).flatMap(({ inside }) => {
    const [label, value] =
      inside[0]?.name === 'dt' ? [inside[0], find(inside, { name: 'dd' })[0]] : [];
    return label && value ? [[words(label.text), words(value.text)] as const] : [];
  });
  return Object.fromEntries(pairs.reverse());
}
