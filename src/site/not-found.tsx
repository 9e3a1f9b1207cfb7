import { renderPage } from '../http/layout.tsx';
import type { Published, Rendered, RenderInput } from '../publication/representation.ts';

/**
 * The page for an address that names nothing. `what` completes "There is no … at this address",
 * e.g. "sub-processor". It never repeats what was asked for, so unknown and withheld look alike.
 */
export function notFoundPage(input: RenderInput, what = 'page'): Rendered {
  const { base } = input.place;
  return renderPage(
    {
      input,
      title: 'Not found',
      description: 'Nothing is published at this address.',
      noindex: true,
      status: 404,
    },
    <div class="title">
      <h1>Nothing is published here</h1>
      <p class="lead">
        There is no {what} at this address. Entries and changes keep their addresses for good, so
        the link may be mistyped.
      </p>
      <p class="acts">
        <a href={`${base}/subprocessors`}>All sub-processors</a>
        <a href={`${base}/changes`}>All changes</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </div>,
  );
}

/** What every unknown address answers. */
export const notFound: Published = {
  kind: 'published',
  path: '/(unknown)',
  mediaType: 'text/html; charset=utf-8',
  cors: false,
  render: (input) => notFoundPage(input),
};
