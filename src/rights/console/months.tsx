import type { Day } from '../../core/day.ts';
import { dayInTable } from '../../http/dates.tsx';
import type { Month } from '../service/counting.ts';

const width = 100;

/** Requests by month: a table whose rows have a bar each, so that the picture and the numbers are one. */
export function Months({ months }: { readonly months: readonly Month[] }) {
  const most = Math.max(1, ...months.map(({ received }) => received));
  const sum = months.reduce((all, { received }) => all + received, 0);
  if (sum === 0) return null;
  return (
    <section class="block" aria-labelledby="months">
      <h2 id="months">Requests by month</h2>
      <table class="by-month">
        <caption class="fine quiet">
          {sum} in twelve months. The coloured part of a bar is still open.
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" aria-hidden="true" />
            <th scope="col">Received</th>
            <th scope="col">Open</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, received, open }) => (
            <tr>
              <th scope="row">
                <time datetime={month}>{monthWords(month)}</time>
              </th>
              <td class="bar" aria-hidden="true">
                <svg viewBox={`0 0 ${width} 10`} preserveAspectRatio="none" focusable="false">
                  <rect class="received" width={(received / most) * width} height="10" />
                  <rect class="open" width={(open / most) * width} height="10" />
                </svg>
              </td>
              <td class="num">{received}</td>
              <td class="num">{open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** `Nov 2026` */
function monthWords(month: string): string {
  return dayInTable(`${month}-01` as Day).replace(/^1 /, '');
}
