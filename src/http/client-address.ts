import type { Context } from 'hono';
import type { Deps } from '../context.ts';
import type { AppEnv } from './env.ts';

/** Whose request this is. Only the last value of the header is the proxy's own; those before anybody may write. */
export function clientAddressOf<E extends AppEnv>(
  c: Context<E>,
  { config }: Pick<Deps, 'config'>,
): string | undefined {
  const name = config.clientAddressHeader;
  if (name === undefined) return c.env.clientAddress;
  return c.req.header(name)?.split(',').at(-1)?.trim() ?? c.env.clientAddress;
}
