import { rm } from 'node:fs/promises';
import { createClient } from '@libsql/client';
import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import type { ChainReport, Seen } from '../../src/audit/model.ts';
import { keepChain, verifyRecord } from '../../src/audit/service/verifying.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { dumpTables } from '../support/invariants.ts';
import { pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';

const verification = '/events/verification';

/** As somebody who has the database and not the key of the deployment. */
async function meddle(file: string, statements: readonly string[]): Promise<void> {
  const client = createClient({ url: `file:${file}`, timeout: 5_000 });
  for (const statement of statements) await client.execute(statement);
  client.close();
}

const unguarded = [
  'DROP TRIGGER events_are_never_changed',
  'DROP TRIGGER events_are_never_removed',
];

const startFilled = toldOnce(async (trust) => {
  await trust.publish({ entries: { analytics: facts() } });
});

describe('the record', () => {
  it('verifies, and gives a link that it can be held to later', async () => {
    const { trust } = await startFilled();
    const viewer = trust.as('viewer');
    const first = (await viewer.get(verification)).body;
    const count = (await viewer.get('/events?limit=1')).body;
    const newest = Number(pick(pickList(count, 'items')[0], 'seq'));
    expect(first).toMatchObject({ verified: true, events: newest, unlinked: 0, fault: null });
    const { seq, mac } = pick(first, 'head') as { seq: number; mac: string };
    expect(seq).toBe(newest);
    await trust.publish({ entries: { mail: facts({ name: 'Mailer' }) } });
    const later = (await viewer.get(`${verification}?seq=${seq}&mac=${mac}`)).body;
    expect(later).toMatchObject({ verified: true });
    expect(Number(pick(later, 'events'))).toBeGreaterThan(newest);
  });

  it('refuses half of what was seen before', async () => {
    const { trust } = await startFilled();
    const { status, body } = await trust.as('viewer').get(`${verification}?seq=1`);
    expect([status, pick(body, 'detail')]).toEqual([
      422,
      'Send `seq` and `mac` together, or neither.',
    ]);
  });

  it('is read by who acted, what was done, when, and whether the public sees it', async () => {
    const { trust } = await startFilled();
    const viewer = trust.as('viewer');
    const actions = async (query: string) =>
      pickList((await viewer.get(`/events?limit=100&${query}`)).body, 'items').map((event) =>
        String(pick(event, 'action')),
      );
    const batches = await actions('action=batch.');
    expect(batches.length).toBeGreaterThan(0);
    expect(batches.every((action) => action.startsWith('batch.'))).toBe(true);
    expect(await actions('action=batch')).toEqual([]);
    expect(await actions('action=change.published')).toEqual(['change.published']);
    expect(await actions('actor=nobody')).toEqual([]);
    expect(await actions('action=batch.&public=true')).toEqual([]);
    const start = trust.now().toISOString();
    expect(await actions(`until=${start}`)).toEqual([]);
    expect((await actions(`from=${start}`)).length).toBeGreaterThan(3);
    expect((await viewer.get('/events?from=yesterday')).status).toBe(422);
  });

  it('is exported whole in both formats, and that stands in it', async () => {
    const { trust } = await startFilled();
    const viewer = trust.as('viewer');
    const lines = (await viewer.get('/events/export.jsonl')).text.trim().split('\n');
    const events = lines.map((line): unknown => JSON.parse(line));
    expect(events.map((event) => pick(event, 'seq'))).toEqual(lines.map((_, index) => index + 1));
    expect(pick(events.at(-1), 'action')).toBe('events.exported');
    const csv = (await viewer.get('/events/export.csv?action=change.published')).text;
    expect(csv.split('\r\n').filter((line) => line !== '')).toHaveLength(2);
    expect(csv).toMatch(/^"seq","id","at","actor","action","subject","public","data"\r\n/);
  });

  it('of an older Annex is linked by the schedule', async () => {
    const { trust } = await startFilled();
    const viewer = trust.as('viewer');
    await meddle(trust.file, ['DELETE FROM event_chain']);
    const before = (await viewer.get(verification)).body;
    expect(before).toMatchObject({ verified: true, head: null });
    await trust.publish({ entries: { mail: facts({ name: 'Mailer' }) } });
    expect(await keepChain(systemCtx(trust.deps, 'record-chain'))).toBeGreaterThan(0);
    expect(await keepChain(systemCtx(trust.deps, 'record-chain'))).toBe(0);
    expect((await viewer.get(verification)).body).toMatchObject({ verified: true, unlinked: 0 });
  });
});

describe('somebody with the database and without the key', () => {
  it.each([
    ['changes who acted', ["UPDATE events SET actor = 'staff:key_0' WHERE seq = 3"], 3],
    ['changes a private fact', ["UPDATE events SET data = '{}' WHERE seq = 2"], 2],
    ['changes a link', ['UPDATE event_chain SET mac = hex(randomblob(32)) WHERE seq = 4'], 4],
    ['takes an event away', ['DELETE FROM events WHERE seq = 3'], 3],
    ['takes a link away', ['DELETE FROM event_chain WHERE seq = 3'], 4],
  ])('%s, and it shows where', async (_what, statements, brokenAt) => {
    const { trust } = await startFilled();
    const { fault, ...found } = await verifyCopy(trust, statements);
    expect(found).toMatchObject({ brokenAt, events: brokenAt - 1 });
    expect(fault).toBeDefined();
  });

  it('cuts the end off, and whoever kept a link sees it', async () => {
    const { trust } = await startFilled();
    const { head, events } = await verifyRecord(trust.deps);
    const cut = ['events', 'event_chain'].map(
      (table) => `DELETE FROM ${table} WHERE seq = ${events}`,
    );
    expect(await verifyCopy(trust, cut)).not.toHaveProperty('fault');
    expect(await verifyCopy(trust, cut, head)).toMatchObject({ brokenAt: events });
  });
});

/** What is found in a copy of the database in which somebody has meddled. */
async function verifyCopy(
  trust: World,
  statements: readonly string[],
  seen?: Seen,
): Promise<ChainReport> {
  const file = `${trust.file}.copy`;
  await rm(file, { force: true });
  await meddle(trust.file, [`VACUUM INTO '${file}'`]);
  await meddle(file, [...unguarded, ...statements]);
  const { db, close } = await openDatabase(`file:${file}`);
  const report = await verifyRecord({ db, keys: trust.deps.keys }, seen);
  close();
  return report;
}

describe('the use of staff keys', () => {
  const from = { 'x-client': '203.0.113.9' };
  const startBehindProxy = () => startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-client' } });
  const stretches = async (trust: World) =>
    pickList((await trust.as('configured').get('/sign-ins?limit=100')).body, 'items');

  it('is kept as stretches, from where and how long, and owners alone read it', async () => {
    const trust = await startBehindProxy();
    const viewer = trust.as('viewer');
    await viewer.get('/events', from);
    trust.at(new Date(trust.now().getTime() + 20 * 60_000));
    await viewer.get('/events', from);
    trust.at(new Date(trust.now().getTime() + 31 * 60_000));
    await viewer.get('/events', from);
    const own = (await stretches(trust)).filter(
      (each) => pick(each, 'clientAddress') === '203.0.113.9',
    );
    expect(own.map((each) => [pick(each, 'firstAt'), pick(each, 'lastAt')])).toEqual([
      ['2026-11-22T09:51:00.000Z', '2026-11-22T09:51:00.000Z'],
      ['2026-11-22T09:00:00.000Z', '2026-11-22T09:20:00.000Z'],
    ]);
    expect((await viewer.get('/sign-ins')).status).toBe(403);
  });

  it('loses the address of the network after 90 days, and it stands readable nowhere', async () => {
    const trust = await startBehindProxy();
    await trust.as('viewer').get('/events', from);
    expect(JSON.stringify([...(await dumpTables(trust))])).not.toContain('203.0.113.9');
    trust.at(new Date(trust.now().getTime() + 91 * 24 * 60 * 60_000));
    await trust.runSchedule();
    const all = await stretches(trust);
    expect(all.some((each) => pick(each, 'clientAddress') === '203.0.113.9')).toBe(false);
    expect(all.length).toBeGreaterThan(1);
  });
});
