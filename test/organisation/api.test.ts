import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts, organisation } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';

const whole = organisation({
  legalForm: 'A Delaware corporation',
  address: {
    lines: ['100 Example Street'],
    postalCode: '19801',
    locality: 'Wilmington',
    country: 'US',
  },
  website: 'https://qluster.example/',
  dpo: { name: 'Data protection officer', email: 'privacy@qluster.example' },
  euRepresentative: {
    name: 'Qluster EU',
    address: { lines: ['Weg 1'], country: 'DE' },
    email: 'eu@qluster.example',
  },
  ukRepresentative: { name: 'Qluster UK', url: 'https://qluster.example/uk' },
  securityContact: {
    email: 'security@qluster.example',
    policyUrl: 'https://qluster.example/security',
    encryptionUrl: 'https://qluster.example/pgp',
  },
  languages: ['en', 'de'],
  timeZone: 'Europe/Berlin',
  noticeDays: 14,
  commitments: ['We do not sell personal data.', 'No AI training on customer data.'],
  frameAncestors: ['https://www.qluster.example'],
});

test('a profile is stored whole, read back the same and shown at once', async () => {
  const trust = await startApp({ organisation: 'none' });
  expect((await trust.as('viewer').get('/organisation')).etag).toBe('"v0"');
  const reply = await trust.as('owner').put('/organisation', whole, { 'if-match': '"v0"' });
  expect([reply.status, reply.etag, reply.body]).toEqual([200, '"v1"', whole]);
  expect((await trust.as('viewer').get('/organisation')).body).toEqual(whole);
  expect((await trust.get('/trust')).text).toContain('No AI training on customer data.');
  expect((await trust.get('/.well-known/security.txt')).text).toContain(
    'mailto:security@qluster.example',
  );
});

test('what a new profile leaves out is gone', async () => {
  const trust = await startApp({ organisation: whole });
  const reply = await trust.as('owner').put('/organisation', { name: 'Q' }, { 'if-match': '*' });
  expect(reply.body).toEqual({
    name: 'Q',
    languages: ['en'],
    timeZone: 'UTC',
    noticeDays: 30,
    commitments: [],
    frameAncestors: [],
  });
});

test('the ledger keeps what a profile says, but no mailbox and no representative', async () => {
  const trust = await startApp({ organisation: whole });
  const event = (await readEvents(trust)).find(
    (each) => pick(each, 'action') === 'organisation.updated',
  );
  expect(pick(event, 'data', 'timeZone')).toBe('Europe/Berlin');
  expect(JSON.stringify(event)).not.toContain('@qluster.example');
  expect(JSON.stringify(event)).not.toContain('Qluster EU');
});

test('a profile with faults is refused with a pointer to each', async () => {
  const trust = await startApp();
  const bad = {
    name: '',
    colour: 'red',
    timeZone: 'Europe/Atlantis',
    noticeDays: -1,
    languages: [],
    website: 'javascript:alert(1)',
    frameAncestors: ["https://a.example/path; script-src 'unsafe-inline'"],
    address: { country: 'EU' },
    dpo: { email: 'nobody' },
    commitments: ['\u202Eevil'],
  };
  await refuses(
    trust,
    () => trust.as('configured').put('/organisation', bad, { 'if-match': '*' }),
    {
      status: 422,
      pointers: [
        '#/name',
        '#/colour',
        '#/timeZone',
        '#/noticeDays',
        '#/languages',
        '#/website',
        '#/frameAncestors/0',
        '#/address/country',
        '#/dpo/email',
        '#/commitments/0',
      ],
    },
  );
});

test('the second of two people who change the profile is refused', async () => {
  const trust = await startApp();
  const { etag = '' } = await trust.as('owner').get('/organisation');
  must(
    await trust
      .as('owner')
      .put('/organisation', organisation({ noticeDays: 10 }), { 'if-match': etag }),
  );
  await refuses(
    trust,
    () => trust.as('owner').put('/organisation', organisation(), { 'if-match': etag }),
    { status: 412, code: 'stale' },
  );
});

test('a service is created, renamed and listed in its order; its slug stays', async () => {
  const trust = await startApp({ services: [] });
  const editor = trust.as('editor');
  const made = await editor.post('/services', { slug: 'shop', name: 'Shop', order: 2 });
  expect([made.status, made.etag, made.headers.get('location')]).toEqual([
    201,
    '"v1"',
    '/trust/api/v1/services/shop',
  ]);
  must(
    await editor.post('/services', { slug: 'app', name: 'App', description: 'The app.', order: 1 }),
  );
  const renamed = await editor.put('/services/shop', { name: 'Store' }, { 'if-match': '"v1"' });
  expect([renamed.status, renamed.etag, renamed.body]).toEqual([
    200,
    '"v2"',
    { slug: 'shop', name: 'Store' },
  ]);
  const listed = pickList((await editor.get('/services')).body, 'items');
  expect(listed).toContainEqual({ slug: 'app', name: 'App', description: 'The app.', order: 1 });
  expect(pick((await trust.get('/trust.json')).body, 'services')).toContainEqual({
    slug: 'shop',
    name: 'Store',
  });
  await refuses(
    trust,
    () => editor.put('/services/shop', { name: 'S', slug: 's' }, { 'if-match': '*' }),
    { status: 422, pointers: ['#/slug'] },
  );
  await refuses(trust, () => editor.put('/services/shop', { name: 'S' }, { 'if-match': '"v1"' }), {
    status: 412,
  });
  await refuses(trust, () => editor.put('/services/none', { name: 'S' }, { 'if-match': '*' }), {
    status: 404,
  });
});

test('a slug is given once, however many ask for it at the same time', async () => {
  const trust = await startApp({ services: [] });
  const create = () => trust.as('configured').post('/services', { slug: 'shop', name: 'Shop' });
  const statuses = (await Promise.all(Array.from({ length: 8 }, create))).map(
    (reply) => reply.status,
  );
  expect(statuses.toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
});

test('a service that comes later has the changes that concern every service in its feed, and no others', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { all: facts({ name: 'For all' }) } });
  await trust.publish({
    entries: { one: facts({ name: 'For one', scope: { services: ['website'] } }) },
  });
  must(await trust.as('editor').post('/services', { slug: 'shop', name: 'Shop' }));
  const feed = await trust.get('/trust/feed.json?service=shop');
  expect(pickList(feed.body, 'items')).toHaveLength(1);
  expect(feed.text).toContain('For all');
  expect(
    pickList((await trust.get('/trust/feed.json?service=website')).body, 'items'),
  ).toHaveLength(2);
});

test('frames are allowed from the origins of the profile and from nowhere else', async () => {
  const trust = await startApp({ organisation: whole });
  const policy = async (path: string) =>
    (await trust.get(path)).headers.get('content-security-policy');
  expect(await policy('/trust/embed')).toMatch(
    /frame-ancestors [^;]*https:\/\/www\.qluster\.example(;|$)/,
  );
  expect(await policy('/trust')).toMatch(/frame-ancestors 'none'/);
});

test.each([
  ['/services', 'slug'],
  ['/policies', 'slug'],
  ['/retention-rules', 'id'],
])('nothing under %s is called "new": the console could not show it', async (path, name) => {
  const trust = await startApp();
  const reply = await trust.as('owner').post(path, { [name]: 'new' });
  expect(reply.status).toBe(422);
  expect(pickList(reply.body, 'errors')).toContainEqual({
    pointer: `#/${name}`,
    detail: expect.stringContaining('there the console makes one'),
  });
});
