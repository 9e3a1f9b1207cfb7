import { createMiddleware } from 'hono/factory';
import type { Role } from '../context.ts';
import { mayActAs, roles } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { authenticate } from '../staff/service.ts';
import { noteSignIn } from '../staff/service/sign-ins.ts';
import { clientAddressOf } from './client-address.ts';
import type { StaffEnv } from './env.ts';

/**
 * Lets only staff with at least this role pass. A route middleware, because validation would answer
 * 422 before an authentication inside the handler could answer 401.
 */
export function forStaff(role: Role) {
  const middleware = createMiddleware<StaffEnv>(async (c, next) => {
    const { deps } = c.env;
    const presented = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const actor = presented === undefined ? undefined : await authenticate(deps, presented);
    if (!actor)
      throw new Refusal(
        'unauthenticated',
        'Send a staff key that is in force: "Authorization: Bearer annex_…".',
      );
    if (!mayActAs(actor.role, role))
      throw new Refusal(
        'forbidden',
        `This needs the role ${role}; your key has the role ${actor.role}.`,
      );
    const ctx = { deps, actor, now: deps.clock() };
    c.set('ctx', ctx);
    await noteSignIn(ctx, clientAddressOf(c, deps));
    await next();
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-content-type-options', 'nosniff');
  });
  return Object.assign(middleware, { role });
}

/** The role that a registered handler asks for; how the API's description and tests know the audience. */
export function roleOf(handler: object): Role | undefined {
  return 'role' in handler ? roles.find((role) => role === handler.role) : undefined;
}
