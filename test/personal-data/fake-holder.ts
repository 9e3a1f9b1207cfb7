import type { Holder, Page } from '../../src/personal-data/holder.ts';
import type { Erased } from '../../src/personal-data/model.ts';

/** A feature that is not there: so many records, and what was done to each. */
export function fakeHolder(
  ids: readonly string[],
  { kind = 'inquiries', fate = () => ({ outcome: 'deleted' }) }: Options = {},
) {
  const held = new Set(ids);
  const sorted = ids.toSorted();
  const pages: Page[] = [];
  const erased: string[] = [];
  const calls: string[] = [];
  let copied = 0;
  const holder: Holder = {
    kind,
    record: 'inquiries',
    async find(_deps, _subject, page) {
      pages.push(page);
      const { after, limit } = page;
      const found: string[] = [];
      // Rising, as an index gives them; never looked through as a whole.
      for (
        let at = after === undefined ? 0 : indexAfter(sorted, after);
        at < sorted.length;
        at += 1
      ) {
        const id = sorted[at];
        if (id !== undefined && held.has(id)) found.push(id);
        if (found.length === limit) break;
      }
      return found;
    },
    async copy(_deps, _subject, id) {
      copied += 1;
      return held.has(id) ? { title: { en: `Record ${id}` }, data: { id } } : undefined;
    },
    async erase(_ctx, _subject, id) {
      calls.push(id);
      const done = fate(id);
      if (done.outcome !== 'kept' && held.delete(id)) erased.push(id);
      return done;
    },
  };
  return { holder, held, pages, erased, calls, copied: () => copied };
}

type Options = {
  readonly kind?: string;
  readonly fate?: (id: string) => Erased;
};

function indexAfter(sorted: readonly string[], after: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') > after) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** So many ids in rising order. */
export function idsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index).padStart(7, '0'));
}
