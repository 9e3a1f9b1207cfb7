import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { toldOnce, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { find, one, readHtml, words } from '../support/html.ts';

const organisation = { noticeDays: 30, timeZone: 'Europe/Berlin' };

describe('a change that lives its life in the running product', () => {
  it('is told at every step by page, JSON, feed and calendar, from its announcement to its effect', async () => {
    const { trust } = await opened();
    const { change } = await trust.publish({
      entries: { postmark: facts({ name: 'Postmark' }) },
      effectiveOn: '2026-12-30',
    });
    const due = one(await page(trust, `/trust/changes/${change}`), { class: 'block due' });
    expect(find(due.inside, { href: `/trust/changes/${change}/objection` })).toHaveLength(1);
    const until = '2026-12-22';
    expect(await told(trust, change)).toEqual({
      state: 'announced',
      window: { objectionEndsOn: until, isOpen: true },
      effectiveOn: '2026-12-30',
    });
    expect(await events(trust, change)).toEqual([
      ['effect', '2026-12-30', 'CONFIRMED', 0],
      ['objection', until, 'CONFIRMED', 0],
    ]);
    await trust.advanceDays(40);
    expect(await told(trust, change)).toEqual({
      state: 'in-effect',
      window: { objectionEndsOn: until, isOpen: false },
      effectiveOn: '2026-12-30',
    });
    expect((await titles(trust)).slice(0, 4)).toEqual([
      'In effect: Postmark was added',
      'Objection window closed: Postmark will be added on 30 December 2026',
      'Objections until 22 December 2026: Postmark will be added on 30 December 2026',
      'Announced: Postmark will be added on 30 December 2026',
    ]);
    expect(await events(trust, change)).toEqual([
      ['effect', '2026-12-30', 'CONFIRMED', 3],
      ['objection', until, 'CONFIRMED', 3],
    ]);
    const { body } = await trust.get(`/trust/changes/${change}.json`);
    expect(pickList(pick(body, 'log'), 'steps').map((step) => pick(step, 'name'))).toEqual([
      'announced',
      'objection-closing',
      'objection-closed',
      'in-effect',
    ]);
  });

  it('is told as postponed and then withdrawn, while feed and past versions keep what they said', async () => {
    const { trust } = await opened();
    const { change } = await trust.publish({
      entries: { postmark: facts({ name: 'Postmark' }) },
      effectiveOn: '2026-12-30',
    });
    const announcedAt = await trust.get('/trust/versions/2.json');
    const [announced] = await items(trust);
    await put(trust, change, 'postponement', { effectiveOn: '2027-02-01', reason: 'Not signed.' });
    expect(await events(trust, change)).toEqual([
      ['effect', '2027-02-01', 'CONFIRMED', 1],
      ['objection', '2026-12-22', 'CONFIRMED', 1],
    ]);
    expect(words(one(await page(trust, '/trust'), { class: 'line' }).text)).toContain(
      '1 Feb 2027 Takes effect',
    );
    await put(trust, change, 'withdrawal', { reason: 'Another was found.' });
    expect(await events(trust, change)).toEqual([
      ['effect', '2027-02-01', 'CANCELLED', 2],
      ['objection', '2026-12-22', 'CANCELLED', 2],
    ]);
    expect((await titles(trust)).slice(0, 3)).toEqual([
      'Withdrawn: Postmark was to be added on 1 February 2027',
      'Postponed to 1 February 2027: Postmark will be added',
      'Announced: Postmark will be added on 30 December 2026',
    ]);
    expect((await items(trust))[2]).toEqual(announced);
    expect((await trust.get('/trust/versions/2.json')).text).toBe(announcedAt.text);
    const shown = await page(trust, `/trust/changes/${change}`);
    expect(find(shown, { href: `/trust/changes/${change}/objection` })).toEqual([]);
    expect(one(shown, { id: 'step-3' }).text).toContain('Another was found.');
    expect(pickList((await trust.get('/trust.json')).body, 'pending')).toEqual([]);
    expect((await trust.get('/trust/changes?state=withdrawn')).text).toContain('Postmark');
    expect((await trust.get('/trust/changes?state=announced')).text).toContain('No change matches');
    expect((await trust.get('/trust/subprocessors')).text).not.toContain('Postmark');
    expect((await trust.get('/trust/subprocessors.md')).text).not.toContain('About to change');
    const entry = await page(trust, '/trust/subprocessors/postmark');
    expect(words(one(entry, { class: 'lead' }).text)).toMatch(/^Postmark was to process/);
    expect(find(entry, { class: 'is is-withdrawn' }).length).toBeGreaterThan(0);
    const history = (await trust.get('/trust/subprocessors/postmark/history.json')).body;
    expect(pickList(history, 'items').map((state) => pick(state, 'state'))).toEqual(['withdrawn']);
  });

  it('is told as an emergency that took effect first, with the window after', async () => {
    const { trust } = await opened();
    const batch = await trust.prepare({ entries: { postmark: facts({ name: 'Postmark' }) } });
    const { etag: at = '', body } = must(await trust.as('editor').get(`/batches/${batch}`));
    const emergency = { ground: 'outage', explanation: 'The one we had is down.' };
    must(
      await trust
        .as('editor')
        .put(`/batches/${batch}`, { reason: pick(body, 'reason'), emergency }, { 'if-match': at }),
    );
    const etag = await trust.approve(batch);
    must(
      await trust
        .as('editor')
        .put(`/batches/${batch}/publication`, { contractOverrides: {} }, { 'if-match': etag }),
    );
    expect(await told(trust, 2)).toMatchObject({
      state: 'in-effect',
      window: { objectionEndsOn: '2026-12-22', isOpen: true },
    });
    expect(await events(trust, 2)).toEqual([['objection', '2026-12-22', 'CONFIRMED', 0]]);
    expect((await titles(trust))[0]).toBe('Emergency replacement in effect: Postmark was added');
    for (const path of ['/trust', '/trust/subprocessors', '/trust/subprocessors/postmark'])
      expect(find(await page(trust, path), { class: 'block due' }), path).toHaveLength(1);
    await trust.advanceDays(32);
    expect(await told(trust, 2)).toMatchObject({ window: { isOpen: false } });
    for (const path of ['/trust', '/trust/subprocessors', '/trust/subprocessors/postmark'])
      expect(find(await page(trust, path), { class: 'block due' }), path).toEqual([]);
  });
});

const opened = toldOnce(
  async (trust) => {
    await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
  },
  { organisation },
);

async function put(trust: World, change: number, what: string, said: object): Promise<void> {
  const editor = trust.as('editor');
  const { etag = '' } = must(await editor.get(`/changes/${change}`));
  must(await editor.put(`/changes/${change}/${what}`, said, { 'if-match': etag }));
}

async function told(trust: World, change: number) {
  const { body } = await trust.get(`/trust/changes/${change}.json`);
  const window = pick(body, 'window');
  return {
    state: pick(body, 'state'),
    window: { objectionEndsOn: pick(window, 'objectionEndsOn'), isOpen: pick(window, 'isOpen') },
    effectiveOn: pick(body, 'effectiveOn'),
  };
}

async function items(trust: World): Promise<readonly unknown[]> {
  return pickList((await trust.get('/trust/feed.json')).body, 'items');
}

async function titles(trust: World): Promise<readonly unknown[]> {
  return (await items(trust)).map((item) => pick(item, 'title'));
}

async function page(trust: World, path: string) {
  return readHtml((await trust.get(path)).text);
}

/** Both calendars agree; kind, day, status and sequence of each event of a change. */
async function events(trust: World, change: number) {
  const [all, own] = await Promise.all(
    ['/trust/deadlines.ics', `/trust/changes/${change}.ics`].map(async (path) => {
      const calendar = new ICAL.Component(ICAL.parse((await trust.get(path)).text));
      return calendar.getAllSubcomponents('vevent').flatMap((each) => {
        const value = (name: string) => String(each.getFirstPropertyValue(name));
        const [, id, kind] = /^change-(\d+)-(\w+)@/.exec(value('uid')) ?? [];
        return id === String(change)
          ? [[kind, value('dtstart'), value('status'), Number(value('sequence'))]]
          : [];
      });
    }),
  );
  expect(all).toEqual(own);
  return own;
}
