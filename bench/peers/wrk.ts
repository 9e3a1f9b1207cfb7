// The load: wrk, of which Debian has a package; the house's own load costs more than nginx does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

export type Asked = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Loaded = {
  readonly requests: number;
  readonly seconds: number;
  /** Of an answer with its head. */
  readonly bytes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export const connections = 16;
const printed = '%d %d %d %d %.0f %.0f\\n';

/** What wrk tells at its end: microseconds, and errors of any kind in one number. */
const script = `done = function(summary, latency)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("told ${printed}", summary.requests, summary.duration,
    summary.bytes, failed, latency:percentile(50), latency:percentile(99)))
end
`;

/** Asks as fast as it is answered, for whole seconds, from the second core. Any error ends the bench. */
export async function put(asked: Asked, seconds: number, scratch: string): Promise<Loaded> {
  const file = `${scratch}/told.lua`;
  await writeFile(file, script);
  const headers = Object.entries(asked.headers).flatMap(([name, value]) => [
    '-H',
    `${name}: ${value}`,
  ]);
  const options = ['-t', '1', '-c', `${connections}`, '-d', `${seconds}s`, '-s', file, ...headers];
  const url = `http://127.0.0.1:${asked.port}${asked.path}`;
  const wrk = spawn('taskset', ['-c', '1', 'wrk', ...options, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(wrk.stdout), once(wrk, 'exit')]);
  const told = /^told (.+)$/m.exec(output)?.[1]?.split(' ').map(Number) ?? [];
  const [requests = 0, duration = 0, bytes = 0, failed = 1, p50 = 0, p99 = 0] = told;
  if (failed > 0 || requests === 0) throw new Error(`wrk on ${url}: ${output}`);
  return {
    requests,
    seconds: duration / 1e6,
    bytes: bytes / requests,
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
  };
}
