import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * What takes longest: whole years, deaths of processes, servers together, every page in a browser. A run takes
 * one of five lots beside everything else, so that it ends within fifteen minutes on two cores.
 */
const lots: readonly (readonly string[])[] = [
  [
    'test/browser/accessibility.test.ts',
    'test/platform/verify.test.ts',
    'test/proof/lives.test.ts',
    'test/scale/scale-out.test.ts',
  ],
  [
    'test/browser/announcing-policies.test.ts',
    'test/browser/console-roles.test.ts',
    'test/platform/faults.test.ts',
    'test/platform/worker-verify.test.ts',
  ],
  [
    'test/browser/documents.test.ts',
    'test/platform/backup.test.ts',
    'test/platform/compacting.test.ts',
    'test/platform/migrations.test.ts',
    'test/platform/worker-documents.test.ts',
    'test/platform/worker-year.test.ts',
  ],
  [
    'test/browser/alone.test.ts',
    'test/browser/embedding.test.ts',
    'test/browser/privacy-requests.test.ts',
    'test/browser/trackers.test.ts',
    'test/imports/bounds.test.ts',
    'test/notices/year/kill.test.ts',
    'test/notices/year/year.test.ts',
    'test/platform/worker-load.test.ts',
  ],
  [
    'test/browser/hostile.test.ts',
    'test/browser/writing.test.ts',
    'test/contract/client.test.ts',
    'test/deliveries/kill.test.ts',
    'test/differences/api.test.ts',
    'test/notices/announcing.test.ts',
    'test/retention/three-years.test.ts',
    'test/security/surface.test.ts',
    'test/upgrade/failing.test.ts',
  ],
];

/** Which lot is drawn: by the commit, so that it is the same again; 0 where there is none. */
export function lotOfCommit(): number {
  try {
    const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' });
    return Number.parseInt(hash.slice(0, 8), 16) % lots.length;
  } catch {
    return 0;
  }
}

/** What a run with that lot leaves out. */
export function leftOutBeside(lot: number): string[] {
  if (lots[lot] === undefined) throw new Error(`LOT is all, or one of 0 to ${lots.length - 1}.`);
  const gone = lots.flat().filter((path) => !existsSync(path));
  if (gone.length > 0) throw new Error(`test/lots.ts names what is not there: ${gone.join(', ')}`);
  return lots.filter((_, number) => number !== lot).flat();
}
