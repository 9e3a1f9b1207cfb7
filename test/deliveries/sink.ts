import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Agent, request } from 'undici';
import type { Post } from '../../src/deliveries/ports.ts';

/** A host of webhooks on loopback: counts what it was sent, by path and webhook-id. */
export type Sink = {
  readonly origin: string;
  readonly port: number;
  /** Times that each message came, by `path webhook-id`. */
  readonly hits: ReadonlyMap<string, number>;
  /** The same by path alone. */
  readonly visits: ReadonlyMap<string, number>;
  /** How it answers from now on. */
  answer(how: (response: ServerResponse) => void): void;
  close(): Promise<void>;
};

export async function startSink(port = 0, earlier?: Sink): Promise<Sink> {
  const hits = new Map(earlier?.hits);
  const visits = new Map(earlier?.visits);
  let how = (response: ServerResponse): void => void response.end('ok');
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      const key = `${incoming.url} ${String(incoming.headers['webhook-id'])}`;
      const path = incoming.url ?? '';
      hits.set(key, (hits.get(key) ?? 0) + 1);
      visits.set(path, (visits.get(path) ?? 0) + 1);
      how(response);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${taken}`,
    port: taken,
    hits,
    visits,
    answer: (given) => void (how = given),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Posts over real connections to loopback, without the guard of the product. */
export function createLoopbackPost(connections = 64): { post: Post; close: () => Promise<void> } {
  const agent = new Agent({ connections, pipelining: 1 });
  return {
    close: async () => agent.destroy(),
    async post({ url, headers, body }) {
      const began = performance.now();
      const durationMs = () => Math.round(performance.now() - began);
      try {
        const answer = await request(url, {
          method: 'POST',
          headers,
          body,
          dispatcher: agent,
          headersTimeout: 15_000,
          bodyTimeout: 15_000,
        });
        await answer.body.dump();
        const isAccepted = answer.statusCode < 300;
        const outcome = isAccepted ? 'accepted' : '5xx';
        return { outcome, status: answer.statusCode, durationMs: durationMs() };
      } catch {
        return { outcome: 'connect', durationMs: durationMs() };
      }
    },
  };
}
