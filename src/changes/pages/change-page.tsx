import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { hasCalendar } from '../calendar.ts';
import { changeJson, changeParams, findRequested } from '../documents.ts';
import { paragraphsOf } from '../feeds/content.ts';
import { type Change, type ChangeLeaves, servicesOf } from '../model.ts';
import { findLeaves } from '../service/leaves.ts';
import { groundWords, leadOf } from '../lead.ts';
import { itemTitle, listedServices, noticeDaysOf, statusOf, titleOf } from '../words.ts';
import { Dates } from './dates.tsx';
import { Item } from './item.tsx';
import { Objecting } from './objecting.tsx';
import { Proof } from './proof.tsx';
import { Steps } from './steps.tsx';

/** One change at its permanent address: what was said, when, and what became of it. */
export const changePage: Queried = {
  kind: 'queried',
  path: '/changes/:id{[0-9]+}',
  mediaType: 'text/html; charset=utf-8',
  params: changeParams(),
  links: [{ rel: 'alternate', href: '/changes/{id}.json', type: 'application/json' }],
  json: changeJson,
  render: async (input) => {
    const change = await findRequested(input);
    if (change === undefined) return notFoundPage(input, 'change');
    const { organisation, services } = input.snapshot;
    const path = `/changes/${change.id}`;
    const leaves = await findLeaves(input.db, change);
    const page = renderPage(
      {
        input,
        title: `Change ${change.id}, ${titleOf(change)}`,
        description: leadOf(change, organisation, services),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: 'This change as JSON',
          },
        ],
        current: 'changes',
      },
      <ChangeContent input={input} change={change} leaves={leaves} />,
    );
    return leaves ? page : { ...page, passing: true };
  },
};

type Props = { readonly input: RenderInput; readonly change: Change };
type WithLeaves = Props & { readonly leaves: ChangeLeaves | undefined };

function ChangeContent({ input, change, leaves }: WithLeaves) {
  const { snapshot, place } = input;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}/changes`}>Changes</a> / Change {change.id}
        </p>
        <h1 dir="auto">{titleOf(change)}</h1>
        <p class="lead" dir="auto">
          {leadOf(change, snapshot.organisation, snapshot.services)}
        </p>
        <Stamp input={input} change={change} />
        <p class="paper">{absolute(input, `/changes/${change.id}`)}</p>
      </div>
      <div class="split">
        <div>
          <Dates change={change} zone={snapshot.organisation.timeZone} base={place.base} />
          <Reason reason={change.reason} />
          <Emergency change={change} />
          <Steps change={change} zone={snapshot.organisation.timeZone} />
          <Contents change={change} />
          {change.items.map((item, index) => (
            <Item input={input} change={change} item={item} number={index + 1} />
          ))}
        </div>
        <div class="stack side">
          <Objecting input={input} change={change} />
          <Following input={input} change={change} />
          <Proof input={input} change={change} leaves={leaves} />
        </div>
      </div>
    </>
  );
}

function Stamp({ input: { snapshot, place }, change }: Props) {
  const { word, shape } = statusOf(change);
  const { length } = change.items;
  const days = noticeDaysOf(change, snapshot.organisation.timeZone);
  const kind = change.class === 'correction' ? '' : 'Substantive change, ';
  return (
    <p class="stamp">
      <span class={`is is-${shape}`}>{word}</span>{' '}
      <span>
        {kind}
        {length === 1 ? '1 item' : `${length} items`}
      </span>{' '}
      <span dir="auto">{listedServices(change, snapshot.services)}</span>
      <Succession change={change} base={place.base} />
      {change.claimedAt === undefined ? null : (
        <>
          {' '}
          <span>Imported</span>
        </>
      )}
      {days === undefined ? null : (
        <>
          {' '}
          <span>{days === 1 ? '1 day’s notice' : `${days} days’ notice`}</span>
        </>
      )}
    </p>
  );
}

/** The announced change whose place it takes, or that takes its place. */
function Succession({ change: { supersedes, steps }, base }: { change: Change; base: string }) {
  const supersededBy = steps.at(-1)?.supersededBy;
  const other = supersedes ?? supersededBy;
  if (other === undefined) return null;
  return (
    <>
      {' '}
      <span>
        {supersededBy === undefined ? 'Takes the place of' : 'See'}{' '}
        <a href={`${base}/changes/${other}`}>change {other}</a>
      </span>
    </>
  );
}

function Reason({ reason }: { reason: string }) {
  const paragraphs = paragraphsOf(reason);
  if (paragraphs.length === 0) return null;
  return (
    <section class="item said" aria-labelledby="why">
      <h2 id="why">Why</h2>
      {paragraphs.map((paragraph) => (
        <p dir="auto">{paragraph}</p>
      ))}
    </section>
  );
}

function Emergency({ change: { emergency } }: { change: Change }) {
  if (emergency === undefined) return null;
  return (
    <section class="item said" aria-labelledby="emergency">
      <h2 id="emergency">Why it could not wait</h2>
      <p>This is an emergency replacement, {groundWords[emergency.ground]}.</p>
      {paragraphsOf(emergency.explanation).map((paragraph) => (
        <p dir="auto">{paragraph}</p>
      ))}
    </section>
  );
}

// A reader of few items finds them without a list of them.
const fewItems = 5;

function Contents({ change: { items } }: { change: Change }) {
  if (items.length <= fewItems) return null;
  return (
    <nav class="item" aria-labelledby="contents">
      <h2 id="contents">{items.length} items</h2>
      <ol class="contents small">
        {items.map((item, index) => (
          <li>
            <a href={`#item-${index + 1}`} dir="auto">
              {index + 1}. {itemTitle(item, items)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Following({ input: { place, snapshot }, change }: Props) {
  const concerned = servicesOf(change.items);
  const [only, ...others] = snapshot.services.filter(({ slug }) => concerned.includes(slug));
  const service = concerned.length === 1 && others.length === 0 ? only : undefined;
  const isCorrection = change.class === 'correction';
  const query = isCorrection ? ['class=all'] : [];
  return (
    <section class="block screen" aria-labelledby="next">
      <h2 id="next">Hear of the next one</h2>
      <p class="small">
        {isCorrection
          ? 'These feeds carry corrections too.'
          : 'Each step of a change enters the feeds, from its announcement to its effect.'}
      </p>
      <Feeds label="All services" base={place.base} query={query} />
      {service === undefined ? null : (
        <Feeds
          label={service.name}
          base={place.base}
          query={[`service=${service.slug}`, ...query]}
        />
      )}
      {hasCalendar(change) ? (
        <p class="small inline">
          <a href={`${place.base}/changes/${change.id}.ics`}>These days for a calendar</a>{' '}
          <a href={`${place.base}/deadlines.ics`}>All of them</a>
        </p>
      ) : null}
    </section>
  );
}

type FeedsProps = {
  readonly label: string;
  readonly base: string;
  readonly query: readonly string[];
};

function Feeds({ label, base, query }: FeedsProps) {
  const end = query.length === 0 ? '' : `?${query.join('&')}`;
  return (
    <p class="inline small">
      <span>
        <bdi>{label}</bdi>
      </span>{' '}
      <a href={`${base}/feed.atom${end}`}>Atom</a> <a href={`${base}/feed.rss${end}`}>RSS</a>{' '}
      <a href={`${base}/feed.json${end}`}>JSON</a>
    </p>
  );
}
