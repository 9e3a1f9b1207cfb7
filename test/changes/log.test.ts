import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { changeJson, changesJson } from '../../src/changes/documents.ts';
import { feedAtom, feedJson } from '../../src/changes/feeds/representations.ts';
import type { ChangeItem, ChangeStep } from '../../src/changes/model.ts';
import { changePage } from '../../src/changes/pages/change-page.tsx';
import { changesPage } from '../../src/changes/pages/log-page.tsx';
import { recordChange, recordEffect } from '../../src/changes/service.ts';
import { feedPositions } from '../../src/changes/table.ts';
import { parseDay } from '../../src/core/day.ts';
import { newEventId, newId } from '../../src/core/ids.ts';
import type { Ledger } from '../../src/db/commit.ts';
import type { Params, Snapshot } from '../../src/publication/model.ts';
import type { Queried } from '../../src/publication/representation.ts';
import { loadSnapshot } from '../../src/publication/snapshot.ts';
import { type Database, openDatabase } from '../../src/platform/node/database.ts';
import { find, one, readHtml } from '../support/html.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

// A log of 130 changes: every fifth a correction, every third only about the website.
const count = 130;
const services = ['website', 'qluster-service'];
const effectiveOn = parseDay('2026-02-01') ?? expect.unreachable();

let folder: string;
let database: Database;
let snapshot: Snapshot;
let seq = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annex-log-'));
  const url = `file:${join(folder, 'annex.db')}`;
  await migrate(url);
  database = await openDatabase(url);
  for (let number = 1; number <= count; number += 1) await publishChange(number);
  snapshot = { ...(await loadSnapshot(database.db)), services: storySnapshot().services };
}, 60_000);

afterAll(async () => {
  database?.close();
  if (folder) await rm(folder, { recursive: true });
});

describe('a log longer than a page', () => {
  it('is read to its end by cursors, every change once, whatever the page size', async () => {
    for (const limit of ['7', '50', '100']) {
      const ids = await walkJson({ limit });
      expect(ids, limit).toEqual(Array.from({ length: count }, (_, index) => count - index));
    }
  });

  it('is narrowed by class, service and kind, also from page to page', async () => {
    const corrections = await walkJson({ limit: '10', class: 'correction' });
    expect(corrections).toEqual(numbers().filter((number) => isCorrection(number)));
    const ofService = await walkJson({ limit: '10', service: 'qluster-service' });
    expect(ofService).toEqual(numbers().filter((number) => !isWebsiteOnly(number)));
    expect(await walkJson({ kind: 'added' })).toEqual([]);
    expect(await walkJson({ limit: '100', kind: 'amended' })).toHaveLength(count);
  });

  it('is narrowed by the day of publication', async () => {
    const since = await walkJson({ since: '2026-01-04' });
    expect(since).toEqual(
      numbers().filter((number) => at(number) >= new Date('2026-01-04T00:00:00Z')),
    );
    expect(since.length).toBeGreaterThan(10);
    expect(since.length).toBeLessThan(count);
    expect(await walkJson({ since: '2027-01-01' })).toEqual([]);
  });

  it('is the same log on the page, where the link to older changes keeps the filter', async () => {
    const ids: number[] = [];
    let params: Params = { class: 'substantive' };
    for (;;) {
      const page = readHtml(await bodyOf(changesPage, params));
      const log = one(page, { name: 'ol', class: 'log' });
      ids.push(
        ...find(log.inside, { name: 'a' }).map(({ attributes }) => numberIn(attributes['href'])),
      );
      const [older] = find(page, { name: 'a', rel: 'next' });
      if (older === undefined) break;
      params = queryIn(older.attributes['href']);
      expect(params['class']).toBe('substantive');
    }
    expect(ids).toEqual(numbers().filter((number) => !isCorrection(number)));
  });

  it('says so when no change matches', async () => {
    const page = readHtml(await bodyOf(changesPage, { kind: 'removed' }));
    expect(one(page, { class: 'nothing' }).text).toMatch(/^No change matches this filter\./);
  });

  it('keeps the page of a change that is long gone from the newest', async () => {
    expect(one(readHtml(await bodyOf(changePage, { id: '1' })), { name: 'h1' }).text).toBe(
      'Postmark amended: purpose',
    );
    expect(JSON.parse(await bodyOf(changeJson, { id: '1.json' }))).toMatchObject({
      id: 1,
      state: 'in-effect',
    });
  });
});

describe('the feeds of such a log', () => {
  it.each([
    ['substantive changes', {}, (number: number) => !isCorrection(number)],
    ['everything', { class: 'all' }, () => true],
    [
      'one service',
      { service: 'qluster-service' },
      (number: number) => !isCorrection(number) && !isWebsiteOnly(number),
    ],
    [
      'one service with corrections',
      { service: 'qluster-service', class: 'all' },
      (number: number) => !isWebsiteOnly(number),
    ],
  ])('lead through every step: %s', async (_, params, belongs) => {
    const titled = new Map<number, Set<string>>();
    const seen = new Set<string>();
    for (let next: Params | undefined = params; next !== undefined;) {
      const body: string = await bodyOf(feedJson, next);
      const json: ReturnType<typeof parseJsonFeed> = parseJsonFeed(body);
      const atom = parseAtomFeed(await bodyOf(feedAtom, next));
      expect(atom.entries?.map((entry) => entry.id)).toEqual(json.items?.map((item) => item.id));
      for (const { id, url } of json.items ?? []) {
        seen.add(id ?? '');
        const change = numberIn(url);
        titled.set(change, (titled.get(change) ?? new Set()).add(id ?? ''));
      }
      next = json.next_url === undefined ? undefined : queryIn(json.next_url);
    }
    const expected = numbers().filter((number) => belongs(number));
    expect([...titled.keys()].sort((a, b) => b - a)).toEqual(expected);
    expect(seen.size).toBe(
      expected.flatMap((number) => (isAnnounced(number) ? [1, 2] : [1])).length,
    );
  });

  it('keep their archives byte for byte when a change is published', async () => {
    const params = { class: 'all', archive: '2' };
    const before = await Promise.all([bodyOf(feedAtom, params), bodyOf(feedJson, params)]);
    await publishChange(count + 1);
    const later = { ...(await loadSnapshot(database.db)), services: snapshot.services };
    expect(later.stepCounts.all).toBeGreaterThan(snapshot.stepCounts.all);
    const after = await Promise.all([
      bodyOf(feedAtom, params, later),
      bodyOf(feedJson, params, later),
    ]);
    expect(after).toEqual(before);
  });

  it('have the entries too that an older Annex enters beside this one, by their place alone', async () => {
    const read = async () => [
      await bodyOf(feedAtom, { class: 'all', archive: '1' }),
      titlesOf((await loadSnapshot(database.db)).stepsWithCorrections),
    ];
    const before = await read();
    await database.transact((tx) =>
      tx
        .update(feedPositions)
        .set({ changeId: null, eventId: null })
        .where(sql`position % 2 = 0`),
    );
    expect(await read()).toEqual(before);
  });
});

function titlesOf(steps: readonly ChangeStep[]): readonly string[] {
  return steps.map(({ change, step }) => `${change.id} ${step.name} ${step.eventId}`);
}

function numbers(): readonly number[] {
  return Array.from({ length: count }, (_, index) => count - index);
}

function isCorrection(number: number): boolean {
  return number % 5 === 0;
}

function isWebsiteOnly(number: number): boolean {
  return number % 3 === 0;
}

function isAnnounced(number: number): boolean {
  return number % 2 === 0;
}

function at(number: number): Date {
  return new Date(Date.UTC(2026, 0, 1, number));
}

async function publishChange(number: number): Promise<void> {
  const draft = {
    class: isCorrection(number) ? ('correction' as const) : ('substantive' as const),
    reason: 'It became another.',
    effectiveOn,
    items: [itemOf(number)],
  };
  const context = { pending: isAnnounced(number), services };
  await database.transact(async (tx) => {
    const ledger = ledgerAt(number);
    const { change } = await recordChange(tx, ledger, draft, context);
    await recordEffect(tx, ledger, change, services);
  });
}

function itemOf(number: number): ChangeItem {
  const name = 'Postmark';
  const scope = { services: isWebsiteOnly(number) ? ['website'] : services };
  const facts = { name, kind: 'third-party' as const, scope };
  return {
    subprocessorId: newId(ids(1), 'sub'),
    slug: 'postmark',
    kind: 'amended',
    class: isCorrection(number) ? 'correction' : 'substantive',
    aspects: [],
    before: { ...facts, description: `Mail, version ${number - 1}` },
    after: { ...facts, description: `Mail, version ${number}` },
  };
}

function ledgerAt(number: number): Ledger {
  return {
    at: at(number),
    record: (event) => {
      seq += 1;
      const stored = {
        seq,
        id: newEventId(ids(seq)),
        commitId: `commit-${number}`,
        at: at(number),
        actor: 'system:test',
      };
      return { ...event, ...stored };
    },
  };
}

function ids(number: number) {
  return {
    uuid: () => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    bytes: (length: number) => new Uint8Array(length),
  };
}

async function bodyOf(row: Queried, params: Params, of: Snapshot = snapshot): Promise<string> {
  const input = { ...renderInput({ snapshot: of, params }), db: database.db, now: new Date(0) };
  const { body } = await row.render(input);
  return String(body);
}

async function walkJson(params: Params): Promise<readonly number[]> {
  const found: number[] = [];
  for (let cursor: string | undefined; ;) {
    const list = JSON.parse(
      await bodyOf(changesJson, cursor === undefined ? params : { ...params, cursor }),
    );
    found.push(...list.items.map(({ id }: { id: number }) => id));
    if (list.next === null) return found;
    cursor = list.next;
  }
}

function numberIn(address = ''): number {
  return Number(address.split('/').at(-1));
}

function queryIn(address = ''): Params {
  return Object.fromEntries(new URL(address, 'https://trust.qluster.example').searchParams);
}
