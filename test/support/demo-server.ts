import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seedDemo } from '../../drizzle/seed.ts';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { listen } from '../../src/platform/node/server.ts';
import { startInstant } from './app.ts';
import type { Deps } from '../../src/context.ts';
import { type StaffClient, staffClient } from './client.ts';
import { createOutside, type Outside } from './outside.ts';
import { copyTemplate, databaseName, keepTemplate } from './template.ts';

const host = '127.0.0.1';
const ownerKey = 'annex_configured-owner-key-of-the-browser';

/** A trust centre that a browser can visit, on a port of its own. */
export type DemoServer = {
  readonly origin: string;
  readonly ownerKey: string;
  readonly owner: StaffClient;
  readonly deps: Deps;
  readonly outside: Outside;
  close(): Promise<void>;
};

/**
 * The demo by the name that its addresses have and by its settings: told once, at the port where it is told. What
 * is published names it, so whoever comes later gets a copy at the same.
 */
const told = new Map<string, { readonly port: number; readonly directory: string }>();

/** The real application behind the real server, with the demo story or with nothing at all. */
export async function startServer(
  seed: 'demo' | 'none',
  /** Passkeys belong to a name, not to an address: for them `localhost`. */
  { name = host, env = {} }: { name?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<DemoServer> {
  const key = JSON.stringify([name, env]);
  const past = seed === 'demo' ? told.get(key) : undefined;
  // Somebody else may have been given the port meanwhile.
  const again = past && (await listen(host, past.port).catch(() => undefined));
  const server = again ?? (await listen(host, 0));
  const origin = `http://${name}:${server.port}`;
  const open = async (directory: string) => {
    const config = parseConfig({
      PUBLIC_URL: origin,
      DATABASE_URL: `file:${join(directory, databaseName)}`,
      STAFF_API_KEY: ownerKey,
      BLOB_DIR: join(directory, 'blobs'),
      SECRET_KEY: 'a secret of thirty-two characters',
      ...env,
    });
    const database = await openDatabase(config.databaseUrl);
    const outside = createOutside();
    const { mail, post } = outside;
    const deps: Deps = {
      ...createDeps(config, database),
      mail,
      post,
      nudge: () => undefined,
      clock: () => new Date(startInstant),
    };
    return { config, database, outside, deps };
  };
  const tell = async () => {
    const { directory } = await copyTemplate();
    const { deps, database } = await open(directory);
    await seedDemo(deps);
    await database.close();
    await keepTemplate(directory);
    told.set(key, { port: server.port, directory });
    return directory;
  };
  const demo = seed === 'demo' ? ((again && past?.directory) ?? (await tell())) : undefined;
  const { directory } = await copyTemplate(demo);
  const { config, database, outside, deps } = await open(directory);
  const app = createApp(config);
  server.answer((request, clientAddress) => app.fetch(request, { deps, clientAddress }));
  const send = (path: string, init: RequestInit) => fetch(`${origin}/trust/api/v1${path}`, init);
  return {
    origin,
    ownerKey,
    deps,
    outside,
    owner: staffClient(send, async () => ownerKey),
    async close() {
      await server.close();
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
