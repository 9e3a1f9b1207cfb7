import ICAL from 'ical.js';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import {
  type FoldedList,
  foldFixture,
  type HistoryFixture,
  realFile,
} from '../support/histories.ts';

/** What each company promises: days of notice, and days to object. */
const promises = { github: [30, 30], tailscale: [10, 10] } as const;

/** What was announced, as we know it from having announced it. */
type Announced = { readonly change: number; readonly on: Day; readonly effectiveOn: Day };

describe.skipIf(realFile('github-history') === undefined)(
  'a real history, lived as notices',
  () => {
    it.each(['github', 'tailscale'] as const)(
      'of %s gives calendars and feeds that other programs read, with the right days',
      async (name) => {
        const [noticeDays, objectionDays] = promises[name];
        const history: HistoryFixture = JSON.parse(realFile(`${name}-history`) ?? '');
        const trust = await startApp({
          organisation: { noticeDays, objectionDays },
          startAt: history.changes[0]?.date ?? '',
        });
        const announced: Announced[] = [];
        for (const [index, list] of foldFixture(history).entries())
          await announce(trust, list, history.changes[index]?.date ?? '', noticeDays, announced);
        await settle(trust);
        expect(announced.length).toBeGreaterThan(name === 'github' ? 10 : 2);

        const events = eventsIn(must(await trust.get('/trust/deadlines.ics')).text);
        for (const { change, on, effectiveOn } of announced.slice(-10)) {
          const own = eventsIn(must(await trust.get(`/trust/changes/${change}.ics`)).text);
          expect(own.get(`change-${change}-effect`)).toBe(effectiveOn);
          expect(own.get(`change-${change}-objection`)).toBe(lastDay(on, objectionDays));
          for (const [uid, date] of own) if (events.has(uid)) expect(events.get(uid)).toBe(date);
        }

        const steps = pickList(must(await trust.get('/trust/changes.json?limit=100')).body, 'items')
          .filter((change) => pick(change, 'class') === 'substantive')
          .flatMap((change) => pickList(change, 'steps').map((step) => pick(step, 'eventId')));
        const ids = new Set(steps.map((id) => `urn:uuid:${String(id)}`));
        const atom = parseAtomFeed(must(await trust.get('/trust/feed.atom')).text);
        const rss = parseRssFeed(must(await trust.get('/trust/feed.rss')).text);
        const json = parseJsonFeed(must(await trust.get('/trust/feed.json')).text);
        for (const found of [
          atom.entries?.map(({ id }) => id),
          rss.items?.map(({ guid }) => guid?.value),
          json.items?.map(({ id }) => id),
        ]) {
          expect(found?.length).toBeGreaterThan(3);
          expect(new Set(found).size).toBe(found?.length);
          for (const id of found ?? []) expect(ids).toContain(id);
        }
      },
      60_000,
    );
  },
);

/** Puts the list into the register as one change, announced on its day for as early as is allowed. */
async function announce(
  trust: World,
  list: FoldedList,
  date: string,
  noticeDays: number,
  announced: Announced[],
): Promise<void> {
  if (trust.now() < new Date(date)) trust.at(date);
  // One change of an entry at a time: what was announced before is in effect first.
  await settle(trust);
  const today = dayOf(trust);
  const standing = await standingFacts(trust);
  const wanted = new Map([...list].map(([key, row]) => [slugOf(trust, key), factsOf(row)]));
  const isFirst = standing.size === 0;
  const entries: Record<string, Facts> = {};
  for (const [slug, row] of wanted) {
    const known = standing.get(slug);
    if (!known || said(known) !== said(row)) entries[slug] = { ...known, ...row };
  }
  const isOpening = Object.keys(entries).length > 0 && !isFirst;
  const effectiveOn = isOpening ? addDays(lastDay(today, noticeDays), 1) : today;
  for (const [slug, known] of standing)
    if (!wanted.has(slug)) {
      entries[slug] = { ...known, effectiveUntil: effectiveOn };
      ended.set(trust, (ended.get(trust) ?? new Set()).add(slug));
    }
  if (Object.keys(entries).length === 0) return;
  const { change } = await trust.publish({ entries, ...(isOpening && { effectiveOn }) });
  if (isOpening) announced.push({ change, on: today, effectiveOn });
}

const ended = new WeakMap<World, Set<string>>();

/** Week by week until nothing is pending. */
async function settle(trust: World): Promise<void> {
  for (let weeks = 0; weeks < 20; weeks += 1) {
    await trust.runSchedule();
    const pending = pickList(must(await trust.get('/trust.json')).body, 'pending');
    if (pending.length === 0) return;
    trust.at(new Date(trust.now().getTime() + 7 * 86_400_000));
  }
  throw new Error('what was announced never took effect');
}

async function standingFacts(trust: World): Promise<ReadonlyMap<string, Facts>> {
  const found = new Map<string, Facts>();
  for (let cursor = ''; ;) {
    const page = must(await trust.as('viewer').get(`/subprocessors?limit=100${cursor}`)).body;
    for (const entry of pickList(page, 'items'))
      if (pick(entry, 'state') === 'current')
        found.set(String(pick(entry, 'slug')), pick(entry, 'facts') as Facts);
    const next = pick(page, 'next');
    if (next === null) return found;
    cursor = `&cursor=${String(next)}`;
  }
}

function factsOf(row: Readonly<Record<string, unknown>>): Facts {
  const { name, purpose, location } = row;
  return facts({
    name: String(name),
    description: `${String(purpose ?? 'Not stated')} (${String(location ?? 'nowhere stated')})`,
    contract: { signedOn: day('2017-01-15') },
  });
}

function said({ name, description }: Facts): string {
  return `${name}\n${description}`;
}

/** A vendor that comes back is another entry, under another slug. */
function slugOf(trust: World, key: string): string {
  const slug = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const gone = ended.get(trust) ?? new Set();
  let times = 1;
  while (gone.has(withTimes(slug, times))) times += 1;
  return withTimes(slug, times);
}

function withTimes(slug: string, times: number): string {
  return times === 1 ? slug : `${slug}-${times}`;
}

function dayOf(trust: World): Day {
  return day(trust.now().toISOString().slice(0, 10));
}

/** The last day to object: on a weekend it is the Monday. */
function lastDay(on: Day, days: number): Day {
  const end = new Date(`${addDays(on, days)}T00:00:00Z`);
  while (end.getUTCDay() % 6 === 0) end.setUTCDate(end.getUTCDate() + 1);
  return day(end.toISOString().slice(0, 10));
}

/** Days of a calendar by what stands before the @ of their names. */
function eventsIn(text: string): ReadonlyMap<string, string> {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return new Map(
    calendar.getAllSubcomponents('vevent').map((each) => {
      const event = new ICAL.Event(each);
      expect(event.startDate.isDate).toBe(true);
      return [event.uid.split('@')[0] ?? '', event.startDate.toString()];
    }),
  );
}
