import { type Refusal, refusals } from '../core/errors.ts';
import { renderPage } from '../http/layout.tsx';
import type { Rendered, RenderInput } from '../publication/representation.ts';

/** The page for what a representation refuses: why, what to do, and ways on. */
export function refusedPage(input: RenderInput, refusal: Refusal): Rendered {
  const { base } = input.place;
  const { status, title } = refusals[refusal.code];
  const said = refusal.errors.length > 0 ? refusal.errors : [refusal];
  return renderPage(
    { input, title, description: refusal.detail, noindex: true, status },
    <div class="title">
      <h1>{title}</h1>
      {said.map(({ detail }) => (
        <p class="lead">{detail}</p>
      ))}
      <p class="acts">
        <a href={`${base}/subprocessors`}>The register as it stands now</a>
        <a href={`${base}/versions`}>All its versions</a>
        <a href={`${base}/changes`}>All changes</a>
      </p>
    </div>,
  );
}
