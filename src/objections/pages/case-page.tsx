import type { Change } from '../../changes/model.ts';
import type { Fault } from '../../core/errors.ts';
import { Moment, Time, TimeOf } from '../../http/dates.tsx';
import { Breakable, Fact } from '../../http/facts.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, type Objection } from '../model.ts';
import type { Message } from '../model/case.ts';
import { objectionWords } from '../words/pages.ts';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { messagePage } from './messages.tsx';

/** What the pages of one case show. */
export type Shown = {
  readonly objection: Objection;
  readonly messages: readonly Message[];
  readonly change: Change;
  /** Path of this page. */
  readonly path: string;
  /** What was just done, by the name of its form. */
  readonly done?: string;
  /** A message that was refused. */
  readonly refused?: {
    readonly text: string;
    readonly faults: readonly Fault[];
    readonly status: number;
  };
};

/** An objection, to whoever has its link: what became of it, and messages both ways. */
export function casePage(input: RenderInput, shown: Shown): Rendered {
  const { objection, change, done, refused } = shown;
  const { case: words, states, resolutions, ...all } = objectionWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.pageTitle(objection.reference),
      description: words.description,
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead" dir="auto">
          <a href={`${input.place.pages}/changes/${change.id}`}>{all.change(change.id)}</a>:{' '}
          {all.headline(change)}.
        </p>
        <p>
          <b>{states[objection.state]}</b>
          {objection.resolution ? `. ${resolutions[objection.resolution]}.` : '.'}
        </p>
        {done === undefined ? null : <Done done={done} />}
      </div>
      <div class="split">
        <div class="stack">
          <Confirming shown={shown} />
          <Said objection={objection} />
          <Messages input={input} shown={shown} />
          <Writing shown={shown} />
        </div>
        <div class="stack">
          <Standing input={input} shown={shown} />
          <Withdrawing shown={shown} />
        </div>
      </div>
    </>,
  );
}

function Done({ done }: { done: string }) {
  const words = new Map(Object.entries(useWords(objectionWords).case.done)).get(done);
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

/** Opening the page confirms nothing: programs open links too. */
function Confirming({ shown: { objection, path } }: { shown: Shown }) {
  const words = useWords(objectionWords).case;
  if (objection.confirmedAt !== undefined || !isOpen(objection)) return null;
  return (
    <section class="block due" aria-labelledby="confirm">
      <h2 id="confirm">{words.isYours}</h2>
      <p class="small">{words.press}</p>
      <form class="acts" action={`${path}/confirmation`} method="post">
        <button class="button" type="submit">
          {words.yes}
        </button>
      </form>
    </section>
  );
}

type Props = { readonly input: RenderInput; readonly shown: Shown };

function Standing({ input, shown: { objection } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { resolution, terminationUntil, confirmedAt, endedAt } = objection;
  const { case: words, states, resolutions } = useWords(objectionWords);
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">{words.standing}</h2>
      <dl class="facts">
        <Fact label={words.reference}>
          <b>{objection.reference}</b>
        </Fact>
        <Fact label={words.state}>{states[objection.state]}</Fact>
        <Fact label={words.outcome}>{resolution && resolutions[resolution]}</Fact>
        <Fact label={words.terminate}>{terminationUntil && <Time day={terminationUntil} />}</Fact>
        <Fact label={words.received}>
          <Moment at={objection.receivedAt} zone={zone} />
          {objection.isLate ? words.late : ''}
        </Fact>
        <Fact label={words.confirmed}>
          {confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}
        </Fact>
        <Fact label={words.closed}>{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { messages } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  const words = useWords(objectionWords).case;
  if (messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">{words.messages}</h2>
      {messages.map(({ at, author, text, reference }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : words.you}, <Moment at={at} zone={timeZone} />
            {reference === undefined ? '' : words.sentAs(reference)}
          </h3>
          <Paragraphs text={text} />
        </article>
      ))}
    </section>
  );
}

function Writing({ shown: { objection, path, refused } }: { shown: Shown }) {
  const words = useWords(objectionWords).case;
  if (!isOpen(objection)) return null;
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">{words.write}</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: words.message }} />
        <TextField form={form} name="text" label={words.message} max={10_000} rows={5} />
        <div class="acts">
          <button class="button" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </section>
  );
}

function Said({ objection }: { objection: Objection }) {
  const { objector, ground, statement, request } = objection;
  const { case: words, grounds } = useWords(objectionWords);
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">{words.wrote}</h2>
      <dl class="facts">
        <Fact label={words.name}>{objector?.name}</Fact>
        <Fact label={words.company}>{objector?.company}</Fact>
        <Fact label={words.email}>{objector?.email && <Breakable text={objector.email} />}</Fact>
        <Fact label={words.about}>{grounds[ground]}</Fact>
        <Fact label={words.why}>{statement && <Paragraphs text={statement} />}</Fact>
        <Fact label={words.askedFor}>{request && <Paragraphs text={request} />}</Fact>
      </dl>
    </section>
  );
}

function Withdrawing({ shown: { objection, path } }: { shown: Shown }) {
  const words = useWords(objectionWords).case;
  if (!isOpen(objection)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">{words.withdraw}</h2>
      <p class="small">
        {words.settled((text) => (
          <a href={`${path}/withdrawal`}>{text}</a>
        ))}
      </p>
    </section>
  );
}

/** The step before it is withdrawn. Opening it does nothing. */
export function withdrawalPage(input: RenderInput, { objection, change, path }: Shown): Rendered {
  const words = objectionWords[input.place.language].case;
  return messagePage(
    input,
    { title: words.withdrawTitle },
    <>
      <p class="lead">{words.withdrawLead(objection.reference, change.id)}</p>
      <form class="acts" action={`${path}/withdrawal`} method="post">
        <button class="button" type="submit">
          {words.withdraw}
        </button>{' '}
        <a href={path}>{words.keep}</a>
      </form>
    </>,
  );
}
