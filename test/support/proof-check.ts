import { systemCtx } from '../../src/context.ts';
import { Refusal } from '../../src/core/errors.ts';
import { issuePacket, writePacket } from '../../src/proof/documents.ts';
import { loadPacket } from '../../src/proof/service/packets.ts';
import { verifyPacket } from '../../src/verification/packet/verify.ts';
import type { World } from './app.ts';
import type { Bag } from './replay.ts';
import { schemaCheck } from './schema-check.ts';

/** Of one test: the newest are those that it was about. */
const mostChanges = 3;

/** What was announced to customers can be proved, whatever the test did; the faults in words. */
export async function checkPackets(
  world: World,
  tables: ReadonlyMap<string, readonly Bag[]>,
): Promise<readonly string[]> {
  const announced = (tables.get('notices') ?? []).map((row) => Number(row['change_id']));
  const ids = [...new Set(announced)].toSorted((a, b) => b - a).slice(0, mostChanges);
  const faults: string[] = [];
  for (const id of ids) faults.push(...(await checkPacket(world, id)));
  return faults;
}

const checks = new Map<string, ReturnType<typeof schemaCheck>>();

/** Compiled once for all tests of a file: it is the same but for its address. */
async function checkOf(world: World): Promise<ReturnType<typeof schemaCheck>> {
  const { base } = world.deps.config;
  const check = checks.get(base);
  if (check) return check;
  const { text } = await world.get(`${base}/schema/notice-packet-1.json`);
  const made = schemaCheck(text);
  checks.set(base, made);
  return made;
}

async function checkPacket(world: World, id: number): Promise<readonly string[]> {
  try {
    const facts = await loadPacket(systemCtx(world.deps, 'proof'), id);
    const packet = await issuePacket(facts);
    const bytes = new TextEncoder().encode(writePacket(packet));
    const { checks: found } = await verifyPacket(bytes, { name: `change ${id}` });
    const check = await checkOf(world);
    return [...found.flatMap(({ faults }) => faults), ...check(packet)].map(
      (fault) => `the packet of change ${id}: ${fault}`,
    );
  } catch (error) {
    // The log is behind, or its key is not at hand: then none is handed out.
    if (error instanceof Refusal && error.code === 'busy') return [];
    throw error;
  }
}
