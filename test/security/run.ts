// npm run fuzz -- --minutes 10 [--seed N]: parsers and the whole HTTP surface, drawn for that long.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const files = ['test/security/parsers.test.ts', 'test/security/surface.test.ts'];
const shares = files.reduce((sum, file) => sum + countIn(readFileSync(file, 'utf8')), 0);
console.log(`--seed ${seed}`);
const { status } = spawnSync(
  'vitest',
  ['run', '--config', 'test/vitest.config.ts', '--project', 'node', '--maxWorkers', '1', ...files],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      SEED_OF_CHANCE: seed,
      FUZZ_SHARE_MS: String(Math.round((Number(values.minutes) * 60_000) / shares)),
    },
  },
);
console.log(`--seed ${seed}`);
process.exitCode = status ?? 1;

/** Properties and rounds of a file, each of which gets its part of the time. */
function countIn(text: string): number {
  return text.match(/\b(often|rounds)\(\d/g)?.length ?? 0;
}
