import { dayOf, type Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { type Life, scaleOf } from '../model/lives.ts';
import { listLives } from '../service/lives.ts';
import { TimelineKey } from './timeline-key.tsx';
import { LivesTable, UndrawnTable } from './timeline-table.tsx';

/** More bars than this nobody reads, and a page of them is heavy. */
const mostDrawn = 200;

/** The whole register as bars over the years. It ends with the newest version: a drawing must not move with the clock. */
export const timelinePage: Queried = {
  kind: 'queried',
  path: '/timeline',
  mediaType: 'text/html; charset=utf-8',
  links: [{ rel: 'up', href: '/subprocessors', type: 'text/html' }],
  render: async (input) => {
    const { entries, pending, organisation, listPublishedAt, at } = input.snapshot;
    const { timeZone } = organisation;
    const { lives, hasClaims } = await listLives(input.db, { entries, pending, timeZone });
    const stand = dayOf(listPublishedAt ?? at, timeZone);
    return renderPage(
      {
        input,
        title: 'Timeline',
        description: `Who processed personal data for ${organisation.name}, and when: one bar for each sub-processor.`,
        path: '/timeline',
        current: 'subprocessors',
      },
      <Timeline input={input} lives={lives} stand={stand} hasClaims={hasClaims} />,
    );
  },
};

type Props = {
  readonly input: RenderInput;
  readonly lives: readonly Life[];
  readonly stand: Day;
  readonly hasClaims: boolean;
};

function Timeline({ input, lives, stand, hasClaims }: Props) {
  const { place, snapshot } = input;
  const drawn = lives.slice(0, mostDrawn);
  const rest = lives.slice(mostDrawn);
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}/subprocessors`}>Sub-processors</a> / Timeline
        </p>
        <h1>Timeline</h1>
        <p class="lead">
          Who processed personal data for <bdi>{nameInSentence(snapshot.organisation)}</bdi>, and
          when.
          <Span lives={lives} stand={stand} />
        </p>
        {lives.length === 0 ? null : (
          <p class="stamp">
            <span>Version {snapshot.listVersion}</span>{' '}
            <span>
              Drawn up to <Time day={stand} prose />, when that version was published
            </span>
          </p>
        )}
        <p class="paper">{absolute(input, '/timeline')}</p>
      </div>
      {lives.length === 0 ? (
        <p class="nothing">No sub-processor is published yet.</p>
      ) : (
        <LivesTable base={place.base} lives={drawn} scale={scaleOf(drawn, stand)} />
      )}
      <TimelineKey lives={lives} stand={stand} hasClaims={hasClaims} />
      {rest.length === 0 ? null : <UndrawnTable base={place.base} lives={rest} stand={stand} />}
    </>
  );
}

/** ` 66 entries since 19 April 2018, 30 of them current.` */
function Span({ lives, stand }: Pick<Props, 'lives' | 'stand'>) {
  const oldest = lives.at(-1);
  if (oldest === undefined) return null;
  const current = lives.filter(({ entry }) => entry.state === 'current').length;
  const count = lives.length === 1 ? '1 entry' : `${lives.length} entries`;
  return (
    <>
      {' '}
      {count}
      {oldest.from < stand ? (
        <>
          {' '}
          since <Time day={oldest.from} prose />
        </>
      ) : null}
      , {current} of them current.
    </>
  );
}
