import { headlineOf } from '../../changes/words.ts';
import { addDays, type Day, weekdayOf } from '../../core/day.ts';
import { dayInProse, dayInTable, Time } from '../../http/dates.tsx';
import type { Deadline } from '../service/calendar.ts';
import { customersOf } from '../words.ts';

const weeks = 6;
/** What a day has room for; the list below has all. */
const mostInCell = 4;

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** The last day that a calendar shows which begins on a Monday. */
export function lastDayFrom(monday: Day): Day {
  return addDays(monday, 7 * weeks - 1);
}

/** Each kind has a shape and a word; the shapes are those of the public pages. */
const kinds = {
  'window-closes': { shape: 'announced', word: 'Window' },
  'takes-effect': { shape: 'current', word: 'Effect' },
  'objection-due': { shape: 'corrected', word: 'Objection' },
} as const;

type Props = {
  readonly monday: Day;
  readonly today: Day;
  readonly deadlines: readonly Deadline[];
  /** Where the console is. */
  readonly root: string;
};

/** The next weeks as they hang on a wall, and below them every day with what it brings. */
export function Calendar({ monday, today, deadlines, root }: Props) {
  const byDay = Map.groupBy(deadlines, ({ on }) => on);
  const later = addDays(monday, 7 * weeks);
  const isFirst = monday <= today && today <= lastDayFrom(monday);
  return (
    <section class="block" aria-labelledby="calendar">
      <h2 id="calendar">Days ahead</h2>
      <Legend />
      <table class="calendar">
        <caption class="unseen">
          {dayInProse(monday)} to {dayInProse(lastDayFrom(monday))}
        </caption>
        <thead>
          <tr>
            {['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
              (name) => (
                <th scope="col">
                  <abbr title={name}>{name.slice(0, 3)}</abbr>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: weeks }, (_, week) => (
            <tr>
              {Array.from({ length: 7 }, (__, weekday) => {
                const day = addDays(monday, 7 * week + weekday);
                const isMonthNamed = day === monday || day.endsWith('-01');
                return (
                  <Cell {...{ day, today, isMonthNamed, root }} deadlines={byDay.get(day) ?? []} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="acts">
        {isFirst ? null : <a href={`${root}/changes`}>From today</a>}
        <a href={`${root}/changes?from=${later}`}>From {dayInTable(later)} on</a>
      </p>
      <ByDay byDay={byDay} root={root} />
    </section>
  );
}

function Legend() {
  return (
    <p class="fine keys">
      <span class="is is-announced">Last day to object</span>{' '}
      <span class="is is-current">Takes effect</span>{' '}
      <span class="is is-corrected">Objection to settle</span>
    </p>
  );
}

type CellProps = {
  readonly day: Day;
  readonly today: Day;
  readonly isMonthNamed: boolean;
  readonly deadlines: readonly Deadline[];
  readonly root: string;
};

/** Where there is room each thing is a link; on a small screen its shapes, and the day leads to the list. */
function Cell({ day, today, isMonthNamed, deadlines, root }: CellProps) {
  const number = isMonthNamed ? dayInTable(day).slice(0, -5) : String(Number(day.slice(8)));
  const classes = [day === today && 'today', day < today && 'over'].filter(Boolean).join(' ');
  const named = <time datetime={day}>{number}</time>;
  return (
    <td class={classes === '' ? undefined : classes}>
      {deadlines.length === 0 ? (
        named
      ) : (
        <>
          <a class="day" href={`#day-${day}`}>
            {named}
            <span class="unseen"> has {deadlines.length === 1 ? 'one' : deadlines.length}</span>
            <span class="marks" aria-hidden="true">
              {deadlines.slice(0, 3).map(({ kind }) => (
                <span class={`is is-${kinds[kind].shape}`} />
              ))}
            </span>
          </a>
          <ul>
            {deadlines.slice(0, mostInCell).map((deadline) => (
              <li>
                <a href={`${root}${pathOf(deadline)}`}>
                  <span class={`is is-${kinds[deadline.kind].shape}`}>
                    {kinds[deadline.kind].word}
                  </span>{' '}
                  {deadline.change.id}
                </a>
              </li>
            ))}
            {deadlines.length > mostInCell ? (
              <li class="quiet">and {deadlines.length - mostInCell} more</li>
            ) : null}
          </ul>
        </>
      )}
      {day === today ? <span class="unseen"> (today)</span> : null}
    </td>
  );
}

function ByDay({ byDay, root }: { byDay: ReadonlyMap<Day, readonly Deadline[]>; root: string }) {
  if (byDay.size === 0) return <p class="small">Nothing has its day in these weeks.</p>;
  return (
    <ol class="tasks">
      {[...byDay].map(([day, deadlines]) => (
        <li id={`day-${day}`}>
          <span class="when">
            <Time day={day} />
          </span>
          <ul>
            {deadlines.map((deadline) => (
              <li>
                <span class={`is is-${kinds[deadline.kind].shape}`}>
                  <a href={`${root}${pathOf(deadline)}`}>{titleOf(deadline)}</a>
                </span>
                <span class="sub" dir="auto">
                  {headlineOf(deadline.change)}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function pathOf(deadline: Deadline): string {
  return deadline.kind === 'objection-due'
    ? `/objections/${deadline.objection.id}`
    : `/changes/${deadline.change.id}`;
}

function titleOf(deadline: Deadline): string {
  const { id } = deadline.change;
  switch (deadline.kind) {
    case 'takes-effect':
      return `Change ${id} takes effect`;
    case 'objection-due': {
      const { reference, state } = deadline.objection;
      return state === 'termination-right-open'
        ? `${reference}: last day to terminate`
        : `${reference}: change ${id} takes effect, settle it before`;
    }
    case 'window-closes':
      return `Change ${id}: last day to object, ${whoseOf(deadline)}`;
  }
}

function whoseOf({ isGeneral, customers }: Extract<Deadline, { kind: 'window-closes' }>): string {
  const whose = [
    isGeneral && 'on general terms',
    customers > 0 && `for ${customersOf(customers)}`,
  ].filter(Boolean);
  return whose.join(' and ');
}
