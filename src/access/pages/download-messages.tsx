import { type Refusal, refusals } from '../../core/errors.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { messagePage } from './messages.tsx';

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
