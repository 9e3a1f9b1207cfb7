import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, endMoment } from '../../src/core/day.ts';
import { loadSnapshot } from '../../src/publication/snapshot.ts';
import type { Snapshot } from '../../src/publication/model.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import { timelinePage } from '../../src/subprocessors/pages/timeline-page.tsx';
import { listLives } from '../../src/subprocessors/service/lives.ts';
import { findVersion } from '../../src/changes/service/versions.ts';
import { listEntriesAsOf } from '../../src/subprocessors/service/timeline.ts';
import { startApp, type World } from '../support/app.ts';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { must } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { realFile, realHistories, sampleHistory } from '../support/histories.ts';
import { asParsed, find, one, readHtml, type Seen, words, isKnownScript } from '../support/html.ts';
import { emptySnapshot, storySnapshot, testPlace } from '../support/snapshot.ts';
import { draws } from '../support/thorough.ts';

describe('the timeline', () => {
  it('has a row for every entry with its first and last day in words, the newest first', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        old: facts({ name: 'Old', effectiveFrom: day('2024-02-01') }),
        unsaid: facts({ name: 'Unsaid' }),
      },
    });
    await trust.publish({
      entries: { fresh: facts({ name: 'Fresh' }) },
      replaces: { fresh: 'old' },
      effectiveOn: '2026-12-24',
    });
    expect(await rows(trust)).toEqual([
      ['Fresh', '24 Dec 2026', 'Announced', 'announced from 24 December 2026'],
      ['Unsaid', 'by 22 Nov 2026', 'Current', 'known from 22 November 2026'],
      ['Old', '1 Feb 2024', 'Ends 24 Dec 2026', 'from 1 February 2024, to end on 24 December 2026'],
    ]);
    await trust.advanceDays(32);
    expect(await rows(trust)).toEqual([
      ['Fresh', '24 Dec 2026', 'Current', 'from 24 December 2026'],
      ['Unsaid', 'by 22 Nov 2026', 'Current', 'known from 22 November 2026'],
      ['Old', '1 Feb 2024', '24 Dec 2026', 'from 1 February 2024, until 24 December 2026'],
    ]);
  });

  it('does not move by the mere passing of time', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ effectiveFrom: day('2026-03-01') }) } });
    const before = await trust.get('/trust/timeline');
    await trust.advanceDays(90);
    const after = await (await trust.anotherProcess()).get('/trust/timeline');
    expect(after.text).toBe(before.text);
    expect(words(one(readHtml(after.text), { class: 'stamp' }).text)).toContain(
      'Drawn up to 22 November 2026',
    );
  });

  it('names the days of amendments, but not of corrections nor of what is only announced', async () => {
    const trust = await startApp();
    const said = (parts: Parameters<typeof facts>[0]) =>
      facts({ effectiveFrom: day('2025-01-01'), ...parts });
    await trust.publish({ entries: { postmark: said({}) } });
    await trust.advanceDays(3);
    await trust.publish({ entries: { postmark: said({ description: 'Other e-mail.' }) } });
    await trust.advanceDays(3);
    const corrected = said({ description: 'Other e-mail.', lastReviewedOn: day('2026-11-27') });
    await trust.publish({ entries: { postmark: corrected } });
    await trust.publish({
      entries: { postmark: { ...corrected, locations: [{ country: 'DE' }] } },
      effectiveOn: '2027-01-10',
    });
    const [[, , , label] = []] = await rows(trust);
    expect(label).toBe('from 1 January 2025, amended on 25 November 2026');
    expect(find(await page(trust), { class: 'notch' })).toHaveLength(2);
  });

  it('says so where nothing is published', async () => {
    const trust = await startApp();
    const main = one(await page(trust), { name: 'main' });
    expect(words(main.text)).toContain('No sub-processor is published yet.');
    expect(find(main.inside, { name: 'table' })).toEqual([]);
  });

  // The published lists with their past are no part of the project.
  const real = realHistories.map((name) => [name, realFile(`${name}-history`)] as const);
  const histories = [['sample', sampleHistory()] as const, ...real];
  it.each(histories.filter(([, file]) => file !== undefined))(
    'of the history of %s covers exactly the days on which the list has the entry',
    async (_, file = '') => {
      const trust = await startApp({ organisation: 'none' });
      must(await trust.as('owner').post('/history-imports', JSON.parse(file)));
      await expectSameDays(trust);
    },
  );

  it('of the demo covers exactly the days on which the list has the entry', async () => {
    await expectSameDays(await startApp({ seed: 'demo' }));
  });
});

describe('a long register', () => {
  it('is drawn up to the newest 200 entries; of the others the table has the days', async () => {
    const trust = await startApp();
    const [first] = storySnapshot().entries;
    const entries = Array.from({ length: 2_000 }, (_, index): Entry => ({
      ...(first ?? expect.unreachable()),
      slug: `vendor-${index}`,
      facts: {
        ...facts({ name: `Vendor ${index}` }),
        effectiveFrom: addDays(day('2020-01-01'), index),
      },
    }));
    const seen = await render(trust, { ...storySnapshot(), entries });
    const [drawn, rest] = find(seen, { name: 'table' }).map(({ inside }) =>
      find(inside, { scope: 'row' }).map(({ text }) => text),
    );
    expect(drawn).toHaveLength(200);
    expect(drawn?.slice(0, 2)).toEqual(['Vendor 1999', 'Vendor 1998']);
    expect(rest).toHaveLength(1_800);
    expect(rest?.at(-1)).toBe('Vendor 0');
    expect(one(seen, { id: 'undrawn' }).text).toBe('1800 older entries, not drawn');
  });
});

describe('any entry', () => {
  it('is drawn without a number, element, attribute or address that we did not write', async () => {
    const trust = await startApp();
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { minLength: 1, maxLength: 4 }), async (entries) => {
        const seen = await render(trust, { ...emptySnapshot(), entries });
        const names = find(seen, { scope: 'row' }).map(({ text }) => text);
        expect(names.toSorted()).toEqual(
          entries.map(({ facts: { name } }) => asParsed(name)).toSorted(),
        );
        for (const { name, attributes } of seen.filter((each) => !isKnownScript(each))) {
          expect(name).not.toMatch(/^(script|style|image|foreignobject)$/);
          for (const [key, value] of Object.entries(attributes)) {
            expect(key).not.toMatch(/^on|^style$/);
            expect(value).not.toMatch(/NaN|undefined|Infinity/);
          }
        }
      }),
      { numRuns: draws(50) },
    );
  });
});

/** On its first day and on its last the list as of that day has the entry, on the days around them not. */
async function expectSameDays(trust: World): Promise<void> {
  const { db } = trust.deps;
  const { entries, pending, organisation, listVersion } = await loadSnapshot(db);
  const { timeZone } = organisation;
  const version = await findVersion(db, listVersion);
  if (!version) throw new Error(`there is no version ${listVersion}`);
  const { lives } = await listLives(db, { entries, pending, timeZone });
  expect(lives.length).toBe(entries.length);
  const lists = new Map<Day, Promise<ReadonlySet<string>>>();
  const slugsOn = async (date: Day) => {
    const found = await listEntriesAsOf(db, endMoment(date), version);
    return new Set(found.map(({ slug }) => slug));
  };
  const isListed = async (slug: string, date: Day) => {
    const list = lists.get(date) ?? slugsOn(date);
    lists.set(date, list);
    return (await list).has(slug);
  };
  for (const { entry, from, until } of lives) {
    const isOneDay = from === until;
    const expected = [
      [addDays(from, -1), false],
      ...(isOneDay ? [] : [[from, true] as const]),
      ...(until === undefined || isOneDay ? [] : [[addDays(until, -1), true] as const]),
      ...(until === undefined ? [] : [[until, false] as const]),
    ] as const;
    for (const [date, isThere] of expected)
      expect([entry.slug, date, await isListed(entry.slug, date)]).toEqual([
        entry.slug,
        date,
        isThere,
      ]);
  }
}

async function page(trust: World): Promise<readonly Seen[]> {
  return readHtml(must(await trust.get('/trust/timeline')).text);
}

/** Name, from, until, and what the bar is called. */
async function rows(trust: World): Promise<readonly (readonly string[])[]> {
  const table = one(await page(trust), { name: 'table' });
  const [, ...found] = find(table.inside, { role: 'row' });
  return found.map(({ inside }) => [
    ...inside
      .filter(({ attributes }) => /cell|rowheader/.test(attributes['role'] ?? ''))
      .map(({ text }) => words(text))
      .slice(0, 3),
    one(inside, { role: 'img' }).attributes['aria-label'] ?? '',
  ]);
}

async function render(trust: World, snapshot: Snapshot): Promise<readonly Seen[]> {
  const input = { snapshot, place: testPlace, params: {}, db: trust.deps.db, now: trust.now() };
  return readHtml((await timelinePage.render(input)).body);
}
