import { Empty } from '../../console/pieces.tsx';
import type { PlannedRow } from '../model/plan.ts';
import type { ImportReport } from '../service.ts';
import { rowsPerPage } from './kept.tsx';
import { RowTable } from './rows.tsx';

export const shows = [
  'all',
  'decide',
  'remarks',
  'add',
  'amend',
  'end',
  'unchanged',
  'skip',
] as const;
type Show = (typeof shows)[number];

function isShown({ action, warnings }: PlannedRow, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'decide') return action === 'undecided' || action === 'faulty';
  return show === 'remarks' ? warnings.length > 0 : action === show;
}

const showWords: Readonly<Record<Show, string>> = {
  all: 'All',
  decide: 'To decide',
  remarks: 'With remarks',
  add: 'Added',
  amend: 'Changed',
  end: 'Ended',
  unchanged: 'As before',
  skip: 'Left out',
};

export function Rows({
  report,
  here,
  show,
  page,
}: {
  readonly report: ImportReport;
  readonly here: string;
  readonly show: Show;
  readonly page: number;
}) {
  const { rows } = report.plan;
  const found = rows.filter((row) => isShown(row, show));
  const first = (page - 1) * rowsPerPage;
  const shown = found.slice(first, first + rowsPerPage);
  const at = (to: number) => `${here}?show=${show}&page=${to}#rows`;
  return (
    <section class="block" aria-labelledby="rows">
      <h2 id="rows">Row by row</h2>
      <nav class="acts" aria-label="Which rows">
        {shows
          .map((each) => ({ each, many: rows.filter((row) => isShown(row, each)).length }))
          .filter(({ each, many }) => many > 0 || each === show)
          .map(({ each, many }) => (
            <a href={`${here}?show=${each}#rows`} aria-current={each === show ? 'true' : undefined}>
              {showWords[each]} ({many})
            </a>
          ))}
      </nav>
      {shown.length === 0 ? (
        <Empty>No such row. Choose another group, or correct the list.</Empty>
      ) : (
        <RowTable rows={shown} report={report} here={here} />
      )}
      {found.length <= rowsPerPage ? null : (
        <nav class="acts" aria-label="Pages of the rows">
          <span class="small quiet">
            {first + 1} to {Math.min(first + rowsPerPage, found.length)} of {found.length}
          </span>
          {page === 1 ? null : <a href={at(page - 1)}>Rows before</a>}
          {first + rowsPerPage >= found.length ? null : (
            <a rel="next" href={at(page + 1)}>
              Rows after
            </a>
          )}
        </nav>
      )}
    </section>
  );
}
