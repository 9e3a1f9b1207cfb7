import { setTimeout as sleep } from 'node:timers/promises';
import { LibsqlError } from '@libsql/client';
import type { Deps } from '../../src/context.ts';
import type { Tx } from '../../src/db/client.ts';
import type { Sent } from '../../src/deliveries/model/delivery.ts';

/** The process is dead from here on: as after kill -9, only what was committed is left. */
class Crash extends Error {}

/** Of a write transaction: before, within and after it; the answer of a commit that is lost; the file's own refusals. */
const ofWrites = [
  'crash before',
  'crash inside',
  'crash after',
  'lost',
  'busy',
  'full',
  'read-only',
] as const;
/** Of what reaches out: a mail, a post, a file. */
const ofCalls = ['crash before', 'crash after', 'lost', 'refused', 'cut'] as const;

type Fault = (typeof ofWrites)[number] | (typeof ofCalls)[number];

export type Faults = {
  /** The same dependencies, in which things go wrong. */
  readonly wrap: (deps: Deps) => Deps;
  /** Whether the process is dead. */
  isDead(): boolean;
  /** What went wrong so far, oldest first. */
  readonly injected: readonly string[];
  /** Errors that it logged although nothing had gone wrong. */
  readonly unexplained: readonly string[];
};

/** One process: of a hundred writes and calls `perHundred` go wrong, as `random` says. */
export function createFaults(random: () => number, perHundred: number): Faults {
  const injected: string[] = [];
  const unexplained: string[] = [];
  let dead = false;

  function pick<F extends Fault>(of: readonly F[], what: string): F | undefined {
    if (dead) throw new Crash();
    if (random() * 100 >= perHundred) return undefined;
    const fault = of[Math.floor(random() * of.length)];
    injected.push(`${what}: ${fault}`);
    return fault;
  }

  function die(): never {
    dead = true;
    throw new Crash();
  }

  async function write<T>(transact: Deps['transact'], work: (tx: Tx) => Promise<T>): Promise<T> {
    const fault = pick(ofWrites, 'write');
    if (fault === 'crash before') die();
    if (fault === 'busy') throw new LibsqlError('database is locked', 'SQLITE_BUSY');
    if (fault === 'full') throw new LibsqlError('database or disk is full', 'SQLITE_FULL');
    if (fault === 'read-only')
      throw new LibsqlError('attempt to write a readonly database', 'SQLITE_READONLY');
    // A slow disk is no failure: others get in between.
    if (random() < 0.05) await sleep(20);
    const done = await transact(async (tx) => {
      const result = await work(tx);
      if (fault === 'crash inside') die();
      return result;
    });
    if (fault === 'crash after') die();
    // As when the connection to a server breaks between its commit and its answer.
    if (fault === 'lost') throw new TypeError('fetch failed');
    return done;
  }

  async function reach<S extends Sent>(what: string, call: () => Promise<S>): Promise<Sent | S> {
    const fault = pick(ofCalls, what);
    if (fault === 'crash before') die();
    if (fault === 'refused') return { outcome: 'refused', durationMs: 1 };
    if (fault === 'cut') return { outcome: 'connect', durationMs: 1 };
    const answer = await call();
    if (fault === 'crash after') die();
    // It arrived, and nobody here knows.
    if (fault === 'lost') return { outcome: 'timeout', durationMs: 30_000 };
    return answer;
  }

  return {
    injected,
    unexplained,
    isDead: () => dead,
    wrap(deps) {
      const { mail, post, files, transact, log } = deps;
      return {
        ...deps,
        db: guard(deps.db, () => {
          if (dead) throw new Crash();
        }),
        transact: (work) => write(transact, work),
        post: (request) => reach('post', async () => post(request)),
        ...(mail && {
          mail: { ...mail, send: (each) => reach('mail', async () => mail.send(each)) },
        }),
        ...(files && {
          files: {
            ...files,
            async write(...given) {
              const fault = pick(ofCalls, 'file');
              if (fault === 'crash before') die();
              if (fault === 'refused' || fault === 'cut')
                throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
              await files.write(...given);
              if (fault === 'crash after') die();
            },
          },
        }),
        log(level, message, facts) {
          if (level === 'info' || dead) log('info', message, facts);
          else if (injected.length === 0) unexplained.push(`${message} ${JSON.stringify(facts)}`);
        },
      };
    },
  };
}

/** Every use of it is asked first. */
function guard<T extends object>(target: T, ask: () => void): T {
  return new Proxy(target, {
    get(of, name, receiver) {
      ask();
      return Reflect.get(of, name, receiver);
    },
  });
}
