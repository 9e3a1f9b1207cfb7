import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundle } from '../../src/platform/build.ts';
import { findFreePort } from './sqld.ts';

export const ownerKey = 'annex_key_of_the_tests';

/** The same for processes on any port, as behind a balancer: the log is called by it. */
export const publicUrlOfTests = 'http://localhost:8787';

/** A setting of the tests: blocks of 512 bytes that a file may have, as if the disk were full then. */
export const fileLimit = 'FILE_LIMIT';

export type Settings = Readonly<Record<string, string>>;

/** Annex in a process of its own, as `npm start` runs it. */
export type Running = {
  readonly origin: string;
  /** What it wrote so far, standard output and standard error together. */
  readonly output: () => string;
  /** Sends a signal and waits for the end. Answers with the exit code, null after a fatal signal. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Directories and processes of a test file; `end` removes them, whatever happened. */
export class Processes {
  readonly #children = new Set<ChildProcess>();
  readonly #directories: string[] = [];
  #entry: Promise<string> | undefined;

  constructor() {
    process.once('exit', () => this.#kill());
  }

  /** A working directory to start Annex in, with nothing but the migrations. */
  async makeHome(): Promise<string> {
    const home = await mkdtemp(join(tmpdir(), 'annex-home-'));
    this.#directories.push(home);
    await symlink(resolve('drizzle'), join(home, 'drizzle'));
    return home;
  }

  /** Starts Annex on a free port and waits until it answers. Without further settings: empty, with `ownerKey`. */
  async start(home: string, settings: Settings = {}): Promise<Running> {
    const port = settings['PORT'] ?? String(await findFreePort());
    const defaults = {
      PORT: port,
      PUBLIC_URL: publicUrlOfTests,
      STAFF_API_KEY: ownerKey,
      SEED: 'none',
    };
    const { child, output } = await this.spawn(home, { ...defaults, ...settings });
    for (let tries = 0; !output().includes('Annex: '); tries += 1) {
      if (hasEnded(child) || tries > 500)
        throw new Error(`Annex did not start (${child.exitCode}): ${output()}`);
      await sleep(20);
    }
    return {
      origin: `http://127.0.0.1:${port}`,
      output,
      stop: async (signal = 'SIGTERM') => {
        if (!hasEnded(child)) {
          const ended = once(child, 'exit');
          child.kill(signal);
          await ended;
        }
        return child.exitCode;
      },
    };
  }

  /** Runs it with exactly these settings until it ends by itself. */
  async run(home: string, settings: Settings): Promise<{ code: number | null; output: string }> {
    const { child, output } = await this.spawn(home, settings);
    if (!hasEnded(child)) await once(child, 'exit');
    return { code: child.exitCode, output: output() };
  }

  /** A process with nothing in its environment but the settings; `entry` is the server unless said. */
  async spawn(
    home: string,
    settings: Settings,
    entry?: string,
    args: readonly string[] = [],
  ): Promise<{ child: ChildProcess; output: () => string }> {
    this.#entry ??= bundleServer(this.#directories);
    const { [fileLimit]: limit = 'unlimited', ...env } = settings;
    const command = [process.execPath, entry ?? (await this.#entry), ...args];
    // The shell only sets the limit: `exec` makes the server the very process that is started.
    const child = spawn('/bin/sh', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, ...command], {
      cwd: home,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += String(chunk)));
    return { child, output: () => text };
  }

  async end(): Promise<void> {
    const ending = [...this.#children].map(async (child) => {
      if (!hasEnded(child)) await once(child, 'exit');
    });
    this.#kill();
    await Promise.all(ending);
    for (const directory of this.#directories)
      await rm(directory, { recursive: true, force: true });
  }

  #kill(): void {
    for (const child of this.#children) if (!hasEnded(child)) child.kill('SIGKILL');
  }
}

// Below dist/, because the server finds its packages from where it lies.
async function bundleServer(directories: string[]): Promise<string> {
  await mkdir('dist', { recursive: true });
  const directory = await mkdtemp(resolve('dist/test-'));
  directories.push(directory);
  const { outfile } = await bundle('src/platform/node.ts', directory, 'node');
  return outfile;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
