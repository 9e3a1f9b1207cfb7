import type { Fault } from '../../core/errors.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { FaultSummary, TextField } from '../../http/form-fields.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Attachment, Inquiry, Message } from '../model.ts';
import { stateWords, topicWords } from '../words.ts';
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
  return renderPage(
    {
      input,
      title: `Inquiry ${inquiry.reference}`,
      description: 'What became of your inquiry.',
      noindex: true,
      current: 'contact',
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>Your inquiry</h1>
        <p class="lead">{topicWords[inquiry.topic]}.</p>
        <p>
          <b>{stateWords[inquiry.state]}</b>
          {inquiry.state === 'closed' ? '. Writing to us opens it again.' : '.'}
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

const doneWords: Readonly<Record<string, string>> = {
  confirmation: 'Thank you: we know now that this address is yours.',
  messages: 'Your message is received.',
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
function Confirming({ shown: { inquiry, path } }: { shown: Shown }) {
  if (inquiry.confirmedAt !== undefined || inquiry.state === 'closed') return null;
  return (
    <section class="block due screen" aria-labelledby="confirm">
      <h2 id="confirm">Is this address yours?</h2>
      <p class="small">
        Your message is with us already. Press the button, so that we know that it comes from you.
      </p>
      <form class="acts" action={`${path}/confirmation`} method="post">
        <button class="button" type="submit">
          Yes, I wrote this
        </button>
      </form>
    </section>
  );
}

function Standing({ input, shown: { inquiry } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const { confirmedAt, endedAt, person } = inquiry;
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">Where it stands</h2>
      <dl class="facts">
        <Fact label="Reference">
          <b>{inquiry.reference}</b>
        </Fact>
        <Fact label="State">{stateWords[inquiry.state]}</Fact>
        <Fact label="Received">
          <Moment at={inquiry.receivedAt} zone={zone} />
        </Fact>
        <Fact label="Confirmed">{confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}</Fact>
        <Fact label="Closed">{endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
        <Fact label="Name">{person?.name}</Fact>
        <Fact label="Company">{person?.company}</Fact>
        <Fact label="E-mail">{person?.email}</Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown }: Props) {
  const { name, timeZone } = snapshot.organisation;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {shown.messages.map(({ id, at, author, text }) => (
        <article class="said also">
          <h3 class="small">
            {author === 'staff' ? <bdi>{name}</bdi> : 'You'}, <Moment at={at} zone={timeZone} />
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
    <ul class="small" aria-label="Files">
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
  const form = { entries: { text: refused?.text ?? '' }, faults: refused?.faults ?? [] };
  return (
    <section class="block screen" aria-labelledby="write">
      <h2 id="write">Write to us</h2>
      <form
        class="form"
        action={`${path}/messages`}
        method="post"
        {...(place.keepsFiles === true && { enctype: 'multipart/form-data' })}
        novalidate
      >
        <FaultSummary form={form} labels={{ text: 'Your message', attachments: 'Files' }} />
        <TextField form={form} name="text" label="Your message" max={10_000} rows={5} />
        {place.keepsFiles === true ? <FileField form={form} /> : null}
        <div class="acts">
          <button class="button" type="submit">
            Send
          </button>
        </div>
      </form>
    </section>
  );
}
