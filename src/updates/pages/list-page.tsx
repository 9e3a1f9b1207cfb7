import type { Child } from 'hono/jsx';
import { type Fault, refusals } from '../../core/errors.ts';
import { translated } from '../../core/translating.ts';
import type { Db } from '../../db/client.ts';
import { Choice } from '../../http/forms.tsx';
import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { updateFeedLinks, updatesJson } from '../documents.ts';
import {
  type ListPage,
  type ListQuery,
  listParams,
  loadList,
  queryOf,
  readListQuery,
} from '../list-query.ts';
import { topics } from '../model.ts';
import { ThreadEntries } from '../entries.tsx';
import { type UpdateWords, updateWords } from '../words/pages.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/updates.json',
  type: 'application/json',
};

/** What the company has posted, newest first. */
export const updatesPage: Queried = {
  kind: 'queried',
  path: '/updates',
  mediaType: 'text/html; charset=utf-8',
  params: listParams,
  freeParams: ['cursor'],
  links: [jsonLink, ...updateFeedLinks],
  json: updatesJson,
  render: async (input) => {
    const query = readListQuery(input.params, input.snapshot);
    const { name } = input.snapshot.organisation;
    const words = updateWords[input.place.language].list;
    const view = {
      input,
      title: words.title,
      description: words.description(name),
      path: '/updates',
      links: [{ ...jsonLink, title: words.json }, ...updateFeedLinks],
      current: 'updates' as const,
    };
    if (query.faults.length === 0)
      return renderPage(view, <List input={input} page={await loadIn(input, query)} />);
    const status = refusals.invalid.status;
    return renderPage(
      { ...view, status, noindex: true },
      <NotUnderstood input={input} faults={query.faults} />,
    );
  },
};

async function loadIn(
  input: RenderInput & { readonly db: Db },
  query: ListQuery,
): Promise<ListPage> {
  const page = await loadList(input, query);
  const { language } = input.place;
  return { ...page, items: page.items.map((thread) => translated(thread, language)) };
}

function List({ input, page }: { input: RenderInput; page: ListPage }) {
  const { base } = input.place;
  const words = useWords(updateWords).list;
  if (input.snapshot.updates.threadCount === 0)
    return (
      <Frame input={input}>
        <p class="nothing">
          {words.none((text) => (
            <a href={`${base}/feed.atom?topic=updates`}>{text}</a>
          ))}
        </p>
      </Frame>
    );
  return (
    <Frame input={input}>
      <Filter input={input} />
      <Formats input={input} page={page} />
      {page.items.length === 0 ? (
        <NothingFound input={input} />
      ) : (
        <ThreadEntries input={input} threads={page.items} label={words.newestFirst} />
      )}
      <Paging input={input} page={page} />
    </Frame>
  );
}

function Frame({ input, children }: { input: RenderInput; children?: Child }) {
  const words = useWords(updateWords).list;
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(input.snapshot.organisation)}</bdi>)}</p>
        <p class="stamp screen">
          <span>
            {words.changes((text) => (
              <a href={`${input.place.pages}/changes`}>{text}</a>
            ))}
          </span>
        </p>
        <p class="paper">{absolute(input, '/updates')}</p>
      </div>
      {children}
    </>
  );
}

/** A plain GET form: it works without script, and its result has an address. */
function Filter({ input: { snapshot, place, params } }: { input: RenderInput }) {
  const { list: words, names } = useWords(updateWords);
  return (
    <form
      class="filter"
      action={`${place.pages}/updates`}
      method="get"
      role="search"
      aria-label={words.filter}
    >
      <Choice
        name="topic"
        label={words.topic}
        all={words.allTopics}
        options={topics.map((topic) => ({ value: topic, text: names.topics[topic] }))}
        chosen={params['topic']}
      />
      <Choice
        name="service"
        label={words.service}
        all={words.allServices}
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={params['service']}
      />
      <div>
        <button class="button plain" type="submit">
          {words.apply}
        </button>
      </div>
    </form>
  );
}

function Formats({ input, page }: { input: RenderInput; page: ListPage }) {
  const { place, params, snapshot } = input;
  const query = queryOf(params);
  const words = useWords(updateWords).list;
  const isWhole = query === '' && params['cursor'] === undefined;
  const feed = feedQuery(input);
  return (
    <div class="formats">
      <p>
        {isWhole ? words.total(snapshot.updates.threadCount) : shown(page, words)}
        {isWhole ? null : (
          <>
            . <a href={`${place.pages}/updates`}>{words.showAll}</a>
          </>
        )}
      </p>
      <p class="inline">
        <span>{words.formats}</span> <a href={`${place.base}/updates.json${query}`}>JSON</a>{' '}
        <a href={`${place.base}/feed.atom${feed}`}>Atom</a>{' '}
        <a href={`${place.base}/feed.rss${feed}`}>RSS</a>{' '}
        <a href={`${place.base}/feed.json${feed}`}>JSON Feed</a>
      </p>
    </div>
  );
}

/** The feed of what the filter shows. */
function feedQuery({ params }: RenderInput): string {
  const { topic = 'updates', service } = params;
  const query = new URLSearchParams({ ...(service !== undefined && { service }), topic });
  return `?${query}`;
}

function shown({ items, next }: ListPage, words: UpdateWords['list']): string {
  if (items.length === 0) return words.noUpdate;
  return `${words.total(items.length)}${next === null ? '' : words.andOlder}`;
}

function Paging({ input: { place, params }, page }: { input: RenderInput; page: ListPage }) {
  const to = (cursor?: string) => `${place.pages}/updates${queryOf(params, cursor)}`;
  return (
    <PageNav
      of="updates"
      noun="updates"
      newest={params['cursor'] === undefined ? undefined : to()}
      older={page.next === null ? undefined : to(String(page.next))}
    />
  );
}

function NothingFound({ input: { place, params, snapshot } }: { input: RenderInput }) {
  const words = useWords(updateWords).list;
  const isNarrowed = queryOf(params) !== '';
  return (
    <p class="nothing">
      {isNarrowed ? words.noMatch : words.noOlder}{' '}
      <a href={`${place.pages}/updates`}>
        {words.showAllOf(words.total(snapshot.updates.threadCount))}
      </a>
    </p>
  );
}

function NotUnderstood({ input, faults }: { input: RenderInput; faults: readonly Fault[] }) {
  const words = useWords(updateWords).list;
  return (
    <Frame input={input}>
      <Filter input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        <li>
          <a href={`${input.place.pages}/updates`}>
            {words.showAllOf(words.total(input.snapshot.updates.threadCount))}
          </a>
        </li>
      </ul>
    </Frame>
  );
}
