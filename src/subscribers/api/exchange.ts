import type { Context } from 'hono';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { isDocument, pageResponse, wantsJson } from '../../http/exchange.ts';
import { answerError } from '../../http/problem.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { loadInput } from '../service/showing.ts';
import { refusalPage } from '../pages/messages.tsx';

/** A page that is for one person only. */
export async function answerPage(
  c: Context<AppEnv>,
  render: (input: RenderInput) => Rendered,
): Promise<Response> {
  return pageResponse(render(await loadInput(c.env.deps)));
}

/** What is refused is a page to people and a problem to programs. */
export async function answerRefusal(error: Error, c: Context<AppEnv>): Promise<Response> {
  if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c) || isDocument(c))
    return answerError(error, c);
  const page = await answerPage(c, (input) => refusalPage(input, error));
  if (error.retryAfterSeconds !== undefined)
    page.headers.set('retry-after', String(error.retryAfterSeconds));
  return page;
}
