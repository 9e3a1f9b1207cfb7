import { type Client, createClient } from '@libsql/client';
import { expect, onTestFinished, test } from 'vitest';
import type { Deps } from '../src/context.ts';
import { createReader } from '../src/platform/worker/gathering.ts';
import { sweep } from '../src/platform/worker/delivering.ts';
import { runSchedule } from '../src/schedule.ts';
import { startApp, type World } from './support/app.ts';
import { pick } from './support/client.ts';
import { facts } from './support/factories.ts';
import { dumpTables } from './support/invariants.ts';

type Asked = { requests: number; statements: number };
type Statement = Parameters<Client['execute']>[0];

/** Reads as a Worker does, what is asked in one turn in one request; counts, and refuses what reads that table. */
function gathering(asked: Asked = { requests: 0, statements: 0 }, lost = 'no table') {
  return (deps: Deps): Deps => {
    const client = createClient({ url: deps.config.databaseUrl, timeout: 5_000 });
    onTestFinished(() => client.close());
    const note = (statements: readonly Statement[]) => {
      asked.requests += 1;
      asked.statements += statements.length;
      if (JSON.stringify(statements).includes(lost)) throw new Error(`${lost} can not be read`);
    };
    const noting = {
      async execute(statement: Statement) {
        note([statement]);
        return client.execute(statement);
      },
      async batch(statements: Statement[]) {
        note(statements);
        return client.batch(statements, 'read');
      },
    };
    return { ...deps, db: createReader(() => noting as Client) };
  };
}

test('with nothing to do all jobs ask at once: with deliveries in half of what the smallest plan allows', async () => {
  const asked = { requests: 0, statements: 0 };
  const trust = await startApp({ seed: 'demo', wrap: gathering(asked) });
  // Once an hour a stored file is looked at.
  trust.at(new Date(trust.now().getTime() + 7 * 60_000));
  await trust.runSchedule();
  await trust.drain();
  const before = await dumpTables(trust);
  Object.assign(asked, { requests: 0, statements: 0 });
  await runSchedule(trust.deps);
  await sweep(trust.deps, undefined);
  expect(asked.requests).toBeLessThanOrEqual(25);
  expect(asked.statements).toBeGreaterThan(50);
  expect(await dumpTables(trust)).toEqual(before);
});

async function eventsOf(trust: World) {
  return (await dumpTables(trust)).get('events') ?? [];
}

/** Everything that is recorded in three weeks, but for what ids are drawn. */
async function live(trust: World): Promise<readonly unknown[]> {
  for (let day = 0; day < 21; day += 1) {
    await trust.advanceDays(1);
    await trust.drain();
  }
  const events = await eventsOf(trust);
  return events.map(({ at, actor, action, public: isPublic }) => ({ at, actor, action, isPublic }));
}

test('asked at once or one after the other, the jobs do the same on the same days', async () => {
  const trust = await startApp({ seed: 'demo' });
  const before = (await eventsOf(trust)).length;
  const one = await live(trust);
  expect(one.length).toBeGreaterThan(before);
  expect(await live(await startApp({ seed: 'demo', wrap: gathering() }))).toEqual(one);
});

test('what fails is logged once, and keeps no other from its work', async () => {
  const trust = await startApp({ wrap: gathering(undefined, 'list_imports') });
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-11-23' });
  trust.expectError(/a scheduled job failed/);
  await trust.advanceDays(1);
  const entry = await trust.get('/trust/subprocessors/postmark.json');
  expect(pick(entry.body, 'state')).toBe('current');
  const failures = trust.logLines.filter(({ level }) => level === 'error');
  expect(failures.map((line) => line.facts['job'])).toEqual(['list-imports']);
});
