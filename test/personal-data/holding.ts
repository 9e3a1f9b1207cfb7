import type { Holder } from '../../src/personal-data/holder.ts';
import type { CopiedFile, Erased, Subject } from '../../src/personal-data/model.ts';
import { systemCtx } from '../../src/context.ts';
import type { World } from '../support/app.ts';
import { dumpTables } from '../support/invariants.ts';
import { findAll } from '../support/persons.ts';

/** The files that go with the copy of every record. */
export async function filesOf(
  trust: World,
  holder: Holder,
  subject: Subject,
): Promise<readonly CopiedFile[]> {
  const copies = [];
  for (const id of await findAll(trust, holder, subject))
    copies.push(await holder.copy(trust.deps, subject, id));
  return copies.flatMap((copied) => copied?.files ?? []);
}

/** One record, whether or not it is found. */
export async function eraseOne(
  { deps }: World,
  holder: Holder,
  subject: Subject,
  id: string,
): Promise<Erased> {
  return holder.erase(systemCtx(deps, 'personal-data'), subject, id);
}

/** What these tables say, in one text. */
export async function textOf(trust: World, names: readonly string[]): Promise<string> {
  const tables = await dumpTables(trust);
  return JSON.stringify(names.map((name) => tables.get(name)));
}
