import { dot } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import { addressIn } from '../../publication/addresses.ts';
import type { Place } from '../../publication/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { refusedPage } from '../../site/refused.tsx';
import type { Drawn } from '../flow/layout.ts';
import { FlowPicture } from '../flow/picture.tsx';
import { listFilters } from '../list-document.ts';
import type { Entry } from '../model/entry.ts';
import { filterEntries } from '../model/filter.ts';
import { type Flow, flowOf, type FlowWords, mostRows } from '../model/flow.ts';
import { placeName } from '../model/words.ts';
import { flowWords } from '../words/flow.ts';
import { ServiceFilter } from './service-filter.tsx';

const { country: _, category: __, ...params } = listFilters;

/** From services through entries to places, as a picture with the table behind it. */
export const dataFlowPage: Published = {
  kind: 'published',
  path: '/data-flow',
  mediaType: 'text/html; charset=utf-8',
  params,
  refused: refusedPage,
  links: [{ rel: 'up', href: '/subprocessors', type: 'text/html' }],
  render: async (input) => {
    const words = flowWords[input.place.language];
    const shown = shownIn(input);
    // Loaded for the first picture: nobody else needs it.
    const { layOut } = await import('../flow/layout.ts');
    const drawn = shown.flow.nodes.length === 0 ? undefined : layOut(shown.flow);
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(input.snapshot.organisation.name),
        path: '/data-flow',
        current: 'subprocessors',
      },
      <DataFlow input={input} shown={shown} drawn={drawn} />,
    );
  },
};

type Shown = {
  readonly entries: readonly Entry[];
  readonly flow: Flow;
  readonly words: FlowWords;
};

function shownIn({ snapshot, place, params: asked }: RenderInput): Shown {
  const service = asked['service'];
  const words = wordsIn(place);
  const entries = filterEntries(snapshot.entries, { service }).filter(
    ({ state }) => state === 'current' || state === 'announced',
  );
  const services = snapshot.services.filter(({ slug }) => !service || slug === service);
  return { entries, words, flow: flowOf(entries, services, words) };
}

function wordsIn({ language }: Place): FlowWords {
  return { ...flowWords[language], placeOf: (location) => placeName(location, language) };
}

type Props = {
  readonly input: RenderInput;
  readonly shown: Shown;
  readonly drawn: Drawn | undefined;
};

function DataFlow({ input, shown, drawn }: Props) {
  const { snapshot, place } = input;
  const words = useWords(flowWords);
  const to = (path: string) => `${place.pages}${addressIn(snapshot, path)}`;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={to('/subprocessors')}>{words.subprocessors}</a> / {words.crumb}
        </p>
        <h1>{words.title}</h1>
        <p class="lead">
          {words.leadBefore}
          <bdi>{nameInSentence(snapshot.organisation)}</bdi>
          {words.leadAfter}
        </p>
        <p class="stamp screen">
          <span>
            <a href={to('/map')}>{words.map}</a>
          </span>
          {dot}
          <span>
            <a href={to('/subprocessors')}>{words.register}</a>
          </span>
        </p>
        <p class="paper">{absolute(input, addressIn(snapshot, '/data-flow'))}</p>
      </div>
      <ServiceFilter input={input} path="/data-flow" label={words.filter} />
      {drawn === undefined ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        <>
          {shown.flow.isGrouped ? (
            <p class="small also">{words.grouped(shown.entries.length, mostRows)}</p>
          ) : null}
          <FlowPicture flow={shown.flow} drawn={drawn} />
          <FlowTable input={input} shown={shown} />
        </>
      )}
    </>
  );
}

function FlowTable({ input: { snapshot, place }, shown }: { input: RenderInput; shown: Shown }) {
  const words = useWords(flowWords);
  const nameOf = new Map(snapshot.services.map(({ slug, name }) => [slug, name]));
  return (
    <table class="fold flows" role="table">
      <caption class="unseen">{words.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {words.columns.entry}
          </th>
          <th scope="col" role="columnheader">
            {words.columns.service}
          </th>
          <th scope="col" role="columnheader">
            {words.columns.place}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {shown.entries.map(({ slug, state, facts }) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              <a href={`${place.pages}${addressIn(snapshot, `/subprocessors/${slug}`)}`}>
                <bdi>{facts.name}</bdi>
              </a>
              {state === 'announced' ? words.announcedMark : null}
            </th>
            <Cell
              label={words.columns.service}
              parts={facts.scope?.services?.map((each) => nameOf.get(each) ?? each) ?? []}
              none={words.allServices}
            />
            <Cell
              label={words.columns.place}
              parts={[...new Set((facts.locations ?? []).map(shown.words.placeOf))]}
              none={words.notStated}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { readonly label: string; readonly parts: readonly string[]; none: string }) {
  const { label, parts, none } = props;
  return (
    <td role="cell" data-label={label}>
      <div>
        {parts.length === 0
          ? none
          : parts.map((part, index) => (
              <>
                {index === 0 ? null : ', '}
                <bdi>{part}</bdi>
              </>
            ))}
      </div>
    </td>
  );
}
