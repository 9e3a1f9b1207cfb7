import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../http/env.ts';

type Kind = 'session' | 'sign-in' | 'first-steps';

/**
 * The strictest that the place allows. `__Host-` wants the path `/`: where a company mounts Annex below its
 * own site, that would send the cookie to all of it, so there it is `__Secure-` and the console's path.
 */
function formOf<E extends AppEnv>(c: Context<E>, kind: Kind) {
  const { origin, base } = c.env.deps.config;
  const isSecure = origin.startsWith('https:');
  const isWhole = isSecure && base === '';
  return {
    name: `annex-${kind}`,
    prefix: isWhole ? ('host' as const) : isSecure ? ('secure' as const) : undefined,
    options: {
      path: isWhole ? '/' : `${base}/console`,
      secure: isSecure,
      httpOnly: true,
      // A provider sends the browser back from elsewhere, where Strict would leave this cookie behind.
      sameSite: kind === 'sign-in' ? ('Lax' as const) : ('Strict' as const),
      // What somebody has read stays read.
      ...(kind === 'first-steps' && { maxAge: 365 * 24 * 60 * 60 }),
    },
  };
}

export function readCookie<E extends AppEnv>(c: Context<E>, kind: Kind): string | undefined {
  const { name, prefix } = formOf(c, kind);
  const found = prefix === undefined ? getCookie(c, name) : getCookie(c, name, prefix);
  return found || undefined;
}

/** Those that open anything end with the browser; for how long, the server decides. */
export function giveCookie<E extends AppEnv>(c: Context<E>, kind: Kind, value: string): void {
  const { name, prefix, options } = formOf(c, kind);
  setCookie(c, name, value, prefix === undefined ? options : { ...options, prefix });
}

export function takeCookie<E extends AppEnv>(c: Context<E>, kind: Kind): void {
  const { name, prefix, options } = formOf(c, kind);
  deleteCookie(c, name, prefix === undefined ? options : { ...options, prefix });
}
