import type { Context } from 'hono';
import { sha256 } from '../core/hash.ts';
import type { AppEnv } from '../http/env.ts';
import script from './passkey.js?raw';
import css from './style.css?raw';

const tag = (text: string) => sha256(text).slice(0, 12);

/** Below the console; their names change with their content, so a browser may keep them for good. */
export const stylePath = `/style-${tag(css)}.css`;
export const scriptPath = `/passkey-${tag(script)}.js`;

const files: Readonly<Record<string, readonly [body: string, mediaType: string]>> = {
  [stylePath]: [css, 'text/css'],
  [scriptPath]: [script, 'text/javascript'],
};

/** One of them, or nothing that is known. */
export function answerAsset(c: Context<AppEnv>): Response | Promise<Response> {
  const [body, mediaType] = files[`/${c.req.param('file') ?? ''}`] ?? [];
  if (body === undefined || mediaType === undefined) return c.notFound() as Response;
  return new Response(body, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
