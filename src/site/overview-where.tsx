import { addressIn } from '../publication/addresses.ts';
import type { RenderInput } from '../publication/representation.ts';
import { useLanguage, useWords } from '../http/language.tsx';
import { type Tally, tallyPlaces } from '../subprocessors/model/tally.ts';
import { siteWords } from './words/pages.ts';

const most = 12;

/** How many process in each place; what is announced stands outlined beside it. */
export function WhereBars({ input: { snapshot, place } }: { input: RenderInput }) {
  const words = useWords(siteWords).where;
  const tallies = tallyPlaces(snapshot.entries, useLanguage());
  const to = (country: string) =>
    `${place.pages}${addressIn(snapshot, '/subprocessors', `?country=${country}`)}`;
  const longest = Math.max(1, ...tallies.map(({ now, next }) => now + next));
  return (
    <section class="block" aria-labelledby="where">
      <h2 id="where">{words.title}</h2>
      {tallies.length === 0 ? (
        <p class="small">{words.none}</p>
      ) : (
        <table class="where">
          <caption class="unseen">{words.caption}</caption>
          <thead class="unseen">
            <tr>
              <th scope="col">{words.place}</th>
              <td />
              <th scope="col">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {tallies.slice(0, most).map((tally) => (
              <Bar tally={tally} longest={longest} to={to} />
            ))}
          </tbody>
        </table>
      )}
      {tallies.length > most ? <p class="key">{words.more(tallies.length - most)}</p> : null}
      {tallies.length > 0 && snapshot.past === undefined ? (
        <p class="key">
          <a href={`${place.pages}/map`}>{words.map}</a> ·{' '}
          <a href={`${place.pages}/data-flow`}>{words.flow}</a>
        </p>
      ) : null}
    </section>
  );
}

function Bar({
  tally: { name, country, now, next },
  longest,
  to,
}: {
  tally: Tally;
  longest: number;
  to: (country: string) => string;
}) {
  const { announced } = useWords(siteWords).where;
  const width = (count: number) => `${Math.round((96 * count) / longest)}%`;
  return (
    <tr>
      <th scope="row">
        {country === undefined ? <bdi>{name}</bdi> : <a href={to(country)}>{name}</a>}
        {now === 0 ? <span class="fine quiet">{announced}</span> : null}
      </th>
      <td class="bar">
        <svg width="100%" height="8" aria-hidden="true">
          {now > 0 ? <rect class="now" width={width(now)} height="8" /> : null}
          {next > 0 ? (
            <rect
              class="next"
              x={now > 0 ? width(now) : '1'}
              y="1"
              width={width(next)}
              height="6"
            />
          ) : null}
        </svg>
      </td>
      <td class="num">
        {[now > 0 ? `${now}` : '', next > 0 ? `+${next}` : ''].filter(Boolean).join(' ')}
      </td>
    </tr>
  );
}
