import type { Ctx, Deps, Staff } from '../context.ts';

/** What every handler gets: dependencies travel as Hono's `env`, so one app object serves all platforms. */
export type AppEnv = {
  Bindings: {
    readonly deps: Deps;
    /** Of the connection; behind a proxy that is the proxy's (`CLIENT_ADDRESS_HEADER`). */
    readonly clientAddress?: string;
    /** Where requests are watched (`http/watching.ts`): what the log calls this one. */
    readonly requestId?: string;
  };
};

/** Behind `forStaff`: the unit of work of somebody with a staff key. */
export type StaffEnv = AppEnv & { Variables: { ctx: Ctx<Staff> } };
