import { TimeOf } from '../../http/dates.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { refusedPage } from '../../site/refused.tsx';
import { asOfVersion, type Change, type PublishedVersion } from '../model.ts';
import { listChangesAt } from '../service/versions.ts';
import { loadVersions, type VersionPage, versionsJson } from '../version-documents.ts';
import { titleOf } from '../words.ts';
import { changePageWords } from '../words/pages.ts';
import { stepNames } from '../words/signs.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/versions.json',
  type: 'application/json',
};

/** Every version of the list: when it was published, by which change, and where it stands for good. */
export const versionsPage: Queried = {
  kind: 'queried',
  path: '/versions',
  mediaType: 'text/html; charset=utf-8',
  freeParams: ['cursor', 'limit'],
  links: [jsonLink, { rel: 'latest-version', href: '/subprocessors', type: 'text/html' }],
  json: versionsJson,
  refused: refusedPage,
  render: async (input) => {
    const page = await loadVersions(input);
    const ids = [...new Set(page.items.map(({ changeId }) => changeId))];
    const changes = await listChangesAt(input.db, ids, input.snapshot.listVersion);
    const words = changePageWords[input.place.language].versions;
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(input.snapshot.organisation.name),
        path: '/versions',
        links: [{ ...jsonLink, title: words.json }],
        current: 'subprocessors',
      },
      <Versions input={input} page={page} changes={changes} />,
    );
  },
};

type Props = {
  readonly input: RenderInput;
  readonly page: VersionPage;
  readonly changes: readonly Change[];
};

function Versions({ input, page, changes }: Props) {
  const { snapshot, place } = input;
  const words = useWords(changePageWords).versions;
  const byId = new Map(changes.map((change) => [change.id, change]));
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}/subprocessors`}>{words.subprocessors}</a> / {words.versions}
        </p>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
        <p class="stamp screen">
          <a href={`${place.pages}/diff`}>{words.compare}</a>
        </p>
        <p class="paper">{absolute(input, '/versions')}</p>
      </div>
      {page.items.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <Table input={input} items={page.items} changes={byId} />
      )}
      <Paging input={input} page={page} />
    </>
  );
}

type TableProps = {
  readonly input: RenderInput;
  readonly items: readonly PublishedVersion[];
  readonly changes: ReadonlyMap<number, Change>;
};

function Table({ input, items, changes }: TableProps) {
  const words = useWords(changePageWords).versions;
  return (
    <table class="fold versions" role="table">
      <caption class="unseen">{words.newestFirst}</caption>
      <TableHead labels={words.columns} />
      <tbody role="rowgroup">
        {items.map((version) => (
          <Row input={input} version={version} change={changes.get(version.changeId)} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly input: RenderInput;
  readonly version: PublishedVersion;
  readonly change: Change | undefined;
};

function Row({ input: { place, snapshot }, version, change }: RowProps) {
  const { number, changeId, step, at, claimedAt } = version;
  const path = `/versions/${number}`;
  const language = useLanguage();
  const words = changePageWords[language].versions;
  const [, published, whatChanged, formats] = words.columns;
  const zone = snapshot.organisation.timeZone;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={`${place.pages}${path}`}>{words.version(number)}</a>
      </th>
      <td role="cell" data-label={published}>
        <div>
          <TimeOf at={claimedAt ?? at} zone={zone} />
          {claimedAt === undefined ? null : <div class="sub">{words.claim}</div>}
        </div>
      </td>
      <td role="cell" data-label={whatChanged}>
        <div dir="auto">
          <a href={`${place.pages}/changes/${changeId}`}>
            {change === undefined
              ? words.change(changeId)
              : titleOf(asOfVersion(change, number), language)}
          </a>
          <div class="sub">{stepNames[language][step]}</div>
        </div>
      </td>
      <td role="cell" data-label={formats}>
        <p class="inline small">
          <a href={`${place.base}${path}.json`}>
            JSON<span class="unseen">{words.ofVersion(number)}</span>
          </a>{' '}
          <a href={`${place.base}${path}.csv`}>
            CSV<span class="unseen">{words.ofVersion(number)}</span>
          </a>{' '}
          <a href={`${place.pages}${path}/annex-iii`}>
            {words.annex}
            <span class="unseen">{words.ofVersion(number)}</span>
          </a>
        </p>
      </td>
    </tr>
  );
}

function Paging({ input: { place, params }, page }: Pick<Props, 'input' | 'page'>) {
  const path = `${place.pages}/versions`;
  return (
    <PageNav
      of="versions"
      noun="versions"
      newest={params['cursor'] === undefined ? undefined : path}
      older={page.next === null ? undefined : `${path}?cursor=${page.next}`}
    />
  );
}
