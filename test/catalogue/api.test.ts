import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick, pickList } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';

test('a viewer finds a vendor by any of its names, each fact with source and standing', async () => {
  const trust = await startApp();
  const query = encodeURIComponent('Twilio     (SendGrid)');
  const reply = await trust.as('viewer').get(`/catalogue?q=${query}`);
  expect([reply.status, pick(reply.body, 'next')]).toEqual([200, null]);
  const [twilio, ...others] = pickList(reply.body, 'items');
  expect([pick(twilio, 'id'), others]).toEqual(['twilio', []]);
  expect(pick(twilio, 'name')).toMatchObject({ value: 'Twilio', toBeReviewed: true });
  const one = await trust.as('viewer').get('/catalogue/twilio');
  expect([one.status, one.body]).toEqual([200, twilio]);
});

test('the whole catalogue is read page by page, and nothing twice', async () => {
  const trust = await startApp();
  const seen: unknown[] = [];
  let next: unknown = '';
  while (next !== null) {
    const from = next === '' ? '' : `&cursor=${String(next)}`;
    const { body } = await trust.as('viewer').get(`/catalogue?limit=40${from}`);
    seen.push(...pickList(body, 'items').map((item) => pick(item, 'id')));
    next = pick(body, 'next');
  }
  expect(seen.length).toBeGreaterThanOrEqual(60);
  expect(new Set(seen).size).toBe(seen.length);
});

test('what the catalogue does not know is an empty list, and an unknown id is not found', async () => {
  const trust = await startApp();
  const none = await trust.as('viewer').get('/catalogue?q=Linear%20B%20Ltd');
  expect(none.body).toEqual({ items: [], next: null });
  await refuses(trust, () => trust.as('viewer').get('/catalogue/linear-b'), {
    status: 404,
    code: 'not_found',
  });
  await refuses(trust, () => trust.as('viewer').get('/catalogue?cursor=linear-b'), {
    status: 422,
    code: 'invalid',
    pointers: ['#/query/cursor'],
  });
});

test('a dry run of an import names the known vendors of each new row and takes nothing over', async () => {
  const trust = await startApp();
  const content = 'Name,Purpose\n"Twilio     (SendGrid)",E-mail\nLinear B Ltd,Tickets\n';
  const reply = await trust.as('editor').post('/imports', { content });
  expect([reply.status, pick(reply.body, 'dryRun')]).toEqual([200, true]);
  const rows = pickList(reply.body, 'rows');
  expect(rows.map((row) => pick(row, 'knownVendors'))).toEqual([
    [{ id: 'twilio', name: 'Twilio', url: '/trust/api/v1/catalogue/twilio' }],
    [],
  ]);
  for (const row of rows) {
    const facts = JSON.stringify(pick(row, 'facts'));
    expect(facts).not.toMatch(/legalName|establishment|links|contract/);
  }
});
