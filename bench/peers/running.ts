import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server under way; `pids` are the roots of its process trees. */
export type Running = {
  readonly port: number;
  readonly pids: readonly number[];
  stop(): Promise<void>;
};

export type Begin = {
  readonly env?: Record<string, string>;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly ending?: NodeJS.Signals;
};

export type Begun = { readonly pid: number; stop(): Promise<void> };

/** Starts a program on the first core. What it says is shown only where it ends by itself. */
export function begin(command: readonly string[], { env, user, ending }: Begin = {}): Begun {
  const child = spawn('taskset', ['-c', '0', ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let said = '';
  const hear = (text: Buffer) => (said = (said + text).slice(-2000));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exit = once(child, 'exit');
  let isAsked = false;
  void exit.then(() => {
    if (!isAsked) console.error(`${command.join(' ')} ended: ${said}`);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    pid: child.pid ?? 0,
    async stop() {
      isAsked = true;
      child.kill(ending ?? 'SIGTERM');
      await Promise.race([exit, sleep(5_000).then(kill)]);
      await exit;
      process.off('exit', kill);
    },
  };
}

/** Waits until a server answers, however it answers. */
export async function untilAnswered(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`nothing answers on port ${port}`);
}

/** Runs a program to its end; what it says is shown only where it fails. */
export function runOnce(command: readonly string[], options: Begin & { cwd?: string } = {}): void {
  const [program = '', ...rest] = command;
  const { status, stdout, stderr, error } = spawnSync(program, rest, {
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...options.user,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout}${stderr}`.trim());
}

/** What a program says of its version, or nothing where it is not installed. */
export function versionOf(program: string, flag: string): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, [flag], { encoding: 'utf8' });
  return error ? undefined : /\d+(\.\d+)+/.exec(`${stdout}${stderr}`)?.[0];
}

/** Debian keeps PostgreSQL's own programs out of the path, a directory for each version. */
export function findPostgres(): string | undefined {
  if (versionOf('postgres', '--version')) return '';
  const root = '/usr/lib/postgresql';
  const versions = tryList(root).toSorted((a, b) => Number(b) - Number(a));
  const bins = versions.map((version) => `${root}/${version}/bin/`);
  return bins.find((bin) => versionOf(`${bin}postgres`, '--version') !== undefined);
}

function tryList(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
}
