import { beforeEach, describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { find, readHtml, words } from '../support/html.ts';

let trust: World;

beforeEach(async () => {
  trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  await trust.advanceDays(1);
  await trust.publish({ entries: { postmark: facts({ description: 'Sends mail.' }) } });
});

const refused = [
  ['a day that does not exist', 'from=2026-02-29', 'from must be a day that exists'],
  ['a month that does not exist', 'to=2026-13-01', 'to must be a day that exists'],
  ['an instant without an offset', 'from=2026-11-22T10:00:00', 'an instant with its offset'],
  ['a word', 'from=yesterday', 'from must be a day that exists'],
  ['markup', 'from=%3Cscript%3Ealert(1)%3C/script%3E', 'from must be a day that exists'],
  ['a day to come', 'from=1&to=2026-11-25', 'to lies in the future'],
  ['an instant to come', 'to=2026-11-23T09:00:01Z', 'to lies in the future'],
  [
    'a version that does not exist yet',
    'from=1&to=3',
    'version 3, which does not exist yet: the newest is 2',
  ],
  [
    'a version of nine digits and more',
    'from=99999999999',
    'versions of the list are numbered 1, 2, 3',
  ],
  ['version zero', 'from=0&to=1', 'versions of the list are numbered 1, 2, 3'],
  ['a number written otherwise', 'from=01', 'versions of the list are numbered 1, 2, 3'],
  ['versions turned round', 'from=2&to=1', 'turned round'],
  ['days turned round', 'from=2026-11-23&to=2026-11-22', 'turned round'],
  ['days turned round on which one version stood', 'from=2026-11-20&to=2026-11-19', 'turned round'],
  ['a day behind a version', 'from=2026-11-23&to=1', 'turned round'],
] as const;

describe('what can be no difference', () => {
  it.each(refused)('%s is refused in every form, with what to do', async (_, query, sentence) => {
    const json = await trust.get(`/trust/diff.json?${query}`);
    expect([json.status, pick(json.body, 'detail')]).toEqual([
      422,
      expect.stringContaining(sentence),
    ]);
    expect(pickList(json.body, 'errors')[0]).toMatchObject({
      pointer: expect.stringMatching(/^#\/query\/(from|to)$/),
    });
    const text = await trust.get(`/trust/diff.txt?${query}`);
    expect([text.status, text.text]).toEqual([422, expect.stringContaining(sentence)]);
    const page = await trust.get(`/trust/diff?${query}`);
    const elements = readHtml(page.text);
    const [main] = find(elements, { name: 'main' });
    expect([page.status, words(main?.text ?? '')]).toEqual([
      422,
      expect.stringContaining(sentence),
    ]);
    expect(find(elements, { name: 'script' })).toEqual([]);
    expect(find(elements, { name: 'form', action: '/trust/diff' })).toHaveLength(1);
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  it('a range turned round is offered the right way, in page and text', async () => {
    const query = 'from=2026-11-23&to=2026-11-22';
    const { text } = await trust.get(`/trust/diff?${query}`);
    const offered = '/trust/diff?from=2026-11-22&to=2026-11-23';
    expect(find(readHtml(text), { name: 'a', href: offered })).toHaveLength(1);
    expect((await trust.get(offered)).status).toBe(200);
    expect((await trust.get(`/trust/diff.txt?${query}`)).text).toContain(
      '/trust/diff.txt?from=2026-11-22&to=2026-11-23',
    );
  });

  it('both faults of a query are said at once', async () => {
    const { body } = await trust.get('/trust/diff.json?from=2026-02-29&to=9');
    expect(pickList(body, 'errors').map((fault) => pick(fault, 'pointer'))).toEqual([
      '#/query/from',
      '#/query/to',
    ]);
  });

  it('a day to come that was refused is answered once it has come', async () => {
    const ask = () => trust.get('/trust/diff?from=1&to=2026-11-24');
    expect((await ask()).status).toBe(422);
    await trust.advanceDays(1);
    expect((await ask()).status).toBe(200);
  });

  it('a version of a register in which nothing has been published is refused in words', async () => {
    const fresh = await startApp({ organisation: 'none' });
    const { status, body } = await fresh.get('/trust/diff.json?from=1');
    expect([status, pick(body, 'detail')]).toEqual([
      422,
      expect.stringContaining('nothing has been published yet'),
    ]);
    expect((await fresh.get('/trust/diff?from=2020-01-01')).status).toBe(200);
  });
});

describe('what is odd and means something', () => {
  it.each([
    [
      'a moment before everything',
      'from=0001-01-01&to=1',
      { from: { listVersion: 0 }, items: [{ kind: 'added' }] },
    ],
    ['today, as far as it has come', 'from=2026-11-22&to=2026-11-23', { to: { listVersion: 2 } }],
    ['the same version twice', 'from=2&to=2', { items: [], document: {} }],
    [
      'two moments of one version',
      'from=2026-11-22T09:00:00Z&to=2026-11-22T23:00:00%2B02:00',
      { items: [] },
    ],
    [
      'a plus sign that a form has made a space',
      'from=2026-11-22T12:00:00+02:00&to=2',
      { from: { listVersion: 1 } },
    ],
    ['empty fields of the form', 'from=&to=', { from: { listVersion: 1 }, to: { listVersion: 2 } }],
    ['a version and a day', 'from=1&to=2026-11-23', { items: [{ kind: 'amended' }] }],
  ] as const)('%s', async (_, query, expected) => {
    expect(must(await trust.get(`/trust/diff.json?${query}`)).body).toMatchObject(expected);
    expect((await trust.get(`/trust/diff?${query}`)).status).toBe(200);
    expect((await trust.get(`/trust/diff.txt?${query}`)).status).toBe(200);
  });

  it('a day ends in the organisation’s time zone', async () => {
    const tokyo = await startApp({
      organisation: { timeZone: 'Asia/Tokyo' },
      startAt: '2026-11-22T16:00:00Z',
    });
    await tokyo.publish({ entries: { postmark: facts() } });
    const { body } = must(await tokyo.get('/trust/diff.json?from=2026-11-22&to=2026-11-23'));
    expect(body).toMatchObject({ from: { listVersion: 0 }, to: { listVersion: 1 } });
  });
});

describe('caches', () => {
  it.each(['json', 'txt'])(
    'keep the %s between two numbers for good, and nothing else',
    async (form) => {
      const kept = async (query: string) =>
        /immutable/.test(
          (await trust.get(`/trust/diff.${form}${query}`)).headers.get('cache-control') ?? '',
        );
      expect(await kept('?from=1&to=2')).toBe(true);
      for (const query of [
        '',
        '?from=1',
        '?to=2',
        '?from=2026-11-22&to=2',
        '?from=1&to=2026-11-23',
      ])
        expect(await kept(query), query).toBe(false);
    },
  );

  it('have the same difference between two numbers however much is published and renamed later', async () => {
    const forms = ['/trust/diff.json?from=1&to=2', '/trust/diff.txt?from=1&to=2'];
    const before = await Promise.all(forms.map(async (path) => (await trust.get(path)).text));
    await trust.publish({ entries: { postmark: facts({ name: 'Postmark Ltd' }) } });
    const profile = must(await trust.as('owner').get('/organisation'));
    must(
      await trust
        .as('owner')
        .put(
          '/organisation',
          { ...Object(profile.body), name: 'Renamed' },
          { 'if-match': profile.etag ?? '' },
        ),
    );
    const after = await Promise.all(forms.map(async (path) => (await trust.get(path)).text));
    expect(after).toEqual(before);
  });
});
