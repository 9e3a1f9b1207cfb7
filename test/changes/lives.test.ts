import { rm } from 'node:fs/promises';
import { DOMParser } from '@xmldom/xmldom';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { afterAll, describe, expect, it } from 'vitest';
import { deadlinesIcs } from '../../src/changes/calendar.ts';
import { changeJson } from '../../src/changes/documents.ts';
import { changeEntry } from '../../src/changes/feeds/change-entry.ts';
import { feedAtom, feedJson, feedRss } from '../../src/changes/feeds/representations.ts';
import { leadOf } from '../../src/changes/lead.ts';
import { type Change, lastStep } from '../../src/changes/model.ts';
import { changePage } from '../../src/changes/pages/change-page.tsx';
import { change as changeSchema } from '../../src/changes/schema.ts';
import { changesDue, mayObject, windowOf } from '../../src/changes/standing.ts';
import { statusOf, stepTitle, titleOf } from '../../src/changes/words.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import type { Queried, RenderInput } from '../../src/publication/representation.ts';
import { overviewPage } from '../../src/site/pages.tsx';
import { overviewJson } from '../../src/site/present.ts';
import { listJson } from '../../src/subprocessors/list-document.ts';
import { listMarkdown } from '../../src/subprocessors/markdown.ts';
import { entryPage } from '../../src/subprocessors/pages/entry-page.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import {
  lifeAfter,
  type LifeName,
  lifeNames,
  snapshotWith,
  stagesOf,
} from '../support/change-lives.ts';
import { find, one, readHtml, words } from '../support/html.ts';
import { renderInput } from '../support/snapshot.ts';
import { copyTemplate } from '../support/template.ts';

const root = 'https://trust.qluster.example/trust';

describe('where a change stands', () => {
  it('is a word and a shape, which only what was taken back or is in effect shares with others', () => {
    const stands = lifeNames.map((name) => {
      const { word, shape } = statusOf(lifeAfter(name));
      return [name, word, shape];
    });
    expect(stands).toEqual([
      ['open', 'Announced', 'announced'],
      ['closing', 'Announced', 'announced'],
      ['closed', 'Announced', 'announced'],
      ['inEffect', 'In effect', 'current'],
      ['postponed', 'Postponed', 'announced'],
      ['renewed', 'Postponed', 'announced'],
      ['withdrawn', 'Withdrawn', 'withdrawn'],
      ['superseded', 'Superseded', 'withdrawn'],
      ['emergency', 'Emergency', 'current'],
    ]);
  });

  it('has a window that is open until a step closes it, and again when a material change opens it anew', () => {
    const isOpen = (change: Change) => windowOf(change)?.isOpen;
    expect(stagesOf('inEffect').map(isOpen)).toEqual([true, true, false, false]);
    expect(stagesOf('renewed').map(isOpen)).toEqual([true, true, false, true]);
    expect(stagesOf('postponed').map(isOpen)).toEqual([true, true, true, false]);
    expect(stagesOf('withdrawn').map(isOpen)).toEqual([true, false]);
    expect(stagesOf('superseded').map(isOpen)).toEqual([true, false]);
    expect(stagesOf('emergency').map(isOpen)).toEqual([true, true, false]);
  });

  it('asks for objections before the effect, of an emergency until its window closes, and never after', () => {
    expect(stagesOf('inEffect').map(mayObject)).toEqual([true, true, true, false]);
    expect(stagesOf('withdrawn').map(mayObject)).toEqual([true, false]);
    expect(stagesOf('emergency').map(mayObject)).toEqual([true, true, false]);
    const { objectionEndsOn: _, ...without } = lifeAfter('open', 0);
    expect(mayObject(without)).toBe(false);
  });

  it('puts first what has the nearest day to act on, an emergency among the changes to come', () => {
    const lives = (['closed', 'emergency', 'renewed', 'open'] as const).map((name) =>
      lifeAfter(name, name === 'emergency' ? 1 : undefined),
    );
    const due = changesDue({ pending: lives.filter((each) => !each.emergency), recent: lives });
    expect(due.map(({ id }) => id)).toEqual(
      [lives[3], lives[1], lives[0], lives[2]].map((each) => each?.id),
    );
  });

  it('is said in sentences that can be quoted', () => {
    const { organisation, services } = snapshotWith();
    const lead = (name: LifeName, count?: number) =>
      leadOf(lifeAfter(name, count), organisation, services);
    expect(lead('open')).toMatch(
      /\. On general terms customers may object until 16 December 2026\.$/,
    );
    expect(lead('closed')).toMatch(/customers could object until 16 December 2026\.$/);
    expect(lead('renewed')).toMatch(
      /^Announced on 16 November 2026, postponed on 21 December 2026 from 4 January 2027 to 1 February 2027\. From that day Mistral AI may/,
    );
    expect(lead('withdrawn')).toBe(
      'Announced on 16 November 2026 for 4 January 2027, withdrawn on 5 December 2026: it does not take effect. It concerns customers of Qluster service and Website.',
    );
    expect(lead('superseded')).toMatch(
      /; on 5 December 2026 change 29 took its place\. It concerns/,
    );
    expect(lead('emergency', 1)).toMatch(
      /^As an emergency replacement, because of an outage, in effect since 20 November 2026\. From that day/,
    );
    expect(titleOf(lifeAfter('withdrawn'))).toBe(
      'Mistral AI was to be added and Intercom amended on 4 January 2027',
    );
  });
});

describe('a feed', () => {
  const input = renderInput();

  it('has a title of its own for each step', () => {
    const titles = lifeNames.flatMap((name) =>
      stagesOf(name).map((change) => stepTitle({ change, step: lastStep(change) })),
    );
    const what = 'Mistral AI will be added and Intercom amended';
    expect([...new Set(titles)]).toEqual([
      `Announced: ${what} on 4 January 2027`,
      `Objections until 16 December 2026: ${what} on 4 January 2027`,
      `Objection window closed: ${what} on 4 January 2027`,
      'In effect: Mistral AI was added and Intercom amended',
      `Postponed to 1 February 2027: ${what}`,
      `Objections until 16 December 2026: ${what} on 1 February 2027`,
      `Objection window closed: ${what} on 1 February 2027`,
      `Announced anew, postponed to 1 February 2027: ${what}`,
      'Withdrawn: Mistral AI was to be added and Intercom amended on 4 January 2027',
      'Superseded by change 29: Mistral AI was to be added and Intercom amended on 4 January 2027',
      'Emergency replacement in effect: Mistral AI was added and Intercom amended',
      'Objections until 21 December 2026: Mistral AI was added and Intercom amended',
      'Objection window closed: Mistral AI was added and Intercom amended',
    ]);
  });

  it.each(lifeNames)('never changes what it said of a step, whatever comes after: %s', (name) => {
    const now = lifeAfter(name);
    for (const then of stagesOf(name)) {
      const step = lastStep(then);
      expect(changeEntry({ change: now, step }, input)).toEqual(
        changeEntry({ change: then, step }, input),
      );
    }
  });

  it('says why a change was postponed or withdrawn, what changed with it, and what an emergency was', () => {
    const said = (name: LifeName, count?: number) => {
      const change = lifeAfter(name, count);
      return changeEntry({ change, step: lastStep(change) }, input).text;
    };
    expect(said('postponed', 2)).toContain('The contract is not signed yet.');
    expect(said('renewed')).toContain('Drafts are made in Sweden too.');
    expect(said('withdrawn')).toContain('Customers preferred to write themselves.');
    expect(said('emergency', 1)).toContain('The mail provider has been down since Thursday.');
    expect(said('open')).toContain('under a specific one, silence refuses it.');
  });

  it('links every step with those before it, for readers of Atom, RSS and JSON alike', async () => {
    const [life] = [lifeAfter('inEffect')];
    const told = renderInput({ snapshot: snapshotWith(life) });
    const page = `${root}/changes/${life.id}`;
    const earlier = [`${page}#step-1`, `${page}#step-2`, `${page}#step-3`];
    const atom = parseAtomFeed(await bodyOf(feedAtom, told));
    const links = atom.entries?.map((entry) =>
      entry.links?.filter(({ rel, type }) => rel === 'related' && type === 'text/html'),
    );
    expect(links?.map((each) => each?.map(({ href }) => href))).toEqual([
      earlier,
      earlier.slice(0, 2),
      earlier.slice(0, 1),
      [],
    ]);
    const first = `urn:uuid:${life.steps[0]?.eventId}`;
    const xml = new DOMParser().parseFromString(await bodyOf(feedAtom, told), 'text/xml');
    const replies = [
      ...xml.getElementsByTagNameNS('http://purl.org/syndication/thread/1.0', 'in-reply-to'),
    ];
    expect(replies.map((each) => each.getAttribute('ref'))).toEqual([first, first, first]);
    const rss = parseRssFeed(await bodyOf(feedRss, told));
    expect(rss.items?.map((item) => item.atom?.links?.map(({ href }) => href) ?? [])).toEqual([
      earlier,
      earlier.slice(0, 2),
      earlier.slice(0, 1),
      [],
    ]);
    const body = await bodyOf(feedJson, told);
    expect(parseJsonFeed(body).items).toHaveLength(4);
    const { items } = JSON.parse(body) as {
      items: { _annex: { related?: { id: string; url: string; step: string }[] } }[];
    };
    expect(items.map(({ _annex }) => _annex.related?.map(({ url }) => url) ?? [])).toEqual([
      earlier,
      earlier.slice(0, 2),
      earlier.slice(0, 1),
      [],
    ]);
    expect(items[0]?._annex.related?.[0]).toMatchObject({ id: first, step: 'announced' });
    // The addresses lead somewhere.
    const steps = await pageOf('inEffect');
    for (const address of earlier)
      expect(find(steps, { name: 'li', id: address.split('#')[1] ?? '' })).toHaveLength(1);
  });
});

describe('the calendar', () => {
  it('has two days of each announced change, of an emergency the last day to object', async () => {
    const events = await eventsOf(['open', 'emergency']);
    expect(events.map(({ uid, day: on }) => [uid, on])).toEqual([
      ['change-21-effect@trust.qluster.example', '2027-01-04'],
      ['change-21-objection@trust.qluster.example', '2026-12-16'],
      ['change-29-objection@trust.qluster.example', '2026-12-21'],
    ]);
    expect(events.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
    expect(events[1]?.summary).toBe(
      'Qluster Corp.: Last day to object: Mistral AI will be added and Intercom amended',
    );
  });

  it('moves both days of a change under the same names when it is postponed', async () => {
    const [effect, objection] = await eventsOf(['renewed']);
    expect(effect).toMatchObject({ day: '2027-02-01', sequence: 3, status: 'CONFIRMED' });
    expect(objection).toMatchObject({ day: '2027-01-20', sequence: 3, status: 'CONFIRMED' });
    expect(effect?.uid).toBe('change-26-effect@trust.qluster.example');
    expect(effect?.stamp).toBe('2026-12-21T15:00:00Z');
  });

  it.each(['withdrawn', 'superseded'] as const)('cancels both days of what is %s', async (name) => {
    const events = await eventsOf([name]);
    expect(events.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['CANCELLED', 1],
      ['CANCELLED', 1],
    ]);
  });

  it('raises the sequence with every step and never takes it back', async () => {
    for (const name of lifeNames) {
      const stages = await Promise.all(
        stagesOf(name).map((change) => eventsIn(renderInput({ snapshot: snapshotWith(change) }))),
      );
      const sequences = stages.map((events) => Math.min(...ofChange(events, name)));
      expect(sequences).toEqual(sequences.map((_, index) => index));
    }
  });

  it('is narrowed to a service, and refuses one that does not exist', async () => {
    const life = lifeAfter('open');
    const only = { ...life, id: 40, items: life.items.filter(({ kind }) => kind === 'added') };
    const snapshot = { ...snapshotWith(), recent: [only, life], pending: [life, only] };
    const idsFor = async (service?: string) =>
      (await eventsIn(renderInput({ snapshot, params: { service } })))
        .map(({ uid }) => uid)
        .filter((uid) => uid.includes('effect'));
    const [both, one] = [21, 40].map((id) => `change-${id}-effect@trust.qluster.example`);
    expect(await idsFor()).toEqual([both, one]);
    expect(await idsFor('qluster-service')).toEqual([both, one]);
    expect(await idsFor('website')).toEqual([both]);
    const asked = {
      snapshot: { ...snapshot, recent: [], pending: [] },
      params: { service: 'nowhere' },
    };
    await expect(eventsIn(renderInput(asked))).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '#/query/service' }],
    });
  });
});

describe('the page of a change', () => {
  it.each(lifeNames)(
    'has at most one filled button, the right with a deadline: %s',
    async (name) => {
      for (const change of stagesOf(name)) {
        const page = await pageOf(change);
        const filled = find(page, { class: 'button' }).map(({ attributes }) => attributes['href']);
        const isOpen = windowOf(change)?.isOpen === true;
        expect(filled).toEqual(isOpen ? [`/trust/changes/${change.id}/objection`] : []);
        expect(find(page, { href: `/trust/changes/${change.id}/objection` }).length > 0).toBe(
          mayObject(change),
        );
      }
    },
  );

  it('says until when, how, whose day it is and what silence means', async () => {
    const page = await pageOf('open');
    const [objecting] = sectionsNamed(page, 'object');
    expect(objecting).toContain('by 16 December 2026, no account needed');
    expect(objecting).toContain('silence refuses it');
    expect(objecting).toContain('Customers on other terms have their own');
    const line = one(page, { class: 'line' });
    expect(find(line.inside, { name: 'li' }).map(({ text }) => words(text))).toEqual([
      '16 Nov 2026 Announced',
      'By 16 Dec 2026 You may object, until the end of the day, New York',
      '4 Jan 2027 Takes effect',
    ]);
  });

  it('tells each step with what it said, and leads from what was superseded to what took its place', async () => {
    const page = await pageOf('superseded');
    expect(one(page, { href: '/trust/changes/29' }).text).toBe('change 29');
    const renewed = await pageOf('renewed');
    const steps = find(renewed, { name: 'li' }).filter(({ attributes }) =>
      attributes['id']?.startsWith('step-'),
    );
    expect(steps.map(({ text }) => words(text))).toEqual([
      '16 Nov 2026 Announced To take effect on 4 January 2027. Objections until 16 December 2026 on general terms.',
      '9 Dec 2026 Objection window closing A reminder: objections until 16 December 2026 on general terms.',
      '17 Dec 2026 Objection window closed The time to object on general terms is over.',
      '21 Dec 2026 Postponed From 4 January 2027 to 1 February 2027. The place of processing is another one. Drafts are made in Sweden too. Objections until 20 January 2027 on general terms.',
    ]);
  });

  it('gives the ground of an emergency and what happened', async () => {
    const [emergency] = sectionsNamed(await pageOf(lifeAfter('emergency', 1)), 'emergency');
    expect(emergency).toContain('This is an emergency replacement, because of an outage.');
    expect(emergency).toContain('Nobody knows for how long.');
  });

  it('is the same for machines, and its JSON says nothing that is not described', async () => {
    for (const name of lifeNames)
      for (const life of stagesOf(name)) {
        const body: unknown = JSON.parse(
          await bodyOf(
            changeJson,
            renderInput({ snapshot: snapshotWith(life), params: { id: `${life.id}.json` } }),
          ),
        );
        expect(changeSchema.parse(body)).toEqual(body);
        expect(body).toMatchObject({
          window: { objectionEndsOn: life.objectionEndsOn, isOpen: windowOf(life)?.isOpen },
        });
      }
    const { supersededBy } = JSON.parse(
      await bodyOf(
        changeJson,
        renderInput({ snapshot: snapshotWith(lifeAfter('superseded')), params: { id: '28' } }),
      ),
    ) as { supersededBy: unknown };
    expect(supersededBy).toEqual({ id: 29, url: `${root}/changes/29` });
  });
});

describe('what is about to change stands first, with its day and its deadline', () => {
  const snapshot = snapshotWith(lifeAfter('open'));
  const input = renderInput({ snapshot });

  it('on the overview, with one thing to do and the way to object', async () => {
    const page = readHtml(String((await overviewPage.render(input)).body));
    const due = one(page, { name: 'section', class: 'block due' });
    expect(
      find(due.inside, { name: 'time' })
        .slice(0, 3)
        .map(({ attributes }) => attributes['datetime']),
    ).toEqual(['2026-11-16', '2026-12-16', '2027-01-04']);
    expect(find(due.inside, { class: 'button' })).toHaveLength(1);
    expect(find(due.inside, { href: '/trust/changes/21/objection' })).toHaveLength(1);
    const rows = find(one(page, { class: 'fold terse brief' }).inside, { name: 'tr' });
    expect(rows[1]?.text).toContain('Mistral AI');
  });

  it('on the register, before the filter', async () => {
    const page = readHtml(String((await registerPage.render(input)).body));
    const [due] = sectionsNamed(page, 'due');
    expect(due).toContain('4 Jan 2027 Announced');
    expect(due).toContain('objections until 16 Dec 2026');
    const order = page.map(({ attributes }) => attributes['class'] ?? '');
    expect(order.indexOf('block due')).toBeLessThan(order.indexOf('filter'));
  });

  it('on the page of each entry it touches, an emergency too', async () => {
    for (const [life, head] of [
      [lifeAfter('open'), 'About to change'],
      [lifeAfter('emergency', 1), 'Changed in an emergency'],
    ] as const) {
      const shown = snapshotWith(life);
      const only = { ...shown, pending: shown.pending.filter(({ id }) => id === life.id) };
      const at = renderInput({ snapshot: only, params: { slug: 'intercom' } });
      const page = readHtml(String((await entryPage.render(at)).body));
      const [due] = sectionsNamed(page, 'due');
      expect(due).toContain(head);
      expect(due).toContain(life.emergency ? 'By 21 Dec 2026' : 'By 16 Dec 2026');
    }
  });

  it('in the list as JSON and Markdown, and in the overview as JSON', async () => {
    const window = {
      objectionEndsOn: '2026-12-16',
      isOpen: true,
      form: `${root}/changes/21/objection`,
    };
    const list: unknown = JSON.parse(String((await listJson.render(input)).body));
    expect(list).toMatchObject({
      pending: expect.arrayContaining([expect.objectContaining({ id: 21, window })]),
    });
    const overview: unknown = JSON.parse(String((await overviewJson.render(input)).body));
    expect(overview).toMatchObject({
      pending: expect.arrayContaining([expect.objectContaining({ id: 21, window })]),
      recentChanges: expect.arrayContaining([
        expect.objectContaining({ id: 21, state: 'announced', window }),
      ]),
    });
    const markdown = String((await listMarkdown.render(input)).body);
    expect(markdown.indexOf('## About to change')).toBeLessThan(
      markdown.indexOf('| Sub-processor'),
    );
    expect(markdown).toContain('objections until 16 December 2026 on general terms');
  });

  it('and what was withdrawn is no more about to change, nor the last that took effect', async () => {
    const shown = snapshotWith(lifeAfter('withdrawn'));
    const page = await overviewPage.render(renderInput({ snapshot: { ...shown, pending: [] } }));
    const [due] = sectionsNamed(readHtml(String(page.body)), 'due');
    expect(due).toContain('No change is announced');
    expect(due).toContain('took effect on 2 November 2026');
  });
});

/** Every event of a calendar, as another program reads it. */
async function eventsIn(input: RenderInput) {
  const { body } = await deadlinesIcs.render(input);
  const calendar = new ICAL.Component(ICAL.parse(String(body)));
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const value = (name: string) => String(each.getFirstPropertyValue(name));
    expect(each.getFirstProperty('dtstart')?.type).toBe('date');
    return {
      uid: value('uid'),
      day: value('dtstart'),
      sequence: Number(value('sequence')),
      stamp: value('dtstamp'),
      status: value('status'),
      summary: value('summary'),
    };
  });
}

async function eventsOf(names: readonly LifeName[]) {
  const lives = names.map((name) => lifeAfter(name));
  const events = await eventsIn(renderInput({ snapshot: snapshotWith(...lives) }));
  return events.filter(({ uid }) => lives.some(({ id }) => uid.startsWith(`change-${id}-`)));
}

function ofChange(
  events: readonly { uid: string; sequence: number }[],
  name: LifeName,
): readonly number[] {
  const { id } = lifeAfter(name);
  return events.flatMap(({ uid, sequence }) => (uid.startsWith(`change-${id}-`) ? [sequence] : []));
}

function sectionsNamed(page: ReturnType<typeof readHtml>, id: string): readonly string[] {
  return find(page, { name: 'section', 'aria-labelledby': id }).map(({ text }) => words(text));
}

// The snapshot holds all of this but the places in the log; a database that is empty has no more to tell.
const { directory, file } = await copyTemplate();
const database = await openDatabase(`file:${file}`);
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

async function pageOf(life: LifeName | Change) {
  const change = typeof life === 'string' ? lifeAfter(life) : life;
  const input = renderInput({ snapshot: snapshotWith(change), params: { id: String(change.id) } });
  return readHtml(await bodyOf(changePage, input));
}

async function bodyOf(row: Queried, input: RenderInput): Promise<string> {
  const { body } = await row.render({ ...input, db: database.db, now: new Date(0) });
  return String(body);
}
