import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** What one request to the database cost, as sqld tells: what hosters bill. */
export type Cost = { readonly rowsRead: number; readonly rowsWritten: number };

/** Stands between a Worker and its database: counts what is asked, and can be cut. */
export type Gateway = {
  readonly url: string;
  /** The SQL that passed since the last `take`. */
  take(): readonly string[];
  /** Each request that passed since the last `takeRequests`. */
  takeRequests(): readonly Cost[];
  cut(isCut: boolean): void;
  stop(): Promise<void>;
};

/** `meanwhile` is called with what was asked before it is passed on. */
export async function startGateway(
  target: string,
  meanwhile?: (body: string) => Promise<unknown>,
): Promise<Gateway> {
  let statements: string[] = [];
  let requests: Cost[] = [];
  let isCut = false;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await readBody(incoming);
    if (isCut) return void incoming.socket.destroy();
    statements.push(...[...body.matchAll(/"sql":"((?:[^"\\]|\\.)*)"/g)].map(([, sql = '']) => sql));
    await meanwhile?.(body);
    const answer = await fetch(`${target}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    });
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
    const told = await answer.text();
    requests.push({
      rowsRead: sumOf(told.matchAll(/"rows_read":(\d+)/g)),
      rowsWritten: sumOf(told.matchAll(/"rows_written":(\d+)/g)),
    });
    outgoing.end(told);
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    cut(cutNow) {
      isCut = cutNow;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function sumOf(found: Iterable<RegExpMatchArray>): number {
  return [...found].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
