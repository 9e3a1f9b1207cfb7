import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';

/** A page with one thing to say; behind a link, so no search engine gets it. */
export function messagePage(
  input: RenderInput,
  { title, status = 200 }: { readonly title: string; readonly status?: number },
  content: Child,
): Rendered {
  return renderPage(
    { input, title, description: `${title}.`, noindex: true, status },
    <div class="title">
      <h1>{title}</h1>
      {content}
    </div>,
  );
}

/** Why there is no document, and what to do about it. */
export function downloadRefusalPage(
  input: RenderInput,
  refusal: Refusal,
  slug: string | undefined,
): Rendered {
  const { base } = input.place;
  const { status, title } = refusals[refusal.code];
  const said = refusal.errors.length > 0 ? refusal.errors : [refusal];
  const mayAsk = slug !== undefined && refusal.code !== 'damaged';
  return messagePage(
    input,
    { title, status },
    <>
      {said.map(({ detail }) => (
        <p class="lead">{detail}</p>
      ))}
      <p class="acts">
        {mayAsk ? (
          <a class="button" href={`${base}/documents/${slug}/request`}>
            Ask for it
          </a>
        ) : null}
        <a href={`${base}/documents`}>All documents</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
