import type { Child } from 'hono/jsx';
import { dot, joined } from '../http/facts.tsx';

/** The head of a page: where one is, what it is, one or two sentences. */
export function PageTitle({
  title,
  crumb,
  children,
}: {
  readonly title: string;
  /** The page above. */
  readonly crumb?: { readonly href: string; readonly label: string } | undefined;
  readonly children?: Child;
}) {
  return (
    <div class="title">
      {crumb === undefined ? null : (
        <p class="crumb">
          <a href={crumb.href}>{crumb.label}</a>
        </p>
      )}
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** The line under the head: when it came, who sees to it. Its parts stand apart. */
export function Stamp({ children }: { readonly children?: Child }) {
  return <p class="stamp">{joined([children].flat(2), dot)}</p>;
}

/** What was just done, by a word in the address; words that nobody wrote here say nothing. */
export function Done({
  done,
  words,
}: {
  readonly done: string | undefined;
  readonly words: Readonly<Record<string, string>>;
}) {
  const said = done !== undefined && Object.hasOwn(words, done) ? words[done] : undefined;
  return said === undefined ? null : (
    <p class="notice" role="status">
      {said}
    </p>
  );
}

/** Nothing is here yet: what would be, and where it begins. */
export function Empty({ children }: { readonly children?: Child }) {
  return <p class="nothing">{children}</p>;
}

type Column<Row> = {
  readonly label: string;
  cell(row: Row): Child;
};

/** A table whose first column names the row; on a narrow screen each row becomes a record. */
export function RecordTable<Row>({
  caption,
  columns,
  rows,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}) {
  return (
    <table class="fold" role="table">
      <caption class="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label }) => (
            <th scope="col" role="columnheader">
              {label === '' ? <span class="unseen">What can be done</span> : label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row">
            {columns.map(({ label, cell }, index) =>
              index === 0 ? (
                <th scope="row" role="rowheader">
                  {cell(row)}
                </th>
              ) : (
                <td role="cell" data-label={label}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
