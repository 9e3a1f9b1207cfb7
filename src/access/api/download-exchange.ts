import type { Context } from 'hono';
import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { pageResponse, wantsJson } from '../../http/exchange.ts';
import { answerError } from '../../http/problem.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { downloadRefusalPage } from '../pages/download-messages.tsx';
import { loadInput } from '../service/showing.ts';

/** A page that is for one person only. */
export async function answerPage(
  c: Context<AppEnv>,
  render: (input: RenderInput) => Rendered,
): Promise<Response> {
  return pageResponse(render(await loadInput(c.env.deps)));
}

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

/** Whose request this is. Only the last value of the header is the proxy's own; those before anybody may write. */
export function clientAddressOf(c: Context<AppEnv>, { config }: Deps): string | undefined {
  const name = config.clientAddressHeader;
  if (name === undefined) return c.env.clientAddress;
  return c.req.header(name)?.split(',').at(-1)?.trim() ?? c.env.clientAddress;
}
