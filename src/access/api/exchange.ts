import type { Context } from 'hono';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { pageResponse, wantsJson } from '../../http/exchange.ts';
import { answerError } from '../../http/problem.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { refusalPage } from '../pages/messages.tsx';
import { loadInput } from '../service/showing.ts';

/** A page that is for one person only. */
export async function answerPage(
  c: Context<AppEnv>,
  render: (input: RenderInput) => Rendered,
): Promise<Response> {
  return pageResponse(render(await loadInput(c.env.deps)));
}

/** What is refused is a page to people and a problem to programs. */
export async function answerRefusal(error: Error, c: Context<AppEnv>): Promise<Response> {
  if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c))
    return answerError(error, c);
  return withRetry(await answerPage(c, (input) => refusalPage(input, error)), error);
}

/** After how long it makes sense to try again, where that is why. */
export function withRetry(page: Response, { retryAfterSeconds }: Refusal): Response {
  if (retryAfterSeconds !== undefined) page.headers.set('retry-after', String(retryAfterSeconds));
  return page;
}
