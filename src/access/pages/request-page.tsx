import { TitleOf } from '../../documents/shown.tsx';
import { Moment } from '../../http/dates.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { Held } from './grant-parts.tsx';
import { messagePage } from './messages.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, isTalkedAbout } from '../model/deciding.ts';
import { Accepted, Asked, type Props, Said, type Shown, Standing } from './request-parts.tsx';
import { accessWords } from '../words/pages.ts';

/** A request, to whoever has its link: where it stands, what to do next, and messages both ways. */
export function requestPage(input: RenderInput, shown: Shown): Rendered {
  const { holder, done, refused } = shown;
  const { request } = holder;
  const { request: words, states: stateWords } = accessWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.pageTitle(request.reference),
      description: words.description,
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>{words.title}</h1>
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

function Done({ done }: { done: string | undefined }) {
  const words = new Map(Object.entries(useWords(accessWords).request.done)).get(done ?? '');
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

/** Opening the page confirms nothing: programs open links too. */
function Verifying({ shown: { holder, path } }: { shown: Shown }) {
  const words = useWords(accessWords).request;
  if (holder.request.state !== 'verifying') return null;
  return (
    <section class="block due" aria-labelledby="verify">
      <h2 id="verify">{words.isYours}</h2>
      <p class="small">{words.press}</p>
      <form class="acts" action={`${path}/verification`} method="post">
        <button class="button" type="submit">
          {words.yes}
        </button>
      </form>
      <p class="small">
        {words.notYou((text) => (
          <a href={`${path}/withdrawal`}>{text}</a>
        ))}
      </p>
    </section>
  );
}

function Signing({ shown: { holder, path } }: { shown: Shown }) {
  const { toSign } = holder;
  const words = useWords(accessWords).request;
  const lang = useContentLang();
  if (toSign === undefined) return null;
  return (
    <section class="block due" aria-labelledby="sign">
      <h2 id="sign">{words.sign}</h2>
      <p class="small">
        {words.signFor(
          <bdi lang={lang}>{toSign.nda.title}</bdi>,
          toSign.documents.map((document, place) => (
            <>
              {place === 0 ? '' : ', '}
              <TitleOf document={document} />
            </>
          )),
        )}
      </p>
      <p class="acts">
        <a class="button" href={`${path}/nda`}>
          {words.readTerms}
        </a>
      </p>
    </section>
  );
}

/** A link is only ever mailed: who has this page alone gets no document. */
function Fetching({ input: { place }, shown: { holder, path } }: Props) {
  const words = useWords(accessWords).request;
  if (holder.request.state !== 'ready') return null;
  return (
    <section class="block due" aria-labelledby="fetch">
      <h2 id="fetch">{words.fetch}</h2>
      <p class="small">{words.fetchLead}</p>
      {place.sendsMail === true ? (
        <form class="acts" action={`${path}/download-link`} method="post">
          <button class="button" type="submit">
            {words.mailLink}
          </button>
        </form>
      ) : (
        <p class="small">{words.noMail}</p>
      )}
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { holder } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  const words = useWords(accessWords).request;
  if (holder.messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">{words.messages}</h2>
      {holder.messages.map(({ at, author, text }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : words.you}, <Moment at={at} zone={timeZone} />
          </h3>
          <Paragraphs text={text} />
        </article>
      ))}
    </section>
  );
}

function Writing({ shown: { holder, path, refused } }: { shown: Shown }) {
  const { request } = holder;
  const words = useWords(accessWords).request;
  if (!isTalkedAbout(request)) return null;
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  const isAsked = request.state === 'question';
  return (
    <section class={isAsked ? 'block due screen' : 'block screen'} aria-labelledby="write">
      <h2 id="write">{isAsked ? words.answer : words.write}</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: words.message }} />
        <TextField form={form} name="text" label={words.message} max={5_000} rows={5} />
        <div class="acts">
          <button class="button" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </section>
  );
}

function Withdrawing({ shown: { holder, path } }: { shown: Shown }) {
  const words = useWords(accessWords).request;
  if (!isOpen(holder.request)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">{words.withdraw}</h2>
      <p class="small">
        {words.notNeeded((text) => (
          <a href={`${path}/withdrawal`}>{text}</a>
        ))}
      </p>
    </section>
  );
}

/** The step before it is withdrawn. Opening it does nothing. */
export function withdrawalPage(input: RenderInput, { holder, path }: Shown): Rendered {
  const words = accessWords[input.place.language].request;
  return messagePage(
    input,
    { title: words.withdrawTitle },
    <>
      <p class="lead">{words.withdrawLead(holder.request.reference)}</p>
      <form class="acts" action={`${path}/withdrawal`} method="post">
        <button class="button" type="submit">
          {words.withdraw}
        </button>{' '}
        <a href={path}>{words.keep}</a>
      </form>
    </>,
  );
}
