import { rm } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, test } from 'vitest';
import { type EntryState, loadEntryHistory } from '../../src/changes/entry-history.ts';
import {
  type Change,
  type ChangeState,
  changeStates,
  publishesList,
} from '../../src/changes/model.ts';
import { listChanges } from '../../src/changes/service.ts';
import { findVersion, listVersions } from '../../src/changes/service/versions.ts';
import { insertChanges, insertSteps } from '../../src/changes/store/writing.ts';
import { changes as table } from '../../src/changes/table.ts';
import { stateOf } from '../../src/changes/words.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { lifeAfter } from '../support/change-lives.ts';
import { day } from '../support/factories.ts';
import { copyTemplate } from '../support/template.ts';

const { directory, file } = await copyTemplate();
const database = await openDatabase(`file:${file}`);
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

let version = 0;
let seq = 0;
const held = lifeAfter('inEffect');
const heldLater = { ...held, id: 40, effectiveOn: day('2027-03-01') };
const takenBack = [lifeAfter('withdrawn'), lifeAfter('superseded')];
const told: readonly Change[] = [
  held,
  lifeAfter('open'),
  ...takenBack,
  { ...heldLater, steps: lifeAfter('closed').steps.slice(0, 1) },
].map((change, index) => ({
  ...change,
  id: index + 1,
  steps: change.steps.map((step) => ({
    ...step,
    listVersion: publishesList(step) ? (version += 1) : version,
  })),
}));

await database.transact(async (tx) => {
  for (const change of told) {
    const at = (state: ChangeState) => (stateOf(change) === state ? new Date(0) : null);
    const row = { change, publishedAt: new Date(0), tookEffectAt: at('in-effect') };
    await insertChanges(tx, [row]);
    await insertSteps(
      tx,
      change.steps.map((step) => ({ changeId: change.id, step, seq: ++seq, streams: [] })),
    );
    const withdrawnAt = at('withdrawn') ?? at('superseded');
    await tx.update(table).set({ withdrawnAt }).where(eq(table.id, change.id));
  }
});

describe('the log', () => {
  it.each(changeStates)('is narrowed to what stands so: %s', async (state) => {
    const { items } = await listChanges(database.db, { state }, 10);
    const wanted = told.filter((change) => stateOf(change) === state).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    expect(items.map(({ id }) => id)).toEqual(wanted.toReversed());
  });
});

test('the versions are what steps published, each once, and the steps of the window are none', async () => {
  const { items } = await listVersions(database.db, undefined, 50);
  expect(items.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(items.filter((item) => !publishesList({ name: item.step }))).toEqual([]);
  for (const { number, step, seq: place } of items)
    expect(await findVersion(database.db, number)).toMatchObject({ number, step, seq: place });
});

describe('the history of an entry', () => {
  it('keeps what was taken back, which held for no day and ended nothing', async () => {
    expect(await statesOf({})).toEqual([
      ['announced', '2027-03-01', undefined],
      ['withdrawn', '2027-01-04', '2027-01-04'],
      ['withdrawn', '2027-01-04', '2027-01-04'],
      ['announced', '2027-01-04', '2027-03-01'],
      ['current', '2027-01-04', '2027-01-04'],
    ]);
  });

  it.each(['1', '2', '3', '4'])('says the same page by page, %s at a time', async (limit) => {
    const all: unknown[] = [];
    for (let cursor: string | undefined, page = 0; page < 9; page += 1) {
      const found = await loadEntryHistory(
        { db: database.db, params: { limit, cursor } },
        'intercom',
        50,
      );
      if ('faults' in found) expect.unreachable();
      all.push(...found.states.map(inShort));
      if (found.next === null) break;
      cursor = String(found.next);
    }
    expect(all).toEqual(await statesOf({}));
  });
});

async function statesOf(params: Readonly<Record<string, string>>) {
  const page = await loadEntryHistory({ db: database.db, params }, 'intercom', 50);
  if ('faults' in page) expect.unreachable();
  return page.states.map(inShort);
}

function inShort({ name, from, until }: EntryState) {
  return [name, from, until];
}
