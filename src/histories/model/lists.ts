import type { Facts } from '../../subprocessors/model/facts.ts';
import { type Revision, refuseHistory } from './history.ts';

/** A whole list as it was published at a moment. */
export type ListRevision = {
  readonly at: Date;
  readonly ref?: string;
  readonly reason?: string;
  readonly rows: readonly { readonly key: string; readonly facts: Facts }[];
  /** Rows that a person knows to be the same entry under another key: nothing here finds that out. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
};

/** The lists of a `list-sequence/1` file. A row that was gone from a list comes back as another entry. */
export function foldLists(lists: readonly ListRevision[]): readonly Revision[] {
  let before: ReadonlyMap<string, number> = new Map();
  let entities = 0;
  return lists.map(({ rows, renamed, ...revision }, index) => {
    const known = renamedKeys(before, renamed, index);
    const after = new Map<string, number>();
    const folded = rows.map((row) => {
      const entity = known.get(row.key) ?? (entities += 1);
      after.set(row.key, entity);
      return { ...row, entity };
    });
    before = after;
    return { ...revision, rows: folded };
  });
}

function renamedKeys(
  before: ReadonlyMap<string, number>,
  renamed: ListRevision['renamed'],
  index: number,
): ReadonlyMap<string, number> {
  const known = new Map(before);
  for (const { from } of renamed) known.delete(from);
  for (const [place, { from, to }] of renamed.entries()) {
    const entity = before.get(from);
    const path = ['revisions', index, 'renamed', place];
    if (entity === undefined) refuseHistory(path, `The list before has no ${from}.`);
    if (known.has(to)) refuseHistory(path, `The list before has ${to} too: it is another entry.`);
    known.set(to, entity);
  }
  return known;
}
