import type { Child } from 'hono/jsx';
import { type Fault, refusals } from '../../core/errors.ts';
import { Choice } from '../../http/forms.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { updateFeedLinks, updatesJson } from '../documents.ts';
import { type ListPage, listParams, loadList, queryOf, readListQuery } from '../list-query.ts';
import { topics } from '../model.ts';
import { topicWords } from '../words.ts';
import { ThreadEntries } from '../entries.tsx';

const jsonLink = {
  rel: 'alternate',
  href: '/updates.json',
  type: 'application/json',
  title: 'The updates as JSON',
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
    const view = {
      input,
      title: 'Updates',
      description: `What ${name} has posted about security, incidents, policies, documents and its product.`,
      path: '/updates',
      links: [jsonLink, ...updateFeedLinks],
      current: 'updates' as const,
    };
    if (query.faults.length === 0)
      return renderPage(view, <List input={input} page={await loadList(input, query)} />);
    const status = refusals.invalid.status;
    return renderPage(
      { ...view, status, noindex: true },
      <NotUnderstood input={input} faults={query.faults} />,
    );
  },
};

function List({ input, page }: { input: RenderInput; page: ListPage }) {
  const { base } = input.place;
  if (input.snapshot.updates.threadCount === 0)
    return (
      <Frame input={input}>
        <p class="nothing">
          Nothing has been posted yet. What is comes here, and in the{' '}
          <a href={`${base}/feed.atom?topic=updates`}>feed</a>.
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
        <ThreadEntries input={input} threads={page.items} label="Updates, newest first" />
      )}
      <Paging input={input} page={page} />
    </Frame>
  );
}

function Frame({ input, children }: { input: RenderInput; children?: Child }) {
  return (
    <>
      <div class="title">
        <h1>Updates</h1>
        <p class="lead">
          What <bdi>{nameInSentence(input.snapshot.organisation)}</bdi> posts about security,
          incidents, policies, documents and its product, newest first. Nothing is edited
          afterwards: what changes is added.
        </p>
        <p class="stamp screen">
          <span>
            Sub-processors are announced in the{' '}
            <a href={`${input.place.base}/changes`}>change log</a>
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
  return (
    <form
      class="filter"
      action={`${place.base}/updates`}
      method="get"
      role="search"
      aria-label="Filter the updates"
    >
      <Choice
        name="topic"
        label="Topic"
        all="All topics"
        options={topics.map((topic) => ({ value: topic, text: topicWords[topic] }))}
        chosen={params['topic']}
      />
      <Choice
        name="service"
        label="Service"
        all="All services"
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={params['service']}
      />
      <div>
        <button class="button plain" type="submit">
          Apply
        </button>
      </div>
    </form>
  );
}

function Formats({ input, page }: { input: RenderInput; page: ListPage }) {
  const { place, params, snapshot } = input;
  const query = queryOf(params);
  const isWhole = query === '' && params['cursor'] === undefined;
  const feed = feedQuery(input);
  return (
    <div class="formats">
      <p>
        {isWhole ? total(snapshot.updates.threadCount) : shown(page)}
        {isWhole ? null : (
          <>
            . <a href={`${place.base}/updates`}>Show all</a>
          </>
        )}
      </p>
      <p class="inline">
        <span>These as</span> <a href={`${place.base}/updates.json${query}`}>JSON</a>{' '}
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

function total(count: number): string {
  return count === 1 ? '1 update' : `${count} updates`;
}

function shown({ items, next }: ListPage): string {
  if (items.length === 0) return 'No update';
  return `${total(items.length)}${next === null ? '' : ', and older ones'}`;
}

function Paging({ input: { place, params }, page }: { input: RenderInput; page: ListPage }) {
  const to = (cursor?: string) => `${place.base}/updates${queryOf(params, cursor)}`;
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
  const isNarrowed = queryOf(params) !== '';
  return (
    <p class="nothing">
      {isNarrowed ? 'No update matches this filter.' : 'There are no updates before this one.'}{' '}
      <a href={`${place.base}/updates`}>Show all {total(snapshot.updates.threadCount)}</a>
    </p>
  );
}

function NotUnderstood({ input, faults }: { input: RenderInput; faults: readonly Fault[] }) {
  return (
    <Frame input={input}>
      <Filter input={input} />
      <ul class="nothing">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
        <li>
          <a href={`${input.place.base}/updates`}>
            Show all {total(input.snapshot.updates.threadCount)}
          </a>
        </li>
      </ul>
    </Frame>
  );
}
