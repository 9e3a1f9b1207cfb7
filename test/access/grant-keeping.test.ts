import { expect, test } from 'vitest';
import { changeRequest, getRequest } from '../../src/access/service/changing.ts';
import { requestDownloadLink } from '../../src/access/service/download-links.ts';
import { revokeGrant } from '../../src/access/service/grant-keeping.ts';
import { grantDocuments } from '../../src/access/service/granting.ts';
import { publishNda } from '../../src/access/service/ndas.ts';
import { selectGrantsOf } from '../../src/access/store/grants.ts';
import { accessTokens } from '../../src/access/table.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import type { World } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import {
  fileAt,
  given,
  holder,
  issued,
  newVersion,
  opened,
  post,
  readyOf,
  report,
  staff,
} from './giving.ts';

const dayMs = 86_400_000;
const json = { accept: 'application/json' };

async function lettersOf(trust: World): Promise<readonly unknown[]> {
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo }) => (cargo.kind === 'access' ? [cargo.what] : []));
}

async function statusOf(trust: World, path: string, headers = {}): Promise<number> {
  const answer = await trust.fetch(path, { headers });
  await answer.arrayBuffer();
  return answer.status;
}

test('of two who grant the same at once one is refused, and so is whoever grants it again', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await issued(trust, report);
  const { request, grants } = await given(trust, [report]);
  const documentId = grants[0]?.documentId;
  if (documentId === undefined) throw new Error('nothing was granted');
  await revokeGrant(staff(trust), grants[0]?.id ?? ('' as never), 'any');
  const give = (world: World) =>
    changeRequest(staff(world), request.id, 'any', async ({ tx, ledger, request: current }) => {
      const terms = { days: 30, mostDownloads: 1, allowsToken: false };
      const documents = [{ documentId }];
      return (await grantDocuments(tx, world.deps, ledger, { request: current, documents, terms }))
        .events;
    });
  const outcomes = await Promise.allSettled([give(trust), give(second), give(trust)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
  const held = await selectGrantsOf(trust.deps.db, request.id);
  expect(held.filter(({ endedAt }) => endedAt === undefined)).toHaveLength(1);
});

test('another link goes to the confirmed address only, and the one before is worth nothing', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const { request, link } = await given(trust, [report]);
  await requestDownloadLink(holder(trust, request), request.id);
  const newer = await readyOf(trust, request);
  expect(newer.link).not.toBe(link);
  expect(await statusOf(trust, link, { accept: 'text/html' })).toBe(410);
  expect(await statusOf(trust, newer.link, { accept: 'text/html' })).toBe(200);
  expect((await lettersOf(trust)).at(-1)).toBe('link');
  for (let asked = 1; asked < 10; asked += 1)
    await requestDownloadLink(holder(trust, request), request.id);
  await expect(requestDownloadLink(holder(trust, request), request.id)).rejects.toMatchObject({
    code: 'too_many',
  });
  trust.at(new Date(trust.now().getTime() + 7 * dayMs));
  expect(await statusOf(trust, (await readyOf(trust, request)).link)).toBe(410);
});

test('staff extend, reissue and take back; what was read before is not overwritten', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const { grants, link } = await given(trust, [report], { mostDownloads: 1 });
  const at = `/access-grants/${grants[0]?.id}`;
  const session = await opened(trust, link);
  expect(await statusOf(trust, fileAt(session, report))).toBe(200);
  expect(await statusOf(trust, fileAt(session, report))).toBe(403);
  const { etag = '', body } = must(await trust.as('viewer').get(at));
  expect(body).toMatchObject({ state: 'used-up', downloads: 1, name: null });
  const until = new Date(trust.now().getTime() + 100 * dayMs).toISOString();
  const terms = { until, mostDownloads: 5, allowsToken: true };
  const headers = { 'if-match': etag };
  expect((await trust.as('viewer').put(`${at}/terms`, terms, headers)).status).toBe(403);
  must(await trust.as('editor').put(`${at}/terms`, terms, headers));
  expect((await trust.as('editor').put(`${at}/terms`, terms, headers)).status).toBe(412);
  expect(await statusOf(trust, fileAt(session, report))).toBe(200);
  const tooLong = { ...terms, until: new Date(trust.now().getTime() + 366 * dayMs).toISOString() };
  expect((await trust.as('editor').put(`${at}/terms`, tooLong, { 'if-match': '*' })).status).toBe(
    422,
  );
  expect((await trust.as('editor').post(`${at}/reissue`)).status).toBe(202);
  const { request } = {
    request: await getRequest(trust.deps.db, grants[0]?.requestId ?? ('' as never)),
  };
  const newer = await readyOf(trust, request);
  expect(
    must(await trust.as('editor').put(`${at}/revocation`, undefined, { 'if-match': '*' })).body,
  ).toMatchObject({ state: 'revoked' });
  expect(await statusOf(trust, fileAt(session, report))).toBe(410);
  expect(await statusOf(trust, newer.link)).toBe(410);
  expect((await trust.as('editor').put(`${at}/terms`, terms, { 'if-match': '*' })).status).toBe(
    409,
  );
  expect((await trust.as('editor').post(`${at}/reissue`)).status).toBe(409);
  expect((await getRequest(trust.deps.db, request.id)).state).toBe('expired');
  expect(await lettersOf(trust)).toEqual(['verify', 'waiting', 'ready', 'link', 'revoked']);
});

test('what time ends is written down and told once, however many processes look', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await issued(trust, report);
  await issued(trust, 'other');
  const { request } = await given(trust, [report, 'other'], { days: 10 });
  trust.at(new Date(trust.now().getTime() + 10 * dayMs));
  await Promise.all([trust.runSchedule(), second.runSchedule()]);
  await trust.runSchedule();
  expect((await getRequest(trust.deps.db, request.id)).state).toBe('expired');
  expect((await lettersOf(trust)).filter((what) => what === 'expired')).toHaveLength(1);
  const { body } = must(await trust.as('viewer').get('/access-grants?state=ended'));
  expect(pickList(body, 'items')).toHaveLength(2);
});

test('holders hear of a newer version once, and renew in one step; the older one ends', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const { request, link } = await given(trust, [report], { days: 60, mostDownloads: 3 });
  const session = await opened(trust, link);
  await newVersion(trust, report, 2);
  await trust.runSchedule();
  await trust.runSchedule();
  expect((await lettersOf(trust)).filter((what) => what === 'renewable')).toHaveLength(1);
  const shown = await trust.get(session, json);
  expect(pick(shown.body, 'documents', 0)).toMatchObject({ version: 1, renewable: true });
  const document = String(pick(shown.body, 'documents', 0, 'id'));
  const renewed = await post(trust, `${session}/renewals`, { document });
  expect(renewed.status).toBe(303);
  const after = await trust.get(session, json);
  expect(pickList(after.body, 'documents')).toMatchObject([
    { version: 2, renewable: false, downloadsLeft: 10 },
  ]);
  expect(await statusOf(trust, fileAt(session, report))).toBe(200);
  expect(await statusOf(trust, fileAt(session, report, 1))).toBe(410);
  expect((await post(trust, `${session}/renewals`, { document })).status).toBe(409);
  const held = await selectGrantsOf(trust.deps.db, request.id);
  expect(held.map(({ endedAt }) => endedAt === undefined)).toEqual([false, true]);
  expect((await lettersOf(trust)).at(-1)).toBe('ready');
});

test('nobody renews past a person: not of a blocked domain, and not without the newer NDA', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const blocked = await given(trust, [report]);
  const signing = await given(trust, [report], {}, { email: 'kanari@elsewhere.example' });
  await newVersion(trust, report, 2);
  must(
    await trust
      .as('owner')
      .put('/access-rules/domains/customer.example', { treatment: 'blocked' }, { 'if-match': '*' }),
  );
  const document = String(blocked.grants[0]?.documentId);
  const refused = await post(trust, `${blocked.page}/renewals`, { document });
  expect(refused.status).toBe(409);
  expect(refused.text).not.toMatch(/block/i);
  const { body, etag = '' } = must(await trust.as('editor').get(`/documents/${report}`));
  const facts = { title: pick(body, 'title'), kind: pick(body, 'kind'), isMarked: false };
  must(
    await trust
      .as('editor')
      .put(`/documents/${report}`, { ...facts, visibility: 'nda' }, { 'if-match': etag }),
  );
  await publishNda(staff(trust), {
    name: 'standard',
    title: 'Confidentiality',
    text: 'Keep it to yourself.',
    scope: 'person',
  });
  const asked = await post(trust, `${signing.page}/renewals`, { document }, json);
  expect(asked.body).toEqual({ outcome: 'signing' });
  expect((await getRequest(trust.deps.db, signing.request.id)).state).toBe('signing');
  expect(await selectGrantsOf(trust.deps.db, signing.request.id)).toHaveLength(1);
});

test('a token fetches what its grant allows, counts like a person, and ends with it or by a word', async () => {
  const trust = await startApp();
  await issued(trust, report);
  await issued(trust, 'other');
  const plain = await given(trust, [report]);
  const none = await opened(trust, plain.link);
  expect((await post(trust, `${none}/tokens`, {}, json)).status).toBe(409);
  const { link, request } = await given(trust, [report], { allowsToken: true, mostDownloads: 3 });
  const session = await opened(trust, link);
  const tokens = [];
  for (let made = 0; made < 5; made += 1)
    tokens.push(must(await post(trust, `${session}/tokens`, {}, json)).body);
  expect((await post(trust, `${session}/tokens`, {}, json)).status).toBe(409);
  const [first, second] = tokens.map((each) => String(pick(each, 'token')));
  const use = (token = '', slug = report) =>
    statusOf(trust, `/trust/documents/${slug}/file`, { authorization: `Bearer ${token}` });
  expect([await use(first), await use(first, 'other')]).toEqual([200, 403]);
  const stored = JSON.stringify(await trust.deps.db.select().from(accessTokens));
  for (const token of [first, second]) expect(stored).not.toContain(String(token));
  const history = must(await trust.as('viewer').get('/downloads'));
  expect(pick(history.body, 'items', 0)).toMatchObject({
    via: 'token',
    token: pick(tokens[0], 'id'),
  });
  const revocation = (path: string, token: unknown) =>
    post(trust, `${path}/tokens/${String(pick(token, 'id'))}/revocation`, {}, json);
  expect((await revocation(none, tokens[0])).status).toBe(404);
  expect((await revocation(session, tokens[0])).status).toBe(204);
  expect((await revocation(session, tokens[0])).status).toBe(409);
  expect(await use(first)).toBe(410);
  const page = await readyOf(trust, request);
  expect((await revocation(page.page, tokens[2])).status).toBe(204);
  const at = `/access-tokens/${String(pick(tokens[1], 'id'))}/revocation`;
  expect([await use(second), (await trust.as('editor').put(at)).status, await use(second)]).toEqual(
    [200, 204, 410],
  );
  const last = String(pick(tokens[4], 'token'));
  expect([await use(last), await use(last)]).toEqual([200, 403]);
  const { body } = must(await trust.as('viewer').get('/access-tokens?limit=2'));
  expect(pickList(body, 'items')).toHaveLength(2);
  must(await trust.as('viewer').get(`/access-tokens?cursor=${String(pick(body, 'next'))}`));
});
