import type { Context } from 'hono';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { wantsJson } from '../../http/exchange.ts';
import { answerError } from '../../http/problem.ts';
import { downloadRefusalPage } from '../pages/download-messages.tsx';
import { answerPage } from './exchange.ts';

/** What is refused is a page to people and a problem to programs; `slug` where it is about a document. */
export async function answerRefusal(error: Error, c: Context<AppEnv>): Promise<Response> {
  const problem = answerError(error, c);
  if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) return problem;
  const slug = c.req.param('slug');
  const page = await answerPage(c, (input) => downloadRefusalPage(input, error, slug));
  for (const name of ['retry-after', 'www-authenticate'])
    if (problem.headers.has(name)) page.headers.set(name, problem.headers.get(name) ?? '');
  return page;
}
