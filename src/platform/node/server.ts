import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { CannotStart } from '../cannot-start.ts';

type Answer = (request: Request, clientAddress: string | undefined) => Response | Promise<Response>;

export type Listening = {
  readonly port: number;
  /** From now on requests are answered; those that came before have waited. */
  answer(given: Answer): void;
  /** Lets requests in progress end, for a moment; takes no new ones. */
  close(): Promise<void>;
};

/** What a request that is being carried out gets before its connection is cut; managers wait 10 s (Docker) or longer. */
const graceMs = 7_000;
/** What an answer that has begun gets. */
const sendingMs = 1_000;

/**
 * Takes the port first, so that a second start by mistake ends before it touches the database. A
 * header that trickles in is cut off after 10 to 11 s; Node's own defaults let it live for a minute.
 */
export async function listen(host: string, port: number): Promise<Listening> {
  const ready = Promise.withResolvers<Answer>();
  let answer: Answer = async (...asked) => (await ready.promise)(...asked);
  const limits = {
    headersTimeout: 10_000,
    // 100 MB at 3 Mbit/s.
    requestTimeout: 300_000,
    connectionsCheckingInterval: 1_000,
    // What has no body is not made a stream that ends: a tenth less work for each read. Older Node ignores it.
    optimizeEmptyRequests: true,
  };
  const count = createCount();
  const server = createServer(
    limits,
    getRequestListener((request, { incoming }) =>
      count.counted(answer(request, incoming.socket.remoteAddress)),
    ),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    answer(given) {
      answer = given;
      ready.resolve(given);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.race([count.none(), sleep(graceMs)]);
      // A moment for what is on its way; a request that never ends keeps nothing open.
      await Promise.race([closed, sleep(sendingMs)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** How many requests are being worked on, each until its answer begins. */
function createCount() {
  let underWay = 0;
  return {
    counted(answer: Response | Promise<Response>): Response | Promise<Response> {
      if (!(answer instanceof Promise)) return answer;
      underWay += 1;
      return answer.finally(() => (underWay -= 1));
    },
    async none() {
      while (underWay > 0) await sleep(20);
    },
  };
}

function explain(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop what listens there, or set PORT to another one.`,
    EACCES: `Port ${port} may not be opened by this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
    ENOTFOUND: `HOST is ${host}, which is no name of this machine.`,
  };
  const reason = reasons[String(code)];
  return reason === undefined ? error : new CannotStart(reason);
}
