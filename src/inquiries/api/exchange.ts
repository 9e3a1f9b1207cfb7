import type { Context } from 'hono';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { type Fields, isDocument, pageResponse, wantsJson } from '../../http/exchange.ts';
import { answerError } from '../../http/problem.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { mostBytesTogether } from '../model/attaching.ts';
import { refusalPage } from '../pages/messages.tsx';
import { loadInput } from '../service/showing.ts';
import type { SentFile } from '../service/attaching.ts';

/** Files in base64 and a text that is too long: both are answered with what is wrong with them. */
export const mostBytesSent = Math.ceil((mostBytesTogether * 4) / 3) + 512 * 1024;

/** A page that is for one person only. */
export async function answerPage(
  c: Context<AppEnv>,
  render: (input: RenderInput) => Rendered,
): Promise<Response> {
  return pageResponse(render(await loadInput(c.env.deps)));
}

/** What is refused is a page to people and a problem to programs. */
export async function answerRefusal(error: Error, c: Context<AppEnv>): Promise<Response> {
  if (!isForPeople(error, c)) return answerError(error, c);
  return withRetry(await answerPage(c, (input) => refusalPage(input, error)), error);
}

export function isForPeople(error: unknown, c: Context<AppEnv>): error is Refusal {
  return error instanceof Refusal && error.code !== 'busy' && !wantsJson(c) && !isDocument(c);
}

/** After how long it makes sense to try again, where that is why. */
export function withRetry(page: Response, { retryAfterSeconds }: Refusal): Response {
  if (retryAfterSeconds !== undefined) page.headers.set('retry-after', String(retryAfterSeconds));
  return page;
}

export async function readFiles({ files }: Fields): Promise<readonly SentFile[]> {
  return Promise.all(
    files('attachments').map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/** To be saved and never shown: whoever sent it may have meant it for whoever opens it. */
export function fileResponse({ name, bytes }: SentFile): Response {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  // RFC 8187 section 3.2.1: what a token may hold stays as it is.
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
