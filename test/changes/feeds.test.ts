import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { Change, ChangeStep } from '../../src/changes/model.ts';
import { archivePage, currentPage } from '../../src/changes/feeds/feed-page.ts';
import { renderJsonFeed } from '../../src/changes/feeds/json-feed.ts';
import { feedAtom, feedJson, feedRss } from '../../src/changes/feeds/representations.ts';
import { renderAtom, renderRss } from '../../src/changes/feeds/xml-feeds.ts';
import { parseDay } from '../../src/core/day.ts';
import { Refusal } from '../../src/core/errors.ts';
import type { Db } from '../../src/db/client.ts';
import { newEventId, newId } from '../../src/core/ids.ts';
import type { RenderInput } from '../../src/publication/representation.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { anyFacts, anyText } from '../support/arbitrary-entries.ts';
import { emptySnapshot, renderInput, storySnapshot } from '../support/snapshot.ts';

const history = 'http://purl.org/syndication/history/1.0';
const atomNamespace = 'http://www.w3.org/2005/Atom';
const base = 'https://trust.qluster.example/trust';
const everything = { withCorrections: true };
const effectiveOn = parseDay('2026-11-01') ?? expect.unreachable();

describe('the three feeds', () => {
  it('show the same entries with the same ids, titles and links', async () => {
    const input = renderInput();
    const atom = parseAtomFeed(await bodyOf(feedAtom, input));
    const rss = parseRssFeed(await bodyOf(feedRss, input));
    const json = parseJsonFeed(await bodyOf(feedJson, input));
    const told = input.snapshot.steps.map(({ step, change }) => ({
      id: `urn:uuid:${step.eventId}`,
      url: `${base}/changes/${change.id}`,
      at: step.at.toISOString(),
    }));
    expect(told.length).toBeGreaterThan(3);
    expect(json.items?.map(({ id, url, date_published: at }) => ({ id, url, at }))).toEqual(told);
    expect(
      atom.entries?.map((entry) => ({
        id: entry.id,
        url: entry.links?.[0]?.href,
        at: entry.updated,
      })),
    ).toEqual(told);
    expect(
      rss.items?.map((item) => ({
        id: item.guid?.value,
        url: item.link,
        at: new Date(item.pubDate ?? '').toISOString(),
      })),
    ).toEqual(told);
    const titles = json.items?.map((item) => item.title);
    expect(titles).toContain(
      'Announced: Mistral AI will be added and Intercom amended on 4 January 2027',
    );
    expect(rss.items?.map((item) => item.title)).toEqual(titles);
    expect(titlesOf(await bodyOf(feedAtom, input))).toEqual(titles);
  });

  it('are the same bytes at every rendering, and never carry the time of day of the reader', async () => {
    for (const feed of [feedAtom, feedRss, feedJson]) {
      expect(await bodyOf(feed, renderInput())).toBe(await bodyOf(feed, renderInput()));
    }
    const atom = parseAtomFeed(await bodyOf(feedAtom, renderInput()));
    expect(atom.updated).toBe(storySnapshot().steps[0]?.step.at.toISOString());
  });

  it('say of an empty register when it was opened', async () => {
    const snapshot = emptySnapshot();
    const atom = parseAtomFeed(await bodyOf(feedAtom, renderInput({ snapshot })));
    expect(atom.updated).toBe(snapshot.at.toISOString());
    expect(atom.entries ?? []).toEqual([]);
    const rss = parseRssFeed(await bodyOf(feedRss, renderInput({ snapshot })));
    expect(rss.lastBuildDate).toBe(snapshot.at.toUTCString());
    expect(JSON.parse(await bodyOf(feedJson, renderInput({ snapshot })))).toMatchObject({
      items: [],
    });
  });

  it('leave corrections to class=all, and refuse a class they do not know', async () => {
    const corrections = storySnapshot().stepsWithCorrections.filter(
      ({ change }) => change.class === 'correction',
    );
    const ids = corrections.map(({ step }) => `urn:uuid:${step.eventId}`);
    expect(ids.length).toBeGreaterThan(0);
    const without = await bodyOf(feedJson, renderInput());
    const all = await bodyOf(feedJson, renderInput({ params: { class: 'all' } }));
    for (const id of ids) {
      expect(without).not.toContain(id);
      expect(all).toContain(id);
    }
    await expect(
      bodyOf(feedJson, renderInput({ params: { class: 'some' } })),
    ).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '#/query/class' }],
    });
  });

  it('refuse a service that does not exist, so that a misspelt feed is not an empty one', async () => {
    const misspelt = renderInput({ params: { service: 'nowhere' } });
    await expect(bodyOf(feedAtom, misspelt)).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '#/query/service' }],
    });
  });

  it('know no archive that does not exist', async () => {
    for (const params of [{ archive: '0' }, { archive: '-1' }, { archive: '1e3' }]) {
      await expect(bodyOf(feedAtom, renderInput({ params }))).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('name publisher, page, own address and language', async () => {
    const input = renderInput({ params: { class: 'all' } });
    const atom = parse(await bodyOf(feedAtom, input));
    expect(atom.documentElement?.getAttribute('xml:lang')).toBe('en');
    expect(linksOf(atom.documentElement ?? expect.unreachable())).toMatchObject({
      self: `${base}/feed.atom?class=all`,
      alternate: `${base}/changes`,
    });
    expect(parseAtomFeed(await bodyOf(feedAtom, input)).authors?.[0]?.name).toBe('Qluster Corp.');
    const rss = parse(await bodyOf(feedRss, input));
    expect(channelLinks(rss)['self']).toBe(`${base}/feed.rss?class=all`);
    expect(JSON.parse(await bodyOf(feedJson, input))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: `${base}/feed.json?class=all`,
      home_page_url: `${base}/changes`,
      authors: [{ name: 'Qluster Corp.' }],
      language: 'en',
    });
  });

  it('say to machines what the change is, without what came after the step', async () => {
    const input = renderInput();
    const feed = JSON.parse(await bodyOf(feedJson, input)) as {
      items: readonly { title: string }[];
    };
    const announced = feed.items.filter(({ title }) => title.startsWith('Announced: '));
    expect(announced.length).toBeGreaterThan(1);
    for (const item of announced) {
      expect(item).toMatchObject({
        _annex: { change: { state: 'announced', step: { name: 'announced' } } },
      });
      expect(item.title).toMatch(/ will /);
    }
  });
});

describe('archives, RFC 5005 section 4', () => {
  it('lead from the current feed through every step, each at least once', async () => {
    for (const count of [1, 50, 51, 99, 100, 101, 120, 149]) {
      const steps = makeSteps(count);
      expect(await walk(steps), `${count} steps`).toEqual(new Set(idsOf(steps)));
    }
  });

  it('stay the same bytes when newer steps come', async () => {
    const [fewer, more] = [makeSteps(120), makeSteps(137)];
    for (const block of [1, 2]) {
      const before = await renderAll(archiveOf(fewer, block));
      expect(await renderAll(archiveOf(more, block))).toEqual(before);
    }
  });

  it('stay the same bytes when a change announced in them takes effect', async () => {
    const steps = makeSteps(60, { announcedOnly: true });
    const later = steps.map(({ step, change }) => {
      const effect = {
        ...step,
        name: 'in-effect' as const,
        eventId: newEventId(ids(900_000 + change.id)),
      };
      return { step, change: { ...change, steps: [...change.steps, effect] } };
    });
    expect(await renderAll(archiveOf(later, 1))).toEqual(await renderAll(archiveOf(steps, 1)));
  });

  it('exist only once their block is complete', () => {
    expect(() => archiveOf(makeSteps(99), 2)).toThrow(Refusal);
    expect(archiveOf(makeSteps(100), 2).steps).toHaveLength(50);
  });

  it('say in Atom and RSS that they are archives, and where the current feed and the older archive are', async () => {
    const steps = makeSteps(120);
    const [atom, rss, json] = await renderAll(archiveOf(steps, 2));
    const feed = parse(atom).documentElement ?? expect.unreachable();
    const expected = {
      self: `${base}/feed.atom?class=all&archive=2`,
      current: `${base}/feed.atom?class=all`,
      'prev-archive': `${base}/feed.atom?class=all&archive=1`,
    };
    expect(linksOf(feed)).toMatchObject(expected);
    expect(feed.getElementsByTagNameNS(history, 'archive')).toHaveLength(1);
    expect(Object.keys(channelLinks(parse(rss))).sort()).toEqual([
      'current',
      'prev-archive',
      'self',
    ]);
    expect(parse(rss).getElementsByTagNameNS(history, 'archive')).toHaveLength(1);
    expect(JSON.parse(json)).toMatchObject({ next_url: `${base}/feed.json?class=all&archive=1` });
    const [first] = await renderAll(archiveOf(steps, 1));
    expect(linksOf(parse(first).documentElement ?? expect.unreachable())).not.toHaveProperty(
      'prev-archive',
    );
    const [current] = await renderAll(currentOf(steps));
    const links = linksOf(parse(current).documentElement ?? expect.unreachable());
    expect(links['prev-archive']).toBe(`${base}/feed.atom?class=all&archive=2`);
    expect(links).not.toHaveProperty('current');
    expect(parse(current).getElementsByTagNameNS(history, 'archive')).toHaveLength(0);
  });

  it('keep each id unique', () => {
    const all = idsOf(makeSteps(149));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('any Unicode in any field', () => {
  it('leaves a line separator where it stands', async () => {
    const story = storySnapshot();
    const organisation = { ...story.organisation, name: 'One\u2028Two\u0085Three' };
    const input = renderInput({ snapshot: { ...story, organisation } });
    const atom = parse(
      await renderAtom(
        currentPage(input, '/feed.atom', everything, { steps: [], total: 0 }),
        input,
      ),
    );
    expect(titleIn(atom, 'feed')).toContain(organisation.name);
  });

  it('leaves Atom and RSS well-formed and the titles unharmed', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFacts,
        anyFacts,
        anyText,
        anyText,
        async (before, after, reason, organisation) => {
          const step = oneStep({ before, after, reason });
          const story = storySnapshot();
          const input = renderInput({
            snapshot: { ...story, organisation: { ...story.organisation, name: organisation } },
          });
          const page = currentPage(input, '/feed.atom', everything, { steps: [step], total: 1 });
          const written = [await renderAtom(page, input), await renderRss(page, input)] as const;
          for (const xml of written) expect(xml).toMatch(onlyXmlCharacters);
          const [atom, rss] = [parse(written[0]), parse(written[1])];
          const json = parseJsonFeed(renderJsonFeed(page, input));
          const title = xmlText(json.items?.[0]?.title ?? '');
          expect(titleIn(atom, 'entry')).toBe(title);
          expect(titleIn(rss, 'item')).toBe(title);
          expect(titleIn(atom, 'feed')).toBe(xmlText(page.title));
          expect(titleIn(rss, 'channel')).toBe(xmlText(page.title));
          expect(elementsIn(atom, 'content')).toBe(elementsIn(rss, 'encoded'));
          expect(elementsIn(atom, 'content')).not.toMatch(/<(?!\/?(?:p|h3|ul|li|b)>)/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

type Row = typeof feedAtom;

async function bodyOf(row: Row, input: RenderInput): Promise<string> {
  const { body } = await row.render({ ...input, db: noDatabase, now: new Date(0) });
  return String(body);
}

// What the snapshot holds must not ask the database.
const noDatabase: Db = {
  select: () => {
    throw new Error('a feed asked the database');
  },
};

function parse(xml: string) {
  return new DOMParser({
    // XML 1.0 section 2.11, which feeds are; the parser's own rule is that of XML 1.1 and takes U+2028 too.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
    onError: (level, message) => {
      // The parser takes U+FFFD for a sign of a wrong encoding; here it may be what somebody wrote.
      if (level !== 'warning') throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, 'text/xml');
}

type Tree = ReturnType<typeof parse>;
type Node = NonNullable<Tree['documentElement']>;

function childrenOf(parent: Node, name: string): readonly Node[] {
  return [...parent.getElementsByTagName(name)].filter((child) => child.parentNode === parent);
}

function linksOf(parent: Node, name = 'link'): Record<string, string> {
  const links = childrenOf(parent, name).map((link) => [
    link.getAttribute('rel') ?? 'alternate',
    link.getAttribute('href') ?? '',
  ]);
  return Object.fromEntries(links);
}

function channelLinks(rss: Tree): Record<string, string> {
  const links = [...rss.getElementsByTagNameNS(atomNamespace, 'link')];
  return Object.fromEntries(
    links.map((link) => [link.getAttribute('rel') ?? '', link.getAttribute('href') ?? '']),
  );
}

function titlesOf(atom: string): readonly string[] {
  return [...parse(atom).getElementsByTagName('entry')].map((entry) => {
    const [title] = childrenOf(entry, 'title');
    expect(title?.getAttribute('type')).toBe('text');
    return title?.textContent ?? '';
  });
}

function titleIn(tree: Tree, name: string): string | null | undefined {
  const parent = tree.getElementsByTagName(name)[0];
  return parent && childrenOf(parent, 'title')[0]?.textContent;
}

function elementsIn(tree: Tree, localName: string): string | null | undefined {
  return tree.getElementsByTagNameNS('*', localName)[0]?.textContent;
}

// Char of XML 1.0 section 2.2; the parser above lets others pass.
const onlyXmlCharacters = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/** What an XML 1.0 parser hands back of a text: only characters, line ends as line feeds. */
function xmlText(text: string): string {
  const chars = [...text].filter((char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0xfffe || code === 0xffff) return false;
    return code >= 0x20 || [9, 10, 13].includes(code);
  });
  return chars.join('').toWellFormed().replace(/\r\n?/g, '\n');
}

function ids(number: number) {
  return {
    uuid: () => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    bytes: (length: number) => new Uint8Array(length),
  };
}

function oneStep({
  before,
  after,
  reason,
}: {
  before: Facts;
  after: Facts;
  reason: string;
}): ChangeStep {
  return withStep(1, { before, after, reason }, 'in-effect');
}

function makeSteps(count: number, { announcedOnly = false } = {}): readonly ChangeStep[] {
  const facts = { name: 'Postmark', kind: 'third-party' as const };
  return Array.from({ length: count }, (_, index) =>
    withStep(
      index + 1,
      {
        before: { ...facts, description: `Mail, version ${index}` },
        after: { ...facts, description: `Mail, version ${index + 1}` },
        reason: 'It became another.',
      },
      announcedOnly ? 'announced' : 'in-effect',
    ),
  );
}

function withStep(
  number: number,
  { before, after, reason }: { before: Facts; after: Facts; reason: string },
  name: 'announced' | 'in-effect',
): ChangeStep {
  const step = {
    name,
    at: new Date(Date.UTC(2026, 0, 1, number)),
    eventId: newEventId(ids(number)),
    listVersion: number,
  };
  const item = {
    subprocessorId: newId(ids(1), 'sub'),
    slug: 'postmark',
    kind: 'amended' as const,
    class: 'substantive' as const,
    aspects: ['purpose' as const],
  };
  const change: Change = {
    id: number,
    class: 'substantive',
    reason,
    effectiveOn,
    items: [{ ...item, before, after }],
    steps: [step],
  };
  return { step, change };
}

function idsOf(steps: readonly ChangeStep[]): readonly string[] {
  return steps.map(({ step }) => `urn:uuid:${step.eventId}`);
}

function currentOf(steps: readonly ChangeStep[]) {
  const newest = steps.slice(-50).toReversed();
  return { path: 'current', steps: newest, total: steps.length } as const;
}

function archiveOf(steps: readonly ChangeStep[], block: number) {
  const some = steps.slice(50 * (block - 1), 50 * block);
  archivePage(renderInput(), '/feed.atom', everything, { steps: some, total: steps.length, block });
  return { path: 'archive', steps: some, total: steps.length, block } as const;
}

async function renderAll(
  asked: ReturnType<typeof currentOf> | ReturnType<typeof archiveOf>,
): Promise<readonly [string, string, string]> {
  const input = renderInput();
  const pageAt = (path: '/feed.atom' | '/feed.rss' | '/feed.json') =>
    asked.path === 'current'
      ? currentPage(input, path, everything, asked)
      : archivePage(input, path, everything, asked);
  return [
    await renderAtom(pageAt('/feed.atom'), input),
    await renderRss(pageAt('/feed.rss'), input),
    renderJsonFeed(pageAt('/feed.json'), input),
  ];
}

/** Follows `next_url` and, beside it, `prev-archive`, as a reader does that comes for the first time. */
async function walk(steps: readonly ChangeStep[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  let asked: ReturnType<typeof currentOf> | ReturnType<typeof archiveOf> = currentOf(steps);
  for (;;) {
    const [atom, , json] = await renderAll(asked);
    const feed = parse(atom);
    for (const entry of feed.getElementsByTagName('entry')) {
      seen.add(childrenOf(entry, 'id')[0]?.textContent ?? '');
    }
    const { next_url: next } = parseJsonFeed(json);
    const older = linksOf(feed.documentElement ?? expect.unreachable())['prev-archive'];
    expect(next?.split('?')[1]).toBe(older?.split('?')[1]);
    if (older === undefined) return seen;
    asked = archiveOf(steps, Number(new URL(older).searchParams.get('archive')));
  }
}
