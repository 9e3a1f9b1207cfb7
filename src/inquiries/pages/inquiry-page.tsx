import type { Fault } from '../../core/errors.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Breakable, Fact } from '../../http/facts.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Attachment, Inquiry, Message } from '../model.ts';
import { inquiryWords } from '../words/pages.ts';
import { FileField } from './fields.tsx';

/** What the page of an inquiry shows. */
export type Shown = {
  readonly inquiry: Inquiry;
  /** Without notes of staff. */
  readonly messages: readonly Message[];
  readonly attachments: readonly Attachment[];
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

type Props = { readonly input: RenderInput; readonly shown: Shown };

/** An inquiry, to whoever has its link: where it stands, and messages both ways. */
export function inquiryPage(input: RenderInput, shown: Shown): Rendered {
  const { inquiry, done, refused } = shown;
  const { thread: words, topics: topicWords, states } = inquiryWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.pageTitle(inquiry.reference),
      description: words.description,
      noindex: true,
      current: 'contact',
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{topicWords[inquiry.topic]}.</p>
        <p>
          <b>{states[inquiry.state]}</b>
          {inquiry.state === 'closed' ? words.reopens : '.'}
        </p>
        {done === undefined ? null : <Done done={done} />}
      </div>
      <div class="split">
        <div class="stack">
          <Confirming shown={shown} />
          <Messages input={input} shown={shown} />
          <Writing input={input} shown={shown} />
        </div>
        <Standing input={input} shown={shown} />
      </div>
    </>,
  );
}

function Done({ done }: { done: string }) {
  const words = new Map(Object.entries(useWords(inquiryWords).thread.done)).get(done);
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

/** Opening the page confirms nothing: programs open links too. */
function Confirming({ shown: { inquiry, path } }: { shown: Shown }) {
  const words = useWords(inquiryWords).thread;
  if (inquiry.confirmedAt !== undefined || inquiry.state === 'closed') return null;
  return (
    <section class="block due screen" aria-labelledby="confirm">
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

function Standing({ input, shown: { inquiry } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { confirmedAt, endedAt, person } = inquiry;
  const { thread: words, states } = useWords(inquiryWords);
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">{words.standing}</h2>
      <dl class="facts">
        <Fact label={words.reference}>
          <b>{inquiry.reference}</b>
        </Fact>
        <Fact label={words.state}>{states[inquiry.state]}</Fact>
        <Fact label={words.received}>
          <Moment at={inquiry.receivedAt} zone={zone} />
        </Fact>
        <Fact label={words.confirmed}>
          {confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}
        </Fact>
        <Fact label={words.closed}>{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
        <Fact label={words.name}>{person?.name}</Fact>
        <Fact label={words.company}>{person?.company}</Fact>
        <Fact label={words.email}>{person?.email && <Breakable text={person.email} />}</Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown }: Props) {
  const words = useWords(inquiryWords).thread;
  const { name, timeZone } = snapshot.organisation;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">{words.messages}</h2>
      {shown.messages.map(({ id, at, author, text }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : words.you}, <Moment at={at} zone={timeZone} />
          </h3>
          <Paragraphs text={text} />
          <Files shown={shown} message={id} />
        </article>
      ))}
    </section>
  );
}

function Files({ shown: { attachments, path }, message }: { shown: Shown; message: number }) {
  const mine = attachments.filter(({ messageId }) => messageId === message);
  if (mine.length === 0) return null;
  return (
    <ul class="small" aria-label={useWords(inquiryWords).thread.files}>
      {mine.map(({ id, name, size }) =>
        name === undefined ? null : (
          <li>
            <a href={`${path}/attachments/${id}`} download>
              <bdi>{name}</bdi>
            </a>{' '}
            <span class="quiet">{sizeInWords(size)}</span>
          </li>
        ),
      )}
    </ul>
  );
}

function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${Math.ceil(kilobytes)} kB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

function Writing({ input: { place }, shown: { path, refused } }: Props) {
  const words = useWords(inquiryWords).thread;
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">{words.write}</h2>
      <form
        class="form"
        action={`${path}/messages`}
        method="post"
        {...(place.keepsFiles === true && { enctype: 'multipart/form-data' })}
        novalidate
      >
        <FaultSummary form={form} labels={{ text: words.message, attachments: words.files }} />
        <TextField form={form} name="text" label={words.message} max={10_000} rows={5} />
        {place.keepsFiles === true ? <FileField form={form} /> : null}
        <div class="acts">
          <button class="button" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </section>
  );
}
