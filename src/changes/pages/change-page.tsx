import { dot } from '../../http/facts.tsx';
import { useContentLang, useLanguage, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { describeChange } from '../../site/json-ld-pages.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { hasCalendar } from '../calendar.ts';
import { changeJson, changeParams, findRequested } from '../documents.ts';
import { paragraphsOf } from '../feeds/content.ts';
import { type Change, type ChangeLeaves, servicesOf } from '../model.ts';
import { findLeaves } from '../service/leaves.ts';
import { leadOf } from '../lead.ts';
import { itemTitle, listedServices, noticeDaysOf, statusOf, titleOf } from '../words.ts';
import { changePageWords } from '../words/pages.ts';
import { leadWords } from '../words/values.ts';
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
    const { language } = input.place;
    const words = changePageWords[language].change;
    const path = `/changes/${change.id}`;
    const leaves = await findLeaves(input.db, change);
    const page = renderPage(
      {
        input,
        title: words.title(change.id, titleOf(change, language)),
        description: leadOf(change, organisation, services, language),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: words.json,
          },
        ],
        current: 'changes',
        structured: describeChange(change, input),
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
  const language = useLanguage();
  const words = changePageWords[language].change;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}/changes`}>{words.changes}</a> / {words.change(change.id)}
        </p>
        <h1 dir="auto">{titleOf(change, language)}</h1>
        <p class="lead" dir="auto">
          {leadOf(change, snapshot.organisation, snapshot.services, language)}
        </p>
        <Stamp input={input} change={change} />
        <p class="paper">{absolute(input, `/changes/${change.id}`)}</p>
      </div>
      <div class="split">
        <div>
          <Dates change={change} zone={snapshot.organisation.timeZone} place={place} />
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
  const language = useLanguage();
  const words = changePageWords[language].change;
  const { word, shape } = statusOf(change, language);
  const { length } = change.items;
  const days = noticeDaysOf(change, snapshot.organisation.timeZone);
  const kind = change.class === 'correction' ? '' : words.substantive;
  return (
    <p class="stamp">
      <span class={`is is-${shape}`}>{word}</span>
      {dot}
      <span>
        {kind}
        {words.items(length)}
      </span>
      {dot}
      <span dir="auto">{listedServices(change, snapshot.services, language)}</span>
      <Succession change={change} base={place.pages} />
      {change.claimedAt === undefined ? null : (
        <>
          {dot}
          <span>{words.imported}</span>
        </>
      )}
      {days === undefined ? null : (
        <>
          {dot}
          <span>{words.notice(days)}</span>
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
  const { takesPlaceOf, see } = useWords(changePageWords).change;
  const link = (text: string) => <a href={`${base}/changes/${other}`}>{text}</a>;
  return (
    <>
      {dot}
      <span>{(supersededBy === undefined ? takesPlaceOf : see)(link, other)}</span>
    </>
  );
}

function Reason({ reason }: { reason: string }) {
  const paragraphs = paragraphsOf(reason);
  const lang = useContentLang();
  if (paragraphs.length === 0) return null;
  return (
    <section class="item said" aria-labelledby="why">
      <h2 id="why">{useWords(changePageWords).change.why}</h2>
      {paragraphs.map((paragraph) => (
        <p dir="auto" lang={lang}>
          {paragraph}
        </p>
      ))}
    </section>
  );
}

function Emergency({ change: { emergency } }: { change: Change }) {
  const lang = useContentLang();
  const words = useWords(changePageWords).change;
  if (emergency === undefined) return null;
  return (
    <section class="item said" aria-labelledby="emergency">
      <h2 id="emergency">{words.whyNow}</h2>
      <p>{words.emergency(useWords(leadWords).grounds[emergency.ground])}</p>
      {paragraphsOf(emergency.explanation).map((paragraph) => (
        <p dir="auto" lang={lang}>
          {paragraph}
        </p>
      ))}
    </section>
  );
}

// A reader of few items finds them without a list of them.
const fewItems = 5;

function Contents({ change: { items } }: { change: Change }) {
  const language = useLanguage();
  if (items.length <= fewItems) return null;
  return (
    <nav class="item" aria-labelledby="contents">
      <h2 id="contents">{changePageWords[language].change.items(items.length)}</h2>
      <ol class="contents small">
        {items.map((item, index) => (
          <li>
            <a href={`#item-${index + 1}`} dir="auto">
              {index + 1}. {itemTitle(item, items, language)}
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
  const words = useWords(changePageWords).change;
  return (
    <section class="block screen" aria-labelledby="next">
      <h2 id="next">{words.next}</h2>
      <p class="small">{isCorrection ? words.feedsOfCorrections : words.feedsOfSteps}</p>
      <Feeds label={words.allServices} base={place.base} query={query} />
      {service === undefined ? null : (
        <Feeds
          label={service.name}
          base={place.base}
          query={[`service=${service.slug}`, ...query]}
        />
      )}
      {hasCalendar(change) ? (
        <p class="small inline">
          <a href={`${place.base}/changes/${change.id}.ics`}>{words.calendar}</a>{' '}
          <a href={`${place.base}/deadlines.ics`}>{words.allDays}</a>
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
