import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

type Received = {
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
  readonly raw: Buffer;
  /** By a parser that shares nothing with what sends. */
  readonly parsed: ParsedMail;
};

export type MailServer = {
  readonly port: number;
  readonly received: readonly Received[];
  readonly connections: number;
  /** Ends every open connection, as a server does with idle ones. */
  hangUp(): void;
  stop(): Promise<void>;
};

export type Behaviour = SMTPServerOptions & {
  /** Throws to refuse a recipient: an Error with `responseCode`. */
  readonly judge?: (recipient: string) => void;
  /** Throws to refuse a message once it is there. */
  readonly judgeMessage?: (raw: Buffer) => void;
  /** Cuts the connection after so many bytes of a message. */
  readonly dieAfter?: number;
};

/** A real SMTP server on loopback. Without TLS and login unless said. */
export async function startMailServer({
  judge = () => undefined,
  judgeMessage = () => undefined,
  dieAfter,
  ...options
}: Behaviour = {}): Promise<MailServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: options.cert === undefined ? ['STARTTLS', 'AUTH'] : [],
    authOptional: true,
    // A name to greet with; looking up who comes would leave this machine.
    name: 'mail.test',
    disableReverseLookup: true,
    ...options,
    onRcptTo({ address }, _session, done) {
      attempt(() => judge(address), done);
    },
    onData(stream, session, done) {
      if (dieAfter !== undefined) {
        let seen = 0;
        stream.on('data', (chunk: Buffer) => {
          seen += chunk.length;
          if (seen >= dieAfter) for (const socket of sockets) socket.destroy();
        });
        return;
      }
      const { envelope, secure, user } = session;
      const receive = async () => {
        const raw = await buffer(stream);
        const parsed = await simpleParser(raw);
        attempt(() => {
          judgeMessage(raw);
          received.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: envelope.rcptTo.map(({ address }) => address),
            isEncrypted: secure,
            user,
            raw,
            parsed,
          });
        }, done);
      };
      // Whoever goes away in the middle has sent nothing.
      receive().catch(() => undefined);
    },
  });
  // What a client cuts off is its own business.
  server.on('error', () => undefined);
  let connections = 0;
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: portOf(server.server.address()),
    received,
    get connections() {
      return connections;
    },
    hangUp() {
      for (const socket of sockets) socket.end();
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Takes connections and says what it is told to, or nothing at all. */
export async function startRawServer(greet: (socket: Socket) => void, port = 0) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    greet(socket);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server.address()),
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** What smtp-server answers with. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function attempt(work: () => void, done: (error?: Error | null) => void): void {
  try {
    work();
    done();
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
  }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
