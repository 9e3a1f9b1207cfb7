import { systemCtx } from '../../src/context.ts';
import type { Holder } from '../../src/personal-data/holder.ts';
import type { Copied, Correction, Erased, Subject } from '../../src/personal-data/model.ts';
import { recordsOf } from '../../src/personal-data/service/finding.ts';
import { addressHash, normalAddress } from '../../src/subscribers/model/address.ts';
import type { World } from '../support/app.ts';
import { dumpTables } from '../support/invariants.ts';

/** Somebody whose addresses these are. */
export function subjectOf({ deps }: World, ...spelled: readonly string[]): Subject {
  const addresses = spelled.map((each) => normalAddress('email', each));
  return { addresses, hashes: addresses.map((each) => addressHash(deps.keys, 'email', each)) };
}

/** Every record, as a run goes through them. */
export async function idsOf(trust: World, holder: Holder, subject: Subject) {
  const ids: string[] = [];
  for await (const id of recordsOf(trust.deps, holder, subject)) ids.push(id);
  return ids;
}

export async function copiesOf(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
): Promise<readonly Copied[]> {
  const copies: Copied[] = [];
  for (const holder of holders)
    for (const id of await idsOf(trust, holder, subject)) {
      const copied = await holder.copy(trust.deps, subject, id);
      if (copied) copies.push(copied);
    }
  return copies;
}

export async function eraseAll(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
): Promise<readonly Erased[]> {
  const outcomes: Erased[] = [];
  for (const holder of holders)
    for (const id of await idsOf(trust, holder, subject))
      outcomes.push(await holder.erase(systemCtx(trust.deps, 'personal-data'), subject, id));
  return outcomes;
}

/** Of each record, whether anything was corrected. */
export async function correctAll(
  trust: World,
  holders: readonly Holder[],
  subject: Subject,
  correction: Correction,
): Promise<readonly boolean[]> {
  const done: boolean[] = [];
  for (const holder of holders)
    for (const id of await idsOf(trust, holder, subject)) {
      const ctx = systemCtx(trust.deps, 'personal-data');
      done.push((await holder.correct?.(ctx, subject, id, correction)) ?? false);
    }
  return done;
}

/** What these tables say, in one text. */
export async function textOf(trust: World, names: readonly string[]): Promise<string> {
  const tables = await dumpTables(trust);
  return JSON.stringify(names.map((name) => tables.get(name)));
}
