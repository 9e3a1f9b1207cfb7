import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/merge-patch.ts';
import {
  applyDifference,
  type ListDocument,
  type ListPatch,
} from '../../src/differences/model/list-patch.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts, person } from '../support/factories.ts';
import {
  foldFixture,
  type HistoryFixture,
  realFile,
  realHistories,
  sampleHistory,
} from '../support/histories.ts';
import { draws } from '../support/thorough.ts';

async function read(trust: World, path: string): Promise<unknown> {
  return must(await trust.get(path)).body;
}

async function listAt(trust: World, version: number): Promise<ListDocument> {
  return (await read(trust, `/trust/versions/${version}.json`)) as ListDocument;
}

async function difference(
  trust: World,
  from: unknown,
  to: unknown,
): Promise<ListPatch & JsonObject> {
  return (await read(
    trust,
    `/trust/diff.json?from=${String(from)}&to=${String(to)}`,
  )) as ListPatch & JsonObject;
}

/** Every two versions there are, the first one and the later one. */
function pairs(versions: number): readonly (readonly [number, number])[] {
  const numbers = Array.from({ length: versions }, (_, index) => index + 1);
  return numbers.flatMap((from) => numbers.slice(from).map((to) => [from, to] as const));
}

async function expectEveryDifferenceToApply(trust: World): Promise<number> {
  const newest = Number(pick(await read(trust, '/trust/subprocessors.json'), 'listVersion'));
  const lists = new Map<number, ListDocument>();
  for (let version = 1; version <= newest; version += 1)
    lists.set(version, await listAt(trust, version));
  for (const [from, to] of pairs(newest)) {
    const [first, second] = [lists.get(from), lists.get(to)];
    if (first === undefined || second === undefined) throw new Error('a version is missing');
    const told = await difference(trust, from, to);
    expect(applyDifference(first, told), `${from} to ${to}`).toEqual(second);
    expectFieldsToSayWhatThePatchesDo(first, told);
  }
  return newest;
}

/** The fields said to people and the patch for programs are two tellings of one thing. */
function expectFieldsToSayWhatThePatchesDo(first: ListDocument, told: ListPatch & JsonObject) {
  for (const item of pickList(told, 'items')) {
    const known = first.subprocessors.find(({ slug }) => slug === pick(item, 'slug'));
    for (const field of pickList(item, 'fields')) {
      const name = String(pick(field, 'field'));
      expect(pick(field, 'before'), name).toEqual(known?.[name] ?? null);
      expect(pick(item, 'patch')).toHaveProperty(name);
    }
    expect(pick(item, 'state', 'before')).toBe(known?.['state'] ?? null);
  }
}

const slugs = ['postmark', 'mailgun', 'aws', 'hetzner'] as const;

/** One publication: which entry, how it is changed, and in how many days it takes effect. */
const publication = fc.record({
  slug: fc.constantFrom(...slugs),
  description: fc.constantFrom('Sends mail.', 'Hosts the service.', 'Keeps logs.'),
  locations: fc.constantFrom(
    undefined,
    [{ country: 'DE' }],
    [{ country: 'DE' }, { country: 'US' }],
  ),
  ends: fc.boolean(),
  inDays: fc.constantFrom(0, 0, 40),
  passing: fc.constantFrom(0, 1, 41),
});

type Publication = typeof publication extends fc.Arbitrary<infer T> ? T : never;

/** Publishes it where the register allows it; what is refused changes nothing. */
async function tryToPublish(trust: World, told: Publication): Promise<void> {
  const standing = await trust.entry(told.slug);
  const effectiveOn = new Date(trust.now().getTime() + told.inDays * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const isListed = pick(standing, 'state') === 'current';
  const fresh: Facts = facts({
    name: told.slug.toUpperCase(),
    description: told.description,
    ...(told.locations && { locations: told.locations }),
    ...(told.ends && isListed && { effectiveUntil: day(effectiveOn) }),
  });
  await trust
    .publish({ entries: { [told.slug]: fresh }, ...(told.inDays > 0 && { effectiveOn }) })
    .catch((error: unknown) => expect(String(error)).toMatch(/40[49]|422/));
  if (told.passing > 0) {
    trust.at(new Date(trust.now().getTime() + told.passing * 86_400_000));
    await trust.runSchedule();
  }
}

describe('the JSON of a difference', () => {
  it('applied to the list of the first version gives that of the second, after any publications', async () => {
    let versions = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(publication, { minLength: 6, maxLength: 9 }), async (plan) => {
        const trust = await startApp();
        for (const told of plan) await tryToPublish(trust, told);
        versions += await expectEveryDifferenceToApply(trust);
        await trust.close();
      }),
      { numRuns: draws(6) },
    );
    expect(versions).toBeGreaterThan(4 * draws(6));
  }, 60_000);

  it('applied gives the second list between every two versions of the demo', async () => {
    const trust = await startApp({ seed: 'demo' });
    expect(await expectEveryDifferenceToApply(trust)).toBeGreaterThan(15);
  });

  it('holds nobody’s name, though the register publishes a contact person', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: { postmark: facts() },
      persons: { postmark: person({ published: true }) },
    });
    const { text } = must(await trust.get('/trust/diff.json'));
    expect(text).not.toContain('Kanari');
    expect(pick(await read(trust, '/trust/subprocessors.json'), 'subprocessors', 0)).toHaveProperty(
      'contactPerson',
    );
  });

  it('begins with an empty list where the first moment lies before everything, and says since when records exist', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const told = await difference(trust, '1999-12-31', 1);
    expect(pick(told, 'from')).toMatchObject({ listVersion: 0, recordsSince: '2026-11-22' });
    const empty = await read(
      trust,
      new URL(String(pick(told, 'from', 'json'))).href.replace(/^https?:\/\/[^/]+/, ''),
    );
    expect(applyDifference(empty as ListDocument, told)).toEqual(await listAt(trust, 1));
    expect(pick(told, 'items', 0)).toMatchObject({ slug: 'postmark', kind: 'added' });
  });

  it('tells without “from” what the newest version changed, the first one included', async () => {
    const trust = await startApp();
    expect(await read(trust, '/trust/diff.json')).toMatchObject({
      items: [],
      order: [],
      document: {},
    });
    await trust.publish({ entries: { postmark: facts() } });
    expect(await read(trust, '/trust/diff.json')).toMatchObject({
      from: { listVersion: 0 },
      to: { listVersion: 1 },
      items: [{ slug: 'postmark', kind: 'added', changes: [{ id: 1 }] }],
    });
    await trust.publish({ entries: { postmark: facts({ description: 'Sends mail.' }) } });
    const told = await read(trust, '/trust/diff.json');
    expect(told).toMatchObject({ from: { listVersion: 1 }, to: { listVersion: 2 } });
    expect(pickList(told, 'items', 0, 'fields')).toEqual([
      {
        field: 'description',
        label: 'What for',
        before: 'Sends transactional e-mail.',
        after: 'Sends mail.',
        change: 2,
      },
    ]);
  });

  it('tells of an entry that came and ended in between, and of its replacement, once each', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { aws: facts({ name: 'AWS' }) } });
    await trust.publish({ entries: { sendgrid: facts({ name: 'SendGrid' }) } });
    await trust.publish({ entries: { postmark: facts() }, replaces: { postmark: 'sendgrid' } });
    expect(pickList(await difference(trust, 1, 3), 'items')).toMatchObject([
      { slug: 'postmark', kind: 'added', counterpart: 'sendgrid', state: { after: 'current' } },
      { slug: 'sendgrid', kind: 'added', state: { before: null, after: 'ended' } },
    ]);
    expect(pickList(await difference(trust, 2, 3), 'items')).toMatchObject([
      { slug: 'postmark', kind: 'added' },
      { slug: 'sendgrid', kind: 'replaced', counterpart: 'postmark', changes: [{ id: 3 }] },
    ]);
  });

  it('follows an announced amendment to its effect', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { postmark: facts({ locations: [{ country: 'US' }] }) },
      effectiveOn: '2026-12-24',
    });
    await trust.advanceDays(33);
    expect(pickList(await difference(trust, 1, 2), 'items')).toMatchObject([
      {
        kind: 'announced',
        fields: [],
        changes: [{ id: 2, title: expect.stringContaining('will be') }],
      },
    ]);
    expect(pickList(await difference(trust, 2, 3), 'items')).toMatchObject([
      { kind: 'amended', fields: [{ field: 'locations', change: 2 }] },
    ]);
  });

  it('names the newest changes of an entry that was touched very often, and says that there are more', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({ entries: { postmark: facts({ name: 'Postmark Ltd' }) } });
    for (let edit = 0; edit < 21; edit += 1)
      await trust.publish({
        entries: { postmark: facts({ name: 'Postmark Ltd', description: `Edit ${edit}.` }) },
      });
    const [item] = pickList(await difference(trust, 1, 23), 'items');
    expect(pick(item, 'more')).toBe(true);
    expect(pickList(item, 'changes').map((change) => pick(change, 'id'))).toEqual(
      Array.from({ length: 20 }, (_, index) => 23 - index),
    );
    expect(pickList(item, 'fields')).toMatchObject([
      { field: 'name', change: null },
      { field: 'description', change: 23 },
    ]);
  }, 30_000);
});

/** Name and purpose of every row in effect, in one order. */
function said(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  purpose: string,
): readonly string[] {
  return [...rows]
    .map(
      (row) =>
        `${String(row['name'])}: ${String(row[purpose] ?? 'Not stated in the published list.')}`,
    )
    .sort();
}

/** The first list with nothing laid over it but the fields and states that the items tell. */
function retell(
  first: ListDocument,
  told: JsonObject,
): readonly Readonly<Record<string, unknown>>[] {
  const rows = new Map<string, Record<string, unknown>>(
    first.subprocessors.map((entry) => [entry.slug, { ...entry }]),
  );
  for (const item of pickList(told, 'items')) {
    const slug = String(pick(item, 'slug'));
    const row = rows.get(slug) ?? {};
    for (const field of pickList(item, 'fields'))
      row[String(pick(field, 'field'))] = pick(field, 'after');
    rows.set(slug, { ...row, state: pick(item, 'state', 'after') });
  }
  return [...rows.values()].filter(({ state }) => state === 'current');
}

async function expectDifferencesToTellFolds(text: string): Promise<void> {
  const history: HistoryFixture = JSON.parse(text);
  const trust = await startApp({ organisation: 'none' });
  must(await trust.as('owner').post('/history-imports', history));
  const folds = foldFixture(history).map((fold) => said(fold.values(), 'purpose'));
  const lists = new Map<unknown, ListDocument>();
  const listOf = async (told: unknown, end: 'from' | 'to') => {
    const version = Number(pick(told, end, 'listVersion'));
    const list = lists.get(version) ?? (await listAt(trust, version));
    lists.set(version, list);
    return list;
  };
  // A revision that changed nothing here has no version of its own, so revisions are named by their time.
  const moments = history.changes.map(({ date }) => encodeURIComponent(date));
  for (const [from, to] of pairs(folds.length)) {
    const told = await difference(trust, moments[from - 1], moments[to - 1]);
    const [first, second] = [await listOf(told, 'from'), await listOf(told, 'to')];
    expect(said(retell(first, told), 'description'), `${from} to ${to}`).toEqual(folds[to - 1]);
    expect(applyDifference(first, told)).toEqual(second);
    expect(pick(told, 'to', 'imported')).toBe(true);
  }
}

describe('the differences of a history', () => {
  it('equal the changes of its file, folded, between any two revisions of the sample', async () => {
    await expectDifferencesToTellFolds(sampleHistory());
  });

  // Published lists with their past, which are no part of the project.
  it.skipIf(realFile('github-history') === undefined).each(realHistories)(
    'equal the changes of its file, folded, between any two revisions of %s',
    async (name) => {
      await expectDifferencesToTellFolds(realFile(`${name}-history`) ?? '');
    },
    120_000,
  );
});
