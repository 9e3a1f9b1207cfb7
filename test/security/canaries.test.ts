import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileAt, given, issued, opened, post, report, secretOf } from '../access/giving.ts';
import { enterAs, enterAsOwner } from '../console/entering.ts';
import { inquired } from '../inquiries/writing.ts';
import { asked as askedForData } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { operations } from '../support/strict-client.ts';
import { subscriberByMail, subscriberByWebhook } from '../subscribers/subscribing.ts';

test('no secret that a whole run makes stands in the database, the log, a feed, an export or an error', async () => {
  const trust = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-client' } });
  const secrets = await liveThrough(trust);
  expect(secrets.size).toBeGreaterThan(15);
  for (const secret of secrets.values()) expect(secret.length).toBeGreaterThan(20);
  const places = await placesOf(trust, secrets);
  const found = [...secrets].flatMap(([name, secret]) =>
    [...places]
      .filter(([, text]) => text.includes(secret))
      .map(([place]) => `${name} stands in ${place}`),
  );
  expect(found).toEqual([]);
});

/** Everybody who gets a secret gets one; name of each to itself. */
async function liveThrough(trust: World): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  // Before there is a person in the console who would have to approve them.
  for (const role of ['editor', 'viewer', 'owner'] as const) await trust.makeKey(role);
  const owner = await enterAsOwner(trust);
  const editor = await enterAs(trust, owner, 'editor');
  for (const [who, { cookies }] of Object.entries({ owner, editor }))
    for (const [name, value] of cookies) secrets.set(`the cookie ${name} of the ${who}`, value);
  await subscriberByMail(trust, 'privacy@customer.example');
  const hook = await subscriberByWebhook(trust, 'https://hooks.customer.example/in');
  secrets.set('the secret of a webhook', hook.secret);
  secrets.set('the link of a webhook', secretOf(hook.manage));

  await issued(trust, report);
  const { link, page } = await given(trust, [report], { allowsToken: true });
  const session = await opened(trust, link);
  const json = { accept: 'application/json' };
  const { body } = must(await post(trust, `${session}/tokens`, {}, json));
  secrets.set('a token for documents', String(pick(body, 'token')));
  secrets.set('a session for documents', secretOf(session));
  secrets.set('a link to documents', secretOf(link));
  secrets.set('the link of a request', secretOf(page));
  expect((await trust.fetch(fileAt(session, report))).status).toBe(200);

  await inquired(trust);
  await askedForData(trust);
  await trust.runSchedule();
  await trust.drain();
  trust.secrets.forEach((secret, index) => secrets.set(`key ${index}`, secret));
  trust.outside.mailbox.forEach(({ text }, index) => {
    for (const [, token = ''] of text.matchAll(/\/([\w-]{43})(?![\w-])/g))
      secrets.set(`a link of mail ${index}: ${token.slice(0, 4)}`, token);
  });
  return secrets;
}

async function placesOf(
  trust: World,
  secrets: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const file of [trust.file, `${trust.file}-wal`].filter(existsSync))
    places.set(
      `the file ${file.endsWith('-wal') ? 'of the journal' : 'of the database'}`,
      readFileSync(file, 'latin1'),
    );
  places.set('a table', JSON.stringify([...(await dumpTables(trust))]));
  places.set('the log', JSON.stringify(trust.logLines));
  const open = operations.filter(
    ({ roles, method, template }) =>
      method === 'GET' && !template.includes('{') && roles === undefined,
  );
  for (const { template } of open) places.set(template, (await trust.get(template)).text);
  for (const path of [
    '/export',
    '/events/export.jsonl',
    '/events/export.csv',
    '/staff-keys',
    '/subscriptions',
  ])
    places.set(path, (await trust.as('configured').get(path)).text);
  for (const [name, secret] of secrets) {
    const authorization = `Bearer ${secret}x`;
    const wrong = await Promise.all([
      trust.get('/trust/api/v1/batches', { authorization }),
      trust.get(`/trust/my/${encodeURIComponent(secret)}x`),
      trust.get(`/trust/documents/${report}/file?session=${encodeURIComponent(secret)}x`),
      trust.get(`/trust/api/v1/staff-keys/${encodeURIComponent(secret)}`),
    ]);
    for (const { text, headers, status } of wrong) {
      expect(status).toBeGreaterThanOrEqual(400);
      places.set(`a refusal of ${name}: ${status}`, `${text} ${JSON.stringify([...headers])}`);
    }
  }
  places.set('the log of refusals', JSON.stringify(trust.logLines));
  return places;
}
