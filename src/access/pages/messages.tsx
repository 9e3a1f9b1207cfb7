import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
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
  return messagePage(
    input,
    { title: 'Please look into your mailbox', status: 201 },
    <>
      {place.sendsMail === true ? (
        <p class="lead">
          A mail is on its way to you. Open the link in it and press the button there within seven
          days: then your request counts.
        </p>
      ) : (
        <p class="lead">
          Your request is received. No mail can be sent from here yet, so keep the reference.
        </p>
      )}
      <dl class="facts wide">
        <Fact label="Reference">
          <b>{reference}</b>
        </Fact>
        <Fact label="Received">
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
      </dl>
      <p>
        The page behind that link shows what becomes of your request. If no mail has come after some
        minutes, look among what your mailbox took for unwanted; at most five such mails go to an
        address each day.
      </p>
      <p class="acts">
        <a href={`${place.base}/documents`}>All documents</a>
        <a href={place.base || '/'}>Overview</a>
      </p>
    </>,
  );
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { base } = input.place;
  const { status, title } = refusals[refusal.code];
  const said = refusal.errors.length > 0 ? refusal.errors : [refusal];
  return messagePage(
    input,
    { title, status },
    <>
      {said.map(({ detail }) => (
        <p class="lead">{detail}</p>
      ))}
      <p class="acts">
        <a href={`${base}/documents`}>All documents</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
