import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { drawBars } from './plot.ts';
import type { Answer, Missing } from './servers.ts';

export type Figures = {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicroseconds: number;
  readonly memoryMb: number;
  /** Of an answer with its head. */
  readonly bytes: number;
};

/** One answer of one server: medians of its processes. */
export type Row = Figures & {
  readonly server: string;
  readonly version: string;
  readonly answer: Answer;
  readonly cpuLeast: number;
  readonly cpuMost: number;
};

export type Report = {
  readonly method: Readonly<Record<string, number>>;
  readonly missing: readonly Missing[];
  readonly rows: readonly Row[];
};

type Goal = {
  readonly what: string;
  /** What is divided by what. */
  readonly of: readonly [server: string, answer: Answer];
  readonly by: readonly [server: string, answer: Answer];
  readonly figure: 'requestsPerSecond' | 'cpuMicroseconds';
  readonly atLeast?: number;
  readonly atMost?: number;
};

const again = 'Annex again (A/A control)';
const fastify = 'Fastify, ready bytes';
const nginx = 'nginx, static file';
const go = 'Go net/http, ready bytes';
const cpu = 'cpuMicroseconds';
const rate = 'requestsPerSecond';

const goals: readonly Goal[] = [
  ...(['json', 'html', '304'] as const).map((answer) => ({
    what: `Annex's CPU by itself again, ${labelOf(answer)} (A/A)`,
    of: ['Annex', answer] as const,
    by: [again, answer] as const,
    figure: cpu as typeof cpu,
  })),
  {
    what: "Annex's rate by nginx's, JSON",
    of: ['Annex', 'json'],
    by: [nginx, 'json'],
    figure: rate,
    atLeast: 0.33,
  },
  {
    what: "Annex's rate by nginx's, HTML",
    of: ['Annex', 'html'],
    by: [nginx, 'html'],
    figure: rate,
    atLeast: 0.55,
  },
  {
    what: "Annex's rate by nginx's, 304",
    of: ['Annex', '304'],
    by: [nginx, '304'],
    figure: rate,
  },
  { what: "Annex's CPU by Go's, JSON", of: ['Annex', 'json'], by: [go, 'json'], figure: cpu },
  ...(['json', 'html', '304'] as const).map((answer) => ({
    what: `Annex's CPU by Fastify's, ${labelOf(answer)}`,
    of: ['Annex', answer] as const,
    by: [fastify, answer] as const,
    figure: cpu as typeof cpu,
    atMost: 1.15,
  })),
  ...(['json', 'html', '304'] as const).map((answer) => ({
    what: `Annex's CPU by Fastify's with Annex's headers, ${labelOf(answer)}`,
    of: ['Annex', answer] as const,
    by: ['Fastify, with all headers', answer] as const,
    figure: cpu as typeof cpu,
  })),
  {
    what: "CPU of Fastify + SQLite by Annex's, JSON",
    of: ['Fastify + SQLite', 'json'],
    by: ['Annex', 'json'],
    figure: cpu,
  },
  {
    what: "CPU of Express + PostgreSQL by Annex's, JSON",
    of: ['Express + PostgreSQL', 'json'],
    by: ['Annex', 'json'],
    figure: cpu,
    atLeast: 12,
  },
  {
    what: "CPU of Next.js rendering by Annex's, HTML",
    of: ['Next.js, rendered by the server', 'html'],
    by: ['Annex', 'html'],
    figure: cpu,
    atLeast: 300,
  },
  {
    what: 'CPU of the page read, rendered and encoded in every way, by Next.js rendering it',
    of: ['Annex, rebuilt in every encoding', 'html'],
    by: ['Next.js, rendered by the server', 'html'],
    figure: cpu,
    atMost: 0.5,
  },
  {
    what: "CPU of Next.js, rendered when built, by Annex's, HTML",
    of: ['Next.js, rendered when built', 'html'],
    by: ['Annex', 'html'],
    figure: cpu,
    atLeast: 40,
  },
];

type Ratio = {
  readonly what: string;
  readonly ratio: number;
  readonly goal: string;
  readonly isMet?: boolean;
};

function ratiosOf(rows: readonly Row[]): readonly Ratio[] {
  return goals.flatMap(({ what, of, by, figure, atLeast, atMost }) => {
    const one = find(rows, of);
    const other = find(rows, by);
    if (!one || !other) return [];
    const ratio = one[figure] / other[figure];
    if (atLeast !== undefined)
      return [{ what, ratio, goal: `at least ${atLeast}`, isMet: ratio >= atLeast }];
    if (atMost !== undefined)
      return [{ what, ratio, goal: `at most ${atMost}`, isMet: ratio <= atMost }];
    return [{ what, ratio, goal: '' }];
  });
}

function find(rows: readonly Row[], [server, answer]: readonly [string, Answer]) {
  return rows.find((row) => row.server === server && row.answer === answer);
}

export function printReport(report: Report): void {
  console.log(`\n${tables(report).join('\n\n')}`);
}

/** `peers.json`, `peers.md` and `peers.svg`: the newest run, with the machine it belongs to; its ratios in the README. */
export async function writeReport(directory: string, report: Report): Promise<void> {
  await mkdir(directory, { recursive: true });
  const machine = machineOf();
  const measuredAt = new Date().toISOString();
  const ratios = ratiosOf(report.rows);
  const whole = { measuredAt, machine, ...report, ratios };
  const { processes, slices, sliceSeconds, connections, seconds } = report.method;
  const [facts = '', ...rest] = [
    `${measuredAt.slice(0, 10)}, Node ${machine.node}, ${machine.system}, ${machine.cores} x ${machine.cpu}. Servers on core 0, wrk with ${connections} connections on core 1; ${processes} fresh processes of each in random order, the best of ${slices} slices of ${sliceSeconds} s of each process, medians; ${seconds} s in all. What the figures mean says [bench/README.md](../README.md).`,
    ...tables(report),
    '![CPU per request of each server, on a logarithmic scale](peers.svg)',
  ];
  const left = report.missing.map(({ name, reason }) => `- Left out: ${name}: ${reason}`);
  const text = ['# Beside others', facts, ...rest, ...(left.length > 0 ? [left.join('\n')] : [])];
  await writeFile(join(directory, 'peers.json'), `${JSON.stringify(whole, undefined, 2)}\n`);
  await writeFile(join(directory, 'peers.md'), `${text.join('\n\n')}\n`);
  const readme = await readFile('README.md', 'utf8');
  const shown = `<!-- peers -->\n\n${measuredAt.slice(0, 10)}:\n\n${tables(report)[1]}\n\n<!-- /peers -->`;
  await writeFile(
    'README.md',
    readme.replace(/<!-- peers -->[^]*<!-- \/peers -->/, () => shown),
  );
  const bars = report.rows
    .filter(({ server }) => server !== again)
    .map(({ server, answer, cpuMicroseconds }) => ({
      name: `${server} (${labelOf(answer)})`,
      value: cpuMicroseconds,
      isOwn: server === 'Annex',
    }));
  await writeFile(join(directory, 'peers.svg'), drawBars('CPU µs a request', bars));
}

function machineOf() {
  const [first] = cpus();
  return {
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    cpu: first?.model.trim() ?? '',
    cores: cpus().length,
  };
}

function labelOf(answer: Answer): string {
  return answer === '304' ? '304' : answer.toUpperCase();
}

function tables({ rows }: Report): readonly string[] {
  const figures = rows.map((row) => [
    row.server,
    row.version,
    labelOf(row.answer),
    count(row.bytes),
    count(row.requestsPerSecond),
    row.p50Ms.toFixed(2),
    row.p99Ms.toFixed(2),
    round(row.cpuMicroseconds),
    `${round(row.cpuLeast)} to ${round(row.cpuMost)}`,
    count(row.memoryMb),
  ]);
  const ratios = ratiosOf(rows).map(({ what, ratio, goal, isMet }) => [
    what,
    round(ratio, 2),
    goal,
    isMet === undefined ? '' : isMet ? 'met' : '**missed**',
  ]);
  const heads = ['', 'version', 'answer', 'bytes', 'a second', 'p50 ms', 'p99 ms', 'CPU µs'];
  return [
    table([...heads, 'of all processes', 'MB'], figures, 3),
    table(['', 'ratio', 'goal', ''], ratios, 1, 2),
  ];
}

/** Markdown as the formatter leaves it. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbersFrom: number,
  numbersTo = head.length,
): string {
  const widths = head.map((name, at) =>
    Math.max(3, name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const isNumber = (at: number) => at >= numbersFrom && at < numbersTo;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    isNumber(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function round(value: number, digits = 1): string {
  return value >= 100 ? count(value) : value.toFixed(digits);
}
