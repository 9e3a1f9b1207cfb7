// npm run chaos -- --minutes 10 [--seed N]: random schedules of what people do and what fails, for that long.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const { status } = spawnSync(
  'vitest',
  ['run', '--config', 'test/vitest.config.ts', '--project', 'node', 'test/chaos/chaos.test.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CHAOS_MINUTES: values.minutes,
      ...(values.seed !== undefined && { CHAOS_SEED: values.seed }),
    },
  },
);
process.exitCode = status ?? 1;
