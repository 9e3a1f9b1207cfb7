import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { sampleHistory } from '../support/histories.ts';
import { find, one, readHtml, type Seen, words } from '../support/html.ts';

type State = {
  readonly state: string;
  readonly from: string;
  readonly until: string | null;
  readonly kind: string;
  readonly class: string;
  readonly change: { readonly id: number; readonly steps: readonly { readonly at: string }[] };
  readonly fields: readonly { readonly field: string }[];
  readonly facts: unknown;
};

const path = '/trust/subprocessors/postmark/history';

describe('the history of an entry', () => {
  it('has every state with its days and the change behind it, to come, in effect and ended', async () => {
    const trust = await startApp();
    await tellLife(trust);
    const states = await historyOf(trust, 'postmark');
    expect(
      states.map(({ state, from, until, kind, change }) => [change.id, kind, state, from, until]),
    ).toEqual([
      [4, 'removed', 'announced', '2027-02-01', null],
      [3, 'amended', 'current', '2026-12-24', '2027-02-01'],
      [2, 'amended', 'current', '2026-11-23', '2026-12-24'],
      [1, 'added', 'current', '2026-03-01', '2026-11-23'],
    ]);
    expect(states.map(({ fields }) => fields.map(({ field }) => field)).slice(0, 3)).toEqual([
      ['effectiveUntil'],
      ['locations'],
      ['lastReviewedOn'],
    ]);
    expect(states[1]?.change.steps.map(({ at }) => at.slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-12-24',
    ]);
    expect(must(await trust.get(`${path}.json`)).body).toMatchObject({
      entry: { slug: 'postmark', name: 'Postmark', state: 'current' },
      next: null,
    });

    await trust.advanceDays(40);
    const [ended] = await historyOf(trust, 'postmark');
    expect(ended).toMatchObject({ state: 'ended', from: '2027-02-01', until: null });
    expect(ended?.facts).toMatchObject({ effectiveUntil: '2027-02-01' });
  });

  it('is told on its page in the same order, with what changed', async () => {
    const trust = await startApp();
    await tellLife(trust);
    const page = await pageOf(trust, path);
    const told = find(page, { name: 'section', class: 'row' });
    expect(told.map(({ inside }) => words(one(inside, { name: 'h2' }).text))).toEqual([
      'From 1 Feb 2027',
      'From 24 Dec 2026 until 1 Feb 2027',
      'From 23 Nov 2026 until 24 Dec 2026',
      'From 1 Mar 2026 until 23 Nov 2026',
    ]);
    expect(told.map(({ inside }) => find(inside, { name: 'span' })[0]?.text)).toEqual([
      'Announced',
      'Amended',
      'Corrected',
      'Listed',
    ]);
    const amended = told[1]?.inside ?? [];
    expect(words(one(amended, { class: 'stamp' }).text)).toBe(
      'Announced 23 Nov 2026 · In effect 24 Dec 2026 · Version 4 of the register',
    );
    expect(find(amended, { name: 'ins' }).map(({ text }) => text)).toEqual(['Germany']);
    expect(one(amended, { href: '/trust/changes/3' }).text).toContain('Postmark amended');
  });

  it('says since when an entry is known whose first day is not stated', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const page = await pageOf(trust, path);
    expect(words(one(page, { name: 'section', class: 'row' }).inside[1]?.text ?? '')).toBe(
      'Known from 22 Nov 2026',
    );
  });

  it('leaves nothing of a state that a later change takes back from an earlier day', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { postmark: facts({ description: 'Sends letters.' }) },
      effectiveOn: '2026-11-01',
    });
    const states = await historyOf(trust, 'postmark');
    expect(states.map(({ from, until }) => [from, until])).toEqual([
      ['2026-11-01', null],
      ['2026-11-22', '2026-11-22'],
    ]);
    expect(one(await pageOf(trust, path), { name: 'main' }).text).toContain(
      '22 Nov 2026, superseded',
    );
  });

  it('of a replacement leads from each end to the other', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { brevo: facts({ name: 'Brevo' }) },
      replaces: { brevo: 'postmark' },
    });
    for (const [slug, other] of [
      ['postmark', 'brevo'],
      ['brevo', 'postmark'],
    ]) {
      const page = await pageOf(trust, `/trust/subprocessors/${slug}/history`);
      expect(find(page, { name: 'a', href: `/trust/subprocessors/${other}` })).toHaveLength(1);
    }
  });

  it('that was imported says what is claimed, and when it was recorded here', async () => {
    const trust = await startApp({ organisation: 'none' });
    must(await trust.as('owner').post('/history-imports', JSON.parse(sampleHistory())));
    const states = await historyOf(trust, 'north-harbour');
    expect(states.length).toBeGreaterThan(1);
    for (const { change } of states) {
      expect(change).toMatchObject({ imported: true });
      expect(change.steps.map(({ at }) => at)).toEqual([trust.now().toISOString()]);
    }
    const ends = states.map(({ until }) => until);
    expect(ends).toEqual([null, ...states.slice(0, -1).map(({ from }) => from)]);
    const page = await pageOf(trust, '/trust/subprocessors/north-harbour/history');
    for (const { text } of find(page, { class: 'stamp' }))
      expect(words(text)).toMatch(
        /^Published \d+ \w+ 20\d\d, as an imported history claims · Recorded here 22 Nov 2026 · Version \d+/,
      );
  });

  it('has one state for each change of the log that touches the entry, for every entry of the demo', async () => {
    const trust = await startApp({ seed: 'demo' });
    const list = must(await trust.get('/trust/subprocessors.json')).body;
    for (const slug of pickList(list, 'subprocessors').map((entry) =>
      String(pick(entry, 'slug')),
    )) {
      const log = must(await trust.get(`/trust/changes.json?entry=${slug}`)).body;
      const states = await historyOf(trust, slug);
      expect(
        states.map(({ change }) => change.id),
        slug,
      ).toEqual(pickList(log, 'items').map((change) => pick(change, 'id')));
    }
  });
});

describe('a long history', () => {
  it('goes on from page to page, and each state knows until when it held', async () => {
    const trust = await startApp();
    await amendDaily(trust, 6);
    const whole = await historyOf(trust, 'postmark');
    expect(whole).toHaveLength(7);
    const paged: unknown[] = [];
    let query = '?limit=3';
    for (let pages = 0; query !== '' && pages < 5; pages += 1) {
      const { body } = must(await trust.get(`${path}.json${query}`));
      paged.push(...pickList(body, 'items'));
      const next = pick(body, 'next');
      query = next === null ? '' : `?limit=3&cursor=${String(next)}`;
    }
    expect(paged).toEqual(whole);
  });

  it('is read by people 20 states at a time', async () => {
    const trust = await startApp();
    await amendDaily(trust, 20);
    const first = await pageOf(trust, path);
    expect(find(first, { name: 'section', class: 'row' })).toHaveLength(20);
    const { href = '' } = one(first, { rel: 'next' }).attributes;
    const last = await pageOf(trust, href);
    expect(find(last, { name: 'section', class: 'row' })).toHaveLength(1);
    expect(words(find(last, { name: 'h2' })[0]?.text ?? '')).toBe(
      'Known from 22 Nov 2026 until 23 Nov 2026',
    );
    expect(find(last, { rel: 'next' })).toEqual([]);
  });
});

describe('what is not there', () => {
  it('is a page or a problem that says so', async () => {
    const trust = await startApp();
    await trust.prepare({ entries: { drafted: facts() } });
    for (const slug of ['nobody', 'drafted']) {
      const page = await trust.get(`/trust/subprocessors/${slug}/history`);
      expect(page.status).toBe(404);
      expect(one(readHtml(page.text), { class: 'lead' }).text).toContain('no sub-processor');
      const problem = await trust.get(`/trust/subprocessors/${slug}/history.json`);
      expect([problem.status, pick(problem.body, 'detail')]).toEqual([
        404,
        'The register has no entry of this name.',
      ]);
    }
  });

  it('as a page of the history is refused: a cursor that no page gave, a limit out of bounds', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({ entries: { brevo: facts({ name: 'Brevo' }) } });
    // Change 2 is there, and touches another entry.
    for (const query of ['cursor=2', 'cursor=3', 'cursor=x', 'cursor=01', 'limit=0', 'limit=101']) {
      const [name = ''] = query.split('=');
      const problem = await trust.get(`${path}.json?${query}`);
      expect(problem.status, query).toBe(422);
      expect(pickList(problem.body, 'errors').map((error) => pick(error, 'pointer'))).toEqual([
        `#/query/${name}`,
      ]);
    }
    const page = await trust.get(`${path}?cursor=2`);
    expect(page.status).toBe(422);
    expect(words(one(readHtml(page.text), { class: 'nothing' }).text)).toContain(
      'The value of “cursor” is not understood; accepted: the `next` of the page before',
    );
  });
});

/** Added, corrected, amended after notice, and its end announced. */
async function tellLife(trust: World): Promise<void> {
  const began = facts({ effectiveFrom: day('2026-03-01') });
  await trust.publish({ entries: { postmark: began } });
  await trust.advanceDays(1);
  const reviewed = { ...began, lastReviewedOn: day('2026-11-23') };
  await trust.publish({ entries: { postmark: reviewed } });
  const moved = { ...reviewed, locations: [{ country: 'DE' }] };
  await trust.publish({ entries: { postmark: moved }, effectiveOn: '2026-12-24' });
  await trust.advanceDays(31);
  const ended = { ...moved, effectiveUntil: day('2027-02-01') };
  await trust.publish({ entries: { postmark: ended }, effectiveOn: '2027-02-01' });
}

async function amendDaily(trust: World, times: number): Promise<void> {
  for (let number = 0; number <= times; number += 1) {
    await trust.publish({ entries: { postmark: facts({ description: `Purpose ${number}` }) } });
    await trust.advanceDays(1);
  }
}

async function historyOf(trust: World, slug: string): Promise<readonly State[]> {
  const { body } = must(await trust.get(`/trust/subprocessors/${slug}/history.json`));
  return (body as { items: readonly State[] }).items;
}

async function pageOf(trust: World, address: string): Promise<readonly Seen[]> {
  return readHtml(must(await trust.get(address)).text);
}
