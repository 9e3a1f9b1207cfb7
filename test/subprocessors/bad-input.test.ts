import { describe, expect, test } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { day, facts, fullFacts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';

async function beginBatch(trust: World, input: object = { reason: 'A reason.' }): Promise<string> {
  const { body } = must(await trust.as('editor').post('/batches', input));
  return `/batches/${String(pick(body, 'id'))}`;
}

/** Facts with a path set to a value, whatever it is; `undefined` takes it out. */
function factsWith(path: string, value: unknown): unknown {
  const whole = structuredClone({ ...fullFacts() });
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((at, step) => pick(at, step), whole);
  if (!(parent instanceof Object)) throw new TypeError(`nothing at ${path}`);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return whole;
}

const long = (length: number) => 'x'.repeat(length);

const refusedFacts: readonly (readonly [
  what: string,
  path: string,
  value: unknown,
  at?: string,
])[] = [
  ['an unknown field', 'colour', 'red'],
  ['a misspelt field', 'legalNaem', 'Postmark LLC'],
  ['an unknown field inside an address', 'legalAddress/street', 'x'],
  ['an unknown field whose name has slashes', 'a~b', 1, '#/facts/a~0b'],
  ['a missing name', 'name', undefined],
  ['a missing description', 'description', undefined],
  ['a missing kind', 'kind', undefined],
  ['an unknown kind', 'kind', 'friend'],
  ['a number for a name', 'name', 7],
  ['null for a name', 'name', null],
  ['null where a field is not stated', 'legalName', null],
  ['text for a list', 'dataCategories', 'Account data'],
  ['a list for text', 'description', ['Hosts']],
  ['text for a flag', 'specialCategories', 'no'],
  ['text for a flag in AI use', 'ai/used', 'yes'],
  ['a missing flag in AI use', 'ai/used', undefined],
  ['a fraction for a rank', 'rank', 1.5],
  ['rank 0', 'rank', 0],
  ['rank 21', 'rank', 21],
  ['a negative order', 'order', -1],
  ['text for an order', 'order', 'first'],
  ['a country in small letters', 'legalAddress/country', 'lu'],
  ['EU as a country', 'locations/0/country', 'EU'],
  ['UK as a country', 'establishment/country', 'UK'],
  ['a country that is not assigned', 'locations/0/country', 'QQ'],
  ['a country of three letters', 'locations/0/country', 'DEU'],
  ['a region that is none', 'locations/1/region', 'Europe'],
  ['a country and a region in one place', 'locations/0/region', 'EU', '#/facts/locations/0'],
  ['a place without a place', 'locations/0', { activity: 'storage' }],
  ['an activity that is none', 'locations/0/activity', 'caching'],
  ['a mechanism that is none', 'transfers/0/mechanism', 'privacy-shield'],
  ['module 5 of the clauses', 'transfers/0/sccModule', 5],
  ['a transfer that ends before it begins', 'transfers/0/until', '2026-01-14'],
  ['a day that does not exist', 'effectiveFrom', '2026-02-30'],
  ['a day with a time', 'effectiveFrom', '2026-02-01T00:00:00Z'],
  ['a day in another spelling', 'contract/signedOn', '15.01.2026'],
  ['the year alone', 'lastReviewedOn', '2026'],
  ['an end before the start', 'effectiveUntil', '2026-01-01'],
  ['an end on the day of the start', 'effectiveUntil', '2026-02-01'],
  ['a disposal without an end', 'disposal', { method: 'deleted' }],
  ['a disposal by another way', 'disposal/method', 'sold', '#/facts/disposal'],
  ['an LEI with a wrong check digit', 'lei', '529900T8BM49AURSDO56'],
  ['an LEI of 19 characters', 'lei', '529900T8BM49AURSDO5'],
  ['an LEI in small letters', 'lei', '529900t8bm49aursdo55'],
  ['a blank name', 'name', '   '],
  ['a name of joiners only', 'name', '\u200D\u2800'],
  ['an empty description', 'description', ''],
  ['an over-long name', 'name', long(201)],
  ['an over-long description', 'description', long(4001)],
  ['an over-long label', 'locations/0/label', long(201)],
  ['too many places', 'locations', Array.from({ length: 101 }, () => ({ country: 'DE' }))],
  ['too many categories', 'dataCategories', Array.from({ length: 101 }, (_, n) => `c${n}`)],
  ['a line break in a name', 'name', 'Post\nmark'],
  ['a control character in a name', 'name', 'Post\u0000mark'],
  ['a bell in a description', 'description', 'Sends\u0007 mail.'],
  ['a bidirectional override', 'name', 'Post\u202Ekram'],
  ['a zero-width space', 'legalName', 'Post\u200Bmark'],
  ['a byte order mark', 'legalName', '\uFEFFPostmark'],
  ['half a character', 'name', 'Post\uD83D'],
  ['a private-use character', 'name', '\uE000'],
  ['a bidirectional override in a list', 'dataCategories/0', 'a\u2066b'],
  ['a javascript: link', 'links/website', 'javascript:alert(1)'],
  ['a javascript: link behind a line break', 'links/website', 'java\nscript:alert(1)'],
  ['a data: link', 'links/privacy', 'data:text/html,x'],
  ['a link with a password', 'links/website', 'https://user:secret@vendor.example/'],
  ['a link with a user', 'contract/dpaUrl', 'https://user@vendor.example/'],
  ['a link without a scheme', 'links/website', 'vendor.example'],
  ['a link to a bare host', 'links/website', 'http://localhost/'],
  ['a link with a control character', 'links/website', 'https://vendor.example/\u0007'],
  ['a link with a bidirectional override', 'links/website', 'https://vendor.example/\u202Egpj'],
  ['an over-long link', 'links/website', `https://vendor.example/${long(2000)}`],
  ['an e-mail without a host', 'contact/email', 'privacy'],
  ['an e-mail with a line break', 'contact/email', 'a@vendor.example\nBcc: b@vendor.example'],
  ['a parent that is no slug', 'parent', 'Amazon Web Services'],
  ['a service that is no slug', 'scope/services/0', 'Qluster Service'],
];

describe('what an entry says is refused with a pointer and a sentence, and leaves no trace:', () => {
  test.for(refusedFacts)('%s', async ([, path, value, at = `#/facts/${path}`]) => {
    const trust = await startApp();
    const batch = await beginBatch(trust);
    const draft = {
      facts: path.startsWith('disposal/')
        ? { ...fullFacts(), disposal: { method: value } }
        : factsWith(path, value),
    };
    const pointers = path.startsWith('disposal/') ? ['#/facts/disposal/method'] : [at];
    await refuses(trust, () => trust.as('editor').put(`${batch}/entries/aws`, draft), {
      status: 422,
      code: 'invalid',
      pointers,
    });
  });

  test('every fault of a body at once', async () => {
    const trust = await startApp();
    const batch = await beginBatch(trust);
    const bad = { ...facts({ name: '' }), lei: 'x', colour: 'red', rank: 0 };
    await refuses(trust, () => trust.as('editor').put(`${batch}/entries/aws`, { facts: bad }), {
      status: 422,
      pointers: ['#/facts/name', '#/facts/lei', '#/facts/colour', '#/facts/rank'],
    });
  });

  test('each field on its own is accepted, so that none of the refusals above is about the rest', async () => {
    const trust = await startApp();
    const batch = await beginBatch(trust);
    const reply = await trust.as('editor').put(`${batch}/entries/aws`, { facts: fullFacts() });
    expect(reply.status).toBe(201);
    expect(pick(reply.body, 'facts')).toEqual(fullFacts());
  });
});

describe('a body that can not be read is refused before anybody looks at it:', () => {
  const put = (trust: World, batch: string, init: RequestInit) => () =>
    trust.as('editor').send('PUT', `${batch}/entries/aws`, init);
  const json = { 'content-type': 'application/json' };
  const deep = (levels: number) => `{"facts":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const chunks = (count: number) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (count-- > 0) controller.enqueue(new TextEncoder().encode(' '.repeat(1024)));
        else controller.close();
      },
    });

  test.for<[string, () => RequestInit, { status: number; code: string }]>([
    [
      'no content type',
      () => ({ body: '{}', headers: { 'content-type': '' } }),
      { status: 415, code: 'wrong_media_type' },
    ],
    [
      'a form',
      () => ({ body: new URLSearchParams({ facts: 'x' }) }),
      { status: 415, code: 'wrong_media_type' },
    ],
    [
      'text',
      () => ({ body: '{}', headers: { 'content-type': 'text/plain' } }),
      { status: 415, code: 'wrong_media_type' },
    ],
    ['nothing', () => ({ headers: json }), { status: 400, code: 'malformed' }],
    [
      'half of it',
      () => ({ body: '{"facts":', headers: json }),
      { status: 400, code: 'malformed' },
    ],
    [
      'JSON with a comma too many',
      () => ({ body: '{"facts":{},}', headers: json }),
      { status: 400, code: 'malformed' },
    ],
    [
      'bytes that are not UTF-8 text',
      () => ({ body: new Uint8Array([0x7b, 0xff, 0x7d]), headers: json }),
      { status: 400, code: 'malformed' },
    ],
    ['33 levels', () => ({ body: deep(32), headers: json }), { status: 400, code: 'malformed' }],
    [
      '20,000 levels',
      () => ({ body: deep(20_000), headers: json }),
      { status: 400, code: 'malformed' },
    ],
    [
      '__proto__',
      () => ({ body: '{"facts":{"__proto__":{"name":"x"}}}', headers: json }),
      { status: 400, code: 'malformed' },
    ],
    [
      '__proto__ in escapes',
      () => ({ body: '{"\\u005f_proto__":{}}', headers: json }),
      { status: 400, code: 'malformed' },
    ],
    [
      '65 kB',
      () => ({ body: ' '.repeat(65 * 1024 + 1), headers: json }),
      { status: 413, code: 'too_large' },
    ],
    [
      '10 MB in pieces whose number is not told',
      () => ({ body: chunks(10_000), headers: json, duplex: 'half' }),
      { status: 413, code: 'too_large' },
    ],
  ])('%s', async ([, init, expected]) => {
    const trust = await startApp();
    const batch = await beginBatch(trust);
    await refuses(trust, put(trust, batch, init()), expected);
  });

  test('a list, a text and null are JSON, but no entry', async () => {
    const trust = await startApp();
    const batch = await beginBatch(trust);
    for (const body of ['[]', '"x"', 'null', '7'])
      await refuses(trust, put(trust, batch, { body, headers: json }), {
        status: 422,
        pointers: ['#'],
      });
  });
});

describe('what a batch would publish is refused as a whole:', () => {
  const first = (trust: World) =>
    trust.publish({
      entries: { postmark: facts(), aws: facts({ name: 'AWS', description: 'Hosts.' }) },
    });

  async function refusesPublication(
    trust: World,
    entries: Parameters<World['prepare']>[0]['entries'],
    pointers: readonly string[],
    rest: Omit<Parameters<World['prepare']>[0], 'entries'> = {},
  ): Promise<void> {
    const id = await trust.prepare({ entries, ...rest });
    const classes = Object.fromEntries(Object.keys(entries).map((slug) => [slug, 'substantive']));
    const act = () =>
      trust.as('editor').put(`/batches/${id}/publication`, { classes }, { 'if-match': '*' });
    await refuses(trust, act, { status: 422, code: 'invalid', pointers });
    expect((await trust.get('/trust/changes.json')).text).not.toContain(
      'The register changes again',
    );
  }

  test('a parent that does not exist', async () => {
    const trust = await startApp();
    await refusesPublication(trust, { postmark: facts({ parent: 'nobody' }) }, [
      '#/entries/postmark/facts/parent',
    ]);
  });

  test('an entry that is its own parent', async () => {
    const trust = await startApp();
    await refusesPublication(trust, { postmark: facts({ parent: 'postmark' }) }, [
      '#/entries/postmark/facts/parent',
    ]);
  });

  test('a cycle of parents through the batch and the register', async () => {
    const trust = await startApp();
    await first(trust);
    await trust.publish({ entries: { postmark: facts({ parent: 'aws' }) } });
    await refusesPublication(
      trust,
      { aws: facts({ name: 'AWS', description: 'Hosts.', parent: 'postmark' }) },
      ['#/entries/aws/facts/parent'],
    );
  });

  test('a cycle of parents through a change that is announced', async () => {
    const trust = await startApp();
    await first(trust);
    await trust.publish({
      entries: { postmark: facts({ parent: 'aws' }) },
      effectiveOn: '2026-12-01',
    });
    await refusesPublication(
      trust,
      { aws: facts({ name: 'AWS', description: 'Hosts.', parent: 'postmark' }) },
      ['#/entries/aws/facts/parent'],
    );
  });

  test('a chain of a hundred parents is no cycle', async () => {
    const trust = await startApp();
    const entries = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [
        `s-${n}`,
        facts({ name: `S ${n}`, ...(n > 0 && { parent: `s-${n - 1}` }) }),
      ]),
    );
    expect((await trust.publish({ entries })).change).toBe(1);
  });

  test('the same entity, scope and description under another slug', async () => {
    const trust = await startApp();
    await first(trust);
    await refusesPublication(trust, { 'postmark-2': facts({ name: ' postmark.' }) }, [
      '#/entries/postmark-2/facts',
    ]);
  });

  test('the same entity twice in one batch', async () => {
    const trust = await startApp();
    await refusesPublication(trust, { a: facts(), b: facts() }, [
      '#/entries/a/facts',
      '#/entries/b/facts',
    ]);
  });

  test('a service that does not exist', async () => {
    const trust = await startApp();
    await refusesPublication(
      trust,
      { postmark: facts({ scope: { services: ['website', 'shop'] } }) },
      ['#/entries/postmark/facts/scope/services/1'],
    );
  });

  test('days after the change takes effect', async () => {
    const trust = await startApp();
    await first(trust);
    await refusesPublication(
      trust,
      {
        postmark: facts({ effectiveUntil: day('2026-11-23') }),
        x: facts({ name: 'X', effectiveFrom: day('2026-12-24') }),
      },
      ['#/entries/postmark/facts/effectiveUntil', '#/entries/x/facts/effectiveFrom'],
    );
  });

  test('an end that the day of the change puts before the start', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ effectiveFrom: day('2026-11-20') }) } });
    await refusesPublication(
      trust,
      { x: facts({ name: 'X' }) },
      ['#/entries/postmark/facts/effectiveFrom'],
      { replaces: { x: 'postmark' }, effectiveOn: '2026-11-01' },
    );
    await refusesPublication(
      trust,
      { y: facts({ name: 'Y', effectiveUntil: day('2026-10-01') }) },
      ['#/entries/y/facts/effectiveFrom'],
      { effectiveOn: '2026-11-01' },
    );
  });

  test('a batch without a reason, and one without entries', async () => {
    const trust = await startApp();
    const put = async (input: object) => {
      const batch = await beginBatch(trust, input);
      return () => trust.as('editor').put(`${batch}/publication`, {}, { 'if-match': '*' });
    };
    await refuses(trust, await put({}), { status: 422, pointers: ['#/reason', '#/entries'] });
    await refuses(trust, await put({ reason: 'Because.' }), {
      status: 422,
      pointers: ['#/entries'],
    });
  });

  test('nothing but what the register says already', async () => {
    const trust = await startApp();
    await first(trust);
    await refusesPublication(trust, { postmark: facts() }, ['#/entries']);
  });

  test('an ended entry brought back to life', async () => {
    const trust = await startApp();
    await first(trust);
    await trust.publish({ entries: { postmark: facts({ effectiveUntil: day('2026-11-22') }) } });
    await refusesPublication(trust, { postmark: facts() }, [
      '#/entries/postmark/facts/effectiveUntil',
    ]);
  });

  test('a replacement of an entry that is not current, and one by an entry that is not new', async () => {
    const trust = await startApp();
    await first(trust);
    await refusesPublication(trust, { x: facts({ name: 'X' }) }, ['#/entries/x/replaces'], {
      replaces: { x: 'nobody' },
    });
    await refusesPublication(trust, { aws: facts({ name: 'AWS 2' }) }, ['#/entries/aws/replaces'], {
      replaces: { aws: 'postmark' },
    });
  });
});

describe('paths, queries and decisions are checked too:', () => {
  test.for([
    ['GET', '/subprocessors/Not%20a%20slug', 422, ['#/param/slug']],
    ['GET', '/subprocessors?limit=0', 422, ['#/query/limit']],
    ['GET', '/subprocessors?limit=101', 422, ['#/query/limit']],
    ['GET', '/subprocessors?limit=many', 422, ['#/query/limit']],
    ['GET', '/subprocessors?colour=red', 422, ['#/query/colour']],
    ['GET', '/events?cursor=x', 422, ['#/query/cursor']],
    ['GET', '/changes?kind=renamed', 422, ['#/query/kind']],
    ['GET', '/changes/0', 422, ['#/param/id']],
    ['GET', '/changes/99', 404, undefined],
    ['GET', '/subprocessors/nobody', 404, undefined],
    ['GET', '/batches/bat_nobody', 404, undefined],
    ['GET', '/services/nobody', 404, undefined],
    ['DELETE', '/staff-keys/key_nobody', 404, undefined],
    ['DELETE', '/batches/bat_nobody', 404, undefined],
    ['GET', '/nothing', 404, undefined],
  ] as const)('%s %s', async ([method, path, status, pointers]) => {
    const trust = await startApp();
    await trust.makeKey('viewer');
    const act = () => trust.as('configured').send(method, path);
    await refuses(trust, act, { status, ...(pointers && { pointers }) });
  });

  test('a class that is none, and a slug that is none', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const decisions = { classes: { postmark: 'big', 'Not a slug': 'correction' } };
    await refuses(
      trust,
      () => trust.as('editor').put(`/batches/${id}/publication?dry_run=true`, decisions),
      {
        status: 422,
        pointers: ['#/classes/postmark', '#/classes/Not%20a%20slug'],
      },
    );
    await refuses(
      trust,
      () => trust.as('editor').put(`/batches/${id}/publication?dry_run=perhaps`, {}),
      {
        status: 422,
        pointers: ['#/query/dry_run'],
      },
    );
  });
});
