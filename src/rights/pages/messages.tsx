import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { ToldRefusal, toldTitle } from '../../http/told.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { verificationWords } from '../present.ts';
import type { Acknowledged } from '../service/submitting.ts';
import { rightsWords } from '../words/pages.ts';
import { caseWords } from '../words/cases.ts';
import { ItemsTable } from './items.tsx';

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

/** Confirms receipt (11 CCR § 7021(a)); the same whatever is known of the addresses. */
export function acknowledgedPage(
  input: RenderInput,
  { reference, receivedAt, law, who, items }: Acknowledged,
): Rendered {
  const { snapshot, place } = input;
  const { received: words, laws, grades, overview } = rightsWords[place.language];
  const labels = caseWords[place.language];
  return messagePage(
    input,
    { title: words.title, status: 201 },
    <>
      <p class="lead">{words.lead}</p>
      <dl class="facts wide">
        <Fact label={labels.reference}>
          <b>{reference}</b>
        </Fact>
        <Fact label={labels.received}>
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
        <Fact label={labels.law}>{laws[law].name}</Fact>
      </dl>
      <ItemsTable items={items} law={law} />
      <p>
        {verificationWords(law, items, grades)} {words.noIdentity}
      </p>
      {who === 'self' ? null : <p>{words.personFirst}</p>}
      <p>{place.sendsMail === true ? words.mail : words.noMail}</p>
      <p class="acts">
        <a href={place.pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { pages, language } = input.place;
  const { requests, overview } = rightsWords[language];
  return messagePage(
    input,
    { title: toldTitle(refusal, language), status: refusals[refusal.code].status },
    <>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        <a href={`${pages}/privacy-request`}>{requests}</a> <a href={pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}
