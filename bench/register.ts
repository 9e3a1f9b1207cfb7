import { performance } from 'node:perf_hooks';
import { migrate } from '../drizzle/migrate.ts';
import { seedDemo } from '../drizzle/seed.ts';
import { tellStory } from '../drizzle/story.ts';
import type { Config } from '../src/config.ts';
import { parseConfig } from '../src/config.ts';
import { systemCtx } from '../src/context.ts';
import type { Deps } from '../src/context.ts';
import { dayOf } from '../src/core/day.ts';
import { createService, replaceOrganisation } from '../src/organisation/service.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { createPublicationCache, prepare, readParams } from '../src/publication/service.ts';
import { representations } from '../src/representations.ts';
import { createBatch, putDraft } from '../src/subprocessors/service/batches.ts';
import { publishBatch } from '../src/subprocessors/service/publication.ts';
import { inventFacts } from './facts.ts';

const encodings = ['identity', 'gzip', 'br'] as const;

/** Fills an empty database with a register of `count` entries, through the services that staff use. */
export async function fillRegister(env: Record<string, string>, count: number): Promise<void> {
  await withDeps(env, async (deps) => {
    const ctx = systemCtx(deps, 'bench');
    const story = tellStory(dayOf(ctx.now, 'UTC'));
    await replaceOrganisation(ctx, story.organisation, 'any');
    for (const service of story.services) await createService(ctx, service);
    const batch = await createBatch(ctx, { reason: 'The register is opened.' });
    for (let index = 0; index < count; index += 1) {
      await putDraft(ctx, batch.id, inventFacts(index), undefined);
    }
    await publishBatch(ctx, batch.id, { classes: {}, contractOverrides: {} }, 'any');
  });
}

export type Costs = {
  readonly bodies: number;
  readonly snapshotMs: number;
  readonly allMs: number;
};

/** What one publication of the demo costs: every format in every encoding, medians of `times`. */
export async function measurePublication(
  env: Record<string, string>,
  times: number,
): Promise<Costs> {
  return withDeps(env, async (deps) => {
    await seedDemo(deps);
    const rounds = [];
    for (let round = 0; round < times; round += 1) rounds.push(await publishAll(deps));
    return {
      bodies: rounds[0]?.bodies ?? 0,
      snapshotMs: median(rounds.map(({ snapshotMs }) => snapshotMs)),
      allMs: median(rounds.map(({ allMs }) => allMs)),
    };
  });
}

async function publishAll(deps: Deps): Promise<Costs> {
  const cache = createPublicationCache({ maxBytes: 1e8, believedMs: 1e6, shareWork: true });
  const start = performance.now();
  const edition = await cache.current(deps);
  const loaded = performance.now();
  const rows = representations.filter(({ path, kind }) => kind === 'published' && !/:/.test(path));
  for (const row of rows) {
    const reading = readParams(row, edition.snapshot, undefined, {});
    for (const encoding of encodings) await prepare(deps, edition, row, reading, encoding);
  }
  const bodies = rows.length * encodings.length;
  return { bodies, snapshotMs: loaded - start, allMs: performance.now() - start };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function withDeps<T>(
  env: Record<string, string>,
  work: (deps: Deps) => Promise<T>,
): Promise<T> {
  const config: Config = parseConfig(env);
  const database = await openDatabase(config.databaseUrl);
  await migrate(config.databaseUrl);
  try {
    return await work(createDeps(config, database));
  } finally {
    database.close();
  }
}
