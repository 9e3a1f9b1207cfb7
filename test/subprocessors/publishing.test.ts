import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts, fullFacts } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { draws } from '../support/thorough.ts';

type Query = Readonly<Record<string, unknown>>;

const anyVersion = { 'if-match': '*' };

async function listItems(trust: World, path: string): Promise<readonly unknown[]> {
  return pickList(must(await trust.get(path)).body, 'items');
}

async function dryRun(trust: World, batch: string, decisions: Query = {}): Promise<unknown> {
  const path = `/batches/${batch}/publication?dry_run=true`;
  return must(await trust.as('editor').put(path, decisions)).body;
}

const publication =
  (trust: World, batch: string, decisions: Query = {}) =>
  () =>
    trust.as('editor').put(`/batches/${batch}/publication`, decisions, anyVersion);

/** What a plan and the published change both say about each entry. */
function essence(items: readonly unknown[]): readonly unknown[] {
  return items.map((item) => ({
    slug: pick(item, 'slug'),
    kind: pick(item, 'kind'),
    class: pick(item, 'class'),
    aspects: pick(item, 'aspects'),
    counterpart: pick(item, 'counterpart') ?? null,
    fields: pickList(item, 'fields').map((field) => pick(field, 'field')),
  }));
}

describe('a publication', () => {
  test('is one change with an item for each entry, in effect at once without a day', async () => {
    const trust = await startApp();
    const { change } = await trust.publish({
      entries: { postmark: facts(), aws: fullFacts() },
      reason: 'The register is opened.',
    });
    const { body } = must(await trust.get(`/trust/changes/${change}.json`));
    expect(body).toMatchObject({
      id: 1,
      class: 'substantive',
      reason: 'The register is opened.',
      effectiveOn: '2026-11-22',
      state: 'in-effect',
      items: [
        {
          slug: 'aws',
          kind: 'added',
          class: 'substantive',
          after: { name: 'Amazon Web Services' },
        },
        { slug: 'postmark', kind: 'added', class: 'substantive' },
      ],
      steps: [{ name: 'in-effect', listVersion: 1, at: '2026-11-22T09:00:00.000Z' }],
    });
    expect(await trust.entry('postmark')).toMatchObject({ state: 'current', lastChange: 1 });
  });

  test('without a day of its own leaves the first day of an addition unsaid; with one it begins then', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { a: facts({ name: 'A' }) } });
    await trust.publish({ entries: { b: facts({ name: 'B' }) }, effectiveOn: '2026-11-20' });
    expect(pick(await trust.entry('a'), 'facts', 'effectiveFrom')).toBeUndefined();
    expect(pick(await trust.entry('b'), 'facts', 'effectiveFrom')).toBe('2026-11-20');
  });

  test('leaves out what the register says already, and says so in the dry run', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { a: facts({ name: 'A' }), b: facts({ name: 'B' }) } });
    const { plan } = await trust.publish({
      entries: { a: facts({ name: 'A' }), b: facts({ name: 'B', category: 'Mail' }) },
    });
    expect(pick(plan, 'unchanged')).toEqual(['a']);
    expect(
      (await listItems(trust, '/trust/changes/2.json')).map((item) => pick(item, 'slug')),
    ).toEqual(['b']);
    expect(await trust.entry('a')).toMatchObject({ lastChange: 1 });
  });

  test('shows each field of an amendment before and after', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { postmark: facts({ locations: [{ country: 'US' }], category: 'Mail' }) },
    });
    const [item] = await listItems(trust, '/trust/changes/2.json');
    expect(item).toMatchObject({ kind: 'amended', aspects: ['location'] });
    expect(
      pickList(item, 'fields').map((field) => [pick(field, 'field'), pick(field, 'before')]),
    ).toEqual([
      ['category', null],
      ['locations', null],
    ]);
    expect(pick(item, 'fields', 1, 'after', 0)).toMatchObject({ country: 'US' });
  });

  test('links both ends of a replacement, and ends the old entry on the day of the change', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { sendgrid: facts({ name: 'Sendgrid' }) },
      replaces: { sendgrid: 'postmark' },
      effectiveOn: '2026-12-24',
    });
    expect(await trust.entry('sendgrid')).toMatchObject({ state: 'announced' });
    expect(await trust.entry('postmark')).toMatchObject({ state: 'current' });
    await trust.advanceDays(32);
    expect(await trust.entry('postmark')).toMatchObject({
      state: 'ended',
      facts: { effectiveUntil: '2026-12-24' },
    });
    expect(await trust.entry('sendgrid')).toMatchObject({
      state: 'current',
      facts: { effectiveFrom: '2026-12-24' },
    });
    expect(await listItems(trust, '/trust/changes/2.json')).toMatchObject([
      { slug: 'sendgrid', kind: 'replaced', counterpart: 'postmark' },
      { slug: 'postmark', kind: 'replaced', counterpart: 'sendgrid' },
    ]);
    const rows = (await dumpTables(trust)).get('subprocessors') ?? [];
    expect(
      rows.map((row) => [row['slug'], row['replaces'], row['replaced_by']]).toSorted(),
    ).toEqual([
      ['postmark', null, 'sendgrid'],
      ['sendgrid', 'postmark', null],
    ]);
  });

  test('of an end is a removal that says what became of the data', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const ended = facts({
      effectiveUntil: day('2026-11-20'),
      disposal: { on: day('2026-11-21'), method: 'deleted' },
    });
    await trust.publish({ entries: { postmark: ended } });
    expect(await listItems(trust, '/trust/changes/2.json')).toMatchObject([
      { kind: 'removed', class: 'substantive' },
    ]);
    expect(await trust.entry('postmark')).toMatchObject({
      state: 'ended',
      facts: { disposal: { method: 'deleted' } },
    });
    // What is found out later about an ended entry is still published.
    const later = { ...ended, disposal: { on: day('2026-11-22'), method: 'returned' as const } };
    await trust.publish({ entries: { postmark: later } });
    expect(await trust.entry('postmark')).toMatchObject({ state: 'ended', lastChange: 3 });
  });

  test('takes nothing from a batch when one of its entries has a fault', async () => {
    const trust = await startApp();
    const id = await trust.prepare({
      entries: { good: facts({ name: 'Good' }), bad: facts({ name: 'Bad', parent: 'nobody' }) },
    });
    const page = await trust.get('/trust/subprocessors');
    await refuses(trust, publication(trust, id), {
      status: 422,
      pointers: ['#/entries/bad/facts/parent'],
    });
    expect((await trust.get('/trust/subprocessors')).etag).toBe(page.etag);
    expect(await trust.entry('good')).toBeUndefined();
  });

  test('of 300 entries is one change and one feed entry', async () => {
    const trust = await startApp();
    const entries = Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`s-${n}`, facts({ name: `S ${n}` })]),
    );
    await trust.publish({ entries });
    expect(await listItems(trust, '/trust/changes/1.json')).toHaveLength(300);
    expect(await listItems(trust, '/trust/feed.json')).toHaveLength(1);
  }, 30_000);
});

describe('the class of an amendment', () => {
  const published = async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ legalName: 'Postmark, Inc..' }) } });
    return trust;
  };

  test('must be confirmed, and the proposal is in the refusal', async () => {
    const trust = await published();
    const id = await trust.prepare({
      entries: { postmark: facts({ legalName: 'Postmark, LLC' }) },
    });
    expect(await dryRun(trust, id)).toMatchObject({
      publishable: false,
      unconfirmed: ['postmark'],
      class: 'substantive',
    });
    const reply = await refuses(trust, publication(trust, id), {
      status: 422,
      code: 'class_unconfirmed',
      pointers: ['#/classes/postmark'],
    });
    expect(reply.text).toContain('Proposed: substantive (entity)');
  });

  test('proposed as substantive can be confirmed as a correction, which narrow feeds leave out', async () => {
    const trust = await published();
    await trust.publish({
      entries: { postmark: facts({ legalName: 'Postmark, Inc.' }) },
      classes: { postmark: 'correction' },
    });
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({ class: 'correction' });
    expect(await listItems(trust, '/trust/feed.json')).toHaveLength(1);
    expect(await listItems(trust, '/trust/feed.json?class=all')).toHaveLength(2);
  });

  test('of an addition and a removal is substantive whatever is asked', async () => {
    const trust = await published();
    await trust.publish({
      entries: {
        postmark: facts({ legalName: 'Postmark, Inc..', effectiveUntil: day('2026-11-22') }),
        x: facts({ name: 'X' }),
      },
      classes: { postmark: 'correction', x: 'correction' },
    });
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({
      class: 'substantive',
      items: [{ class: 'substantive' }, { class: 'substantive' }],
    });
  });

  test.for<[string, Partial<Facts>, string, string[]]>([
    ['another legal name', { legalName: 'Other GmbH' }, 'substantive', ['entity']],
    ['another place', { locations: [{ country: 'US' }] }, 'substantive', ['location']],
    ['another purpose', { description: 'Sells.' }, 'substantive', ['purpose']],
    ['other data', { dataCategories: ['Health'] }, 'substantive', ['data']],
    ['another transfer', { transfers: [{ mechanism: 'bcr' }] }, 'substantive', ['transfer']],
    ['a trade name', { name: 'Post Mark' }, 'correction', []],
    ['an LEI where none stood', { lei: '529900T8BM49AURSDO55' }, 'correction', []],
    ['a link', { links: { website: 'https://postmark.example/' } }, 'correction', []],
    ['a review', { lastReviewedOn: day('2026-11-01') }, 'correction', []],
  ])('is proposed for %s', async ([, change, proposed, aspects]) => {
    const trust = await published();
    const id = await trust.prepare({
      entries: { postmark: facts({ legalName: 'Postmark, Inc..', ...change }) },
    });
    expect(pick(await dryRun(trust, id), 'items', 0)).toMatchObject({ class: proposed, aspects });
  });
});

describe('an addition without a contract', () => {
  const withoutContract = (): Facts => {
    const { contract: _, ...rest } = facts();
    return rest;
  };

  test('is refused, and the dry run says which', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: withoutContract() } });
    expect(await dryRun(trust, id)).toMatchObject({
      publishable: false,
      withoutContract: ['postmark'],
    });
    await refuses(trust, publication(trust, id), {
      status: 422,
      code: 'contract_missing',
      pointers: ['#/contractOverrides/postmark'],
    });
  });

  test('is published with a reason, which only the private record keeps', async () => {
    const trust = await startApp();
    const overrides = { postmark: 'Signed on paper, day unknown.' };
    await trust.publish({ entries: { postmark: withoutContract() }, overrides });
    const event = (await readEvents(trust)).find(
      (each) => pick(each, 'action') === 'contract.overridden',
    );
    expect(event).toMatchObject({
      public: false,
      data: { change: 1, reason: 'Signed on paper, day unknown.' },
    });
    for (const path of [
      '/trust',
      '/trust/subprocessors.json',
      '/trust/subprocessors/postmark',
      '/trust/changes/1',
      '/trust/changes/1.json',
      '/trust/feed.json',
    ])
      expect((await trust.get(path)).text).not.toContain('Signed on paper');
  });

  test('that is over already needs none: it is history', async () => {
    const trust = await startApp();
    const past = {
      ...withoutContract(),
      effectiveFrom: day('2020-01-01'),
      effectiveUntil: day('2021-01-01'),
    };
    await trust.publish({ entries: { postmark: past } });
    expect(await trust.entry('postmark')).toMatchObject({ state: 'ended' });
  });

  test('by a blank reason is refused', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: withoutContract() } });
    await refuses(trust, publication(trust, id, { contractOverrides: { postmark: ' ' } }), {
      status: 422,
      pointers: ['#/contractOverrides/postmark'],
    });
  });
});

describe('an announced change', () => {
  const announced = async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({
      entries: { postmark: facts({ locations: [{ country: 'US' }] }) },
      effectiveOn: '2026-12-24',
    });
    return trust;
  };

  test('leaves the entry as it is until its day, and shows what will come', async () => {
    const trust = await announced();
    expect(pick(await trust.entry('postmark'), 'facts', 'locations')).toBeUndefined();
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({
      state: 'announced',
      steps: [{ name: 'announced' }],
    });
    await trust.advanceDays(31);
    expect(pick(await trust.entry('postmark'), 'facts', 'locations')).toBeUndefined();
    await trust.advanceDays(1);
    expect(pick(await trust.entry('postmark'), 'facts', 'locations')).toEqual([{ country: 'US' }]);
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({
      state: 'in-effect',
      steps: [{ name: 'announced' }, { name: 'in-effect', at: '2026-12-24T09:00:00.000Z' }],
    });
    expect(await listItems(trust, '/trust/feed.json')).toHaveLength(3);
  });

  test('stands against a second change of the same field until its day', async () => {
    const trust = await announced();
    const again = { postmark: facts({ locations: [{ country: 'DE' }] }) };
    const id = await trust.prepare({ entries: again });
    const classes = { postmark: 'substantive' };
    const reply = await refuses(trust, publication(trust, id, { classes }), {
      status: 422,
      code: 'invalid',
      pointers: ['#/entries/postmark/facts/locations'],
    });
    expect(reply.text).toContain('Change 2 is announced for 2026-12-24');
    await trust.advanceDays(32);
    const anew = { facts: again.postmark };
    must(
      await trust.as('editor').put(`/batches/${id}/entries/postmark`, anew, { 'if-match': '"v1"' }),
    );
    await trust.approve(id);
    expect((await publication(trust, id, { classes })()).status).toBe(201);
  });

  test('takes a correction of another field with it when it falls due', async () => {
    const trust = await announced();
    await trust.publish({
      entries: { postmark: facts({ name: 'Postmark (mail)', category: 'Mail' }) },
    });
    await trust.advanceDays(32);
    expect(await trust.entry('postmark')).toMatchObject({
      state: 'current',
      lastChange: 2,
      facts: { name: 'Postmark (mail)', category: 'Mail', locations: [{ country: 'US' }] },
    });
  });

  test('that takes a field away takes away only that', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ category: 'Mail', nature: 'Sending' }) } });
    await trust.publish({
      entries: { postmark: facts({ nature: 'Sending' }) },
      effectiveOn: '2026-12-01',
    });
    await trust.publish({ entries: { postmark: facts({ category: 'Mail', nature: 'Relaying' }) } });
    await trust.advanceDays(9);
    expect(pick(await trust.entry('postmark'), 'facts')).toEqual(facts({ nature: 'Relaying' }));
  });

  test('of a new entry shows it as announced, and nothing of it can be edited before its day', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    expect(await trust.entry('postmark')).toMatchObject({
      state: 'announced',
      facts: { effectiveFrom: '2026-12-24' },
    });
    const edited = facts({ effectiveFrom: day('2026-12-24'), category: 'Mail' });
    const id = await trust.prepare({ entries: { postmark: edited }, effectiveOn: '2026-12-30' });
    await refuses(trust, publication(trust, id, { classes: { postmark: 'correction' } }), {
      status: 422,
      pointers: ['#/entries/postmark/facts/category'],
    });
    await trust.advanceDays(32);
    expect(await trust.entry('postmark')).toMatchObject({ state: 'current' });
    expect((await publication(trust, id, { classes: { postmark: 'correction' } })()).status).toBe(
      201,
    );
  });

  test('for the present day or one that is past is in effect at once', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { a: facts({ name: 'A' }) }, effectiveOn: '2026-11-22' });
    await trust.publish({ entries: { b: facts({ name: 'B' }) }, effectiveOn: '2026-01-01' });
    for (const id of [1, 2])
      expect((await trust.get(`/trust/changes/${id}.json`)).body).toMatchObject({
        state: 'in-effect',
        steps: [{ name: 'in-effect' }],
      });
  });
});

describe('the schedule', () => {
  test('does nothing when nothing is due, and leaves no event', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2027-01-01' });
    const before = await readEvents(trust);
    await trust.advanceDays(5);
    expect(await readEvents(trust)).toEqual(before);
  });

  test('after downtime commits what fell due in the order of the days, each once', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { late: facts({ name: 'Late' }) }, effectiveOn: '2026-12-20' });
    await trust.publish({
      entries: { early: facts({ name: 'Early' }) },
      effectiveOn: '2026-12-01',
    });
    await trust.publish({ entries: { same: facts({ name: 'Same' }) }, effectiveOn: '2026-12-20' });
    await trust.publish({
      entries: { future: facts({ name: 'Future' }) },
      effectiveOn: '2027-12-01',
    });
    trust.at('2027-01-15T12:00:00Z');
    await trust.runSchedule();
    await trust.runSchedule();
    const effects = (await readEvents(trust)).filter(
      (event) => pick(event, 'action') === 'change.took_effect',
    );
    expect(effects.map((event) => pick(event, 'data', 'id'))).toEqual([2, 1, 3]);
    expect(effects.map((event) => pick(event, 'actor'))).toEqual(
      Array(3).fill('system:due-changes'),
    );
    expect(await trust.entry('future')).toMatchObject({ state: 'announced' });
  });

  test('in three processes at the same time commits each change once', async () => {
    const trust = await startApp();
    const others = [await trust.anotherProcess(), await trust.anotherProcess()];
    for (const n of [1, 2, 3])
      await trust.publish({
        entries: { [`s-${n}`]: facts({ name: `S ${n}` }) },
        effectiveOn: `2026-12-0${n}`,
      });
    trust.at('2026-12-24T00:00:00Z');
    await Promise.all([trust, ...others].map((world) => world.runSchedule()));
    const effects = (await readEvents(trust)).filter(
      (event) => pick(event, 'action') === 'change.took_effect',
    );
    expect(effects.map((event) => pick(event, 'data', 'id'))).toEqual([1, 2, 3]);
    expect(await listItems(trust, '/trust/feed.json')).toHaveLength(6);
  });

  test.for([
    ['Pacific/Auckland', '2026-12-23T10:59:59.999Z', '2026-12-23T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-12-24T07:59:59.999Z', '2026-12-24T08:00:00.000Z'],
    ['UTC', '2026-12-23T23:59:59.999Z', '2026-12-24T00:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-23T18:14:59.999Z', '2026-12-23T18:15:00.000Z'],
  ] as const)(
    'begins a day when it begins in the zone of the organisation: %s',
    async ([timeZone, before, after]) => {
      const trust = await startApp({ organisation: { timeZone } });
      await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
      trust.at(before);
      await trust.runSchedule();
      expect(await trust.entry('postmark')).toMatchObject({ state: 'announced' });
      trust.at(after);
      await trust.runSchedule();
      expect(await trust.entry('postmark')).toMatchObject({ state: 'current' });
    },
  );

  test('counts the day of a publication in that zone too', async () => {
    const trust = await startApp({
      organisation: { timeZone: 'Pacific/Auckland' },
      startAt: '2026-11-22T12:00:00Z',
    });
    await trust.publish({ entries: { a: facts({ name: 'A' }) } });
    await trust.publish({ entries: { b: facts({ name: 'B' }) }, effectiveOn: '2026-11-23' });
    expect((await trust.get('/trust/changes/1.json')).body).toMatchObject({
      effectiveOn: '2026-11-23',
    });
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({ state: 'in-effect' });
  });

  test('never records an earlier time than the one before, though the clock is set back', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { a: facts({ name: 'A' }) } });
    trust.at('2026-11-21T00:00:00Z');
    await trust.publish({ entries: { b: facts({ name: 'B' }) } });
    expect((await trust.get('/trust/changes/2.json')).body).toMatchObject({
      steps: [{ at: '2026-11-22T09:00:00.000Z' }],
    });
  });
});

const anySlug = fc.nat(5).map((n) => `s-${n}`);

/** Something that a batch may say of an entry: mostly sound, now and then what must be refused. */
const anyEdit: fc.Arbitrary<Partial<Facts> | 'end'> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom('Mail', 'Hosting', 'Logs').map((category) => ({ category })),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom('DE', 'US').map((country) => ({ locations: [{ country }] })),
  },
  {
    weight: 6,
    arbitrary: fc
      .subarray(['Account data', 'Content'])
      .map((dataCategories) => ({ dataCategories })),
  },
  {
    weight: 4,
    arbitrary: fc
      .subarray(['website', 'qluster-service'])
      .map((services) => ({ scope: { services } })),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('A, Inc.', 'A, LLC').map((legalName) => ({ legalName })),
  },
  { weight: 6, arbitrary: anySlug.map((parent) => ({ parent })) },
  { weight: 2, arbitrary: fc.constant('end' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Partial<Facts>>(
      { parent: 's-9' },
      { description: 'The same.' },
      { effectiveFrom: day('2027-12-01') },
      { effectiveFrom: day('2026-11-10') },
      { effectiveUntil: day('2026-11-15') },
    ),
  },
);

const anyBatch = fc.record({
  entries: fc.dictionary(anySlug, fc.array(anyEdit, { minLength: 1, maxLength: 3 }), {
    minKeys: 1,
    maxKeys: 3,
  }),
  replaces: fc.option(fc.tuple(anySlug, anySlug), { nil: undefined, freq: 3 }),
  inDays: fc.constantFrom(undefined, -3, 0, 2, 10, 30),
  contract: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
});

type AnyBatch = typeof anyBatch extends fc.Arbitrary<infer T> ? T : never;

/** The batch as somebody would write it who begins with what the register says now. */
async function toPublication(trust: World, { entries, replaces, inDays, contract }: AnyBatch) {
  const [by = '', old = ''] = replaces ?? [];
  const on = new Date(trust.now().getTime() + (inDays ?? 0) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const written: Record<string, Facts> = {};
  for (const [slug, edits] of Object.entries(entries)) {
    const { contract: _, ...bare } = facts();
    const fresh = {
      ...(contract ? facts() : bare),
      name: `Name of ${slug}`,
      description: `Purpose of ${slug}.`,
    };
    const present = must(await trust.as('viewer').get('/subprocessors?limit=100')).body;
    const known = pickList(present, 'items').find((item) => pick(item, 'slug') === slug);
    written[slug] = Object.assign(
      { ...fresh },
      pick(known, 'facts'),
      ...edits.map((edit) => (edit === 'end' ? known && { effectiveUntil: on } : edit)),
    );
  }
  return {
    entries: written,
    ...(by in entries && { replaces: { [by]: old } }),
    ...(inDays !== undefined && { effectiveOn: on }),
  };
}

/** Plans a batch, then publishes it with the same decisions: the plan must tell what happens, either way. */
async function planAndPublish(trust: World, id: string, confirm: boolean): Promise<boolean> {
  await trust.approve(id);
  const first = await dryRun(trust, id);
  const amended = pickList(first, 'items').filter((item) => pick(item, 'kind') === 'amended');
  const decisions = confirm
    ? {
        classes: Object.fromEntries(
          amended.map((item) => [pick(item, 'slug'), pick(item, 'class')]),
        ),
      }
    : {};
  const before = await dumpTables(trust);
  const plan = await dryRun(trust, id, decisions);
  expect(await dumpTables(trust)).toEqual(before);
  const reply = await publication(trust, id, decisions)();
  expect(reply.status === 201).toBe(pick(plan, 'publishable'));
  if (reply.status !== 201) {
    expect(await dumpTables(trust)).toEqual(before);
    return false;
  }
  const change = must(
    await trust.get(`/trust/changes/${String(pick(reply.body, 'change'))}.json`),
  ).body;
  expect(essence(pickList(change, 'items'))).toEqual(essence(pickList(plan, 'items')));
  expect(pick(change, 'class')).toBe(pick(plan, 'class'));
  expect(pick(change, 'effectiveOn')).toBe(pick(plan, 'effectiveOn'));
  expect(pick(change, 'state')).toBe(pick(plan, 'announced') ? 'announced' : 'in-effect');
  return true;
}

describe('whatever the batches say,', () => {
  const anySteps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: anyBatch.map((batch) => ({ batch, confirm: true })) },
      { weight: 1, arbitrary: anyBatch.map((batch) => ({ batch, confirm: false })) },
      { weight: 2, arbitrary: fc.constantFrom(1, 3, 40).map((days) => ({ days })) },
    ),
    { minLength: 6, maxLength: 12 },
  );

  test('a dry run tells exactly what publishing does, and days pass without a contradiction', async () => {
    let published = 0;
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const trust = await startApp();
        await trust.publish({ entries: Object.fromEntries([0, 1, 2, 3].map(firstEntry)) });
        for (const step of steps) {
          if ('days' in step) await jump(trust, step.days);
          else if (await take(trust, step.batch, step.confirm)) published += 1;
        }
        await jump(trust, 400);
        expect(await contradictions(trust)).toEqual([]);
        await trust.close();
      }),
      { numRuns: draws(15) },
    );
    // Or the property would be about refusals only.
    expect(published).toBeGreaterThan(8);
  }, 60_000);
});

const firstEntry = (n: number): [string, Facts] => [
  `s-${n}`,
  facts({ name: `Name of s-${n}`, description: `Purpose of s-${n}.` }),
];

async function take(trust: World, batch: AnyBatch, confirm: boolean): Promise<boolean> {
  const written = await toPublication(trust, batch);
  // An interval that is empty is refused when the entry is put into the batch already.
  const id = await trust.prepare(written).catch((error: unknown) => {
    if (!String(error).includes('422')) throw error;
    return undefined;
  });
  return id !== undefined && planAndPublish(trust, id, confirm);
}

async function jump(trust: World, days: number): Promise<void> {
  trust.at(new Date(trust.now().getTime() + days * 86_400_000));
  await trust.runSchedule();
}

/** What no sequence of publications may bring about. */
async function contradictions(trust: World): Promise<readonly string[]> {
  const rows = (await dumpTables(trust)).get('subprocessors') ?? [];
  const factsOf = new Map(rows.map((row) => [String(row['slug']), row['facts']]));
  return rows.flatMap((row) => {
    const slug = String(row['slug']);
    const from = pick(row['facts'], 'effectiveFrom');
    const until = pick(row['facts'], 'effectiveUntil');
    const found: string[] = [];
    if (row['state'] === 'announced') found.push(`${slug} is announced for ever`);
    if (typeof from === 'string' && typeof until === 'string' && from >= until)
      found.push(`${slug} ends before it begins`);
    const seen = new Set<unknown>();
    for (let at: unknown = slug; at !== undefined; at = pick(factsOf.get(String(at)), 'parent')) {
      if (seen.has(at)) return [...found, `${slug} is in a cycle of parents`];
      seen.add(at);
    }
    return found;
  });
}
