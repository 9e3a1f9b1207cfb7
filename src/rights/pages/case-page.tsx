import type { Fault } from '../../core/errors.ts';
import { Moment, Time, TimeOf } from '../../http/dates.tsx';
import { Fact, joined } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, isOpenToAgent, type Message, type RightsRequest } from '../model.ts';
import { laws } from '../model/laws.ts';
import type { Side } from '../model/links.ts';
import { waitingIn } from '../present.ts';
import { relationWords, standingWords, stateWords, typeWords } from '../words.ts';
import { Appealing, Confirming, Withdrawing, Writing } from './acting.tsx';
import type { Held } from '../service/links.ts';
import { HeldPart } from './held.tsx';
import { ItemsTable } from './items.tsx';
import { messagePage } from './messages.tsx';

/** What the pages of one case show. */
export type Shown = {
  readonly request: RightsRequest;
  readonly side: Side;
  readonly messages: readonly Message[];
  /** What was done with the data. */
  readonly held?: Held;
  /** Path of this page. */
  readonly path: string;
  /** What was just done, by the name of its form. */
  readonly done?: string;
  /** A text that was refused, by the form that it stood in. */
  readonly refused?: {
    readonly form: 'messages' | 'appeal';
    readonly text: string;
    readonly faults: readonly Fault[];
    readonly status: number;
  };
};

/** A request, to whoever has one of its links: what becomes of it, and messages both ways. */
export function casePage(input: RenderInput, shown: Shown): Rendered {
  const { request, side, done, refused } = shown;
  const isShown = side === 'person' || isOpenToAgent(request);
  return renderPage(
    {
      input,
      title: `Privacy request ${request.reference}`,
      description: 'What becomes of a privacy request.',
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <h1>{titleOf(shown)}</h1>
        <p class="lead">{isShown ? <State shown={shown} /> : <Asked request={request} />}</p>
        {done === undefined ? null : <Done done={done} />}
      </div>
      <div class="split">
        <div class="stack">
          <Confirming shown={shown} />
          {isShown ? <Items request={request} /> : null}
          <HeldPart input={input} shown={shown} />
          <Messages input={input} shown={shown} />
          <Writing shown={shown} />
          <Appealing input={input} shown={shown} />
        </div>
        <div class="stack">
          <Standing input={input} shown={shown} isShown={isShown} />
          <Said request={request} />
          <Withdrawing shown={shown} />
        </div>
      </div>
    </>,
  );
}

function titleOf({ request: { who }, side }: Shown): string {
  if (side === 'agent') return 'Your privacy request for somebody else';
  return who === 'self' ? 'Your privacy request' : 'A privacy request in your name';
}

function State({ shown: { request } }: { shown: Shown }) {
  const waiting = waitingIn(request);
  return (
    <>
      It is <b>{stateWords[request.state]}</b>.
      {waiting === undefined ? null : (
        <>
          {' '}
          Your answer has been awaited since <Time day={waiting.since} prose />
          {waiting.isStopped ? '; until it comes the time for ours stands still.' : '.'}
        </>
      )}
    </>
  );
}

/** To whoever asks for somebody, before that person has let them. */
function Asked({ request }: { request: RightsRequest }) {
  if (!isOpen(request) || request.authority === 'refused')
    return <>It is closed: nobody has let you ask for this person.</>;
  return <>The person is asked first. Until they have let you ask, nothing is disclosed to you.</>;
}

const doneWords: Readonly<Record<string, string>> = {
  confirmation: 'Thank you: we know now that it is yours.',
  disowning: 'Thank you for telling us. The request is ended; nothing was disclosed to anybody.',
  messages: 'Your message is received.',
  withdrawal: 'The request is withdrawn.',
  appeal: 'It is looked at again, by somebody else.',
};

function Done({ done }: { done: string }) {
  const words = Object.hasOwn(doneWords, done) ? doneWords[done] : undefined;
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

function Items({ request: { items, law } }: { request: RightsRequest }) {
  return (
    <section class="block" aria-labelledby="asked">
      <h2 id="asked">What is asked</h2>
      <ItemsTable items={items} law={law} />
    </section>
  );
}

type Props = { readonly input: RenderInput; readonly shown: Shown };

function Standing({ input, shown: { request }, isShown }: Props & { isShown: boolean }) {
  const zone = input.snapshot.organisation.timeZone;
  const { confirmedAt, endedAt, law, clock } = request;
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">Where it stands</h2>
      <dl class="facts">
        <Fact label="Reference">
          <b>{request.reference}</b>
        </Fact>
        <Fact label="Law">{laws[law].name}</Fact>
        <Fact label="Received">
          <Moment at={request.receivedAt} zone={zone} />
        </Fact>
        <Fact label="Counted from">
          {isShown && clock.startedOn !== clock.receivedOn ? (
            <>
              <Time day={clock.startedOn} />, when you showed who you are
            </>
          ) : undefined}
        </Fact>
        <Fact label="Confirmed">
          {isShown && confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}
        </Fact>
        <Fact label="Closed">{isShown && endedAt && <TimeOf at={endedAt} zone={zone} />}</Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { messages, side } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  if (messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {messages.map(({ at, author, text, reference }) => (
        <article class="said also">
          <h3 class="small">
            {reference === undefined ? (
              <Author author={author} side={side} name={name} />
            ) : (
              `Sent again by the form as ${reference}`
            )}
            , <Moment at={at} zone={timeZone} />
          </h3>
          <Paragraphs text={text} />
        </article>
      ))}
    </section>
  );
}

function Author({ author, side, name }: { author: Message['author']; side: Side; name: string }) {
  if (author === 'staff') return <bdi>{name}</bdi>;
  if (author === side) return <>You</>;
  return author === 'agent' ? <>Whoever asks for you</> : <>The person</>;
}

function Said({ request }: { request: RightsRequest }) {
  const { person, agent, who, relation, details, items } = request;
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">What was entered</h2>
      <dl class="facts">
        <Fact label="For whom">{standingWords[who]}</Fact>
        <Fact label="Asked for">
          {joined(
            items.map(({ type }) => typeWords[type]),
            <br />,
          )}
        </Fact>
        <Fact label="Person">{person?.name}</Fact>
        <Fact label="E-mail">{person?.email}</Fact>
        <Fact label="Asked by">{agent && joined([agent.name, agent.company, agent.email])}</Fact>
        <Fact label="How we know you">{relationWords[relation]}</Fact>
        <Fact label="Details">{details && <Paragraphs text={details} />}</Fact>
      </dl>
    </section>
  );
}

function Paragraphs({ text }: { text: string }) {
  if (text === '') return <p class="quiet">Sent again as it was.</p>;
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p class="long" dir="auto">
            {part}
          </p>
        ))}
    </>
  );
}

/** Asks once more. */
export function withdrawalPage(input: RenderInput, { request, path }: Shown): Rendered {
  if (!isOpen(request))
    return messagePage(
      input,
      { title: 'The request is closed', status: 409 },
      <p class="acts">
        <a href={path}>Back to it</a>
      </p>,
    );
  return messagePage(
    input,
    { title: 'Withdraw the request?' },
    <>
      <p class="lead">Then it is not answered. The same can be asked again at any time.</p>
      <form class="acts" action={`${path}/withdrawal`} method="post">
        <button class="button" type="submit">
          Yes, withdraw it
        </button>
        <a href={path}>No, keep it</a>
      </form>
    </>,
  );
}
