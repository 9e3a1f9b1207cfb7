// The Worker with a clock that can be set, mail servers that answer as told, and a life that may end.
import { createApp } from '../../src/app.ts';
import { logAddress, parseConfig } from '../../src/config.ts';
import type { Deps } from '../../src/context.ts';
import { createKeys } from '../../src/core/keys.ts';
import { createLogKeys } from '../../src/db/log-keys.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { createDeps, type Kept } from '../../src/platform/worker/deps.ts';
import { createPublicationCache } from '../../src/publication/service.ts';
import { randomFrom } from '../support/random.ts';
import { mailServers, workFor } from '../notices/year/deployments.ts';
import { type Fate, fateOf, mortal, type Process } from '../notices/year/mortal.ts';

type Bindings = Readonly<Record<string, string>>;
type Isolate = Kept & { readonly app: ReturnType<typeof createApp>; readonly fate: Fate };

const taken: Mail[] = [];
const struck = new Set<string>();
let isolate: Isolate | undefined;
let process: Process = { isDead: false };

function start(env: Bindings): Isolate {
  const config = parseConfig(env, 'worker');
  const secret = config.secretKey ?? '';
  return {
    config,
    app: createApp(config),
    logKeys: createLogKeys(secret, logAddress(config)),
    keys: createKeys(secret),
    publication: createPublicationCache({
      maxBytes: 8 * 1024 * 1024,
      believedMs: 0,
      shareWork: false,
    }),
    log: () => undefined,
    fate: fateOf(randomFrom(Number(env['FATE'])), struck),
  };
}

export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const { app, fate, ...kept } = (isolate ??= start(env));
    const now = new Date(request.headers.get('x-clock') ?? 0);
    const deps: Deps = createDeps(kept, () => undefined);
    const mine: Deps = {
      ...deps,
      transact: mortal(deps.transact, fate, process),
      clock: () => new Date(now),
      mail: mailServers(() => now, taken),
    };
    const { pathname } = new URL(request.url);
    if (pathname === '/-/work') {
      await workFor(mine).catch(() => undefined);
      return Response.json({});
    }
    if (pathname === '/-/died') {
      const { isDead } = process;
      process = { isDead: false };
      return Response.json({ isDead, struck: struck.size });
    }
    if (pathname === '/-/mails')
      return Response.json(taken.filter(({ to }) => to.startsWith('returned-')));
    return app.fetch(request, { deps: mine });
  },
};
