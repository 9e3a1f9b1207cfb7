import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export type Hit = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What customers' programs and chats are: an HTTP server on loopback that answers challenges. */
export type Hooks = {
  readonly origin: string;
  /** Everything that came, oldest first. */
  readonly hits: readonly Hit[];
  stop(): Promise<void>;
};

export async function startHooks(): Promise<Hooks> {
  const hits: Hit[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      hits.push({ path: request.url ?? '', headers, body });
      const { type, data } = JSON.parse(body) as { type?: string; data?: object };
      response.end(type === 'webhook.challenge' ? JSON.stringify(data) : 'ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    hits,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
