import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from '../../src/search/gathering.ts';
import { searchDocuments, searchState } from '../../src/search/table.ts';
import { control, question, restate, state } from '../controls/stating.ts';
import { clauses, report } from '../documents/filing.ts';
import { announce, begin, draft as draftPolicy } from '../policies/writing.ts';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts, fullFacts, person, personMark } from '../support/factories.ts';
import { find, one, readHtml, words } from '../support/html.ts';
import { draft, news, post, withdraw } from '../updates/posting.ts';
import { draws } from '../support/thorough.ts';

type Found = { readonly kind: string; readonly title: string; readonly url: string };

async function search(trust: World, q: string, more = ''): Promise<readonly Found[]> {
  const { status, body } = await trust.get(`/trust/search.json?q=${encodeURIComponent(q)}${more}`);
  expect(status, q).toBe(200);
  return pickList(body, 'items').map((item) => ({
    kind: String(pick(item, 'kind')),
    title: String(pick(item, 'title')),
    url: String(pick(item, 'url')).replace(trust.deps.config.origin, ''),
  }));
}

const titles = async (trust: World, q: string) =>
  (await search(trust, q)).map(({ title }) => title);

/** A small list: after each test everything that is public is read again. */
const germans = toldOnce(async (trust) => {
  const locations = [{ country: 'DE' as const }];
  await trust.publish({
    entries: {
      hetzner: facts({ name: 'Hetzner', description: 'Backups.', locations }),
      sentry: facts({ name: 'Sentry', description: 'Errors.', locations }),
    },
  });
});

describe('search finds', () => {
  it('every kind of what is public, each at an address that answers and has its title', async () => {
    const trust = await startApp({ seed: 'demo' });
    const all = (await gather(trust.deps.db)).filter(({ language }) => language !== 'de');
    const kinds = new Set<string>();
    const first = new Map(all.map((each) => [each.kind, each]));
    const some = all.filter((each, index) => index % 8 === 0 || first.get(each.kind) === each);
    for (const { kind, title } of some) {
      const found = await search(trust, `"${title.replaceAll('"', ' ')}"`, `&kind=${kind}`);
      expect(
        found.map((each) => each.title),
        title,
      ).toContain(title);
      kinds.add(kind);
      for (const { url } of found.slice(0, 1)) {
        const page = await trust.get(url);
        expect([url, page.status]).toEqual([url, 200]);
        const [, anchor] = url.split('#');
        if (anchor !== undefined) one(readHtml(page.text), { id: anchor });
      }
    }
    expect([...kinds].toSorted()).toEqual(
      'attestation change control document law policy question subprocessor update'.split(' '),
    );
  });

  it('words in any order, as beginnings, without regard to case, accents and German spelling', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        stadtwerke: facts({
          name: 'Stadtwerke München',
          description: 'Rechnet in der Beispielstraße ab.',
          locations: [{ country: 'DE' }],
        }),
        muller: facts({ name: 'Mueller Versand', description: 'Druckt Briefe.' }),
        sela: facts({ name: 'סלע אחסון', description: 'Keeps backups.' }),
      },
      effectiveOn: '2026-12-24',
    });
    for (const query of [
      'münchen',
      'MUENCHEN',
      'munchen',
      'stadt',
      'münchen stadtwerke',
      '"stadtwerke münchen"',
      'beispielstrasse',
      'beispielstraße',
      'Germany',
      'deutschland stadtwerke',
    ])
      expect(await titles(trust, query), query).toContain('Stadtwerke München');
    for (const query of ['müller', 'mueller', 'muller'])
      expect(await titles(trust, query), query).toContain('Mueller Versand');
    expect(await titles(trust, 'סלע')).toContain('סלע אחסון');
    expect(await titles(trust, '"münchen stadtwerke"')).toEqual([]);
    expect(await titles(trust, 'münchen paris')).toEqual([]);
  });

  it('what a title says before what a text says', async () => {
    const trust = await startApp();
    await state(trust, 'control-questions', {
      ...question,
      id: 'q',
      question: 'Backups?',
      answer: 'Daily.',
    });
    await state(trust, 'controls', { ...control, title: 'Restoring', text: 'From backups.' });
    expect(await titles(trust, 'backups')).toEqual(['Backups?', 'Restoring']);
  });
});

describe('search never finds', () => {
  it('drafts, what is hidden, withdrawn or superseded, or persons; and finds it once it is public', async () => {
    const trust = await startApp();
    await trust.prepare({ entries: { xylo: facts({ name: 'Xylofact' }) } });
    await draft(trust, { ...news, title: 'Xyloupdate' });
    await begin(trust);
    const first = await draftPolicy(trust, { en: 'About xylopolicy.' });
    const hidden = { ...report, slug: 'hidden', title: 'Xylohidden', visibility: 'hidden' };
    must(await trust.as('editor').post('/documents', hidden));
    must(await trust.as('editor').post('/documents', { ...clauses, title: 'Xyloclauses' }));
    expect(await titles(trust, 'xylo')).toEqual(['Xyloclauses']);

    must(await announce(trust, first));
    expect((await titles(trust, 'xylopolicy')).length).toBeGreaterThan(0);
    const second = await draftPolicy(trust, { en: 'About something else.' });
    must(await announce(trust, second, { summary: 'Another.', material: false }));
    expect(await search(trust, 'xylopolicy', '&kind=policy')).toEqual([]);

    const posted = await post(trust, { ...news, title: 'Xylonews', body: 'Of a leak.' });
    expect(await titles(trust, 'xylonews')).toEqual(['Xylonews']);
    await withdraw(trust, posted.id);
    expect(await titles(trust, 'xylonews')).toEqual([]);
    expect(await titles(trust, 'leak')).toEqual([]);

    await trust.publish({
      entries: { whole: fullFacts() },
      persons: { whole: person({ published: true }) },
    });
    expect((await titles(trust, 'amazon')).length).toBeGreaterThan(0);
    expect(await titles(trust, personMark)).toEqual([]);
    expect(await titles(trust, 'privacy@aws.example')).toEqual([]);
  });

  it('what a statement said before', async () => {
    const trust = await startApp();
    const { path } = await state(trust, 'controls', { ...control, text: 'Xylophones.' });
    expect(await titles(trust, 'xylophones')).toEqual(['Least privilege']);
    must(await restate(trust, path, { ...control, text: 'Bells.' }));
    expect(await titles(trust, 'xylophones')).toEqual([]);
    expect(await titles(trust, 'bells')).toEqual(['Least privilege']);
  });
});

describe('the index', () => {
  it('is exactly what is public after whatever was published, and only differences are written', async () => {
    const trust = await startApp({ seed: 'demo' });
    const stored = async () =>
      (await trust.deps.db.select().from(searchDocuments)).map((row) => ({ ...row }));
    const texts = (rows: readonly { kind: string; key: string; title: string; body: string }[]) =>
      rows.map(({ kind, key, title, body }) => JSON.stringify([kind, key, title, body])).toSorted();
    await search(trust, 'x');
    const before = await stored();
    await post(trust, { ...news, title: 'Another' });
    await trust.publish({
      entries: { other: facts({ name: 'Other' }) },
      effectiveOn: '2026-12-30',
    });
    trust.at('2027-01-05T09:00:00Z');
    await trust.runSchedule();
    await search(trust, 'x');
    const after = await stored();
    expect(texts(after)).toEqual(texts(await gather(trust.deps.db)));
    const kept = new Set(after.map(({ id }) => id));
    expect(before.filter(({ id }) => kept.has(id)).length).toBeGreaterThan(before.length * 0.7);
    const [state_] = await trust.deps.db.select().from(searchState);
    expect(state_?.version).toBe(
      (await trust.deps.publication.current(trust.deps)).snapshot.version,
    );
  });

  it('is made once for all who search at the same time, in every process', async () => {
    const { trust } = await germans();
    const other = await trust.anotherProcess();
    const found = await Promise.all(
      Array.from({ length: 12 }, (_, at) => titles(at % 2 ? trust : other, 'germany')),
    );
    expect(new Set(found.map((each) => each.join('|'))).size).toBe(1);
    const rows = await trust.deps.db.select().from(searchDocuments);
    expect(rows.length).toBe((await gather(trust.deps.db)).length);
    await post(other, { ...news, title: 'Zeppelin' });
    expect(await titles(other, 'zeppelin')).toEqual(['Zeppelin']);
  });
});

describe('/trust/search', () => {
  it('marks what was looked for, says of which kind it is, and is no page for search engines', async () => {
    const { trust } = await germans();
    const reply = await trust.get('/trust/search?q=germ');
    const page = readHtml(reply.text);
    expect(find(page, { name: 'mark' }).map(({ text }) => text)).toContain('Germany');
    one(page, { name: 'ol', class: 'found' });
    expect(reply.text).toContain('<meta name="robots" content="noindex"');
    expect((await trust.get('/trust/search.json?q=germ')).headers.get('x-robots-tag')).toBe(
      'noindex',
    );
    const field = one(page, { name: 'input', id: 'seek' });
    expect(field.attributes['value']).toBe('germ');
    const german = await trust.get('/trust/de/search?q=germ');
    expect(german.text).toContain('Unterauftragsverarbeiter');
  });

  it('asks for a word where there is none, and says what to do where nothing is found', async () => {
    const trust = await startApp();
    const empty = await trust.get('/trust/search');
    expect([empty.status, words(empty.text).includes('What to do next')]).toEqual([200, false]);
    expect((await trust.get('/trust/search?q=%20%22%20-%20')).text).toContain(
      'at least one letter',
    );
    const none = await trust.get('/trust/search?q=zzz');
    expect(none.text).toContain('Nothing that is public here');
    expect(none.text).toContain('href="/trust/contact"');
  });

  it('refuses what is too long, and kinds that there are not, with words', async () => {
    const trust = await startApp();
    const long = 'a'.repeat(10_000);
    const page = await trust.get(`/trust/search?q=${long}`);
    expect(page.status).toBe(422);
    expect(page.text).toContain('at most 200 characters');
    expect(page.text.length).toBeLessThan(30_000);
    const json = await trust.get(`/trust/search.json?q=${long}`);
    expect([json.status, pick(json.body, 'errors', 0, 'pointer')]).toEqual([422, '#/query/q']);
    const kind = await trust.get('/trust/search.json?q=a&kind=moon');
    expect([kind.status, pick(kind.body, 'errors', 0, 'pointer')]).toEqual([422, '#/query/kind']);
  });

  it('takes operators, quotes, markup and anything else for text', async () => {
    const { trust } = await germans();
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            ...'AND|OR|NOT|NEAR(|)|*|"|""|-|^|:|title:|{title body}:|+|\'|;--|\0|%|<b>|&amp;|germany|\u202e|é'.split(
              '|',
            ),
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (query) => {
        const path = `/trust/search?q=${encodeURIComponent(query.toWellFormed())}`;
        const page = await trust.get(path);
        expect(page.status).toBe(200);
        expect(find(readHtml(page.text), { name: 'b' })).toEqual([]);
        for (const mark of ['\u0002', '\u0003'])
          expect(page.text.replace(/<input[^>]*>|<title>[^<]*/g, '').includes(mark)).toBe(false);
      }),
      { numRuns: draws(60) },
    );
    expect(await titles(trust, 'germany AND')).toEqual(await titles(trust, 'germany and'));
    expect((await titles(trust, '"germany')).length).toBeGreaterThan(0);
  });

  it('shows hostile names whole and escaped', async () => {
    const trust = await startApp({ organisation: { name: 'Qluster & <Sons>' } });
    const name = `<img src=x onerror=alert(1)> ${'W'.repeat(170)}`;
    await trust.publish({ entries: { hostile: facts({ name }) }, effectiveOn: '2026-12-24' });
    const page = await trust.get('/trust/search?q=onerror');
    expect(find(readHtml(page.text), { name: 'img' })).toEqual([]);
    const link = one(readHtml(page.text), { name: 'a', href: '/trust/subprocessors/hostile' });
    expect(link.text).toBe(name);
    const description = await trust.get('/trust/opensearch.xml');
    expect(description.text).toContain('<ShortName>Qluster &amp; &lt;Sons&gt;</ShortName>');
  });
});
