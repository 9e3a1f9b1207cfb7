import { entryNamed } from '../../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import { type Fault, refusals } from '../../core/errors.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import type { Entry } from '../../subprocessors/model/entry.ts';
import { type EntryState, type HistoryPage, loadEntryHistory } from '../entry-history.ts';
import { entryHistoryJson, historyParams } from '../history-document.ts';
import { Imported } from '../imported.tsx';
import { Stated } from '../compared.tsx';
import { isPending, publishesList } from '../model.ts';
import { isOutgoing, titleOf } from '../words.ts';
import { type ChangePageWords, changePageWords } from '../words/pages.ts';
import { stepNames } from '../words/signs.ts';
import { ChangedFields, Counterpart } from './item.tsx';

const statesPerPage = 20;

/** The life of an entry: each state with its days, the change behind it, and what changed. */
export const entryHistoryPage: Queried = {
  kind: 'queried',
  path: '/subprocessors/:slug{[a-z0-9-]+}/history',
  mediaType: 'text/html; charset=utf-8',
  params: historyParams,
  freeParams: ['cursor'],
  links: [
    { rel: 'alternate', href: '/subprocessors/{slug}/history.json', type: 'application/json' },
    { rel: 'up', href: '/subprocessors/{slug}', type: 'text/html' },
  ],
  json: entryHistoryJson,
  render: async (input) => {
    const entry = entryNamed(input.params['slug'], input.snapshot);
    if (entry === undefined) return notFoundPage(input, 'sub-processor');
    const page = await loadEntryHistory(input, entry.slug, statesPerPage);
    const { name } = entry.facts;
    const words = changePageWords[input.place.language].history;
    const path = `/subprocessors/${entry.slug}/history`;
    const view = {
      input,
      title: words.plainTitle(name),
      description: words.description(input.snapshot.organisation.name, name),
      path,
      links: [{ rel: 'alternate', href: `${path}.json`, type: 'application/json' }],
      current: 'subprocessors' as const,
    };
    if ('faults' in page) {
      const { status } = refusals.invalid;
      return renderPage(
        { ...view, status, noindex: true },
        <NotUnderstood input={input} entry={entry} faults={page.faults} />,
      );
    }
    return renderPage(view, <History input={input} entry={entry} page={page} />);
  },
};

type Props = { readonly input: RenderInput; readonly entry: Entry };

function History({ input, entry, page }: Props & { page: HistoryPage }) {
  const { base } = input.place;
  const words = useWords(changePageWords).history;
  return (
    <Frame input={input} entry={entry}>
      <div class="formats">
        <p>{input.params['cursor'] === undefined ? words.newestFirst : words.older}</p>
        <p class="inline">
          <span>{words.formats}</span>{' '}
          <a href={`${base}/subprocessors/${entry.slug}/history.json`}>JSON</a>
        </p>
      </div>
      {page.states.length === 0 ? (
        <p class="nothing">{words.nothingBefore}</p>
      ) : (
        page.states.map((state) => <State input={input} state={state} />)
      )}
      <Paging input={input} entry={entry} page={page} />
    </Frame>
  );
}

function Frame({ input, entry, children }: Props & { children?: Child }) {
  const { pages } = input.place;
  const words = useWords(changePageWords).history;
  const { name } = entry.facts;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${pages}/subprocessors`}>{words.subprocessors}</a> /{' '}
          <a href={`${pages}/subprocessors/${entry.slug}`}>
            <bdi>{name}</bdi>
          </a>{' '}
          / {words.history}
        </p>
        <h1>{words.title(<bdi>{name}</bdi>)}</h1>
        <p class="lead">{words.lead}</p>
        <p class="paper">{absolute(input, `/subprocessors/${entry.slug}/history`)}</p>
      </div>
      {children}
    </>
  );
}

function State({ input, state }: { input: RenderInput; state: EntryState }) {
  const { change, item } = state;
  const { language, pages } = input.place;
  const { name, shape } = eventOf(state);
  const id = `change-${change.id}`;
  return (
    <section class="row" aria-labelledby={id}>
      <div>
        <h2 id={id}>
          <Days state={state} />
        </h2>
        <p class="small">
          <span class={`is is-${shape}`}>{changePageWords[language].history.events[name]}</span>
        </p>
      </div>
      <div>
        <p dir="auto">
          <a href={`${pages}/changes/${change.id}`}>{titleOf(change, language)}</a>
          <Imported change={change} />
        </p>
        <Recorded input={input} state={state} />
        <Counterpart input={input} change={change} item={item} />
        {item.before === undefined ? (
          <Stated input={input} facts={item.after} />
        ) : (
          <ChangedFields input={input} item={item} before={item.before} change={change} />
        )}
      </div>
    </section>
  );
}

type Event = { name: keyof ChangePageWords['history']['events']; shape: string };

/** What happened to the entry, with its shape. */
function eventOf({ name, item }: EntryState): Event {
  if (name === 'announced') return { name: 'announced', shape: 'announced' };
  if (name === 'withdrawn') return { name: 'withdrawn', shape: 'withdrawn' };
  if (isOutgoing(item)) return { name: 'ended', shape: 'ended' };
  if (item.kind !== 'amended') return { name: 'listed', shape: 'current' };
  return item.class === 'correction'
    ? { name: 'corrected', shape: 'corrected' }
    : { name: 'amended', shape: 'current' };
}

/** `From 2 October 2026 until 4 January 2027`; of what a backdated change took back nothing is left. */
function Days({ state: { name, from, until, item } }: { state: EntryState }) {
  const words = useWords(changePageWords).history;
  const isKnown = item.before !== undefined || item.after.effectiveFrom !== undefined;
  if (until !== undefined && until === from)
    return <>{words.cameToNothing(<Time day={from} />, name === 'withdrawn')}</>;
  return (
    <>
      {words.from(<Time day={from} />, isKnown)}
      {until === undefined ? null : words.until(<Time day={until} />)}
    </>
  );
}

/** The other clock: when it was said, here or elsewhere. */
function Recorded({ input, state: { change } }: { input: RenderInput; state: EntryState }) {
  const { timeZone } = input.snapshot.organisation;
  const [first] = change.steps;
  const last = change.steps.findLast(publishesList);
  if (first === undefined || last === undefined) return null;
  const words = useWords(changePageWords).history;
  return (
    <p class="stamp">
      {change.claimedAt === undefined ? null : (
        <>
          <span>{words.claimed(<TimeOf at={change.claimedAt} zone={timeZone} />)}</span>
          {dot}
        </>
      )}
      {first.name === 'announced' ? (
        <>
          <span>{words.announced(<TimeOf at={first.at} zone={timeZone} />)}</span>
          {dot}
        </>
      ) : null}
      {isPending(change) ? (
        <span>{words.takesEffect(<Time day={change.effectiveOn} />)}</span>
      ) : (
        <span>
          {change.claimedAt === undefined ? useWords(stepNames)[last.name] : words.recordedHere}{' '}
          <TimeOf at={last.at} zone={timeZone} />
        </span>
      )}
      {dot}
      <a href={`${input.place.pages}/versions/${last.listVersion}`}>
        {words.version(last.listVersion)}
      </a>
    </p>
  );
}

function Paging({ input, entry, page }: Props & { page: HistoryPage }) {
  const path = `${input.place.pages}/subprocessors/${entry.slug}/history`;
  return (
    <PageNav
      of="history"
      noun="states"
      newest={input.params['cursor'] === undefined ? undefined : path}
      older={page.next === null ? undefined : `${path}?cursor=${page.next}`}
    />
  );
}

function NotUnderstood({ input, entry, faults }: Props & { faults: readonly Fault[] }) {
  return (
    <Frame input={input} entry={entry}>
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        <li>
          <a href={`${input.place.pages}/subprocessors/${entry.slug}/history`}>
            {useWords(changePageWords).history.showNewest}
          </a>
        </li>
      </ul>
    </Frame>
  );
}
