import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { type Hooks, startHooks } from '../support/hooks.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { ownerKey, Processes, publicUrlOfTests } from '../support/processes.ts';
import { startSqld } from '../support/sqld.ts';
import { journey, type Place } from './journey.ts';

const processes = new Processes();
const endings: (() => unknown)[] = [];
let mails: MailServer;
let hooks: Hooks;

afterAll(async () => {
  for (const end of endings.toReversed()) await end();
  await processes.end();
});

describe.each([
  ['Node with a file', startNode],
  ['workerd with sqld', startWorker],
])('%s', (_name, start) => {
  let place: Place;
  beforeAll(async () => {
    mails = await startMailServer();
    hooks = await startHooks();
    endings.push(mails.stop, hooks.stop);
    place = await start();
  });
  it.each(journey)('%s', async (_guarantee, prove) => prove(place), 60_000);
});

function settings(): Record<string, string> {
  return {
    PUBLIC_URL: publicUrlOfTests,
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
    MAIL_URL: `smtp://127.0.0.1:${mails.port}`,
    MAIL_FROM: 'Qluster Corp. <trust@qluster.example>',
    OUTBOUND_LOOPBACK: 'on',
  };
}

async function startNode(): Promise<Place> {
  const home = await processes.makeHome();
  const annex = await processes.start(home, settings());
  const database = createClient({ url: `file:${join(home, 'data/annex.db')}`, timeout: 5_000 });
  endings.push(() => database.close());
  return {
    fetch: (path, init) => fetch(`${annex.origin}${path}`, { redirect: 'manual', ...init }),
    // Its loop looks by itself.
    runSchedule: async () => undefined,
    mails,
    hooks,
    database,
  };
}

async function startWorker(): Promise<Place> {
  const sqld = await startSqld();
  endings.push(() => sqld.stop());
  await migrate(sqld.url);
  const workerd = await startWorkerd(0, { ...settings(), DATABASE_URL: sqld.url });
  endings.push(() => workerd.dispose());
  const { origin } = await workerd.ready;
  const database = createClient({ url: sqld.url });
  endings.push(() => database.close());
  return {
    fetch: (path, init) => fetch(`${origin}${path}`, { redirect: 'manual', ...init }),
    runSchedule: () => runScheduled(workerd),
    mails,
    hooks,
    database,
  };
}
