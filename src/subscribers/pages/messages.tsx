import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Fact } from '../../http/facts.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { ToldRefusal, toldTitle } from '../../http/told.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { confirmBy } from '../model/pending.ts';
import type { Subscription } from '../model/subscription.ts';
import { languageWords } from '../model/words.ts';
import { subscriberWords } from '../words/pages.ts';
import type { Subscribed } from '../service/subscribing.ts';

/** A page with one thing to say; behind a link or a form, so no search engine gets it. */
function messagePage(
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

/** The same bytes whoever asks for whichever address. */
export function requestedPage(input: RenderInput): Rendered {
  const { mailbox, overview } = wordsOf(input);
  return messagePage(
    input,
    { title: mailbox.title, status: 202 },
    <>
      <p class="lead">{mailbox.lead}</p>
      <p>{mailbox.nothing}</p>
      <p class="acts">
        <a href={`${input.place.pages}/subscribe`}>{mailbox.back}</a>{' '}
        <a href={input.place.pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}

export function createdPage(input: RenderInput, { channel, links, secret }: Subscribed): Rendered {
  const { created } = wordsOf(input);
  return messagePage(
    input,
    { title: channel === 'webhook' ? created.keepSecret : created.almost, status: 201 },
    <>
      <p class="lead">{channel === 'webhook' ? created.challenge : created.welcome}</p>
      {secret === undefined ? null : (
        <>
          <p>{created.signed}</p>
          <pre tabindex={0}>{secret}</pre>
        </>
      )}
      <p>
        {created.keepLink}
        {secret === undefined ? '' : created.log}
      </p>
      <p class="acts">
        <a href={links.manage}>{created.manage}</a>
      </p>
    </>,
  );
}

/** What is to be confirmed, and the button. Opening this page changes nothing: programs open links too. */
export function confirmationPage(
  input: RenderInput,
  subscription: Subscription,
  path: string,
): Rendered {
  const { organisation, services } = input.snapshot;
  const { confirm, topics, frequencies } = wordsOf(input);
  const chosen = services.filter(({ slug }) => subscription.services.includes(slug));
  return messagePage(
    input,
    { title: confirm.title },
    <>
      <p class="lead">{confirm.lead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
      <dl class="facts wide">
        <Fact label={confirm.address}>
          <bdi>{subscription.address}</bdi>
        </Fact>
        <Fact label={confirm.topics}>
          {subscription.topics.map((topic) => topics[topic]).join(', ')}
        </Fact>
        <Fact label={confirm.services}>
          {subscription.services.length === 0
            ? confirm.allServices
            : chosen.map(({ name }) => name).join(', ')}
        </Fact>
        <Fact label={confirm.language}>{languageWords[subscription.language]}</Fact>
        <Fact label={confirm.frequency}>{frequencies[subscription.frequency]}</Fact>
      </dl>
      <form class="acts" action={path} method="post">
        <button class="button" type="submit">
          {confirm.button}
        </button>{' '}
        <span class="quiet">
          {confirm.consent((text) => (
            <a href={`${input.place.pages}/subscribe#kept`}>{text}</a>
          ))}
        </span>
      </form>
      <p class="small">
        {confirm.otherwise(
          <TimeOf at={confirmBy(subscription)} zone={organisation.timeZone} prose />,
        )}
      </p>
    </>,
  );
}

export function confirmedPage(input: RenderInput, manage: string): Rendered {
  const { confirmed } = wordsOf(input);
  return messagePage(
    input,
    { title: confirmed.title },
    <>
      <p class="lead">{confirmed.lead}</p>
      <p class="acts">
        <a href={manage}>{confirmed.manage}</a>{' '}
        <a href={`${input.place.pages}/changes`}>{confirmed.changes}</a>
      </p>
    </>,
  );
}

export function unsubscribePage(input: RenderInput, path: string): Rendered {
  const { leave } = wordsOf(input);
  return messagePage(
    input,
    { title: leave.title },
    <>
      <p class="lead">{leave.lead}</p>
      <form class="acts" action={path} method="post">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button class="button" type="submit">
          {leave.button}
        </button>
      </form>
    </>,
  );
}

export function leftPage(input: RenderInput, isErased: boolean): Rendered {
  const { left, overview } = wordsOf(input);
  return messagePage(
    input,
    { title: isErased ? left.erased : left.title },
    <>
      <p class="lead">{left.lead}</p>
      <p class="acts">
        <a href={`${input.place.pages}/subscribe`}>{left.again}</a>{' '}
        <a href={input.place.pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}

export function secretPage(
  input: RenderInput,
  manage: string,
  { secret, until }: { readonly secret: string; readonly until: Date },
): Rendered {
  const words = wordsOf(input).secret;
  return messagePage(
    input,
    { title: words.title },
    <>
      <p class="lead">
        {words.lead(until.toISOString().slice(11, 16), <TimeOf at={until} zone="UTC" prose />)}
      </p>
      <pre tabindex={0}>{secret}</pre>
      <p class="acts">
        <a href={manage}>{words.back}</a>
      </p>
    </>,
  );
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { pages, language } = input.place;
  const { nowhere, form, overview } = wordsOf(input);
  const title = refusal.code === 'not_found' ? nowhere : toldTitle(refusal, language);
  return messagePage(
    input,
    { title, status: refusals[refusal.code].status },
    <>
      <ToldRefusal refusal={refusal} />
      <p class="acts">
        <a href={`${pages}/subscribe`}>{form.title}</a> <a href={pages || '/'}>{overview}</a>
      </p>
    </>,
  );
}

function wordsOf({ place }: RenderInput) {
  return subscriberWords[place.language];
}
