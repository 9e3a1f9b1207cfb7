// The product in a process of its own, with a clock that can be set, which kills itself (SIGKILL) at the moments planned.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/config.ts';
import { openDatabase } from '../../../src/platform/node/database.ts';
import { createDeps } from '../../../src/platform/node/deps.ts';
import { listen } from '../../../src/platform/node/server.ts';
import { createPublicationCache } from '../../../src/publication/service.ts';
import { randomFrom } from '../../support/random.ts';
import { mailServers, mortalDeps, sparing, workFor } from './deployments.ts';
import { fateOf, type Past, Process } from './mortal.ts';

const { PLAN = '{}', LIFE = '0', PAST_FILE = '', MAIL_FILE = '', ...env } = process.env;
const config = parseConfig(env);
const database = await openDatabase(config.databaseUrl);
let now = new Date(0);
const past: Past = JSON.parse(readFileSync(PAST_FILE, 'utf8'));
const fate = fateOf(JSON.parse(PLAN), past, randomFrom(Number(LIFE)));
const life = new Process(
  sparing(fate, () => now),
  () => {
    writeFileSync(PAST_FILE, JSON.stringify(past));
    process.kill(process.pid, 'SIGKILL');
  },
);
const deps = {
  ...mortalDeps(createDeps(config, database), life, () => now, []),
  // Kept where no death of this process takes it away.
  mail: life.mailing(
    mailServers(
      () => now,
      (mail) => appendFileSync(MAIL_FILE, `${JSON.stringify(mail)}\n`),
    ),
  ),
  publication: createPublicationCache({ maxBytes: 8e6, believedMs: 0, shareWork: true }),
};
const app = createApp(config);
const server = await listen('127.0.0.1', 0);
server.answer(async (request) => {
  now = new Date(request.headers.get('x-clock') ?? 0);
  if (!request.url.endsWith('/-/work')) return app.fetch(request, { deps });
  await workFor(deps);
  return Response.json({});
});
process.stdout.write(`listening on ${server.port}.\n`);
