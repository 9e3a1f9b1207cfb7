import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Life, Scale } from '../model/lives.ts';
import { drawnWords, registerWords } from '../words/pages.ts';
import { Axis, LifeBar } from '../life-bar.tsx';

type Props = {
  readonly base: string;
  readonly lives: readonly Life[];
  readonly scale: Scale;
};

/** The bars are a column of the table that says the same in dates, so neither can be without the other. */
export function LivesTable({ base, lives, scale }: Props) {
  const words = useWords(drawnWords).timeline;
  return (
    <table class="lives" role="table">
      <caption class="unseen">{words.caption}</caption>
      <TableHead labels={words.heads}>
        <th scope="col" role="columnheader" class="bar">
          <Axis scale={scale} />
        </th>
      </TableHead>
      <tbody role="rowgroup">
        {lives.map((life) => (
          <tr role="row">
            <Cells base={base} life={life} stand={scale.stand} />
            <td role="cell" class="bar">
              <LifeBar life={life} scale={scale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Those for which the drawing has no room, in dates alone. */
export function UndrawnTable({ base, lives, stand }: Omit<Props, 'scale'> & { stand: Day }) {
  const words = useWords(drawnWords).timeline;
  return (
    <section class="item" aria-labelledby="undrawn">
      <h2 id="undrawn">{words.notDrawn(lives.length)}</h2>
      <table class="lives" role="table">
        <caption class="unseen">{words.olderCaption}</caption>
        <TableHead labels={words.heads} />
        <tbody role="rowgroup">
          {lives.map((life) => (
            <tr role="row">
              <Cells base={base} life={life} stand={stand} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ base, life, stand }: { base: string; life: Life; stand: Day }) {
  const { entry, from, isFromStated } = life;
  return (
    <>
      <th scope="row" role="rowheader">
        <a href={`${base}/subprocessors/${entry.slug}`}>
          <bdi>{entry.facts.name}</bdi>
        </a>
      </th>
      <td role="cell">
        {isFromStated ? '' : useWords(drawnWords).timeline.by}
        <Time day={from} />
      </td>
      <td role="cell">
        <Until life={life} stand={stand} />
      </td>
    </>
  );
}

function Until({ life: { entry, until }, stand }: { life: Life; stand: Day }) {
  return (
    <span class={`is is-${entry.state}`}>
      {entry.state === 'ended' && until !== undefined ? (
        <Time day={until} />
      ) : until !== undefined && until > stand ? (
        useWords(drawnWords).timeline.ends(<Time day={until} />)
      ) : (
        useWords(registerWords).states[entry.state]
      )}
    </span>
  );
}
