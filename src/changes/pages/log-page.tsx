import { entryNamed } from '../../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import { refusals } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { changesJson } from '../documents.ts';
import { feedLinks } from '../feeds/representations.ts';
import {
  filterNames,
  loadLog,
  logParams,
  type LogPage,
  queryOf,
  readLogQuery,
} from '../log-query.ts';
import { Imported } from '../imported.tsx';
import type { Change } from '../model.ts';
import { shownDay } from '../shown-day.ts';
import { statusOf, titleOf } from '../words.ts';
import { LogFilter } from './log-filter.tsx';

const jsonLink = {
  rel: 'alternate',
  href: '/changes.json',
  type: 'application/json',
  title: 'The log as JSON',
};

/** Every change there has been, newest first. */
export const changesPage: Queried = {
  kind: 'queried',
  path: '/changes',
  mediaType: 'text/html; charset=utf-8',
  params: logParams,
  freeParams: ['since', 'cursor'],
  links: [jsonLink, ...feedLinks],
  json: changesJson,
  render: async (input) => {
    const query = readLogQuery(input.params, input.snapshot);
    const isUnderstood = query.faults.length === 0;
    const { name } = input.snapshot.organisation;
    const view = {
      input,
      title: 'Changes',
      description: `Every change to the sub-processors of ${name}: announced, in effect, corrected.`,
      path: '/changes',
      links: [jsonLink],
      current: 'changes' as const,
    };
    if (isUnderstood) {
      return renderPage(view, <Log input={input} page={await loadLog(input, query)} />);
    }
    const status = refusals.invalid.status;
    return renderPage(
      { ...view, status, noindex: true },
      <NotUnderstood input={input} faults={query.faults} />,
    );
  },
};

function Log({ input, page }: { input: RenderInput; page: LogPage }) {
  const { base } = input.place;
  if (input.snapshot.changeCount === 0) {
    return (
      <Frame input={input}>
        <p class="nothing">
          No change has been published yet. What changes later is announced here first, and in the{' '}
          <a href={`${base}/feed.atom`}>feed</a>.
        </p>
      </Frame>
    );
  }
  return (
    <Frame input={input}>
      <LogFilter input={input} />
      <Formats input={input} page={page} />
      {page.items.length === 0 ? (
        <NothingFound input={input} />
      ) : (
        <Entries input={input} items={page.items} />
      )}
      <Paging input={input} page={page} />
    </Frame>
  );
}

function Frame({ input, children }: { input: RenderInput; children?: Child }) {
  return (
    <>
      <div class="title">
        <h1>Changes</h1>
        <p class="lead">
          Every change to the sub-processors of{' '}
          <bdi>{nameInSentence(input.snapshot.organisation)}</bdi>, newest first. Nothing is taken
          out of this log.
        </p>
        {input.snapshot.changeCount === 0 ? null : (
          <p class="stamp screen">
            <span>
              <a href={`${input.place.base}/timeline`}>Who processed when, drawn as a timeline</a>
            </span>{' '}
            <span>
              <a href={`${input.place.base}/diff`}>Compare two days</a>
            </span>{' '}
            <span>
              <a href={`${input.place.base}/subscribe`}>Subscribe to changes</a>
            </span>
          </p>
        )}
        <p class="paper">{absolute(input, '/changes')}</p>
      </div>
      {children}
    </>
  );
}

function Entries({ input, items }: { input: RenderInput; items: readonly Change[] }) {
  const { place, snapshot } = input;
  return (
    <ol class="log" aria-label="Changes, newest first">
      {items.map((change) => {
        const { word, shape } = statusOf(change);
        return (
          <li>
            <Time day={shownDay(change, snapshot.organisation.timeZone)} />{' '}
            <span class={`is is-${shape}`}>{word}</span>{' '}
            <span dir="auto">
              <a href={`${place.base}/changes/${change.id}`}>{titleOf(change)}</a>
              <Imported change={change} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Formats({ input, page }: { input: RenderInput; page: LogPage }) {
  const { place, params, snapshot } = input;
  const query = queryOf(params);
  const entry = entryNamed(params['entry'], snapshot);
  const isWhole = query === '' && params['cursor'] === undefined;
  return (
    <div class="formats">
      <p>
        {isWhole ? total(snapshot.changeCount) : shown(page)}
        {entry === undefined ? null : ` that touch ${entry.facts.name}`}
        {isWhole ? null : (
          <>
            . <a href={`${place.base}/changes`}>Show all</a>
          </>
        )}
      </p>
      <p class="inline">
        <span>This log as</span> <a href={`${place.base}/changes.json${query}`}>JSON</a>{' '}
        <a href={`${place.base}/feed.atom`}>Atom</a> <a href={`${place.base}/feed.rss`}>RSS</a>{' '}
        <a href={`${place.base}/feed.json`}>JSON Feed</a>
      </p>
    </div>
  );
}

function total(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

function shown({ items, next }: LogPage): string {
  const [newest] = items;
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) return 'No change';
  const more = next === null ? '' : ', and older ones';
  return newest === oldest
    ? `Change ${newest.id}${more}`
    : `${total(items.length)}, ${oldest.id} to ${newest.id}${more}`;
}

function Paging({ input: { place, params }, page }: { input: RenderInput; page: LogPage }) {
  const path = `${place.base}/changes`;
  return (
    <PageNav
      of="log"
      noun="changes"
      newest={params['cursor'] === undefined ? undefined : `${path}${queryOf(params)}`}
      older={page.next === null ? undefined : `${path}${queryOf(params, String(page.next))}`}
    />
  );
}

function NothingFound({ input: { place, params, snapshot } }: { input: RenderInput }) {
  const [last] = snapshot.recent;
  const isNarrowed = filterNames.some((name) => params[name] !== undefined);
  return (
    <p class="nothing">
      {isNarrowed ? 'No change matches this filter.' : 'There are no changes before this one.'}{' '}
      {last === undefined ? null : (
        <>
          The last change is of <Time day={shownDay(last, snapshot.organisation.timeZone)} prose />
          .{' '}
        </>
      )}
      <a href={`${place.base}/changes`}>Show all {total(snapshot.changeCount)}</a>
    </p>
  );
}

function NotUnderstood({ input, faults }: { input: RenderInput; faults: readonly Fault[] }) {
  return (
    <Frame input={input}>
      <LogFilter input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        <li>
          <a href={`${input.place.base}/changes`}>Show all {total(input.snapshot.changeCount)}</a>
        </li>
      </ul>
    </Frame>
  );
}
