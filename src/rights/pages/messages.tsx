import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { laws } from '../model/laws.ts';
import { verificationWords } from '../present.ts';
import type { Acknowledged } from '../service/submitting.ts';
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
  return messagePage(
    input,
    { title: 'Your request is received', status: 201 },
    <>
      <p class="lead">It counts from now. Keep the reference number.</p>
      <dl class="facts wide">
        <Fact label="Reference">
          <b>{reference}</b>
        </Fact>
        <Fact label="Received">
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
        <Fact label="Law">{laws[law].name}</Fact>
      </dl>
      <ItemsTable items={items} law={law} />
      <p>{verificationWords(law, items)} Please send no identity documents.</p>
      {who === 'self' ? null : (
        <p>
          The person is asked first, at the address that you gave. Until they have let you ask for
          them nothing is disclosed to you.
        </p>
      )}
      {place.sendsMail === true ? (
        <p>
          A mail with the link to the page of the request is on its way: there you see what becomes
          of it and can write to us. At most five such mails go to an address each day.
        </p>
      ) : (
        <p>No mail can be sent from here yet; we answer you by another way.</p>
      )}
      <p class="acts">
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
        <a href={`${base}/privacy-request`}>Privacy requests</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
