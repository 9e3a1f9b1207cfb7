import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { wish } from '../inquiries/writing.ts';
import { textOf } from './holding.ts';
import { erase, proven, robin } from './persons.ts';

test('what programs were answered about whoever is erased is gone, and nothing is done twice for it', async () => {
  const trust = await startApp();
  const said = { ...wish({ email: robin }), source: 'phone', receivedOn: '2026-11-20' };
  const headers = { 'idempotency-key': 'once' };
  const record = async () => trust.as('editor').post('/inquiries', said, headers);
  const first = must(await record());
  expect(must(await record()).text).toBe(first.text);
  const id = await proven(trust, { types: ['erasure'] });
  must(await erase(trust, id));
  expect(await textOf(trust, ['idempotency_keys', 'inquiries'])).not.toContain(personMark);
  expect((await record()).status).toBe(409);
  const { body } = must(await trust.as('editor').get('/inquiries'));
  expect(pick(body, 'items')).toMatchObject([{ reference: pick(first.body, 'reference') }]);
});
