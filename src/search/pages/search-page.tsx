import { renderPage } from '../../http/layout.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import type { Place } from '../../publication/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { type Fault, refusals } from '../../core/errors.ts';
import { openSearchLink, searching, searchJson } from '../documents.ts';
import { SearchField } from '../field.tsx';
import { type Hit, type Kind, kinds, type Marked, type Results } from '../model.ts';
import { pathOf } from '../present.ts';
import { readSearchQuery, type SearchQuery } from '../query.ts';
import { search } from '../service.ts';
import { searchWords } from '../words/pages.ts';

/** What is found of everything public. */
export const searchPage: Queried = {
  ...searching,
  path: '/search',
  mediaType: 'text/html; charset=utf-8',
  links: [openSearchLink],
  json: searchJson,
  // Programs get JSON; results are of one question.
  markdown: 'none',
  render: async (input) => {
    const query = readSearchQuery(input.params);
    const { language } = input.place;
    const words = searchWords[language];
    const isUnderstood = query.faults.length === 0;
    const results = isUnderstood
      ? await search(input.db, query.text, query.kind, language)
      : undefined;
    return renderPage(
      {
        input,
        title: query.text === '' || !isUnderstood ? words.title : words.titleOf(query.text),
        description: words.description(input.snapshot.organisation.name),
        path: '/search',
        current: 'search',
        noindex: true,
        links: [openSearchLink],
        ...(!isUnderstood && { status: refusals.invalid.status }),
      },
      <Search input={input} query={query} results={results} />,
    );
  },
};

type Props = {
  readonly input: RenderInput;
  readonly query: SearchQuery;
  readonly results: Results | undefined;
};

function Search({ input: { place }, query, results }: Props) {
  const words = useWords(searchWords);
  const { text, faults } = query;
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <SearchField place={place} query={text} isWrong={faults.length > 0} />
      </div>
      {faults.length > 0 ? <Faults faults={faults} /> : null}
      {results === undefined || text === '' ? null : (
        <Found place={place} query={query} results={results} />
      )}
    </>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <ul class="faults" id="seek-fault">
      {faults.map(({ detail }) => (
        <li>{detail}</li>
      ))}
    </ul>
  );
}

type FoundProps = {
  readonly place: Place;
  readonly query: SearchQuery;
  readonly results: Results;
};

function Found({ place, query, results: { hits, counts } }: FoundProps) {
  const words = useWords(searchWords);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return <NothingFound place={place} text={query.text} />;
  const count = query.kind === undefined ? all : (counts.get(query.kind) ?? 0);
  return (
    <>
      <Kinds place={place} query={query} counts={counts} all={all} />
      <p class="small quiet">
        {hits.length < count ? words.best(hits.length, count) : words.found(count)}
      </p>
      {hits.length === 0 ? null : (
        <ol class="found" aria-label={words.results}>
          {hits.map((hit) => (
            <Result place={place} hit={hit} />
          ))}
        </ol>
      )}
    </>
  );
}

type KindsProps = {
  readonly place: Place;
  readonly query: SearchQuery;
  readonly counts: Results['counts'];
  readonly all: number;
};

/** Which kinds there are hits of, each with how many. */
function Kinds({ place, query: { text, kind }, counts, all }: KindsProps) {
  const words = useWords(searchWords);
  const to = (chosen?: Kind) =>
    `${place.pages}/search?${new URLSearchParams({ q: text, ...(chosen && { kind: chosen }) })}`;
  const offered = kinds.filter((each) => counts.has(each) || each === kind);
  return (
    <nav aria-label={words.kindsLabel}>
      <ul class="inline small kinds">
        <li>
          <a href={to()} aria-current={kind === undefined ? 'true' : undefined}>
            {words.everything} <span class="quiet">{all}</span>
          </a>
        </li>
        {offered.map((each) => (
          <li>
            <a href={to(each)} aria-current={each === kind ? 'true' : undefined}>
              {words.kinds[each].all} <span class="quiet">{counts.get(each) ?? 0}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Result({ place, hit }: { place: Place; hit: Hit }) {
  const words = useWords(searchWords);
  const content = useContentLang();
  const lang = hit.isSpoken ? undefined : content;
  return (
    <li>
      <span class="small quiet">{words.kinds[hit.kind].one}</span>
      <div>
        {/* What a policy is called has no translation, and why a change is made has none either. */}
        <a href={`${place.pages}${pathOf(hit)}`} lang={hit.kind === 'policy' ? content : lang}>
          <bdi>
            <Text of={hit.title} />
          </bdi>
        </a>
        {hit.excerpt.join('') === '' ? null : (
          <p class="small" dir="auto" lang={hit.kind === 'change' ? content : lang}>
            <Text of={hit.excerpt} />
          </p>
        )}
      </div>
    </li>
  );
}

function Text({ of }: { of: Marked }) {
  return <>{of.map((piece, index) => (index % 2 === 1 ? <mark>{piece}</mark> : piece))}</>;
}

function NothingFound({ place: { pages }, text }: { place: Place; text: string }) {
  const words = useWords(searchWords);
  const hasWord = /[\p{L}\p{N}]/u.test(text);
  const [register, changes, security, documents] = words.lists;
  return (
    <>
      <p class="nothing">{hasWord ? words.nothingFound : words.noWord}</p>
      <section class="row" aria-labelledby="next">
        <h2 id="next">{words.howTo}</h2>
        <ul class="said">
          <li>{words.fewer}</li>
          <li>
            <a href={`${pages}/subprocessors`}>{register}</a>,{' '}
            <a href={`${pages}/changes`}>{changes}</a>, <a href={`${pages}/controls`}>{security}</a>
            , <a href={`${pages}/documents`}>{documents}</a>
          </li>
          <li>
            <a href={`${pages}/contact`}>{words.ask}</a>
          </li>
        </ul>
      </section>
    </>
  );
}
