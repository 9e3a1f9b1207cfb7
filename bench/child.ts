import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Numbers by name: all that parent and children tell each other. */
export type Figures = Readonly<Record<string, number>>;

export type Child = {
  readonly process: ChildProcess;
  /** Sends a question and waits for the figures that answer it. */
  ask(question: object): Promise<Figures>;
  stop(): Promise<void>;
};

const script = process.argv[1] ?? '';
const pinned = spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** What `npm start` tells Node, so that the product is measured as it is run. */
export const startFlags: readonly string[] =
  JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.match(/--max-\S+/g) ?? [];

/** Starts one part of the bench in its own process: servers on the first core, the load on the second. */
export function startChild(
  part: 'serve' | 'load' | 'sink' | 'counting-sink',
  { flags = [], env = {} }: { flags?: string[]; env?: Record<string, string> } = {},
): Child {
  const ours = part === 'serve' ? startFlags : [];
  const command = [process.execPath, ...ours, ...flags, script, part];
  if (pinned) command.unshift('taskset', '-c', part === 'load' ? '1' : '0');
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const failed = exit.then(() =>
    Promise.reject(new Error(`a process of the bench ended: ${part}`)),
  );
  failed.catch(() => undefined);
  return {
    process: child,
    async ask(question) {
      child.send(question);
      const [answer] = await Promise.race([once(child, 'message'), failed]);
      return readFigures(answer);
    },
    async stop() {
      child.kill();
      await exit;
    },
  };
}

/** In a child: answers the parent's questions. The child ends with its parent. */
export function answerParent(answer: (question: object) => Figures | Promise<Figures>): void {
  process.on('message', (question: object) => {
    void Promise.resolve(answer(question)).then((figures) => process.send?.(figures));
  });
  process.on('disconnect', () => process.exit());
}

/** Every server says on a line of its standard output where it listens. */
export async function readPort(child: Child): Promise<number> {
  let text = '';
  for await (const chunk of child.process.stdout ?? []) {
    text += String(chunk);
    const [, port] = /:(\d+)(\/|\n)/.exec(text) ?? [];
    if (port !== undefined) {
      child.process.stdout?.resume();
      return Number(port);
    }
  }
  throw new Error(`a server ended before it listened: ${text}`);
}

export const placement = pinned
  ? 'server pinned to core 0, load to core 1'
  : 'not pinned to cores (no taskset here)';

function readFigures(answer: unknown): Figures {
  const pairs = Object.entries(answer ?? {}).filter(([, value]) => typeof value === 'number');
  return Object.fromEntries(pairs);
}
