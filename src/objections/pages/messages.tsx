import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Fact } from '../../http/facts.tsx';
import { Moment } from '../../http/dates.tsx';
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
  { reference, receivedAt, isBehindGeneralDate, change }: Acknowledged,
): Rendered {
  const { snapshot, place } = input;
  return messagePage(
    input,
    { title: 'Your objection is received', status: 201 },
    <>
      <p class="lead">It counts from now. Keep the reference number.</p>
      <dl class="facts wide">
        <Fact label="Reference">
          <b>{reference}</b>
        </Fact>
        <Fact label="Change">
          <a href={`${place.base}/changes/${change.id}`}>Change {change.id}</a>
        </Fact>
        <Fact label="Received">
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
      </dl>
      {isBehindGeneralDate ? (
        <p>
          It came after the last day on general terms. It is kept and answered all the same; if your
          contract gives you longer, that counts.
        </p>
      ) : null}
      {place.sendsMail === true ? (
        <p>
          A mail with the link to your own page is on its way: there you see what becomes of it and
          can write to us. At most five such mails go to an address each day.
        </p>
      ) : (
        <p>No mail can be sent from here yet; we answer you by another way.</p>
      )}
      <p class="acts">
        <a href={`${place.base}/changes/${change.id}`}>Back to the change</a>
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
        <a href={`${base}/changes`}>All changes</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
