import { Moment } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { Held } from './grant-parts.tsx';
import { messagePage } from './messages.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, isTalkedAbout } from '../model/deciding.ts';
import {
  Accepted,
  Asked,
  Paragraphs,
  type Props,
  Said,
  type Shown,
  Standing,
} from './request-parts.tsx';
import { stateWords } from '../words/states.ts';

/** A request, to whoever has its link: where it stands, what to do next, and messages both ways. */
export function requestPage(input: RenderInput, shown: Shown): Rendered {
  const { holder, done, refused } = shown;
  const { request } = holder;
  return renderPage(
    {
      input,
      title: `Request ${request.reference}`,
      description: 'What became of your request for documents.',
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>Your request for documents</h1>
        <p class="lead">
          <b>{stateWords[request.state].name}.</b> {stateWords[request.state].said}
        </p>
        <Done done={done} />
      </div>
      <div class="split">
        <div class="stack">
          <Verifying shown={shown} />
          <Signing shown={shown} />
          <Fetching input={input} shown={shown} />
          <Held {...holder} path={shown.path} zone={input.snapshot.organisation.timeZone} />
          <Asked input={input} shown={shown} />
          <Messages input={input} shown={shown} />
          <Writing shown={shown} />
        </div>
        <div class="stack">
          <Standing input={input} shown={shown} />
          <Accepted input={input} shown={shown} />
          <Said shown={shown} />
          <Withdrawing shown={shown} />
        </div>
      </div>
    </>,
  );
}

const doneWords: Readonly<Record<string, string>> = {
  verification: 'Thank you: we know now that this address is yours.',
  messages: 'Your message is received.',
  withdrawal: 'Your request is withdrawn.',
  nda: 'Your acceptance is recorded. Your copy is on this page.',
  granted: 'It is renewed. The mail with the link to the new version is on its way.',
  signing:
    'The terms have changed since: please read and accept them, then the new version is yours.',
  revoked: 'The token has ended.',
  'download-link': 'A new link is on its way to your mailbox. It works once.',
};

function Done({ done }: { done: string | undefined }) {
  const words = done !== undefined && Object.hasOwn(doneWords, done) ? doneWords[done] : undefined;
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

/** Opening the page confirms nothing: programs open links too. */
function Verifying({ shown: { holder, path } }: { shown: Shown }) {
  if (holder.request.state !== 'verifying') return null;
  return (
    <section class="block due" aria-labelledby="verify">
      <h2 id="verify">Is this address yours?</h2>
      <p class="small">
        Press the button, so that we know that the request comes from you. Whatever is given to you
        goes to this address only.
      </p>
      <form class="acts" action={`${path}/verification`} method="post">
        <button class="button" type="submit">
          Yes, I ask for these documents
        </button>
      </form>
      <p class="small">
        If you did not ask, close this page: the request ends by itself after seven days. You can
        also <a href={`${path}/withdrawal`}>end it now</a>.
      </p>
    </section>
  );
}

function Signing({ shown: { holder, path } }: { shown: Shown }) {
  const { toSign } = holder;
  if (toSign === undefined) return null;
  return (
    <section class="block due" aria-labelledby="sign">
      <h2 id="sign">Please read and accept</h2>
      <p class="small">
        <bdi>{toSign.nda.title}</bdi>, for{' '}
        {toSign.documents.map(({ title }, place) => (
          <>
            {place === 0 ? '' : ', '}
            <bdi>{title}</bdi>
          </>
        ))}
        . You see the whole text before you accept, and get a copy.
      </p>
      <p class="acts">
        <a class="button" href={`${path}/nda`}>
          Read the terms
        </a>
      </p>
    </section>
  );
}

/** A link is only ever mailed: who has this page alone gets no document. */
function Fetching({ input: { place }, shown: { holder, path } }: Props) {
  if (holder.request.state !== 'ready') return null;
  return (
    <section class="block due" aria-labelledby="fetch">
      <h2 id="fetch">Fetch your documents</h2>
      <p class="small">
        The mail that we sent you has a link that opens them. It works once and for seven days. If
        it is used or lost, have another one sent to your mailbox: those sent before end with that.
      </p>
      {place.sendsMail === true ? (
        <form class="acts" action={`${path}/download-link`} method="post">
          <button class="button" type="submit">
            Mail me a link
          </button>
        </form>
      ) : (
        <p class="small">No mail can be sent from here at the moment. Please write to us below.</p>
      )}
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { holder } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  if (holder.messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {holder.messages.map(({ at, author, text }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : 'You'}, <Moment at={at} zone={timeZone} />
          </h3>
          <Paragraphs text={text} />
        </article>
      ))}
    </section>
  );
}

function Writing({ shown: { holder, path, refused } }: { shown: Shown }) {
  const { request } = holder;
  if (!isTalkedAbout(request)) return null;
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  const isAsked = request.state === 'question';
  return (
    <section class={isAsked ? 'block due screen' : 'block screen'} aria-labelledby="write">
      <h2 id="write">{isAsked ? 'Your answer' : 'Write to us'}</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: 'Your message' }} />
        <TextField form={form} name="text" label="Your message" max={5_000} rows={5} />
        <div class="acts">
          <button class="button" type="submit">
            Send
          </button>
        </div>
      </form>
    </section>
  );
}

function Withdrawing({ shown: { holder, path } }: { shown: Shown }) {
  if (!isOpen(holder.request)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p class="small">
        If you do not need the documents any more, you can{' '}
        <a href={`${path}/withdrawal`}>withdraw your request</a>. You are asked once more.
      </p>
    </section>
  );
}

/** The step before it is withdrawn. Opening it does nothing. */
export function withdrawalPage(input: RenderInput, { holder, path }: Shown): Rendered {
  return messagePage(
    input,
    { title: 'Withdraw your request?' },
    <>
      <p class="lead">
        Request {holder.request.reference} ends with this, and nothing is given to you. You can
        always ask again.
      </p>
      <form class="acts" action={`${path}/withdrawal`} method="post">
        <button class="button" type="submit">
          Withdraw it
        </button>
        <a href={path}>Keep it</a>
      </form>
    </>,
  );
}
