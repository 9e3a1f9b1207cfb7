import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { mayDo, type OperationId } from '../../staff/model/permitting.ts';

export function may(c: Context<ConsoleEnv>, operation: OperationId): boolean {
  return mayDo(c.get('visit').ctx.actor, operation);
}
