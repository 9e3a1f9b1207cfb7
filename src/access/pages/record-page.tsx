import { Moment } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { RecordLine } from '../model/record.ts';

type Shown = {
  readonly customer: string;
  /** Address of the customer's own page. */
  readonly my: string;
  /** Oldest first. */
  readonly lines: readonly RecordLine[];
};

const mostShown = 200;

const actionWords: Readonly<Record<string, string>> = {
  'access.requested': 'Asked',
  'access.verified': 'Confirmed the address',
  'access.approved': 'Decided',
  'access.declined': 'Declined',
  'access.withdrawn': 'Withdrawn',
  'access.nda_accepted': 'Accepted the NDA',
  'access.granted': 'Given',
  'access.terms_set': 'New terms',
  'access.downloaded': 'Fetched',
  'access.token_made': 'Made a token',
  'access.token_revoked': 'Token ended',
  'access.ended': 'Ended',
  'access.revoked': 'Taken back',
  'access.expired': 'Nothing left',
};

/** What a customer's people asked for and fetched, newest first. */
export function ownRecordPage(input: RenderInput, { customer, my, lines }: Shown): Rendered {
  const zone = input.snapshot.organisation.timeZone;
  const shown = lines.toReversed().slice(0, mostShown);
  return renderPage(
    {
      input,
      title: 'Documents your people were given',
      description: 'Who asked for which documents, what they were given and what they fetched.',
      noindex: true,
    },
    <>
      <div class="title">
        <h1>Documents your people were given</h1>
        <p class="lead">
          Who of <bdi>{customer}</bdi> asked for confidential documents, what they were given and
          each copy that they fetched.
        </p>
        <p class="acts">
          <a href={`${my}/access-record.csv`}>As CSV</a>
          <a href={`${my}/access-record.json`}>As JSON</a>
          <a href={my}>Your terms and deadlines</a>
        </p>
      </div>
      {shown.length === 0 ? (
        <p>Nobody of yours has asked for a document so far.</p>
      ) : (
        <table class="fold" role="table">
          <caption class="unseen">The record, newest first</caption>
          <TableHead labels={['When', 'What', 'Document', 'Who', 'Grant']} />
          <tbody role="rowgroup">
            {shown.map((line) => (
              <Line line={line} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
      {lines.length > shown.length ? (
        <p class="small">The newest {mostShown} are shown; the files have all of them.</p>
      ) : null}
    </>,
  );
}

function Line({ line, zone }: { line: RecordLine; zone: string }) {
  const { documents, grant, number, whose } = line;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Moment at={line.at} zone={zone} />
      </th>
      <td role="cell" data-label="What">
        {actionWords[line.action] ?? line.action}
      </td>
      <td role="cell" data-label="Document">
        {documents
          .map(({ slug, version, decision }) =>
            [slug, version && `version ${version}`, decision].filter(Boolean).join(' '),
          )
          .join(', ')}
      </td>
      <td role="cell" data-label="Who">
        <bdi>{whose.requester?.name ?? 'Erased'}</bdi>
      </td>
      <td role="cell" data-label="Grant">
        {grant === undefined ? '' : number === undefined ? grant : `${grant}/${number}`}
      </td>
    </tr>
  );
}
