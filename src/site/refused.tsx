import { type Refusal, refusals } from '../core/errors.ts';
import { renderPage } from '../http/layout.tsx';
import { ToldRefusal, toldTitle } from '../http/told.tsx';
import type { Rendered, RenderInput } from '../publication/representation.ts';
import { siteWords } from './words/pages.ts';

/** The page for what a representation refuses: why, what to do, and ways on. */
export function refusedPage(input: RenderInput, refusal: Refusal): Rendered {
  const { pages, language } = input.place;
  const words = siteWords[language].refused;
  const title = toldTitle(refusal, language);
  const { status } = refusals[refusal.code];
  return renderPage(
    { input, title, description: title, noindex: true, status },
    <div class="title">
      <h1>{title}</h1>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        <a href={`${pages}/subprocessors`}>{words.now}</a>{' '}
        <a href={`${pages}/versions`}>{words.versions}</a>{' '}
        <a href={`${pages}/changes`}>{words.changes}</a>
      </p>
    </div>,
  );
}
