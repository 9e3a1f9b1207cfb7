import { expect, test } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import type { Transact } from '../../src/db/client.ts';
import { startApp, type World } from '../support/app.ts';
import { pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';

/** The n-th write transaction from now on is stored, but its reply is lost until patience is over. */
function loseReply(trust: World, which: number): void {
  const { transact } = trust.deps;
  let calls = 0;
  const lossy: Transact = async (work) => {
    calls += 1;
    const mine = calls;
    const value = await transact(work);
    if (mine === which) throw new Refusal('busy', 'The reply was lost on its way.');
    return value;
  };
  Object.assign(trust.deps, { transact: lossy });
}

test('a request whose commit was stored and answered 503 is not carried out again', async () => {
  const trust = await startApp();
  const editor = trust.as('editor');
  await editor.get('/batches');
  const send = () => editor.post('/batches', { title: 'Once' }, { 'idempotency-key': 'one' });
  // The first transaction claims the key, the second creates the batch.
  loseReply(trust, 2);
  expect((await send()).status).toBe(503);
  const again = await send();
  expect(again.status).toBe(409);
  expect(pick(again.body, 'detail')).toContain('was carried out');
  expect(pickList((await editor.get('/batches')).body, 'items')).toHaveLength(1);
});

test('a refused request leaves its key free for the corrected one', async () => {
  const trust = await startApp();
  const send = (slug: string) =>
    trust.as('editor').post('/services', { slug, name: 'Mail' }, { 'idempotency-key': 'one' });
  expect((await send('Mail')).status).toBe(422);
  expect((await send('mail')).status).toBe(201);
});

test('a reply is kept for a day and gone after it, though no other request comes', async () => {
  const trust = await startApp();
  await trust.as('editor').post('/batches', { title: 'Once' }, { 'idempotency-key': 'one' });
  const kept = async () => (await dumpTables(trust)).get('idempotency_keys');
  trust.at('2026-11-23T08:59:00Z');
  await trust.runSchedule();
  expect(await kept()).toHaveLength(1);
  trust.at('2026-11-23T09:01:00Z');
  await trust.runSchedule();
  expect(await kept()).toEqual([]);
});
