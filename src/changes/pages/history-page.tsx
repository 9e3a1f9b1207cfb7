import { entryNamed } from '../../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import { type Fault, refusals } from '../../core/errors.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
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
import { stepWords } from '../step-words.ts';
import { isOutgoing, titleOf } from '../words.ts';
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
    const path = `/subprocessors/${entry.slug}/history`;
    const view = {
      input,
      title: `History of ${name}`,
      description: `What the register of ${input.snapshot.organisation.name} has said about ${name}, and when.`,
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
  return (
    <Frame input={input} entry={entry}>
      <div class="formats">
        <p>
          {input.params['cursor'] === undefined ? 'Newest first' : 'Older states, newest first'}
        </p>
        <p class="inline">
          <span>This history as</span>{' '}
          <a href={`${base}/subprocessors/${entry.slug}/history.json`}>JSON</a>
        </p>
      </div>
      {page.states.length === 0 ? (
        <p class="nothing">There is nothing before this.</p>
      ) : (
        page.states.map((state) => <State input={input} state={state} />)
      )}
      <Paging input={input} entry={entry} page={page} />
    </Frame>
  );
}

function Frame({ input, entry, children }: Props & { children?: Child }) {
  const { base } = input.place;
  const { name } = entry.facts;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${base}/subprocessors`}>Sub-processors</a> /{' '}
          <a href={`${base}/subprocessors/${entry.slug}`}>
            <bdi>{name}</bdi>
          </a>{' '}
          / History
        </p>
        <h1>
          History of <bdi>{name}</bdi>
        </h1>
        <p class="lead">
          What the register has said about this entry, from when it held, and the change behind it.
        </p>
        <p class="paper">{absolute(input, `/subprocessors/${entry.slug}/history`)}</p>
      </div>
      {children}
    </>
  );
}

function State({ input, state }: { input: RenderInput; state: EntryState }) {
  const { change, item } = state;
  const { word, shape } = eventOf(state);
  const id = `change-${change.id}`;
  return (
    <section class="row" aria-labelledby={id}>
      <div>
        <h2 id={id}>
          <Days state={state} />
        </h2>
        <p class="small">
          <span class={`is is-${shape}`}>{word}</span>
        </p>
      </div>
      <div>
        <p dir="auto">
          <a href={`${input.place.base}/changes/${change.id}`}>{titleOf(change)}</a>
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

/** What happened to the entry: a word and a shape. */
function eventOf({ name, item }: EntryState): { word: string; shape: string } {
  if (name === 'announced') return { word: 'Announced', shape: 'announced' };
  if (name === 'withdrawn') return { word: 'Withdrawn', shape: 'withdrawn' };
  if (isOutgoing(item)) return { word: 'Ended', shape: 'ended' };
  if (item.kind !== 'amended') return { word: 'Listed', shape: 'current' };
  return item.class === 'correction'
    ? { word: 'Corrected', shape: 'corrected' }
    : { word: 'Amended', shape: 'current' };
}

/** `From 2 October 2026 until 4 January 2027`; of what a backdated change took back nothing is left. */
function Days({ state: { name, from, until, item } }: { state: EntryState }) {
  const isKnown = item.before !== undefined || item.after.effectiveFrom !== undefined;
  if (until !== undefined && until === from)
    return (
      <>
        <Time day={from} />, {name === 'withdrawn' ? 'did not come to be' : 'superseded'}
      </>
    );
  return (
    <>
      {isKnown ? 'From' : 'Known from'} <Time day={from} />
      {until === undefined ? null : (
        <>
          {' '}
          until <Time day={until} />
        </>
      )}
    </>
  );
}

/** The other clock: when it was said, here or elsewhere. */
function Recorded({ input, state: { change } }: { input: RenderInput; state: EntryState }) {
  const { timeZone } = input.snapshot.organisation;
  const [first] = change.steps;
  const last = change.steps.findLast(publishesList);
  if (first === undefined || last === undefined) return null;
  return (
    <p class="stamp">
      {change.claimedAt === undefined ? null : (
        <>
          <span>
            Published <TimeOf at={change.claimedAt} zone={timeZone} />, as an imported history
            claims
          </span>{' '}
        </>
      )}
      {first.name === 'announced' ? (
        <>
          <span>
            Announced <TimeOf at={first.at} zone={timeZone} />
          </span>{' '}
        </>
      ) : null}
      {isPending(change) ? (
        <span>
          Takes effect <Time day={change.effectiveOn} />
        </span>
      ) : (
        <span>
          {change.claimedAt === undefined ? stepWords[last.name] : 'Recorded here'}{' '}
          <TimeOf at={last.at} zone={timeZone} />
        </span>
      )}{' '}
      <a href={`${input.place.base}/versions/${last.listVersion}`}>
        Version {last.listVersion} of the register
      </a>
    </p>
  );
}

function Paging({ input, entry, page }: Props & { page: HistoryPage }) {
  const path = `${input.place.base}/subprocessors/${entry.slug}/history`;
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
          <a href={`${input.place.base}/subprocessors/${entry.slug}/history`}>
            Show the newest states
          </a>
        </li>
      </ul>
    </Frame>
  );
}
