import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { ToldRefusal, toldTitle } from '../../http/told.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Acknowledged } from '../service/contacting.ts';
import type { InquiryWords } from '../words/en.tsx';
import { inquiryWords } from '../words/pages.ts';

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

/** The same whatever is known of the address and of the company. */
export function acknowledgedPage(input: RenderInput, acknowledged: Acknowledged): Rendered {
  const { kind, reference, receivedAt, topic, news } = acknowledged;
  const { snapshot, place } = input;
  const { received: words, thread, topics, overview } = inquiryWords[place.language];
  return messagePage(
    input,
    { title: words.titles[kind], status: 201 },
    <>
      <p class="lead">{leadOf(acknowledged, words)}</p>
      <dl class="facts wide">
        <Fact label={thread.reference}>
          <b>{reference}</b>
        </Fact>
        <Fact label={words.about}>{topics[topic]}</Fact>
        <Fact label={thread.received}>
          <Moment at={receivedAt} zone={snapshot.organisation.timeZone} />
        </Fact>
      </dl>
      <p>{nextOf(acknowledged, place.sendsMail === true, words)}</p>
      {news === undefined ? null : <p>{words.news[news]}</p>}
      <p class="acts">
        <a href={place.pages || '/'}>{overview}</a>{' '}
        {news === 'not-taken' ? <a href={`${place.pages}/subscribe`}>{words.subscribe}</a> : null}
      </p>
    </>,
  );
}

function leadOf({ kind, topic }: Acknowledged, words: InquiryWords['received']): string {
  if (kind !== 'inquiry') return words[kind];
  return topic === 'privacy-request' ? words.privacy : words.inquiry;
}

/** What follows, in words that pages and programs share. */
export function nextOf(
  { kind }: Acknowledged,
  sendsMail: boolean,
  { noMail, toConfirm, toFollow } = inquiryWords.en.received,
): string {
  if (!sendsMail) return noMail;
  return kind === 'request' ? toConfirm : toFollow;
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { pages, language } = input.place;
  const { contact, overview } = inquiryWords[language];
  return messagePage(
    input,
    { title: toldTitle(refusal, language), status: refusals[refusal.code].status },
    <>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        <a href={`${pages}/contact`}>{contact.title}</a> <a href={pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}
