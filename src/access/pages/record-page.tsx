import { Moment } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { holdingWords } from '../words/holding.ts';
import type { RecordLine } from '../model/record.ts';

type Shown = {
  readonly customer: string;
  /** Address of the customer's own page. */
  readonly my: string;
  /** Oldest first. */
  readonly lines: readonly RecordLine[];
};

const mostShown = 200;

/** What a customer's people asked for and fetched, newest first. */
export function ownRecordPage(input: RenderInput, { customer, my, lines }: Shown): Rendered {
  const zone = input.snapshot.organisation.timeZone;
  const words = holdingWords[input.place.language].record;
  const { when, what, document, who, grant } = words.columns;
  const shown = lines.toReversed().slice(0, mostShown);
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
    },
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{customer}</bdi>)}</p>
        <p class="acts">
          <a href={`${my}/access-record.csv`}>{words.csv}</a>{' '}
          <a href={`${my}/access-record.json`}>{words.json}</a> <a href={my}>{words.terms}</a>
        </p>
      </div>
      {shown.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <table class="fold" role="table">
          <caption class="unseen">{words.caption}</caption>
          <TableHead labels={[when, what, document, who, grant]} />
          <tbody role="rowgroup">
            {shown.map((line) => (
              <Line line={line} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
      {lines.length > shown.length ? <p class="small">{words.newest(mostShown)}</p> : null}
    </>,
  );
}

function Line({ line, zone }: { line: RecordLine; zone: string }) {
  const { documents, grant, number, whose } = line;
  const { record: words, version: versionOf } = useWords(holdingWords);
  const decided = new Map<string, string>(Object.entries(words.decisions));
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Moment at={line.at} zone={zone} />
      </th>
      <td role="cell" data-label={words.columns.what}>
        {new Map(Object.entries(words.actions)).get(line.action) ?? line.action}
      </td>
      <td role="cell" data-label={words.columns.document}>
        {documents
          .map(({ slug, version, decision }) =>
            [slug, version && versionOf(version), decision && (decided.get(decision) ?? decision)]
              .filter(Boolean)
              .join(' '),
          )
          .join(', ')}
      </td>
      <td role="cell" data-label={words.columns.who}>
        <bdi>{whose.requester?.name ?? words.erased}</bdi>
      </td>
      <td role="cell" data-label={words.columns.grant}>
        {grant === undefined ? '' : number === undefined ? grant : `${grant}/${number}`}
      </td>
    </tr>
  );
}
