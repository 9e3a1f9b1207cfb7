import { expect } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { unseal } from '../../src/core/sealed.ts';
import type { Holder } from '../../src/personal-data/holder.ts';
import type { Correction, Subject } from '../../src/personal-data/model.ts';
import { addressHash } from '../../src/subscribers/model/address.ts';
import type { World } from './app.ts';
import { dumpTables } from './invariants.ts';

/** The person whose addresses these are, as the check of identity finds it. */
export function subjectOf({ deps }: World, ...addresses: readonly string[]): Subject {
  const normal = addresses.map((each) => each.toLowerCase());
  return { addresses: normal, hashes: normal.map((each) => addressHash(deps.keys, 'email', each)) };
}

/** Every id that a holder finds, read in pages of two; a page that skips, repeats or goes back fails. */
export async function findAll(
  { deps }: World,
  holder: Holder,
  subject: Subject,
  limit = 2,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const page = await holder.find(deps, subject, { after: found.at(-1), limit });
    expect(page.length).toBeLessThanOrEqual(limit);
    found.push(...page);
    expect(found).toEqual([...new Set(found)].toSorted());
    if (page.length < limit) break;
  }
  expect(await holder.find(deps, subject, { after: undefined, limit: 1_000 })).toEqual(found);
  return found;
}

/** What is kept of somebody: the data of each record, by the kind of its holder. */
export async function copyAll(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const copies: Record<string, unknown[]> = {};
  for (const holder of holders)
    for (const id of await findAll(trust, holder, subject)) {
      const copied = await holder.copy(trust.deps, subject, id);
      if (!copied) throw new Error(`${holder.kind} ${id} is found and has no copy`);
      // As it goes out: what is undefined is left out.
      (copies[holder.kind] ??= []).push(JSON.parse(JSON.stringify(copied.data)));
    }
  return copies;
}

/** What became of each record: `kind outcome`, with the reason where it was kept. */
export async function eraseAll(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
): Promise<readonly string[]> {
  const ctx = systemCtx(trust.deps, 'personal-data');
  const done: string[] = [];
  for (const holder of holders)
    for (const id of await findAll(trust, holder, subject)) {
      const erased = await holder.erase(ctx, subject, id);
      const why = erased.outcome === 'kept' ? ` ${erased.why}` : '';
      done.push(`${holder.kind} ${erased.outcome}${why}`);
      // Once more is no more.
      const before = await dumpTables(trust);
      expect(await holder.erase(ctx, subject, id)).toEqual(erased);
      expect(await dumpTables(trust)).toEqual(before);
    }
  return done;
}

/** Whether anything was corrected, by the kind of holder. */
export async function correctAll(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
  correction: Correction,
): Promise<readonly string[]> {
  const ctx = systemCtx(trust.deps, 'personal-data');
  const done: string[] = [];
  for (const holder of holders)
    for (const id of await findAll(trust, holder, subject))
      if (await holder.correct?.(ctx, subject, id, correction)) done.push(holder.kind);
  return done;
}

/** What tables hold encrypted (core/sealed.ts), by the purpose of its key. */
const seals = ['address seal', 'contact correction seal'];

/** A value as a text, and what it says where it is sealed. */
function textsOf({ deps }: World, value: unknown): readonly string[] {
  const stored = typeof value === 'string' ? value : JSON.stringify(value);
  // Shorter than nonce and tag it is none.
  const isSealed = /^[\w-]{40,}$/.test(stored);
  const opened = (isSealed ? seals : []).flatMap((purpose) => {
    try {
      return [unseal(deps.keys.derive(purpose), stored)];
    } catch {
      return [];
    }
  });
  return [stored, ...opened].map((text) => text.toLowerCase());
}

/**
 * Tables and columns in which one of these texts stands: as it is, sealed, escaped for an address, or in
 * Base64.
 */
export async function tracesOf(trust: World, texts: readonly string[]): Promise<readonly string[]> {
  const sought = texts
    .flatMap((text) => [
      text,
      encodeURIComponent(text),
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
      Buffer.from(text).toString('base64url'),
    ])
    .map((each) => each.toLowerCase());
  return [...(await dumpTables(trust))].flatMap(([table, rows]) => {
    const columns = rows.flatMap((row) =>
      Object.entries(row)
        .filter(([, value]) =>
          textsOf(trust, value).some((text) => sought.some((each) => text.includes(each))),
        )
        .map(([column]) => `${table}.${column}`),
    );
    return [...new Set(columns)];
  });
}
