import { createMiddleware } from 'hono/factory';
import { Refusal } from '../core/errors.ts';
import { faultOfActor, mayDo, type OperationId } from '../staff/model/permitting.ts';
import { authenticate } from '../staff/service.ts';
import { noteSignIn } from '../staff/service/sign-ins.ts';
import { clientAddressOf } from './client-address.ts';
import type { StaffEnv } from './env.ts';

/**
 * Lets only staff pass who may do this operation, by the table of permissions. A route middleware,
 * because validation would answer 422 before an authentication inside the handler could answer 401.
 */
export function forStaff(operation: OperationId) {
  const middleware = createMiddleware<StaffEnv>(async (c, next) => {
    const { deps } = c.env;
    const presented = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const actor = presented === undefined ? undefined : await authenticate(deps, presented);
    if (!actor)
      throw new Refusal(
        'unauthenticated',
        'Send a staff key that is in force: "Authorization: Bearer annex_…".',
      );
    if (!mayDo(actor, operation)) throw new Refusal('forbidden', faultOfActor(actor, operation));
    const ctx = { deps, actor, now: deps.clock() };
    c.set('ctx', ctx);
    await noteSignIn(ctx, clientAddressOf(c, deps));
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  return Object.assign(middleware, { operation });
}

/** The operation that a registered handler guards; how the API's description and tests know the audience. */
export function operationOf(handler: object): string | undefined {
  return 'operation' in handler && typeof handler.operation === 'string'
    ? handler.operation
    : undefined;
}
