import { entryNamed } from '../../subprocessors/model/entry.ts';
import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import { refusals } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { describeChanges } from '../../site/json-ld-pages.ts';
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
import { type ChangePageWords, changePageWords } from '../words/pages.ts';
import { LogFilter } from './log-filter.tsx';

const jsonLink = {
  rel: 'alternate',
  href: '/changes.json',
  type: 'application/json',
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
    const words = changePageWords[input.place.language].log;
    const view = {
      input,
      title: words.title,
      description: words.description(name),
      path: '/changes',
      links: [{ ...jsonLink, title: words.json }],
      current: 'changes' as const,
      structured: describeChanges(input),
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
  const words = useWords(changePageWords).log;
  if (input.snapshot.changeCount === 0) {
    return (
      <Frame input={input}>
        <p class="nothing">
          {words.none((text) => (
            <a href={`${base}/feed.atom`}>{text}</a>
          ))}
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
  const words = useWords(changePageWords).log;
  const { pages } = input.place;
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(input.snapshot.organisation)}</bdi>)}</p>
        {input.snapshot.changeCount === 0 ? null : (
          <p class="stamp screen">
            <span>
              <a href={`${pages}/timeline`}>{words.timeline}</a>
            </span>
            {dot}
            <span>
              <a href={`${pages}/diff`}>{words.compare}</a>
            </span>
            {dot}
            <span>
              <a href={`${pages}/subscribe`}>{words.subscribe}</a>
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
  const language = useLanguage();
  return (
    <ol class="log" aria-label={changePageWords[language].log.newestFirst}>
      {items.map((change) => {
        const { word, shape } = statusOf(change, language);
        return (
          <li>
            <Time day={shownDay(change, snapshot.organisation.timeZone)} />{' '}
            <span class={`is is-${shape}`}>{word}</span>{' '}
            <span dir="auto">
              <a href={`${place.pages}/changes/${change.id}`}>{titleOf(change, language)}</a>
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
  const words = useWords(changePageWords).log;
  const entry = entryNamed(params['entry'], snapshot);
  const isWhole = query === '' && params['cursor'] === undefined;
  return (
    <div class="formats">
      <p>
        {isWhole ? words.total(snapshot.changeCount) : shown(page, words)}
        {entry === undefined ? null : words.touching(entry.facts.name)}
        {isWhole ? null : (
          <>
            . <a href={`${place.pages}/changes`}>{words.showAll}</a>
          </>
        )}
      </p>
      <p class="inline">
        <span>{words.formats}</span> <a href={`${place.base}/changes.json${query}`}>JSON</a>{' '}
        <a href={`${place.base}/feed.atom`}>Atom</a> <a href={`${place.base}/feed.rss`}>RSS</a>{' '}
        <a href={`${place.base}/feed.json`}>JSON Feed</a>
      </p>
    </div>
  );
}

function shown({ items, next }: LogPage, words: ChangePageWords['log']): string {
  const [newest] = items;
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) return words.noChange;
  const more = next === null ? '' : words.andOlder;
  return newest === oldest
    ? `${words.change(newest.id)}${more}`
    : `${words.range(words.total(items.length), oldest.id, newest.id)}${more}`;
}

function Paging({ input: { place, params }, page }: { input: RenderInput; page: LogPage }) {
  const path = `${place.pages}/changes`;
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
  const words = useWords(changePageWords).log;
  const [last] = snapshot.recent;
  const isNarrowed = filterNames.some((name) => params[name] !== undefined);
  return (
    <p class="nothing">
      {isNarrowed ? words.noMatch : words.noOlder}{' '}
      {last === undefined ? null : (
        <>{words.last(<Time day={shownDay(last, snapshot.organisation.timeZone)} prose />)} </>
      )}
      <a href={`${place.pages}/changes`}>{words.showAllOf(words.total(snapshot.changeCount))}</a>
    </p>
  );
}

function NotUnderstood({ input, faults }: { input: RenderInput; faults: readonly Fault[] }) {
  const words = useWords(changePageWords).log;
  return (
    <Frame input={input}>
      <LogFilter input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        <li>
          <a href={`${input.place.pages}/changes`}>
            {words.showAllOf(words.total(input.snapshot.changeCount))}
          </a>
        </li>
      </ul>
    </Frame>
  );
}
