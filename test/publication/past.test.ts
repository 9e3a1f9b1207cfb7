import { describe, expect, it } from 'vitest';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { day, facts, person } from '../support/factories.ts';
import {
  foldFixture,
  type HistoryFixture,
  realFile,
  realHistories,
  sampleHistory,
} from '../support/histories.ts';

const list = '/trust/subprocessors';

async function slugsAt(trust: World, query: string): Promise<readonly string[]> {
  const { body } = must(await trust.get(`${list}.json?${query}`));
  return pickList(body, 'subprocessors').map((entry) => String(pick(entry, 'slug')));
}

async function entryAt(trust: World, slug: string, query: string): Promise<unknown> {
  const { body } = must(await trust.get(`${list}.json?${query}`));
  return pickList(body, 'subprocessors').find((entry) => pick(entry, 'slug') === slug);
}

/** Postmark is announced on 22 November for 24 December and has taken effect; Mailgun ends the day after. */
const eventful = toldOnce(
  async (trust) => {
    await trust.publish({
      entries: { mailgun: facts({ name: 'Mailgun', effectiveFrom: day('2024-05-01') }) },
    });
    trust.at('2026-11-23T12:00:00Z');
    await trust.publish({
      entries: { postmark: facts({ category: 'Mail' }) },
      replaces: { postmark: 'mailgun' },
      effectiveOn: '2026-12-24',
    });
    await trust.advanceDays(32);
    await trust.publish({
      entries: { postmark: facts({ category: 'Delivery', effectiveFrom: day('2026-12-24') }) },
    });
  },
  { organisation: { timeZone: 'America/New_York' } },
);

describe('as_of', () => {
  it('gives the entries in effect on a day, by what is known now', async () => {
    const { trust } = await eventful();
    expect(await slugsAt(trust, 'as_of=2024-04-30')).toEqual([]);
    expect(await slugsAt(trust, 'as_of=2024-05-01')).toEqual(['mailgun']);
    expect(await slugsAt(trust, 'as_of=2026-12-23')).toEqual(['mailgun']);
    expect(await slugsAt(trust, 'as_of=2026-12-24')).toEqual(['postmark']);
    expect(await entryAt(trust, 'postmark', 'as_of=2026-12-24')).toMatchObject({
      state: 'current',
      category: 'Mail',
    });
    expect(await entryAt(trust, 'postmark', 'as_of=2026-12-25')).toMatchObject({
      category: 'Delivery',
    });
  });

  it('knows what is announced for a day to come', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2027-01-04' });
    expect(await slugsAt(trust, 'as_of=2027-01-03')).toEqual([]);
    expect(await slugsAt(trust, 'as_of=2027-01-04')).toEqual(['postmark']);
  });

  it('reads an instant as the day that it is in the organisation’s time zone', async () => {
    const { trust } = await eventful();
    // Midnight in New York is 5:00 UTC in winter.
    expect(await slugsAt(trust, 'as_of=2026-12-24T04:59:59Z')).toEqual(['mailgun']);
    expect(await slugsAt(trust, 'as_of=2026-12-24T05:00:00Z')).toEqual(['postmark']);
    expect(await slugsAt(trust, 'as_of=2026-12-24T06:00:00%2B01:00')).toEqual(['postmark']);
  });

  it('lets a change published later for an earlier day count for that day', async () => {
    const { trust } = await eventful();
    const before = trust.now();
    trust.at(new Date(before.getTime() + 3_600_000));
    await trust.publish({
      entries: {
        postmark: facts({
          category: 'Delivery',
          effectiveFrom: day('2026-12-24'),
          legalName: 'Postmark LLC',
        }),
      },
      effectiveOn: '2026-12-24',
    });
    // The amendment of the day after stays where it was.
    expect(await entryAt(trust, 'postmark', 'as_of=2026-12-24')).toMatchObject({
      category: 'Mail',
      legalName: 'Postmark LLC',
    });
    expect(await entryAt(trust, 'postmark', 'as_of=2026-12-25')).toMatchObject({
      category: 'Delivery',
      legalName: 'Postmark LLC',
    });
    // And what was said before is not forgotten.
    const then = await entryAt(trust, 'postmark', 'as_of=2026-12-25&known_at=2026-12-25T00:00:00Z');
    expect(then).toMatchObject({ category: 'Mail' });
    expect(then).not.toHaveProperty('legalName');
    // Nor of a day before the version that was the newest an hour ago.
    const known = `known_at=${before.toISOString()}`;
    const anHourAgo = await entryAt(trust, 'postmark', `as_of=2026-12-24&${known}`);
    expect(anHourAgo).toMatchObject({ category: 'Mail' });
    expect(anHourAgo).not.toHaveProperty('legalName');
  });
});

describe('known_at', () => {
  it('gives the list as it was published then, pending changes and all', async () => {
    const { trust } = await eventful();
    const then = must(await trust.get(`${list}.json?known_at=2026-12-01`)).body;
    expect(pickList(then, 'subprocessors')).toMatchObject([
      { slug: 'mailgun', state: 'current', pendingChange: { id: 2 } },
      { slug: 'postmark', state: 'announced', category: 'Mail' },
    ]);
    expect(pickList(then, 'pending')).toMatchObject([{ id: 2, effectiveOn: '2026-12-24' }]);
    expect(then).toMatchObject({ listVersion: 2, view: { knownAt: '2026-12-02T04:59:59.999Z' } });
    expect(await entryAt(trust, 'mailgun', 'known_at=2026-12-24T23:00:00Z')).toMatchObject({
      state: 'ended',
      replacedBy: 'postmark',
    });
  });

  it('with as_of, gives what was then said about a day', async () => {
    const { trust } = await eventful();
    const known = 'known_at=2026-11-22T23:00:00Z';
    expect(await slugsAt(trust, `as_of=2026-12-24&${known}`)).toEqual(['mailgun']);
    expect(await slugsAt(trust, 'as_of=2026-12-24&known_at=2026-11-24')).toEqual(['postmark']);
    expect(await slugsAt(trust, 'as_of=2026-12-23&known_at=2026-11-24')).toEqual(['mailgun']);
  });

  it('is kept by caches for good once its moment is past, and not before', async () => {
    const { trust } = await eventful();
    const cached = async (query: string) =>
      (await trust.get(`${list}.json?${query}`)).headers.get('cache-control');
    expect(await cached('known_at=2026-12-01')).toBe('public, max-age=31536000, immutable');
    expect(await cached('as_of=2020-01-01&known_at=2026-12-01')).toBe(
      'public, max-age=31536000, immutable',
    );
    const today = new Date(trust.now().getTime() - 1_000).toISOString();
    for (const open of [`known_at=${today.slice(0, 10)}`, `known_at=${today}`, 'as_of=2020-01-01'])
      expect(await cached(open), open).toMatch(/^public, max-age=0, stale-if-error/);
  });

  it('before the first record here follows the claims of an imported history, and says so', async () => {
    const trust = await startApp({ organisation: 'none' });
    must(await trust.as('owner').post('/history-imports', JSON.parse(sampleHistory())));
    const history: HistoryFixture = JSON.parse(sampleHistory());
    const [first, second] = history.changes;
    const claim = must(await trust.get(`${list}.json?known_at=${first?.date}`)).body;
    expect(claim).toMatchObject({ listVersion: 1, view: { imported: true } });
    expect(pick(claim, 'view', 'claimedAt')).toBe(new Date(first?.date ?? '').toISOString());
    const before = new Date(Date.parse(second?.date ?? '') - 1).toISOString();
    expect(must(await trust.get(`${list}.json?known_at=${before}`)).body).toMatchObject({
      listVersion: 1,
    });
    const page = must(await trust.get(`${list}?known_at=${first?.date}`)).text;
    expect(page).toContain('An imported claim');
    // What is recorded here is no claim any more.
    const recorded = must(
      await trust.get(`${list}.json?known_at=${trust.now().toISOString()}`),
    ).body;
    expect(pick(recorded, 'view')).not.toHaveProperty('imported');
  });
});

describe('every form of the list', () => {
  it('shows the same past', async () => {
    const { trust } = await eventful();
    for (const path of [
      '/trust/subprocessors',
      '/trust/subprocessors.json',
      '/trust/subprocessors.csv',
      '/trust/subprocessors.md',
      '/trust/subprocessors.cdx.json',
      '/trust/annex-iii',
      '/trust',
      '/trust.json',
    ]) {
      const { text, headers } = must(await trust.get(`${path}?known_at=2026-11-22`));
      expect(text, path).not.toMatch(/postmark/i);
      if (!path.endsWith('trust.json')) expect(text, path).toMatch(/mailgun/i);
      expect(headers.get('link'), path).toContain('rel="latest-version"');
      expect(headers.get('link'), path).toContain('</trust/versions>; rel="version-history"');
      expect(headers.get('x-robots-tag'), path).toBe('noindex');
    }
    const pdf = must(await trust.get('/trust/annex-iii.pdf?known_at=2026-11-22'));
    expect(pdf.headers.get('content-disposition')).toContain('-1.pdf');
  });

  it('leads from a past page to the same past, and back to the present', async () => {
    const { trust } = await eventful();
    const { text } = must(await trust.get(`${list}?as_of=2026-12-01`));
    expect(text).toContain('href="/trust/subprocessors/mailgun?as_of=2026-12-01"');
    expect(text).toContain('href="/trust/subprocessors.csv?as_of=2026-12-01"');
    expect(text).toContain('<a href="/trust/subprocessors">See it as it stands now</a>');
    expect(text).toContain('America/New_York');
    expect(text).toContain('rel="canonical" href="http://localhost:8787/trust/subprocessors"');
    const narrowed = must(await trust.get(`${list}?as_of=2026-12-01&service=website`)).text;
    expect(narrowed).toContain('<input type="hidden" name="as_of" value="2026-12-01"');
  });

  it('of a single entry says so where there was none then', async () => {
    const { trust } = await eventful();
    expect((await trust.get(`${list}/postmark.json?as_of=2026-12-01`)).status).toBe(404);
    const page = await trust.get(`${list}/postmark?as_of=2026-12-01`);
    expect([page.status, page.text]).toEqual([
      404,
      expect.stringContaining('had no entry of this name then'),
    ]);
    expect(must(await trust.get(`${list}/mailgun.json?known_at=2026-11-22`)).body).toMatchObject({
      slug: 'mailgun',
      state: 'current',
      view: { timeZone: 'America/New_York' },
    });
  });
});

it('a company that moves to another time zone changes no past that caches keep', async () => {
  const { trust } = await eventful();
  const paths = ['known_at=2026-11-22', 'as_of=2026-11-23T02:00:00Z&known_at=2026-12-01'].map(
    (query) => `${list}.json?${query}`,
  );
  const before = await Promise.all(paths.map(async (path) => must(await trust.get(path)).text));
  await trust.advanceDays(1);
  const profile = { name: 'Qluster Corp.', timeZone: 'Pacific/Auckland' };
  must(await trust.as('owner').put('/organisation', profile, { 'if-match': '*' }));
  for (const [at, path] of paths.entries()) {
    const again = must(await trust.get(path));
    expect(again.headers.get('cache-control')).toContain('immutable');
    expect(again.text).toBe(before[at]);
  }
});

describe('versions', () => {
  it('each publication has a number and an address that never says anything else', async () => {
    const { trust } = await eventful();
    const before = new Map<string, string>();
    const forms = ['', '.json', '.csv', '.md', '.cdx.json', '.dora.csv', '/annex-iii'];
    for (const form of forms)
      before.set(form, must(await trust.get(`/trust/versions/2${form}`)).text);
    must(
      await trust
        .as('owner')
        .put(
          '/organisation',
          { name: 'Renamed Inc.', timeZone: 'Europe/Berlin', noticeDays: 0 },
          { 'if-match': '*' },
        ),
    );
    await trust.publish({ entries: { other: facts({ name: 'Other', description: 'Else.' }) } });
    for (const form of forms) {
      const again = must(await trust.get(`/trust/versions/2${form}`));
      expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      if (form !== '' && form !== '/annex-iii') expect(again.text, form).toBe(before.get(form));
    }
    expect(must(await trust.get('/trust/versions/2')).text).toContain('Version 2 of the register');
  });

  it('say what the list said while they were the newest, whatever was published', async () => {
    const trust = await startApp({ organisation: { timeZone: 'Pacific/Auckland' } });
    const live = new Map<number, unknown>();
    const keep = async () => {
      const { body } = must(await trust.get(`${list}.json`));
      live.set(Number(pick(body, 'listVersion')), contentOf(body));
    };
    for (const [round, { entries, shift, replaces }] of publications.entries()) {
      trust.at(new Date(Date.parse('2026-03-01T20:00:00Z') + round * 5 * 86_400_000));
      await trust.runSchedule();
      await keep();
      const effectiveOn = shift === 0 ? undefined : dayIn(trust, shift);
      await trust.publish({
        entries,
        ...(replaces && { replaces }),
        ...(effectiveOn && { effectiveOn }),
      });
      await keep();
    }
    await trust.advanceDays(40);
    await keep();
    const newest = Math.max(...live.keys());
    for (let version = 1; version <= newest; version += 1) {
      const then = must(await trust.get(`/trust/versions/${version}.json`)).body;
      if (live.has(version))
        expect(contentOf(then), `version ${version}`).toEqual(live.get(version));
    }
    expect(live.size).toBeGreaterThan(publications.length);
  });

  it('are listed newest first, with the change behind each, page by page', async () => {
    const { trust } = await eventful();
    const { body } = must(await trust.get('/trust/versions.json?limit=3'));
    expect(body).toMatchObject({
      items: [
        { version: 4, step: 'in-effect', change: { id: 3 } },
        { version: 3, step: 'in-effect', change: { id: 2 } },
        { version: 2, step: 'announced', change: { id: 2 } },
      ],
      next: '2',
    });
    expect(must(await trust.get('/trust/versions.json?cursor=2')).body).toMatchObject({
      items: [{ version: 1 }],
      next: null,
    });
    expect(must(await trust.get('/trust/versions')).text).toContain(
      'href="/trust/versions/4.json"',
    );
  });

  it('are linked to each other and to the newest (RFC 5829)', async () => {
    const { trust } = await eventful();
    const links = async (path: string) => (await trust.get(path)).headers.get('link');
    expect(await links('/trust/versions/3.json')).toContain(
      '</trust/subprocessors.json>; rel="latest-version", </trust/versions/2.json>; rel="predecessor-version", </trust/versions>; rel="version-history"',
    );
    expect(await links('/trust/versions/1.csv')).not.toContain('predecessor');
    expect(await links('/trust/subprocessors')).toContain(
      '</trust/versions/3>; rel="predecessor-version"',
    );
    expect(await links('/trust/subprocessors/mailgun?as_of=2026-12-01')).toContain(
      '</trust/subprocessors/mailgun>; rel="latest-version"',
    );
  });

  it('name no contact person, who could not be taken out of caches again', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: { postmark: facts() },
      persons: { postmark: person({ published: true }) },
    });
    expect(await entryAt(trust, 'postmark', '')).toHaveProperty('contactPerson');
    for (const path of ['/trust/versions/1.json', `${list}.json?as_of=2026-11-22`])
      expect(JSON.stringify((await trust.get(path)).body), path).not.toContain('contactPerson');
  });
});

describe('what can not be shown', () => {
  it.each([
    ['as_of=2026-02-30', 422, /as_of must be a day that exists/],
    ['as_of=yesterday', 422, /as_of must be a day that exists/],
    ['as_of=2026-02-03T10:00:00', 422, /with its offset/],
    ['known_at=2026-02-30', 422, /known_at must be a day that exists/],
    ['known_at=2999-01-01', 422, /lies in the future/],
    ['as_of=x&known_at=y', 422, /as_of must be.*known_at must be/s],
  ])('%s is answered clearly', async (query, status, words) => {
    const { trust } = await eventful();
    for (const form of ['', '.json', '.csv', '.md', '.cdx.json']) {
      const reply = await trust.get(`${list}${form}?${query}`);
      expect([reply.status, reply.text], form).toEqual([status, expect.stringMatching(words)]);
    }
  });

  it('a day to come that was refused is answered once it has come', async () => {
    const { trust } = await eventful();
    const tomorrow = '2026-12-26';
    expect((await trust.get(`${list}.json?known_at=${tomorrow}`)).status).toBe(422);
    expect((await trust.get(`${list}?known_at=${tomorrow}`)).status).toBe(422);
    trust.at('2026-12-26T12:00:00Z');
    expect((await trust.get(`${list}.json?known_at=${tomorrow}`)).status).toBe(200);
    expect((await trust.get(`${list}?known_at=${tomorrow}`)).status).toBe(200);
  });

  it('a version that is not there yet, or can be none', async () => {
    const { trust } = await eventful();
    expect(await trust.get('/trust/versions/9.json')).toMatchObject({ status: 404 });
    expect((await trust.get('/trust/versions/9')).text).toContain('the newest is 4');
    for (const path of ['/trust/versions/0', '/trust/versions/007.json'])
      expect((await trust.get(path)).status, path).toBe(404);
  });

  it('a page of versions that no page led to', async () => {
    const { trust } = await eventful();
    for (const query of ['cursor=x', 'cursor=0', 'limit=0', 'limit=101', 'limit=1e1']) {
      const [name] = query.split('=');
      for (const form of ['.json', '']) {
        const reply = await trust.get(`/trust/versions${form}?${query}`);
        expect(reply.status, query).toBe(422);
        expect(reply.text, query).toContain(`“${name}” is not understood; accepted: `);
      }
    }
  });

  it('a moment before everything is an empty list that says since when there are records', async () => {
    const { trust } = await eventful();
    const early = must(await trust.get(`${list}.json?as_of=1999-01-01`)).body;
    expect(early).toMatchObject({ subprocessors: [], view: { recordsSince: '2024-05-01' } });
    const unknown = must(await trust.get(`${list}.json?known_at=1999-01-01`)).body;
    expect(unknown).toMatchObject({
      subprocessors: [],
      listVersion: 0,
      view: { recordsSince: '2026-11-22' },
    });
    for (const page of [list, '/trust']) {
      const { text } = must(await trust.get(`${page}?known_at=1999-01-01`));
      expect(text, page).toContain('the records begin on');
      // That there was nobody is more than anybody knows.
      expect(text, page).toContain('Nothing is recorded of that time.');
      expect(text, page).not.toMatch(/yet\.|listed then/);
    }
    const empty = await startApp({ organisation: 'none' });
    expect(must(await empty.get(`${list}.json?as_of=2026-01-01`)).body).toMatchObject({
      subprocessors: [],
    });
    expect(must(await empty.get(`${list}?known_at=2026-01-01`)).status).toBe(200);
  });
});

describe.skipIf(realFile('github-history') === undefined)('real histories', () => {
  it.each(realHistories)(
    'of %s are the fold of their file, as of and as known at each revision',
    async (name) => {
      const history: HistoryFixture = JSON.parse(realFile(`${name}-history`) ?? '');
      const trust = await startApp({ organisation: 'none' });
      must(await trust.as('owner').post('/history-imports', history));
      const folded = foldFixture(history);
      for (const [index, { date }] of history.changes.entries()) {
        const expected = [...(folded[index]?.values() ?? [])].map(said).sort();
        for (const query of [
          `as_of=${date}`,
          `known_at=${date}`,
          `as_of=${date}&known_at=${date}`,
        ]) {
          const { body } = must(await trust.get(`${list}.json?${query}`));
          const standing = pickList(body, 'subprocessors').filter(
            (entry) => pick(entry, 'state') === 'current',
          );
          const found = standing.map((entry) =>
            said({ name: pick(entry, 'name'), purpose: pick(entry, 'description') }),
          );
          expect(found.sort(), query).toEqual(expected);
        }
        const version = must(await trust.get(`/trust/versions/${index + 1}.json`)).body;
        expect(version).toMatchObject({
          view: { imported: true, claimedAt: new Date(date).toISOString() },
        });
      }
    },
  );
});

/** Changes of every kind that overlap: announced, told afterwards, replaced, ended while another is pending. */
const publications: readonly {
  readonly entries: Readonly<Record<string, Facts>>;
  readonly shift: number;
  readonly replaces?: Readonly<Record<string, string>>;
}[] = [
  { entries: { aws: facts({ name: 'AWS' }), mailgun: facts({ name: 'Mailgun' }) }, shift: 0 },
  { entries: { aws: facts({ name: 'AWS', category: 'Hosting' }) }, shift: 30 },
  { entries: { aws: facts({ name: 'AWS', legalName: 'AWS EMEA SARL' }) }, shift: -2 },
  { entries: { postmark: facts() }, shift: 12, replaces: { postmark: 'mailgun' } },
  { entries: { stripe: facts({ name: 'Stripe', description: 'Payments.' }) }, shift: 0 },
  {
    entries: {
      stripe: facts({
        name: 'Stripe',
        description: 'Payments.',
        effectiveUntil: day('2026-03-20'),
      }),
    },
    shift: 0,
  },
  { entries: { turso: facts({ name: 'Turso', description: 'Database.' }) }, shift: 25 },
];

function dayIn(trust: World, shift: number): string {
  return new Date(trust.now().getTime() + shift * 86_400_000).toISOString().slice(0, 10);
}

/** A list document less what says where it is found, and less the publisher's mailboxes. */
function contentOf(document: unknown): unknown {
  const { view: _, links: __, publisher, ...rest } = Object(document);
  return { ...rest, publisher: { ...publisher, securityContact: undefined } };
}

function said({ name, purpose }: { readonly name?: unknown; readonly purpose?: unknown }): string {
  return `${String(name)}: ${String(purpose ?? 'Not stated in the published list.')}`;
}

it('a past list is whole after security.txt was renewed, which is an event about the organisation too', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  for (let month = 0; month < 13; month += 1) {
    trust.at(new Date(trust.now().getTime() + 31 * 86_400_000));
    await trust.runSchedule();
  }
  await trust.publish({ entries: { aws: facts({ name: 'AWS' }) } });
  const { status, body } = await trust.get('/trust/versions/2.json');
  expect(status).toBe(200);
  expect(body).toMatchObject({ publisher: { name: 'Qluster Corp.' }, listVersion: 2 });
}, 60_000);
