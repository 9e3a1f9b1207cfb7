import type { Child } from 'hono/jsx';
import { type Refusal, refusals } from '../../core/errors.ts';
import { Fact } from '../../http/facts.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { confirmBy } from '../model/pending.ts';
import type { Subscription } from '../model/subscription.ts';
import { frequencyWords, languageWords, topicWords } from '../model/words.ts';
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
  return messagePage(
    input,
    { title: 'Look into your mailbox', status: 202 },
    <>
      <p class="lead">
        If this address can be subscribed, a mail with a link is on its way. Nothing else is sent
        before you confirm there.
      </p>
      <p>
        No mail after some minutes? Look into the spam folder and check the address for a slip. At
        most one such mail goes to an address each day.
      </p>
      <p class="acts">
        <a href={`${input.place.base}/subscribe`}>Back to the form</a>
        <a href={input.place.base || '/'}>Overview</a>
      </p>
    </>,
  );
}

export function createdPage(input: RenderInput, { channel, links, secret }: Subscribed): Rendered {
  return messagePage(
    input,
    { title: channel === 'webhook' ? 'Keep this secret now' : 'Almost subscribed', status: 201 },
    <>
      <p class="lead">
        {channel === 'webhook'
          ? 'A challenge is on its way to your webhook. Once it has answered, it gets every event.'
          : 'A welcome is on its way to your channel. Once it has arrived there, so does the rest.'}
      </p>
      {secret === undefined ? null : (
        <>
          <p>
            Events are signed with this secret. It is shown this once; a new one can be had on the
            page below.
          </p>
          <pre tabindex={0}>{secret}</pre>
        </>
      )}
      <p>
        Keep this link too: whoever has it can see and change the subscription.
        {secret === undefined ? '' : ' There is the log of deliveries as well.'}
      </p>
      <p class="acts">
        <a href={links.manage}>Your subscription</a>
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
  const chosen = services.filter(({ slug }) => subscription.services.includes(slug));
  return messagePage(
    input,
    { title: 'Confirm your subscription' },
    <>
      <p class="lead">
        Somebody, we hope you, asked that <bdi>{nameInSentence(organisation)}</bdi> writes to this
        address.
      </p>
      <dl class="facts wide">
        <Fact label="Address">
          <bdi>{subscription.address}</bdi>
        </Fact>
        <Fact label="Topics">
          {subscription.topics.map((topic) => topicWords[topic]).join(', ')}
        </Fact>
        <Fact label="Services">
          {subscription.services.length === 0
            ? 'All, those of later included'
            : chosen.map(({ name }) => name).join(', ')}
        </Fact>
        <Fact label="Language">{languageWords[subscription.language]}</Fact>
        <Fact label="How often">{frequencyWords[subscription.frequency]}</Fact>
      </dl>
      <form class="acts" action={path} method="post">
        <button class="button" type="submit">
          Confirm
        </button>
        <span class="quiet">
          By this you consent to <a href={`${input.place.base}/subscribe#kept`}>what is kept</a>.
        </span>
      </form>
      <p class="small">
        It was not you? Then do nothing: no further mail is sent, and the request is deleted on{' '}
        <TimeOf at={confirmBy(subscription)} zone={organisation.timeZone} prose />.
      </p>
    </>,
  );
}

export function confirmedPage(input: RenderInput, manage: string): Rendered {
  return messagePage(
    input,
    { title: 'You are subscribed' },
    <>
      <p class="lead">From now on you hear of what you chose.</p>
      <p class="acts">
        <a href={manage}>See or change your subscription</a>
        <a href={`${input.place.base}/changes`}>All changes so far</a>
      </p>
    </>,
  );
}

export function unsubscribePage(input: RenderInput, path: string): Rendered {
  return messagePage(
    input,
    { title: 'Leave' },
    <>
      <p class="lead">
        No further message is sent after this, and your address and choices are erased at once.
      </p>
      <form class="acts" action={path} method="post">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button class="button" type="submit">
          Unsubscribe
        </button>
      </form>
    </>,
  );
}

export function leftPage(input: RenderInput, isErased: boolean): Rendered {
  return messagePage(
    input,
    { title: isErased ? 'Everything is erased' : 'You have left' },
    <>
      <p class="lead">
        Nothing more is sent. Your address and what you chose are erased; a message that was on its
        way already may still arrive.
      </p>
      <p class="acts">
        <a href={`${input.place.base}/subscribe`}>Subscribe again</a>
        <a href={input.place.base || '/'}>Overview</a>
      </p>
    </>,
  );
}

export function secretPage(
  input: RenderInput,
  manage: string,
  { secret, until }: { readonly secret: string; readonly until: Date },
): Rendered {
  return messagePage(
    input,
    { title: 'Your new secret' },
    <>
      <p class="lead">
        It is shown this once. The one before stays valid until {until.toISOString().slice(11, 16)}{' '}
        UTC on <TimeOf at={until} zone="UTC" prose />; until then each event carries both
        signatures.
      </p>
      <pre tabindex={0}>{secret}</pre>
      <p class="acts">
        <a href={manage}>Back to your subscription</a>
      </p>
    </>,
  );
}

/** What a link or a form was refused for, and what to do about it. */
export function refusalPage(input: RenderInput, refusal: Refusal): Rendered {
  const { base } = input.place;
  const { status, title } = refusals[refusal.code];
  const said = refusal.errors.length > 0 ? refusal.errors : [refusal];
  const isLink = refusal.code === 'not_found';
  return messagePage(
    input,
    { title: isLink ? 'This link leads nowhere' : title, status },
    <>
      {said.map(({ detail }) => (
        <p class="lead">{detail}</p>
      ))}
      <p class="acts">
        <a href={`${base}/subscribe`}>Subscribe</a>
        <a href={base || '/'}>Overview</a>
      </p>
    </>,
  );
}
