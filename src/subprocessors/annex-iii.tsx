import { Fact, joined, MailLink } from '../http/facts.tsx';
import { renderPage } from '../http/layout.tsx';
import { TableHead } from '../http/tables.tsx';
import { addressIn } from '../publication/addresses.ts';
import type { LinkTo, Published, RenderInput } from '../publication/representation.ts';
import {
  annexColumns,
  annexHead,
  annexRemarks,
  annexRows,
  annexTitle,
  type AnnexColumn,
  type AnnexRow,
} from './annex-rows.ts';
import { refusedPage } from '../site/refused.tsx';
import { listFilters } from './list-document.ts';
import { queryOf } from './model/filter.ts';

const links: readonly LinkTo[] = [
  { rel: 'alternate', href: '/annex-iii.pdf', type: 'application/pdf', title: 'Annex III as PDF' },
  { rel: 'alternate', href: '/subprocessors.json', type: 'application/json' },
];

/** The list in force as one table in the order of Annex III, to print or to save. */
export const annexPage: Published = {
  kind: 'published',
  path: '/annex-iii',
  mediaType: 'text/html; charset=utf-8',
  params: listFilters,
  freeParams: ['q'],
  links,
  refused: refusedPage,
  render: (input) =>
    renderPage(
      {
        input,
        title: annexTitle,
        description: `The sub-processors of ${input.snapshot.organisation.name} in the order of Annex III to the standard contractual clauses, to print or to attach to a contract.`,
        path: '/annex-iii',
        links,
        current: 'subprocessors',
      },
      <Annex input={input} />,
    ),
};

function Annex({ input }: { input: RenderInput }) {
  const { snapshot, place, params } = input;
  const rows = annexRows(snapshot, params);
  const to = (path: string) => `${place.base}${addressIn(snapshot, path, queryOf(params))}`;
  return (
    <>
      <Head input={input} />
      <div class="formats">
        <p>{rows.length === 1 ? '1 entry' : `${rows.length} entries`}</p>
        <p class="inline">
          <span>To attach to a contract</span> <a href={to('/annex-iii.pdf')}>PDF</a>{' '}
          <a href={to('/subprocessors')}>The register</a>
        </p>
      </div>
      {rows.length === 0 ? (
        <p class="nothing">No sub-processor is listed here.</p>
      ) : (
        <Table rows={rows} input={input} />
      )}
      {annexRemarks(snapshot, params).map((remark) => (
        <p class="key">{remark}</p>
      ))}
    </>
  );
}

function Head({ input }: { input: RenderInput }) {
  const head = annexHead(input.snapshot, input.place, input.params);
  return (
    <div class="title">
      <h1>{annexTitle}</h1>
      <p class="lead">{head.purpose}</p>
      {head.part === undefined ? null : <p dir="auto">{head.part}</p>}
      <dl class="facts wide">
        <Fact label="Publisher">{joined(head.publisher)}</Fact>
        {head.contacts.map(({ label, text }) => (
          <Fact label={label}>{text}</Fact>
        ))}
        <Fact label="List">{head.version}</Fact>
        <Fact label="Permanent address">{head.address}</Fact>
      </dl>
    </div>
  );
}

function Table({ rows, input }: { rows: readonly AnnexRow[]; input: RenderInput }) {
  return (
    <table class="fold annex" role="table">
      <caption class="unseen">{annexTitle}</caption>
      <TableHead labels={annexColumns.map(({ label }) => label)} />
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row row={row} input={input} />
        ))}
      </tbody>
    </table>
  );
}

const shortLabels: Readonly<Record<AnnexColumn, string>> = {
  identity: 'Name and address',
  contact: 'Contact',
  description: 'Processing',
  responsibilities: 'Responsibilities',
  transfer: 'Where, transfer',
};

function Row({ row, input }: { row: AnnexRow; input: RenderInput }) {
  return (
    <tr role="row" id={row.slug}>
      <th scope="row" role="rowheader">
        <a href={`${input.place.base}${addressIn(input.snapshot, `/subprocessors/${row.slug}`)}`}>
          <bdi>{row.name}</bdi>
        </a>
        {row.marks.map((mark) => (
          <span class="mark">{mark}</span>
        ))}
        <Lines lines={row.identity} />
      </th>
      {annexColumns.slice(1).map(({ key }) => (
        <td role="cell" data-label={shortLabels[key]}>
          <div>
            <Lines lines={row[key]} />
          </div>
        </td>
      ))}
    </tr>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return <span class="quiet">–</span>;
  return (
    <>
      {lines.map((line) => (
        <span class="said-line" dir="auto">
          {line.includes('@') ? <MailLink email={line} /> : line}
        </span>
      ))}
    </>
  );
}
