import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take longest on a quiet core, longest first: begun last, one of them would run alone at the end. */
const long = [
  'browser/accessibility',
  'platform/worker-year',
  'notices/year/kill',
  'platform/worker-verify',
  'platform/faults',
  'notices/year/year',
  'platform/worker-load',
];

/** Sorts the long ones to the front, and leaves the others by project and size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? long.length : place;
}
