import { Breakable, Fact, joined, MailLink } from '../http/facts.tsx';
import { useContentLang, useWords } from '../http/language.tsx';
import { renderPage } from '../http/layout.tsx';
import { TableHead } from '../http/tables.tsx';
import { addressIn } from '../publication/addresses.ts';
import type { LinkTo, Published, RenderInput } from '../publication/representation.ts';
import {
  type AnnexColumn,
  annexColumns,
  annexHead,
  annexRemarks,
  annexRows,
  type AnnexRow,
} from './annex-rows.ts';
import { refusedPage } from '../site/refused.tsx';
import { listFilters } from './list-document.ts';
import { queryOf } from './model/filter.ts';
import { annexWords } from './words/pages.ts';

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
        title: annexWords[input.place.language].title,
        description: annexWords[input.place.language].description(input.snapshot.organisation.name),
        path: '/annex-iii',
        links,
        current: 'subprocessors',
      },
      <Annex input={input} />,
    ),
};

function Annex({ input }: { input: RenderInput }) {
  const { snapshot, place, params } = input;
  const words = useWords(annexWords);
  const rows = annexRows(snapshot, params, place.language);
  const to = (path: string) => addressIn(snapshot, path, queryOf(params));
  return (
    <>
      <Head input={input} />
      <div class="formats">
        <p>{words.counted(rows.length)}</p>
        <p class="inline">
          <span>{words.toAttach}</span> <a href={`${place.base}${to('/annex-iii.pdf')}`}>PDF</a>{' '}
          <a href={`${place.pages}${to('/subprocessors')}`}>{words.register}</a>
        </p>
      </div>
      {rows.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <Table rows={rows} input={input} />
      )}
      {annexRemarks(snapshot, params, place.language).map((remark) => (
        <p class="key">{remark}</p>
      ))}
    </>
  );
}

function Head({ input }: { input: RenderInput }) {
  const words = useWords(annexWords);
  const head = annexHead(input.snapshot, input.place, input.params, input.place.language);
  return (
    <div class="title">
      <h1>{words.title}</h1>
      <p class="lead">{head.purpose}</p>
      {head.part === undefined ? null : <p dir="auto">{head.part}</p>}
      <dl class="facts wide">
        <Fact label={words.publisher}>{joined(head.publisher)}</Fact>
        {head.contacts.map(({ label, text }) => (
          <Fact label={label}>
            <Breakable text={text} />
          </Fact>
        ))}
        <Fact label={words.list}>{head.version}</Fact>
        <Fact label={words.address}>
          <Breakable text={head.address} />
        </Fact>
      </dl>
    </div>
  );
}

function Table({ rows, input }: { rows: readonly AnnexRow[]; input: RenderInput }) {
  const words = useWords(annexWords);
  return (
    <table class="fold annex" role="table">
      <caption class="unseen">{words.title}</caption>
      <TableHead labels={annexColumns.map((key) => words.columns[key])} />
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row row={row} input={input} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, input }: { row: AnnexRow; input: RenderInput }) {
  const { labels } = useWords(annexWords);
  return (
    <tr role="row" id={row.slug}>
      <th scope="row" role="rowheader">
        <a href={`${input.place.pages}${addressIn(input.snapshot, `/subprocessors/${row.slug}`)}`}>
          <bdi>{row.name}</bdi>
        </a>
        {row.marks.map((mark) => (
          <div class="mark">{mark}</div>
        ))}
        <Lines lines={row.identity} isName />
      </th>
      {annexColumns.slice(1).map((key) => (
        <td role="cell" data-label={labels[key]}>
          <div>
            <Lines lines={row[key]} quoted={quotedIn(row, key)} />
          </div>
        </td>
      ))}
    </tr>
  );
}

/** How many of the first lines are in the language of the organisation. */
function quotedIn({ contact, quoted }: AnnexRow, column: AnnexColumn): number {
  if (column === 'contact') return contact.length;
  return column === 'description' || column === 'responsibilities' ? quoted[column] : 0;
}

type LinesProps = {
  readonly lines: readonly string[];
  readonly quoted?: number;
  /** Which no browser is to translate. */
  readonly isName?: true;
};

function Lines({ lines, quoted = 0, isName }: LinesProps) {
  const lang = useContentLang();
  if (lines.length === 0) return <span class="quiet">–</span>;
  return (
    <>
      {lines.map((line, place) => (
        <div
          class="said-line"
          dir="auto"
          lang={place < quoted ? lang : undefined}
          translate={isName && lang !== undefined ? 'no' : undefined}
        >
          {line.includes('@') ? <MailLink email={line} /> : line}
        </div>
      ))}
    </>
  );
}
