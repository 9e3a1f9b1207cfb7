import { expect, test } from 'vitest';
import { declineRequest } from '../../src/access/service/deciding.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { addCustomer, addProfile, contact, linkOf } from '../customers/people.ts';
import { bytesOf, fileAt, given, issued, opened, report, staff, verified } from './giving.ts';

const other = 'penetration-test';

test('the inventory says who may have what, by document, customer, domain and state, a page at a time', async () => {
  const trust = await startApp();
  await issued(trust, report);
  await issued(trust, other);
  await given(trust, [report, other]);
  await given(trust, [report], { days: 1 }, { email: `kanari@elsewhere.example` });
  const items = async (query: string) =>
    pickList(must(await trust.as('viewer').get(`/access-grants${query}`)).body, 'items');
  expect(await items('')).toHaveLength(3);
  expect(await items(`?document=${report}`)).toHaveLength(2);
  expect(await items('?domain=Elsewhere.Example')).toMatchObject([{ domain: 'elsewhere.example' }]);
  trust.at(new Date(trust.now().getTime() + 86_400_000));
  expect(await items('?state=ended')).toHaveLength(1);
  expect(await items('?state=in-force')).toHaveLength(2);
  expect(await items('?state=revoked')).toEqual([]);
  const first = must(await trust.as('viewer').get('/access-grants?limit=2')).body;
  const rest = await items(`?limit=2&cursor=${String(pick(first, 'next'))}`);
  const ids = [...pickList(first, 'items'), ...rest].map((each) => pick(each, 'id'));
  expect(new Set(ids).size).toBe(3);
  expect((await trust.as('viewer').get('/access-grants?document=nothing')).status).toBe(404);
});

test('a month in figures counts each document of a request once, and downloads by what was fetched', async () => {
  const trust = await startApp();
  await issued(trust, report);
  await issued(trust, other);
  await issued(trust, 'bridge-letter', { kind: 'bridge-letter', bridgeOf: report });
  const { link } = await given(trust, [report]);
  const session = await opened(trust, link);
  for (const slug of [report, report, 'bridge-letter'])
    await bytesOf(await trust.fetch(fileAt(session, slug)));
  const declined = await verified(trust, [other]);
  await declineRequest(staff(trust), declined.id, 'Not this year.', 'any');
  const month = async (name: string) =>
    new Map(
      pickList(
        must(await trust.as('viewer').get(`/access-summaries?month=${name}`)).body,
        'items',
      ).map((each) => [pick(each, 'slug'), each]),
    );
  const november = await month('2026-11');
  const figures = {
    requests: 1,
    approvals: 0,
    declines: 0,
    acceptances: 0,
    downloads: 0,
    holders: 0,
  };
  expect(november.get(report)).toMatchObject({
    ...figures,
    approvals: 1,
    downloads: 2,
    holders: 1,
  });
  expect(november.get(other)).toMatchObject({ ...figures, declines: 1 });
  expect(november.get('bridge-letter')).toMatchObject({ ...figures, requests: 0, downloads: 1 });
  const december = await month('2026-12');
  expect(december.get(report)).toMatchObject({ ...figures, requests: 0, holders: 1 });
  expect((await month('2027-02')).get(report)).toMatchObject({ ...figures, requests: 0 });
  expect((await trust.as('viewer').get('/access-summaries?month=2026-13')).status).toBe(422);
});

test('the record goes out whole as CSV and JSON, and who took it stands in the record', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const session = await opened(
    trust,
    (await given(trust, [report], {}, { name: `=cmd ${personMark}` })).link,
  );
  await bytesOf(await trust.fetch(fileAt(session, report)));
  const json = must(await trust.as('document-manager').get('/access-record/export.json')).body;
  const actions = pickList(json, 'items').map((each) => pick(each, 'action'));
  expect(actions).toEqual([
    'access.requested',
    'access.verified',
    'access.approved',
    'access.granted',
    'access.link_used',
    'access.downloaded',
  ]);
  expect(pickList(json, 'items').at(-1)).toMatchObject({
    documents: [{ slug: report, version: 1 }],
    download: 1,
    state: 'finished',
    email: expect.stringContaining('@customer.example'),
  });
  expect(pick(json, 'items', 2, 'documents')).toMatchObject([{ slug: report, reason: 'person' }]);
  const { text } = must(await trust.as('document-manager').get('/access-record/export.csv'));
  expect(text.trim().split('\r\n')).toHaveLength(actions.length + 1);
  expect(text).toContain(`"'=cmd ${personMark}"`);
  const none = await trust
    .as('document-manager')
    .get('/access-record/export.json?until=2026-11-21');
  expect(pickList(none.body, 'items')).toEqual([]);
  expect((await trust.as('viewer').get('/access-record/export.csv')).status).toBe(403);
  const { body } = must(await trust.as('viewer').get('/events?subject=access-record'));
  expect(pickList(body, 'items')).toHaveLength(3);
});

test('a customer gets the record of its own people, and of nobody else', async () => {
  const trust = await startApp();
  await issued(trust, report);
  await addProfile(trust);
  const mine = await addCustomer(trust);
  const theirs = await addCustomer(trust, { name: 'Somebody else', reference: 'other' });
  const email = `${personMark.toLowerCase()}.contact@mine.example`;
  must(
    await trust.as('editor').post(`/customers/${mine}/contacts`, contact('x', { address: email })),
  );
  await given(trust, [report], {}, { email, name: `Mine ${personMark}` });
  await given(
    trust,
    [report],
    {},
    { email: 'kanari@elsewhere.example', name: `Theirs ${personMark}` },
  );
  const link = await linkOf(trust, mine);
  for (const ending of ['', '.json', '.csv']) {
    const { status, text } = await trust.get(`${link}/access-record${ending}`, {
      accept: 'text/html',
    });
    expect(status).toBe(200);
    expect(text).toContain(`Mine ${personMark}`);
    expect(text).not.toContain(`Theirs ${personMark}`);
  }
  const { body } = await trust.get(`${link}/access-record.json`);
  expect(pickList(body, 'items').map((each) => pick(each, 'action'))).toContain('access.granted');
  const empty = await trust.get(`${await linkOf(trust, theirs)}/access-record.json`);
  expect(empty.body).toEqual({ items: [] });
  const query = `?customer=${mine}`;
  const exported = must(
    await trust.as('document-manager').get(`/access-record/export.json${query}`),
  ).body;
  expect(pickList(exported, 'items').every((each) => pick(each, 'customer') === mine)).toBe(true);
  const grants = must(await trust.as('viewer').get(`/access-grants${query}`)).body;
  expect(pickList(grants, 'items')).toHaveLength(1);
});
