import type { Fault } from '../../core/errors.ts';
import { Moment, Time, TimeOf } from '../../http/dates.tsx';
import { Breakable, Fact, joined } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { isOpen, isOpenToAgent, type Message, type RightsRequest } from '../model.ts';
import type { Side } from '../model/links.ts';
import { waitingIn } from '../present.ts';
import type { CaseWords } from '../words/case-en.tsx';
import { rightsWords } from '../words/pages.ts';
import { caseWords } from '../words/cases.ts';
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
  const words = caseWords[input.place.language];
  const isShown = side === 'person' || isOpenToAgent(request);
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
        <h1>{titleOf(shown, words)}</h1>
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

function titleOf({ request: { who }, side }: Shown, { titles }: CaseWords): string {
  if (side === 'agent') return titles.agent;
  return who === 'self' ? titles.self : titles.person;
}

function State({ shown: { request } }: { shown: Shown }) {
  const waiting = waitingIn(request);
  const words = useWords(caseWords);
  const { states } = useWords(rightsWords);
  return (
    <>
      {words.itIs(<b>{states[request.state]}</b>)}
      {waiting === undefined ? null : (
        <> {words.awaited(<Time day={waiting.since} prose />, waiting.isStopped)}</>
      )}
    </>
  );
}

/** To whoever asks for somebody, before that person has let them. */
function Asked({ request }: { request: RightsRequest }) {
  const words = useWords(caseWords);
  const isOver = !isOpen(request) || request.authority === 'refused';
  return <>{isOver ? words.notLet : words.askedFirst}</>;
}

function Done({ done }: { done: string }) {
  const words = new Map(Object.entries(useWords(caseWords).done)).get(done);
  return words === undefined ? null : (
    <p role="status">
      <b>{words}</b>
    </p>
  );
}

function Items({ request: { items, law } }: { request: RightsRequest }) {
  return (
    <section class="block" aria-labelledby="asked">
      <h2 id="asked">{useWords(caseWords).asked}</h2>
      <ItemsTable items={items} law={law} />
    </section>
  );
}

type Props = { readonly input: RenderInput; readonly shown: Shown };

function Standing({ input, shown: { request }, isShown }: Props & { isShown: boolean }) {
  const zone = input.snapshot.organisation.timeZone;
  const { confirmedAt, endedAt, law, clock } = request;
  const words = useWords(caseWords);
  const { laws } = useWords(rightsWords);
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">{words.standing}</h2>
      <dl class="facts">
        <Fact label={words.reference}>
          <b>{request.reference}</b>
        </Fact>
        <Fact label={words.law}>{laws[law].name}</Fact>
        <Fact label={words.received}>
          <Moment at={request.receivedAt} zone={zone} />
        </Fact>
        <Fact label={words.countedFrom}>
          {isShown && clock.startedOn !== clock.receivedOn
            ? words.showed(<Time day={clock.startedOn} />)
            : undefined}
        </Fact>
        <Fact label={words.confirmed}>
          {isShown && confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}
        </Fact>
        <Fact label={words.closed}>
          {isShown && endedAt && <TimeOf at={endedAt} zone={zone} />}
        </Fact>
      </dl>
    </section>
  );
}

function Messages({ input: { snapshot }, shown: { messages, side } }: Props) {
  const { name, timeZone } = snapshot.organisation;
  const words = useWords(caseWords);
  if (messages.length === 0) return null;
  return (
    <section class="block" aria-labelledby="messages">
      <h2 id="messages">{words.messages}</h2>
      {messages.map(({ at, author, text, reference }) => (
        <article class="said also">
          <h3 class="small">
            {reference === undefined ? (
              <Author author={author} side={side} name={name} />
            ) : (
              words.sentAgainAs(reference)
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
  const words = useWords(caseWords);
  if (author === 'staff') return <bdi>{name}</bdi>;
  if (author === side) return <>{words.you}</>;
  return <>{author === 'agent' ? words.agentAuthor : words.personAuthor}</>;
}

function Said({ request }: { request: RightsRequest }) {
  const { person, agent, who, relation, details, items } = request;
  const words = useWords(caseWords);
  const { standings, types, relations } = useWords(rightsWords);
  return (
    <section class="block" aria-labelledby="said">
      <h2 id="said">{words.entered}</h2>
      <dl class="facts">
        <Fact label={words.forWhom}>{standings[who]}</Fact>
        <Fact label={words.askedFor}>
          {joined(
            items.map(({ type }) => types[type]),
            <br />,
          )}
        </Fact>
        <Fact label={words.person}>{person?.name}</Fact>
        <Fact label={words.email}>{person?.email && <Breakable text={person.email} />}</Fact>
        <Fact label={words.askedBy}>
          {agent && joined([agent.name, agent.company, agent.email])}
        </Fact>
        <Fact label={words.knownFrom}>{relations[relation]}</Fact>
        <Fact label={words.details}>{details && <Paragraphs text={details} />}</Fact>
      </dl>
    </section>
  );
}

function Paragraphs({ text }: { text: string }) {
  const { sentAgain } = useWords(caseWords);
  if (text === '') return <p class="quiet">{sentAgain}</p>;
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
  const words = caseWords[input.place.language];
  if (!isOpen(request))
    return messagePage(
      input,
      { title: words.closedTitle, status: 409 },
      <p class="acts">
        <a href={path}>{words.back}</a>
      </p>,
    );
  return messagePage(
    input,
    { title: words.withdrawTitle },
    <>
      <p class="lead">{words.withdrawLead}</p>
      <form class="acts" action={`${path}/withdrawal`} method="post">
        <button class="button" type="submit">
          {words.withdrawYes}
        </button>{' '}
        <a href={path}>{words.withdrawNo}</a>
      </form>
    </>,
  );
}
