import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Acknowledged } from '../service/contacting.ts';
import { topicWords } from '../words.ts';

/** A page with one thing to say; behind a link or a form, so no search engine gets it. */
function messagePage(
  input: RenderInput,
  { title, status = 200 }: { readonly title: string; readonly status?: number },
  content: Child,
): Rendered {
  return renderPage(
    { input, title, description: `${title}.`, noindex: true, status, current: 'contact' },
    <div class="title">
      <h1>{title}</h1>
      {content}
    </div>,
  );
}

const titles: Readonly<Record<Acknowledged['kind'], string>> = {
  inquiry: 'Your message is received',
  request: 'Your request is received',
  objection: 'Your objection is received',
};

/** The same whatever is known of the address and of the company. */
export function acknowledgedPage(input: RenderInput, acknowledged: Acknowledged): Rendered {
  const { kind, reference, receivedAt, topic, news } = acknowledged;
  const { snapshot, place } = input;
  return messagePage(
    input,
    { title: titles[kind], status: 201 },
    <>
      <p class="lead">{leadOf(acknowledged)}</p>
      <dl class="facts wide">
        <Fact label="Reference">
          <b>{reference}</b>
        </Fact>
        <Fact label="About">{topicWords[topic]}</Fact>
        <Fact label="Received">
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
      </dl>
      <p>{nextOf(acknowledged, place.sendsMail === true)}</p>
      {news === undefined ? null : <p>{newsWords[news]}</p>}
      <p class="acts">
        <a href={place.base || '/'}>Overview</a>
        {news === 'not-taken' ? <a href={`${place.base}/subscribe`}>Subscribe</a> : null}
      </p>
    </>,
  );
}

function leadOf({ kind, topic }: Acknowledged): string {
  if (kind === 'objection') return 'It counts from now. Keep the reference number.';
  if (kind === 'request')
    return 'Please confirm your address: nothing is decided and nothing is sent before.';
  return topic === 'privacy-request'
    ? 'A person looks into it and answers you within one month at the latest. Keep the reference number.'
    : 'A person reads it and answers you. Keep the reference number.';
}

/** What follows, in words that pages and programs share. */
export function nextOf({ kind }: Acknowledged, sendsMail: boolean): string {
  if (!sendsMail) return 'No mail can be sent from here yet; we answer you by another way.';
  return kind === 'request'
    ? 'A mail with the link to your own page is on its way: confirm there that the address is yours, and see what becomes of the request. At most five such mails go to an address each day.'
    : 'A mail with the link to your own page is on its way: there you see what becomes of it and can write to us. At most five such mails go to an address each day.';
}

const newsWords: Readonly<Record<NonNullable<Acknowledged['news']>, string>> = {
  asked:
    'Of product news: if your address can be subscribed, another mail asks you to confirm it. Without that none is sent.',
  'not-taken': 'Product news could not be subscribed to just now. You can do that at any time.',
};

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { base } = input.place;
  const { status, title } = refusals[refusal.code];
  const told = refusal.errors.length > 0 ? refusal.errors : [refusal];
  return messagePage(
    input,
    { title, status },
    <>
      {told.map(({ detail }) => (
        <p class="lead">{detail}</p>
      ))}
      <p class="acts">
        <a href={`${base}/contact`}>Contact</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
