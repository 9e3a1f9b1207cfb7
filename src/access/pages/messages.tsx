import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { ToldRefusal, toldTitle } from '../../http/told.tsx';
import { accessWords } from '../words/pages.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Acknowledged } from '../service/submitting.ts';

/** A page with one thing to say; behind a link or a form, so no search engine gets it. */
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

/** The same whatever is known of the address and of the company. */
export function acknowledgedPage(
  input: RenderInput,
  { reference, receivedAt }: Acknowledged,
): Rendered {
  const { snapshot, place } = input;
  const { received: words, request: labels, allDocuments, overview } = accessWords[place.language];
  return messagePage(
    input,
    { title: words.title, status: 201 },
    <>
      <p class="lead">{place.sendsMail === true ? words.mail : words.noMail}</p>
      <dl class="facts wide">
        <Fact label={labels.reference}>
          <b>{reference}</b>
        </Fact>
        <Fact label={labels.received}>
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
      </dl>
      <p>{words.after}</p>
      <p class="acts">
        <a href={`${place.pages}/documents`}>{allDocuments}</a>{' '}
        <a href={place.pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { pages, language } = input.place;
  const { allDocuments, overview } = accessWords[language];
  return messagePage(
    input,
    { title: toldTitle(refusal, language), status: refusals[refusal.code].status },
    <>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        <a href={`${pages}/documents`}>{allDocuments}</a> <a href={pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}
