import { dayOf, type Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { type Life, scaleOf } from '../model/lives.ts';
import { listLives } from '../service/lives.ts';
import { drawnWords } from '../words/pages.ts';
import { Publisher } from './publisher.tsx';
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
    const words = drawnWords[input.place.language].timeline;
    const { lives, hasClaims } = await listLives(input.db, { entries, pending, timeZone });
    const stand = dayOf(listPublishedAt ?? at, timeZone);
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(organisation.name),
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
  const { register, timeline: words } = useWords(drawnWords);
  const drawn = lives.slice(0, mostDrawn);
  const rest = lives.slice(mostDrawn);
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}/subprocessors`}>{register}</a> / {words.title}
        </p>
        <h1>{words.title}</h1>
        <p class="lead">
          {words.lead(<Publisher organisation={snapshot.organisation} />)}
          <Span lives={lives} stand={stand} />
        </p>
        {lives.length === 0 ? null : (
          <p class="stamp">
            <span>{words.version(snapshot.listVersion)}</span>
            {dot}
            <span>{words.drawnUpTo(<Time day={stand} prose />)}</span>
          </p>
        )}
        <p class="paper">{absolute(input, '/timeline')}</p>
      </div>
      {lives.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <LivesTable base={place.pages} lives={drawn} scale={scaleOf(drawn, stand)} />
      )}
      <TimelineKey lives={lives} stand={stand} hasClaims={hasClaims} />
      {rest.length === 0 ? null : <UndrawnTable base={place.pages} lives={rest} stand={stand} />}
    </>
  );
}

/** ` 66 entries since 19 April 2018, 30 of them current.` */
function Span({ lives, stand }: Pick<Props, 'lives' | 'stand'>) {
  const oldest = lives.at(-1);
  if (oldest === undefined) return null;
  const current = lives.filter(({ entry }) => entry.state === 'current').length;
  const since = oldest.from < stand ? <Time day={oldest.from} prose /> : undefined;
  return <>{useWords(drawnWords).timeline.span(lives.length, since, current)}</>;
}
