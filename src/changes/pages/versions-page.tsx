import { TimeOf } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { refusedPage } from '../../site/refused.tsx';
import { asOfVersion, type Change, type PublishedVersion } from '../model.ts';
import { listChangesAt } from '../service/versions.ts';
import { loadVersions, type VersionPage, versionsJson } from '../version-documents.ts';
import { stepWords } from '../step-words.ts';
import { titleOf } from '../words.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/versions.json',
  type: 'application/json',
  title: 'The versions as JSON',
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
    return renderPage(
      {
        input,
        title: 'Versions of the register',
        description: `Every version of the register of sub-processors of ${input.snapshot.organisation.name}, each at a permanent address.`,
        path: '/versions',
        links: [jsonLink],
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
  const byId = new Map(changes.map((change) => [change.id, change]));
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}/subprocessors`}>Sub-processors</a> / Versions
        </p>
        <h1>Versions of the register</h1>
        <p class="lead">
          Each publication of the register of <bdi>{nameInSentence(snapshot.organisation)}</bdi> has
          a number and an address at which it stays as it was. Versions name no contact persons:
          those can be erased.
        </p>
        <p class="stamp screen">
          <a href={`${place.base}/diff`}>Compare two days</a>
        </p>
        <p class="paper">{absolute(input, '/versions')}</p>
      </div>
      {page.items.length === 0 ? (
        <p class="nothing">Nothing has been published yet.</p>
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

const heads = ['Version', 'Published', 'What changed', 'Formats'];

function Table({ input, items, changes }: TableProps) {
  return (
    <table class="fold versions" role="table">
      <caption class="unseen">Versions of the register, newest first</caption>
      <TableHead labels={heads} />
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
  const address = `${place.base}/versions/${number}`;
  const zone = snapshot.organisation.timeZone;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={address}>Version {number}</a>
      </th>
      <td role="cell" data-label="Published">
        <div>
          <TimeOf at={claimedAt ?? at} zone={zone} />
          {claimedAt === undefined ? null : <span class="sub">Imported claim</span>}
        </div>
      </td>
      <td role="cell" data-label="What changed">
        <div dir="auto">
          <a href={`${place.base}/changes/${changeId}`}>
            {change === undefined ? `Change ${changeId}` : titleOf(asOfVersion(change, number))}
          </a>{' '}
          <span class="sub">{stepWords[step]}</span>
        </div>
      </td>
      <td role="cell" data-label="Formats">
        <p class="inline small">
          <a href={`${address}.json`}>
            JSON<span class="unseen"> of version {number}</span>
          </a>{' '}
          <a href={`${address}.csv`}>
            CSV<span class="unseen"> of version {number}</span>
          </a>{' '}
          <a href={`${address}/annex-iii`}>
            Annex III<span class="unseen"> of version {number}</span>
          </a>
        </p>
      </td>
    </tr>
  );
}

function Paging({ input: { place, params }, page }: Pick<Props, 'input' | 'page'>) {
  const path = `${place.base}/versions`;
  return (
    <PageNav
      of="versions"
      noun="versions"
      newest={params['cursor'] === undefined ? undefined : path}
      older={page.next === null ? undefined : `${path}?cursor=${page.next}`}
    />
  );
}
