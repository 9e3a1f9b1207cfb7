// One server of the comparison in its own process; VARIANT says which.
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { createApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import type { Deps } from '../src/context.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import type { PublicationCache } from '../src/publication/editions.ts';
import { createMemo } from '../src/publication/memo.ts';
import { loadSnapshot } from '../src/publication/snapshot.ts';
import { answerParent } from './child.ts';

/** What the product answered, in a file, for the raw server to repeat. */
export type Answer = {
  readonly headers: Readonly<Record<string, string>>;
  readonly unmodifiedHeaders: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
};

const timeouts = { headersTimeout: 10_000, requestTimeout: 300_000 };

answerParent((question) => {
  if ('collect' in question) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return { cpu: user + system, heapUsed, rss };
});

const variant = process.env['VARIANT'];
if (variant === 'raw') await serveRaw();
else if (variant === 'rendering') await serveRendering();
else await import('../src/platform/node.ts');

/** The least that Node can do: the product's bytes and headers, ready in memory. */
async function serveRaw(): Promise<void> {
  const answer: Answer = JSON.parse(await readFile(process.env['ANSWER'] ?? '', 'utf8'));
  const body = Buffer.from(answer.body, 'base64');
  const { etag } = answer.headers;
  const server = createServer(timeouts, (request, response) => {
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, answer.unmodifiedHeaders);
      response.end();
    } else {
      response.writeHead(200, answer.headers);
      response.end(body);
    }
  });
  server.listen(0, '127.0.0.1', () => announce(server));
}

/** The same app, but every request reads the register from the database and renders it. */
async function serveRendering(): Promise<void> {
  const config = parseConfig(process.env);
  const database = await openDatabase(config.databaseUrl);
  const publication: PublicationCache = {
    current: async (db) => ({
      snapshot: await loadSnapshot(db),
      demo: false,
      memo: createMemo({ maxBytes: 0, shareWork: false }),
    }),
    forgetVersion: () => undefined,
  };
  const deps: Deps = { ...createDeps(config, database), publication };
  const app = createApp(config);
  const server = serve(
    { fetch: (request) => app.fetch(request, { deps }), port: 0, serverOptions: timeouts },
    () => announce(server as Server),
  );
}

function announce(server: Server): void {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`listening on :${address.port}`);
}
