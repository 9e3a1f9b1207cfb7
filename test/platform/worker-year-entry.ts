// The Worker with a clock that can be set, mail servers that answer as told, and a life that may end.
import { createApp } from '../../src/app.ts';
import { logAddress, parseConfig } from '../../src/config.ts';
import { createKeys } from '../../src/core/keys.ts';
import { createLogKeys } from '../../src/db/log-keys.ts';
import { prepareDeps } from '../../src/platform/worker/deps.ts';
import { createPublicationCache } from '../../src/publication/service.ts';
import { mortalDeps, sparing, type Taken, workFor } from '../notices/year/deployments.ts';
import { fateOf, type Past, type Plan, Process } from '../notices/year/mortal.ts';
import { randomFrom } from '../support/random.ts';

type Bindings = Readonly<Record<string, string>>;

const taken: Taken[] = [];
let now = new Date(0);
let isolate: ReturnType<typeof start> | undefined;
let running: Process | undefined;

function start(env: Bindings) {
  const config = parseConfig(env, 'worker');
  const secret = config.secretKey ?? '';
  const publication = createPublicationCache({ maxBytes: 8e6, believedMs: 0, shareWork: false });
  const plan: Plan = JSON.parse(env['PLAN'] ?? '{}');
  const past: Past = JSON.parse(env['PAST'] ?? '{}');
  return {
    past,
    app: createApp(config),
    fate: sparing(fateOf(plan, past, randomFrom(Number(env['FATE_SEED']))), () => now),
    createDeps: prepareDeps({
      config,
      logKeys: createLogKeys(secret, logAddress(config)),
      keys: createKeys(secret),
      publication,
      log: () => undefined,
    }),
  };
}

export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const { app, fate, createDeps, past } = (isolate ??= start(env));
    now = new Date(request.headers.get('x-clock') ?? 0);
    const process = (running ??= new Process(fate));
    const deps = mortalDeps(
      createDeps({ nudge: () => undefined, outlive: () => undefined }),
      process,
      () => now,
      taken,
    );
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case '/-/work':
        await workFor(deps).catch(() => undefined);
        return Response.json({});
      case '/-/died':
        if (process.isDead) running = undefined;
        return Response.json({ isDead: process.isDead, past });
      case '/-/mails': {
        const to = searchParams.get('to');
        return Response.json(taken.filter((mail) => to === null || mail.to === to));
      }
      default:
        return app.fetch(request, { deps });
    }
  },
};
