import { type Refusal, refusals } from '../../core/errors.ts';
import { ToldRefusal, toldTitle } from '../../http/told.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { accessWords } from '../words/pages.ts';
import { holdingWords } from '../words/holding.ts';
import { messagePage } from './messages.tsx';

/** Why there is no document, and what to do about it. */
export function downloadRefusalPage(
  input: RenderInput,
  refusal: Refusal,
  slug: string | undefined,
): Rendered {
  const { pages, language } = input.place;
  const { allDocuments, overview } = accessWords[language];
  const mayAsk = slug !== undefined && refusal.code !== 'damaged';
  return messagePage(
    input,
    { title: toldTitle(refusal, language), status: refusals[refusal.code].status },
    <>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        {mayAsk ? (
          <a class="button" href={`${pages}/documents/${slug}/request`}>
            {holdingWords[language].refused.ask}
          </a>
        ) : null}
        <a href={`${pages}/documents`}>{allDocuments}</a> <a href={pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}
