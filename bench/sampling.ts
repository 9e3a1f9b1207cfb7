// What the comparisons share: the method of README.md.
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import type { Child } from './child.ts';
import type { Load } from './load.ts';
import { median } from './register.ts';

/** One question that every server of a comparison answers with the same bytes. */
export type Target = {
  readonly name: string;
  readonly path: string;
  readonly status: 200 | 304;
  readonly encoding: 'identity' | 'gzip' | 'br';
  /** What the 304 is asked with. */
  readonly by?: 'etag' | 'last-modified';
};

export type Headers = Readonly<Record<string, string>>;

/** What the product answered to a path in an encoding. */
export type Answer = {
  readonly path: string;
  readonly encoding: Target['encoding'];
  readonly headers: Headers;
  readonly unmodifiedHeaders: Headers;
  /** Base64. */
  readonly body: string;
};

/** A server under way, and the CPU that its process has spent, in µs. */
export type Measured = { readonly port: number; cpu(): Promise<number> };

export type Samples = Map<string, number[]>;

const slices = 4;
const warmUpMs = 400;
/** A fresh process compiles as it answers, and the more of it there is, the longer. */
const firstWarmUpMs = 8_000;
const sliceMs = 250;

/** Warms a fresh process up for each target and keeps, in µs a request, the best slice. */
export async function sampleAll(
  load: Child,
  { port, cpu }: Measured,
  targets: readonly Target[],
  answers: readonly Answer[],
  keep: (target: Target, cost: number) => void,
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const { path, status } = target;
    const headers = headersFor(target, answers);
    const put = (durationMs: number) =>
      load.ask({ port, path, status, headers, connections: 16, durationMs } satisfies Load);
    await put(index === 0 ? firstWarmUpMs : warmUpMs);
    const costs: number[] = [];
    for (let slice = 0; slice < slices; slice += 1) {
      const before = await cpu();
      const { requests = 0 } = await put(sliceMs);
      costs.push(((await cpu()) - before) / requests);
    }
    keep(target, Math.min(...costs));
  }
}

export function headersFor(
  { path, encoding, by }: Target,
  answers: readonly Answer[] = [],
): Record<string, string> {
  const found = answers.find((each) => each.path === path && each.encoding === encoding);
  const validator = (by && found?.headers[by]) ?? '';
  return {
    'user-agent': 'annex-bench',
    accept: '*/*',
    'accept-encoding': encoding,
    ...(by === 'etag' && { 'if-none-match': validator }),
    ...(by === 'last-modified' && { 'if-modified-since': validator }),
  };
}

/** Asks the product for everything once, so that a bare server sends the same bytes and headers. */
export async function copyAnswers(port: number, targets: readonly Target[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { by: _, ...target } of targets) {
    const { path, encoding } = target;
    if (answers.some((each) => each.path === path && each.encoding === encoding)) continue;
    const asked = headersFor(target);
    const full = await fetchOnce(port, path, asked);
    const coding = full.headers['content-encoding'] ?? 'identity';
    const conditions = { 'if-none-match': full.headers['etag'] ?? '' };
    const unmodified = await fetchOnce(port, path, { ...asked, ...conditions });
    if (full.status !== 200 || unmodified.status !== 304 || coding !== encoding)
      throw new Error(`${path}: ${full.status} in ${coding}, then ${unmodified.status}`);
    const { headers, body } = full;
    const repeated = { headers, unmodifiedHeaders: unmodified.headers };
    answers.push({ path, encoding, ...repeated, body: body.toString('base64') });
  }
  return answers;
}

export async function fetchOnce(port: number, path: string, asked: Headers) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: asked };
    get(options, resolve).once('error', reject);
  });
  const body = Buffer.concat(await response.toArray());
  // Servers add these to every answer by themselves.
  const {
    date: _date,
    connection: _connection,
    'keep-alive': _keepAlive,
    ...own
  } = response.headers;
  const headers = Object.entries(own).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode, headers: Object.fromEntries(headers), body };
}

/** A line for each target and variant; all are divided by `bare`, and `judged` is held to the goal. */
export function printSamples<Variant extends string>(
  targets: readonly Target[],
  names: Readonly<Record<Variant, string>>,
  samples: Samples,
  { bare, judged, goal }: { bare: NoInfer<Variant>; judged: NoInfer<Variant>; goal: number },
): void {
  const rows = [['', '', 'CPU µs/request', 'least..most', 'ratio', 'goal']];
  for (const { name } of targets)
    for (const variant of Object.keys(names) as Variant[]) {
      const costs = samples.get(`${variant} ${name}`);
      if (!costs) continue;
      const ratio = median(costs) / median(samples.get(`${bare} ${name}`) ?? []);
      rows.push([
        name,
        names[variant],
        median(costs).toFixed(1),
        `${Math.min(...costs).toFixed(1)}..${Math.max(...costs).toFixed(1)}`,
        ratio.toFixed(2),
        variant === judged ? `${ratio <= goal ? 'met' : 'MISSED'}: ${goal}` : '',
      ]);
    }
  for (const [name = '', variant = '', ...figures] of rows)
    console.log(
      name.padEnd(26) + variant.padEnd(42) + figures.map((each) => each.padStart(16)).join(''),
    );
}

export function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
