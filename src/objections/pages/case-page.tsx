import type { Change } from '../../changes/model.ts';
import { headlineOf } from '../../changes/words.ts';
import type { Fault } from '../../core/errors.ts';
import { Moment, Time, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, type Objection } from '../model.ts';
import type { Message } from '../model/case.ts';
import { groundWords, resolutionWords, stateWords } from '../words.ts';
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
  return renderPage(
    {
      input,
      title: `Objection ${objection.reference}`,
      description: 'What became of your objection.',
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>Your objection</h1>
        <p class="lead" dir="auto">
          <a href={`${input.place.base}/changes/${change.id}`}>Change {change.id}</a>:{' '}
          {headlineOf(change)}.
        </p>
        <p>
          <b>{stateWords[objection.state]}</b>
          {objection.resolution ? `. ${resolutionWords[objection.resolution]}.` : '.'}
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

const doneWords: Readonly<Record<string, string>> = {
  confirmation: 'Thank you: we know now that this address is yours.',
  messages: 'Your message is received.',
  withdrawal: 'Your objection is withdrawn.',
};

function Done({ done }: { done: string }) {
  const words = Object.hasOwn(doneWords, done) ? doneWords[done] : undefined;
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

/** Opening the page confirms nothing: programs open links too. */
function Confirming({ shown: { objection, path } }: { shown: Shown }) {
  if (objection.confirmedAt !== undefined || !isOpen(objection)) return null;
  return (
    <section class="block due" aria-labelledby="confirm">
      <h2 id="confirm">Is this address yours?</h2>
      <p class="small">
        Your objection counts already. Press the button, so that we know that it comes from you.
      </p>
      <form class="acts" action={`${path}/confirmation`} method="post">
        <button class="button" type="submit">
          Yes, I objected
        </button>
      </form>
    </section>
  );
}

type Props = { readonly input: RenderInput; readonly shown: Shown };

function Standing({ input, shown: { objection } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { resolution, terminationUntil, confirmedAt, endedAt } = objection;
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">Where it stands</h2>
      <dl class="facts">
        <Fact label="Reference">
          <b>{objection.reference}</b>
        </Fact>
        <Fact label="State">{stateWords[objection.state]}</Fact>
        <Fact label="Outcome">{resolution && resolutionWords[resolution]}</Fact>
        <Fact label="Right to terminate until">
          {terminationUntil && <Time day={terminationUntil} />}
        </Fact>
        <Fact label="Received">
          <Moment at={objection.receivedAt} zone={zone} />
          {objection.isLate ? ', after your last day to object' : ''}
        </Fact>
        <Fact label="Confirmed">{confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}</Fact>
        <Fact label="Closed">{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { messages } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  if (messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {messages.map(({ at, author, text, reference }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : 'You'}, <Moment at={at} zone={timeZone} />
            {reference === undefined ? '' : `, sent as ${reference}`}
          </h3>
          <Paragraphs text={text} />
        </article>
      ))}
    </section>
  );
}

function Writing({ shown: { objection, path, refused } }: { shown: Shown }) {
  if (!isOpen(objection)) return null;
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">Write to us</h2>
      <form class="form" action={`${path}/messages`} method="post" novalidate>
        <FaultSummary form={form} labels={{ text: 'Your message' }} />
        <TextField form={form} name="text" label="Your message" max={10_000} rows={5} />
        <div class="acts">
          <button class="button" type="submit">
            Send
          </button>
        </div>
      </form>
    </section>
  );
}

function Said({ objection }: { objection: Objection }) {
  const { objector, ground, statement, request } = objection;
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">What you wrote</h2>
      <dl class="facts">
        <Fact label="Name">{objector?.name}</Fact>
        <Fact label="Company">{objector?.company}</Fact>
        <Fact label="E-mail">{objector?.email}</Fact>
        <Fact label="About">{groundWords[ground]}</Fact>
        <Fact label="Why">{statement && <Paragraphs text={statement} />}</Fact>
        <Fact label="Asked for">{request && <Paragraphs text={request} />}</Fact>
      </dl>
    </section>
  );
}

function Withdrawing({ shown: { objection, path } }: { shown: Shown }) {
  if (!isOpen(objection)) return null;
  return (
    <section class="block screen" aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw it</h2>
      <p class="small">
        If it has settled itself, you can <a href={`${path}/withdrawal`}>withdraw your objection</a>
        . You are asked once more.
      </p>
    </section>
  );
}

/** What somebody typed, paragraph by paragraph. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((each) => each.trim() !== '')
        .map((paragraph) => (
          <p class="typed" dir="auto">
            {paragraph}
          </p>
        ))}
    </>
  );
}

/** The step before it is withdrawn. Opening it does nothing. */
export function withdrawalPage(input: RenderInput, { objection, change, path }: Shown): Rendered {
  return messagePage(
    input,
    { title: 'Withdraw your objection?' },
    <>
      <p class="lead">
        Objection {objection.reference} to change {change.id} ends with this, and the change is no
        longer held up by it. That cannot be undone.
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
