// A process that only delivers: the loop of the product on the database of a test, to be killed at any moment.
import { parseConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { startLoop } from '../../src/platform/node/loop.ts';
import { createLoopbackPost } from './sink.ts';

const config = parseConfig(process.env);
const database = await openDatabase(config.databaseUrl);
const { post } = createLoopbackPost();
const beganAt = Number(process.env['CLOCK_AT']);
const began = performance.now();
const clock = () => new Date(beganAt + Math.round(performance.now() - began));
const loop = startLoop({ ...createDeps(config, database), clock, post });
console.log('draining');

process.once('SIGTERM', () => {
  void loop
    .close()
    .then(() => database.close())
    .then(() => process.exit());
});
