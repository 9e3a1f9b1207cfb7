import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

type Got = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Which connection it came by. */
  readonly socket: Socket;
};

export type Sink = {
  readonly port: number;
  /** Whole requests, oldest first. */
  readonly got: readonly Got[];
  /** Connections that were made, whether or not a request came. */
  readonly connections: () => number;
};

type Answer = (got: Got, ...rest: Parameters<RequestListener>) => void;

const ok: Answer = (_got, _request, response) => void response.end('ok');
const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url));
export const authority = fixture('authority.pem').toString();
const localhost = { key: fixture('localhost.key'), cert: fixture('localhost.pem') };

/** A server on this machine that keeps what it gets; `answer` decides what it says. */
export async function startSink({
  answer = ok,
  host = '127.0.0.1',
  port = 0,
  secure = false,
}: {
  answer?: Answer;
  host?: string;
  port?: number;
  secure?: boolean;
} = {}): Promise<Sink> {
  const got: Got[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers, socket } = request;
      const body = Buffer.concat(chunks).toString();
      const entry = { method, path: url, headers, body, socket };
      got.push(entry);
      answer(entry, request, response);
    });
  };
  const server = secure ? createTlsServer(localhost, listener) : createServer(listener);
  return { ...(await listening(server, host, port)), got };
}

/** Listens, counts its connections, and ends with the test, whatever is still open. */
export async function listening(
  server: Server,
  host = '127.0.0.1',
  wanted = 0,
): Promise<Pick<Sink, 'port' | 'connections'>> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, resolve);
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => count };
}
