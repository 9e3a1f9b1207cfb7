import type { Category, Declaration, Purpose, Source } from '../../core/personal.ts';
import type { Worded } from '../../core/worded.ts';

/** What is collected for one purpose and kept by one rule. */
export type Collected = {
  /** Key of the rule. */
  readonly record: string;
  readonly purpose: Purpose;
  readonly sources: readonly Source[];
  /** What, by category; nothing twice. */
  readonly categories: readonly {
    readonly category: Category;
    readonly what: readonly Worded[];
  }[];
};

/** What tables hold about persons, in the order in which they are declared; tables of one rule and purpose together. */
export function collectedIn(declarations: readonly Declaration[]): readonly Collected[] {
  const personal = declarations.filter((each) => each.record !== null);
  const groups = Map.groupBy(personal, ({ record, purpose }) => `${record} ${purpose}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const columns = group.flatMap((each) => Object.values(each.columns));
    const held = columns.filter((column) => column !== 'no');
    const byCategory = Map.groupBy(held, ({ category }) => category);
    return {
      record: first.record,
      purpose: first.purpose,
      sources: [...new Set(group.flatMap(({ sources }) => sources))],
      categories: [...byCategory].map(([category, those]) => ({
        category,
        what: [...new Map(those.map(({ what }) => [what.en, what])).values()],
      })),
    };
  });
}
