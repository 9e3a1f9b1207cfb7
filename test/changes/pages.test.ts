import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { tellStory } from '../../drizzle/story.ts';
import { changeJson, changesJson } from '../../src/changes/documents.ts';
import { type Change, changedFields, isPending } from '../../src/changes/model.ts';
import { changePage } from '../../src/changes/pages/change-page.tsx';
import { changesPage } from '../../src/changes/pages/log-page.tsx';
import { titleOf } from '../../src/changes/words.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import type { Snapshot } from '../../src/publication/model.ts';
import type { Queried, Rendered, RenderInput } from '../../src/publication/representation.ts';
import { anyFacts, anyText } from '../support/arbitrary-entries.ts';
import { asParsed, find, isKnownScript, one, readHtml, words } from '../support/html.ts';
import {
  emptySnapshot,
  foldStory,
  renderInput,
  storyDay,
  storySnapshot,
} from '../support/snapshot.ts';
import { copyTemplate } from '../support/template.ts';

const base = 'https://trust.qluster.example/trust';

describe('the log', () => {
  it('shows every change once, newest first, with its status in a word and a shape', async () => {
    const { recent } = storySnapshot();
    const log = one(await pageOf(changesPage), { name: 'ol', class: 'log' });
    const links = find(log.inside, { name: 'a' });
    expect(links.map(({ attributes }) => attributes['href'])).toEqual(
      recent.map(({ id }) => `/trust/changes/${id}`),
    );
    expect(links.map(({ text }) => text)).toEqual(recent.map((change) => titleOf(change)));
    const [first] = find(log.inside, { name: 'li' });
    expect(words(first?.text ?? '')).toMatch(/^16 Nov 2026 Announced Mistral AI will be added/);
    expect(find(log.inside, { class: 'is is-corrected' }).map(({ text }) => text)).toContain(
      'Correction',
    );
    expect(find(log.inside, { class: 'is is-current' }).length).toBeGreaterThan(3);
  });

  it('leads to older changes by a cursor, and nowhere from the last page', async () => {
    const story = storySnapshot();
    const snapshot = { ...story, recent: story.recent.slice(0, 5), changeCount: 12 };
    const [, , , , fifth] = snapshot.recent;
    const older = one(await pageOf(changesPage, { snapshot }), { name: 'a', rel: 'next' });
    expect(older.attributes['href']).toBe(`/trust/changes?cursor=${fifth?.id}`);
    const whole = await pageOf(changesPage);
    expect(find(whole, { rel: 'next' })).toEqual([]);
  });

  it('says what a filter accepts where a value is not understood, and keeps what was right', async () => {
    const params = { kind: 'renamed', class: 'correction', since: '2026-02-30', service: 'mail' };
    const rendered = await rendering(changesPage, { params });
    expect(rendered.status).toBe(422);
    const page = readHtml(rendered.body);
    const said = words(one(page, { name: 'ul', class: 'nothing' }).text);
    expect(said).toContain(
      '“kind” is not understood; accepted: added, removed, replaced, amended.',
    );
    expect(said).toContain(
      '“since” is not understood; accepted: a day that exists, such as 2026-11-22.',
    );
    expect(said).toContain('“service” is not understood; accepted: website, qluster-service.');
    expect(said).not.toContain('“class”');
    expect(one(page, { name: 'option', value: 'correction' }).attributes).toHaveProperty(
      'selected',
    );
    expect(find(page, { name: 'ol', class: 'log' })).toEqual([]);
  });

  it('says so where nothing has been published', async () => {
    const page = await pageOf(changesPage, { snapshot: emptySnapshot() });
    expect(words(one(page, { name: 'p', class: 'nothing' }).text)).toMatch(
      /^No change has been published yet\./,
    );
    expect(find(page, { name: 'form' })).toEqual([]);
  });

  it('has a label for every control', async () => {
    const page = await pageOf(changesPage);
    const controls = [...find(page, { name: 'select' }), ...find(page, { name: 'input' })];
    expect(controls.map(({ attributes }) => attributes['name'])).toEqual([
      'state',
      'kind',
      'class',
      'service',
      'since',
    ]);
    for (const { attributes } of controls) one(page, { name: 'label', for: attributes['id'] });
  });
});

describe('the log as JSON', () => {
  it('holds the changes of the page, each with every field before and after', async () => {
    const { recent } = storySnapshot();
    const list = await jsonOf(changesJson, { params: { limit: '3' } });
    expect(list).toMatchObject({
      items: recent.slice(0, 3).map(({ id }) => ({ id })),
      next: String(recent[2]?.id),
    });
    const all = await jsonOf(changesJson);
    expect(all).toMatchObject({ next: null });
    expect(all).toHaveProperty('items.length', recent.length);
  });

  it('refuses what it does not understand with a pointer for each fault', async () => {
    const params = { kind: 'x', since: 'today', limit: '101', cursor: '-1' };
    await expect(rendering(changesJson, { params })).rejects.toMatchObject({
      code: 'invalid',
      errors: [
        { pointer: '#/query/kind' },
        { pointer: '#/query/since' },
        { pointer: '#/query/cursor' },
        { pointer: '#/query/limit' },
      ],
    });
    for (const limit of ['0', '1.5', 'all', '1e1']) {
      await expect(rendering(changesJson, { params: { limit } }), limit).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });
});

describe('the page of a change', () => {
  it('says title, lead, state, dates, reason, items and proof', async () => {
    const [mistral] = storySnapshot().recent;
    const page = await pageOf(changePage, { params: { id: '12' } });
    expect(one(page, { name: 'h1' }).text).toBe(
      'Mistral AI will be added and Intercom amended on 4 January 2027',
    );
    expect(words(one(page, { class: 'stamp' }).text)).toBe(
      'Announced · Substantive change, 2 items · Qluster service and Website · 49 days’ notice',
    );
    expect(
      find(one(page, { class: 'line' }).inside, { name: 'li' }).map(({ text }) => words(text)),
    ).toEqual(['16 Nov 2026 Announced', '4 Jan 2027 Takes effect']);
    expect(one(page, { 'aria-labelledby': 'why' }).text).toContain(mistral?.reason);
    expect(find(page, { name: 'h2' }).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['1. Added: Mistral AI', '2. Amended: Intercom']),
    );
    const proof = one(page, { 'aria-labelledby': 'proof' });
    expect(proof.text).toContain('16 Nov 2026, 15:00:00 UTC');
    expect(proof.text).toContain(mistral?.steps[0]?.eventId);
    expect(proof.text).toContain(`Version ${mistral?.steps[0]?.listVersion} of the register`);
    expect(find(page, { name: 'form' })).toEqual([]);
    expect(find(page, { name: 'button' })).toEqual([]);
  });

  it('shows an amendment before and after, with what went and what came', async () => {
    const page = await pageOf(changePage, { params: { id: '10' } });
    const [before, after] = find(one(page, { name: 'table' }).inside, { name: 'td' });
    expect(find(before?.inside ?? [], { name: 'del' }).map(({ text }) => text)).toEqual(['FX40']);
    expect(find(before?.inside ?? [], { name: 'ins' })).toEqual([]);
    expect(find(after?.inside ?? [], { name: 'ins' }).map(({ text }) => text)).toEqual(['FX04']);
    expect(find(after?.inside ?? [], { name: 'del' })).toEqual([]);
  });

  it('links both ends of a replacement', async () => {
    const page = await pageOf(changePage, { params: { id: '8' } });
    expect(one(page, { name: 'h1' }).text).toBe('Postmark replaced Twilio SendGrid');
    for (const [end, other] of [
      ['postmark', 'twilio-sendgrid'],
      ['twilio-sendgrid', 'postmark'],
    ]) {
      const item = find(page, { name: 'section', class: 'item' }).find(
        ({ inside }) =>
          find(inside, { class: 'small', href: `/trust/subprocessors/${end}` }).length > 0,
      );
      expect(find(item?.inside ?? [], { href: `/trust/subprocessors/${other}` })).toHaveLength(1);
    }
  });

  it('keeps items and reason as they were when a later step is added', async () => {
    const before = storySnapshot();
    const [mistral] = before.recent;
    const after = foldStory(tellStory(storyDay), mistral?.effectiveOn ?? expect.unreachable());
    const [then, now] = await Promise.all(
      [before, after].map((snapshot) => pageOf(changePage, { snapshot, params: { id: '12' } })),
    );
    // Steps are what is added.
    const isAdded = (attributes: Readonly<Record<string, string>>) =>
      attributes['aria-labelledby'] === 'steps';
    const published = (page: typeof then) =>
      find(page ?? [], { name: 'section' })
        .filter(({ attributes }) => attributes['class']?.startsWith('item') && !isAdded(attributes))
        .map(({ text }) => text);
    expect(published(now)).toEqual(published(then));
    expect(published(now)).toHaveLength(3);
    expect(one(now ?? [], { name: 'h1' }).text).toBe('Mistral AI was added and Intercom amended');
    expect(
      find(one(now ?? [], { class: 'line' }).inside, { name: 'li' }).map(({ text }) => words(text)),
    ).toEqual(['16 Nov 2026 Announced', '4 Jan 2027 Took effect']);
  });

  it('does not exist for a number that names nothing, nor at a second address', async () => {
    for (const id of ['0', '13', '012', '99999999999999999999']) {
      const { status, body } = await rendering(changePage, { params: { id } });
      expect(status, id).toBe(404);
      expect(one(readHtml(body), { class: 'lead' }).text).toMatch(
        /^There is no change at this address/,
      );
      await expect(
        rendering(changeJson, { params: { id: `${id}.json` } }),
        id,
      ).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('is the same bytes at every rendering, for every change of the story', async () => {
    for (const { id } of storySnapshot().recent) {
      const params = { id: String(id) };
      const first = await rendering(changePage, { params });
      expect((await rendering(changePage, { params })).body).toBe(first.body);
      expect(String(first.body)).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});

describe('a change as JSON', () => {
  it('names what the page shows, at both addresses', async () => {
    const { recent } = storySnapshot();
    for (const change of recent) {
      const json = await jsonOf(changeJson, { params: { id: `${change.id}.json` } });
      expect(json).toEqual(await jsonOf(changeJson, { params: { id: String(change.id) } }));
      expect(json).toMatchObject({
        id: change.id,
        url: `${base}/changes/${change.id}`,
        title: titleOf(change),
        class: change.class,
        reason: change.reason,
        effectiveOn: change.effectiveOn,
        state: isPending(change) ? 'announced' : 'in-effect',
        steps: change.steps.map(({ name, at, eventId, listVersion }) => ({
          name,
          at: at.toISOString(),
          eventId,
          listVersion,
        })),
        items: change.items.map(({ slug, kind, before, after }) => ({
          slug,
          url: `${base}/subprocessors/${slug}`,
          kind,
          fields: changedFields(before, after).map((field) => ({ field })),
          after: { name: after.name },
        })),
      });
    }
  });

  it('says what a field was and is, and null where it was not stated', async () => {
    const json = await jsonOf(changeJson, { params: { id: '11.json' } });
    expect(json).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          slug: 'stripe',
          fields: expect.arrayContaining([
            { field: 'lastReviewedOn', label: 'Last reviewed', before: null, after: '2026-11-02' },
          ]),
        }),
      ]),
    });
  });
});

describe('any Unicode in any field', () => {
  it('stays text on the page: no element, attribute or link that we did not write', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, anyFacts, anyText, async (before, after, reason) => {
        const snapshot = withFacts(before, after, reason);
        const page = await pageOf(changePage, { snapshot, params: { id: '12' } });
        const [change] = snapshot.recent;
        expect(one(page, { name: 'h1' }).text).toBe(asParsed(change ? titleOf(change) : ''));
        expect(find(page, { name: 'script' }).filter((each) => !isKnownScript(each))).toEqual([]);
        for (const { name, attributes } of page) {
          expect(
            Object.keys(attributes).filter((key) => /^on|^style$/.test(key)),
            name,
          ).toEqual([]);
          expect(attributes['href'] ?? '').not.toMatch(/^\s*(?:javascript|data|vbscript):/i);
        }
        await pageOf(changesPage, { snapshot });
        JSON.parse(String((await rendering(changesJson, { snapshot })).body));
      }),
      { numRuns: 100 },
    );
  });
});

function withFacts(
  before: Change['items'][number]['after'],
  after: typeof before,
  reason: string,
): Snapshot {
  const story = storySnapshot();
  const recent = story.recent.map((change, index): Change => {
    if (index > 0) return change;
    const items = change.items.map((item) =>
      item.before === undefined ? { ...item, after } : { ...item, before, after },
    );
    return { ...change, items, reason };
  });
  return { ...story, recent };
}

// The snapshot holds all of this but the places in the log; a database that is empty has no more to tell.
const { directory, file } = await copyTemplate();
const database = await openDatabase(`file:${file}`);
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

function rendering(row: Queried, parts: Partial<RenderInput> = {}): Promise<Rendered> {
  return row.render({ ...renderInput(parts), db: database.db, now: new Date(0) });
}

async function pageOf(row: Queried, parts: Partial<RenderInput> = {}) {
  const { body } = await rendering(row, parts);
  return readHtml(body);
}

async function jsonOf(row: Queried, parts: Partial<RenderInput> = {}): Promise<unknown> {
  return JSON.parse(String((await rendering(row, parts)).body));
}
