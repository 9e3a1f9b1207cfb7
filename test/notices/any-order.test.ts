import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/core/day.ts';
import type { World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { verifyWorld } from '../verification/verifying.ts';
import { move, prepare, publish, reason, started } from './announced.ts';
import '../support/chance.ts';
import { draws } from '../support/thorough.ts';

const slugs = ['aws', 'brevo', 'cohere'] as const;
const anySlug = fc.constantFrom(...slugs);
const anyAhead = fc.constantFrom(10, 12, 15, 40);
const anyPlace = fc.constantFrom('DE', 'FR', 'US');
/** Which of the announced changes is meant, by its place among them. */
const anyOne = fc.nat({ max: 3 });

const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), slug: anySlug, ahead: anyAhead }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('amend' as const),
      slug: anySlug,
      ahead: anyAhead,
      place: anyPlace,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('end' as const), slug: anySlug, ahead: anyAhead }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('emergency' as const), slug: anySlug }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('supersede' as const),
      which: anyOne,
      slug: anySlug,
      ahead: anyAhead,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('postpone' as const),
      which: anyOne,
      by: fc.constantFrom(1, 9, 30),
      isMaterial: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: anyOne }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('days' as const),
      days: fc.constantFrom(1, 5, 11, 50),
    }),
  },
);

type StepOf = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const emergency = { ground: 'outage', explanation: 'It is down.' };

/** Does one thing, where the state allows it; what it answers. */
async function take(trust: World, step: StepOf): Promise<Reply | undefined> {
  if (step.kind === 'days') {
    trust.at(new Date(trust.now().getTime() + step.days * 86_400_000));
    await trust.runSchedule();
    return undefined;
  }
  if (step.kind === 'postpone' || step.kind === 'withdraw') return moveOne(trust, step);
  return put(trust, step);
}

async function pendingOf(trust: World): Promise<readonly unknown[]> {
  const { body } = must(await trust.as('viewer').get('/changes?state=announced&limit=50'));
  return pickList(body, 'items');
}

async function moveOne(
  trust: World,
  step: Extract<StepOf, { which: number; kind: 'postpone' | 'withdraw' }>,
): Promise<Reply | undefined> {
  const pending = await pendingOf(trust);
  const change = pending[step.which % Math.max(1, pending.length)];
  if (change === undefined) return undefined;
  const id = Number(pick(change, 'id'));
  if (step.kind === 'withdraw') return move(trust, id, 'withdrawal', { reason });
  const effectiveOn = addDays(day(String(pick(change, 'effectiveOn'))), step.by);
  const material = step.isMaterial ? { materialChange: 'Something else changes too.' } : {};
  return move(trust, id, 'postponement', { effectiveOn, reason, ...material });
}

async function put(
  trust: World,
  step: Exclude<StepOf, { kind: 'days' | 'postpone' | 'withdraw' }>,
): Promise<Reply | undefined> {
  const today = day(trust.now().toISOString().slice(0, 10));
  const effectiveOn = 'ahead' in step ? addDays(today, step.ahead) : undefined;
  const pending = await pendingOf(trust);
  const superseded =
    step.kind === 'supersede' ? pending[step.which % Math.max(1, pending.length)] : undefined;
  if (step.kind === 'supersede' && superseded === undefined) return undefined;
  const known = await trust.entry(step.slug);
  const before = pick(known, 'state') === 'current' ? Object(pick(known, 'facts')) : undefined;
  const own = facts({ name: step.slug, description: `What ${step.slug} does.` });
  const changed = {
    ...(before ?? own),
    ...(step.kind === 'amend' && { locations: [{ country: step.place }] }),
    ...(step.kind === 'supersede' && { category: `Since ${today}` }),
    ...(step.kind === 'end' && { effectiveUntil: effectiveOn }),
  };
  const path = await prepare(
    trust,
    {
      ...(effectiveOn && { effectiveOn }),
      ...(step.kind === 'emergency' && { emergency }),
      ...(superseded !== undefined && { supersedes: pick(superseded, 'id') }),
    },
    { [step.slug]: { facts: changed } },
  );
  const classes = before ? { [step.slug]: 'substantive' } : {};
  return publish(trust, path, { classes });
}

/** What the clocks hold, and what they hold once they are made again from the changes alone. */
async function clocksTwice(trust: World): Promise<readonly [unknown, unknown]> {
  const clocks = ['published_entries', 'entry_validity'];
  const read = async () => {
    const tables = await dumpTables(trust);
    return clocks.map((table) => tables.get(table));
  };
  const before = await read();
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  for (const table of clocks) await client.execute(`DELETE FROM ${table}`);
  client.close();
  await trust.runSchedule();
  return [before, await read()];
}

test('whatever is published, moved and taken back in whatever order, replay, versions and both clocks hold', async () => {
  const taken = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 16 }), async (steps) => {
      const trust = await started({ noticeDays: 10 });
      const versions = new Map<number, string>();
      for (const step of steps) {
        const reply = await take(trust, step);
        // Refused or done, but never broken.
        if (reply) expect([200, 201, 409, 422]).toContain(reply.status);
        if (reply && reply.status < 300) taken.set(step.kind, (taken.get(step.kind) ?? 0) + 1);
        const version = Number(
          pick((await trust.get('/trust/subprocessors.json')).body, 'listVersion'),
        );
        const text = must(await trust.get(`/trust/versions/${version}.json`)).text;
        versions.set(version, versions.get(version) ?? text);
      }
      for (const [version, text] of versions)
        expect(must(await trust.get(`/trust/versions/${version}.json`)).text).toBe(text);
      const { report } = await verifyWorld(trust);
      expect(report.checks.flatMap(({ faults }) => faults)).toEqual([]);
      const [before, again] = await clocksTwice(trust);
      expect(again).toEqual(before);
      await trust.close();
    }),
    { numRuns: draws(12) },
  );
  // Or the property would be about refusals only.
  for (const kind of ['add', 'amend', 'postpone', 'withdraw', 'supersede', 'emergency'])
    expect([kind, taken.get(kind) ?? 0]).toEqual([kind, expect.any(Number)]);
  expect(
    Math.min(
      ...['add', 'postpone', 'withdraw', 'supersede', 'emergency'].map(
        (kind) => taken.get(kind) ?? 0,
      ),
    ),
  ).toBeGreaterThan(0);
}, 120_000);
