// The load: keep-alive connections on bare sockets, each with one request under way, as from browsers.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { Figures } from './child.ts';
import { answerParent } from './child.ts';

export type Load = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What every answer must be; any other ends the bench. */
  readonly status: number;
  readonly connections: number;
  /** Ends after this many milliseconds or requests, whichever comes first. */
  readonly durationMs?: number;
  readonly requests?: number;
  /** Gives each request a query string that nobody has sent before. */
  readonly randomQuery?: boolean;
};

const unknownNames = ['x', 'utm_source', 'q', 'page'];
const endOfHead = Buffer.from('\r\n\r\n');

async function run(load: Load): Promise<Figures> {
  const until = performance.now() + (load.durationMs ?? Number.POSITIVE_INFINITY);
  let left = load.requests ?? Number.POSITIVE_INFINITY;
  let done = 0;
  const goesOn = () => left > 0 && performance.now() < until;
  const connections = Array.from({ length: load.connections }, async () => {
    const socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    await converse(socket, load, () => {
      if (!goesOn()) return false;
      left -= 1;
      done += 1;
      return true;
    });
    socket.destroy();
  });
  await Promise.all(connections);
  return { requests: done };
}

/** Sends, reads the whole answer, sends again, until `mayAsk` says no. */
function converse(socket: Socket, load: Load, mayAsk: () => boolean): Promise<void> {
  const before = `GET ${load.path}`;
  const after = ` HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\n${Object.entries(load.headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
  const same = Buffer.from(before + after);
  const expected = `HTTP/1.1 ${load.status} `;
  return new Promise((resolve, reject) => {
    let missing = 0;
    let head: Buffer = Buffer.alloc(0);
    const ask = () => {
      if (!mayAsk()) resolve();
      else socket.write(load.randomQuery ? before + randomQuery() + after : same);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (chunk: Buffer) => {
      if (missing > 0) missing -= chunk.length;
      else {
        head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
        const end = head.indexOf(endOfHead);
        if (end < 0) return;
        const text = head.toString('latin1', 0, end);
        if (!text.startsWith(expected)) reject(new Error(text));
        missing = bodyLength(text) - (head.length - end - endOfHead.length);
        head = Buffer.alloc(0);
      }
      if (missing === 0) ask();
    });
    ask();
  });
}

function bodyLength(head: string): number {
  if (head.startsWith('HTTP/1.1 304')) return 0;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
  if (length === undefined) throw new Error(`an answer without length: ${head}`);
  return Number(length);
}

function randomQuery(): string {
  const random = randomBytes(8).toString('hex');
  return `?${unknownNames[random.charCodeAt(0) % unknownNames.length]}=${random}`;
}

answerParent((question) => run(question as Load));
