// One server of the comparison in its own process; VARIANT says which.
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import type { Deps } from '../src/context.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { listen } from '../src/platform/node/server.ts';
import type { PublicationCache } from '../src/publication/editions.ts';
import { createMemo } from '../src/publication/memo.ts';
import { loadSnapshot } from '../src/publication/snapshot.ts';
import { answerParent } from './child.ts';
import type { Answer } from './sampling.ts';

const timeouts = { headersTimeout: 10_000, requestTimeout: 300_000 };

answerParent((question) => {
  if ('collect' in question) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return { cpu: user + system, heapUsed, rss };
});

const variant = process.env['VARIANT'];
if (variant === 'raw') await serveRaw();
else if (variant === 'rendering') await serveRendering([]);
else if (variant === 'rebuilding') await serveRendering(['gzip', 'br']);
else if (variant === 'mounted' || variant === 'bare') await serveMounted(variant === 'mounted');
else await import('../src/platform/node.ts');

/** The least that Node can do: the product's bytes and headers, ready in memory. */
async function serveRaw(): Promise<void> {
  const given: Answer[] = JSON.parse(await readFile(process.env['ANSWERS'] ?? '', 'utf8'));
  const byPath = Map.groupBy(given, ({ path }) => path);
  const answers = new Map(
    [...byPath].map(([path, each]) => [
      path,
      new Map(each.map((one) => [one.encoding, toReady(one)])),
    ]),
  );
  const server = createServer(timeouts, ({ url = '', headers }, response) => {
    const found = answers.get(url)?.get(headers['accept-encoding'] as Answer['encoding']);
    if (!found) {
      response.writeHead(404).end();
    } else if (
      headers['if-none-match'] === found.etag ||
      headers['if-modified-since'] === found.lastModified
    ) {
      response.writeHead(304, found.unmodifiedHeaders);
      response.end();
    } else {
      response.writeHead(200, found.headers);
      response.end(found.body);
    }
  });
  server.listen(0, '127.0.0.1', () => announce(server));
}

function toReady({ headers, unmodifiedHeaders, body }: Answer) {
  const { etag, 'last-modified': lastModified } = headers;
  return { headers, unmodifiedHeaders, body: Buffer.from(body, 'base64'), etag, lastModified };
}

/**
 * The same app, but every request reads the register from the database and renders it, as the first one
 * after a publication does; then the same answer in `others`, encodings that nobody asked for.
 */
async function serveRendering(others: readonly string[]): Promise<void> {
  const config = parseConfig(process.env);
  const kept = createDeps(config, await openDatabase(config.databaseUrl));
  const app = createApp(config);
  const answer = async (request: Request): Promise<Response> => {
    const snapshot = await loadSnapshot(kept.db);
    const memo = createMemo({ maxBytes: 1e8, shareWork: false });
    const publication: PublicationCache = {
      current: () => ({ snapshot, demo: false, memo }),
      forgetVersion: () => undefined,
    };
    const deps: Deps = { ...kept, publication };
    const answered = await app.fetch(request, { deps });
    for (const coding of others) {
      const headers = { 'accept-encoding': coding };
      await app.fetch(new Request(request.url, { headers }), { deps });
    }
    return answered;
  };
  const server = serve({ fetch: answer, port: 0, serverOptions: timeouts }, () =>
    announce(server as Server),
  );
}

/** The product as it is served, with its console or without the routes that lead to it. */
async function serveMounted(hasConsole: boolean): Promise<void> {
  const config = parseConfig(process.env);
  const deps = createDeps(config, await openDatabase(config.databaseUrl));
  const app = hasConsole ? createApp(config) : withoutConsole(createApp(config));
  const server = await listen('127.0.0.1', 0);
  server.answer((request, clientAddress) => app.fetch(request, { deps, clientAddress }));
  console.log(`listening on :${server.port}`);
}

function withoutConsole(app: ReturnType<typeof createApp>): ReturnType<typeof createApp> {
  const bare: ReturnType<typeof createApp> = new Hono();
  for (const { method, path, handler } of app.routes)
    if (!/\/console(?:\/\*)?$/.test(path)) bare.on(method, path, handler);
  return bare;
}

function announce(server: Server): void {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`listening on :${address.port}`);
}
