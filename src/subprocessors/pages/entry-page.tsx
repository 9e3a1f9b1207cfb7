import { Refusal } from '../../core/errors.ts';
import { TimeOf } from '../../http/dates.tsx';
import { dot, Fact, MailLink, WebLink } from '../../http/facts.tsx';
import { useContentLang, useLanguage, useWords, useTextLang } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { addressIn } from '../../publication/addresses.ts';
import { clocks } from '../../publication/asked.ts';
import type { Published, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { refusedPage } from '../../site/refused.tsx';
import { entryJson, noSuchEntry } from '../list-document.ts';
import { annexThreeItems } from '../model/completeness.ts';
import { type Entry, entryNamed } from '../model/entry.ts';
import { homeOf, placeName } from '../model/words.ts';
import { publicCompleteness, publishedPerson } from '../present.ts';
import { entryWords, registerWords } from '../words/pages.ts';
import { EntryChanges, PendingBlock } from './entry-changes.tsx';
import { EntryFacts } from './entry-facts.tsx';

/** Everything about one entry, at an address that outlives its end. */
export const entryPage: Published = {
  kind: 'published',
  path: '/subprocessors/:slug{[a-z0-9-]+}',
  mediaType: 'text/html; charset=utf-8',
  params: { slug: (value, snapshot) => entryNamed(value, snapshot) !== undefined, ...clocks },
  refused: refusedPage,
  links: [
    { rel: 'alternate', href: '/subprocessors/{slug}.json', type: 'application/json' },
    { rel: 'version-history', href: '/subprocessors/{slug}/history', type: 'text/html' },
  ],
  json: entryJson,
  render: (input) => {
    const entry = entryNamed(input.params['slug'], input.snapshot);
    if (entry === undefined) return notListed(input);
    const path = `/subprocessors/${entry.slug}`;
    const words = entryWords[input.place.language];
    return renderPage(
      {
        input,
        title: entry.facts.name,
        description: words.description(
          entry.facts.name,
          input.snapshot.organisation.name,
          entry.facts.description,
        ),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: words.asJson,
          },
        ],
        current: 'subprocessors',
      },
      <EntryContent input={input} entry={entry} />,
    );
  },
};

/** Of a past: there may be an entry of this name at another time. */
function notListed(input: RenderInput): Rendered {
  if (input.snapshot.past === undefined) return notFoundPage(input, 'sub-processor');
  return refusedPage(input, new Refusal('not_found', noSuchEntry(input.snapshot)));
}

function EntryContent({ input, entry }: { input: RenderInput; entry: Entry }) {
  const { base, pages } = input.place;
  const words = useWords(entryWords);
  const to = (path: string) => `${base}${addressIn(input.snapshot, path)}`;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${pages}${addressIn(input.snapshot, '/subprocessors')}#${entry.slug}`}>
            {words.register}
          </a>{' '}
          / <bdi>{entry.facts.name}</bdi>
        </p>
        <h1 dir="auto">{entry.facts.name}</h1>
        <Lead input={input} entry={entry} />
        <EntryStamp input={input} entry={entry} />
        <p class="paper">{absolute(input, `/subprocessors/${entry.slug}`)}</p>
      </div>
      <div class="split">
        <div class="stack">
          <PendingBlock input={input} entry={entry} />
          <EntryFacts input={input} entry={entry} />
        </div>
        <div class="stack side">
          <ContactBlock entry={entry} />
          <CompletenessBlock entry={entry} />
          <EntryChanges input={input} entry={entry} />
          <section class="block screen" aria-labelledby="formats">
            <h2 id="formats">{words.formats.title}</h2>
            <p class="inline small">
              <a href={to(`/subprocessors/${entry.slug}.json`)}>JSON</a>{' '}
              <a href={to('/subprocessors.csv')}>{words.formats.csv}</a>
            </p>
            <p class="fine quiet">{words.formats.stays}</p>
          </section>
        </div>
      </div>
    </>
  );
}

// A longer one stands below, in the facts.
const longestPurpose = 160;

/** Who, where and what for, in sentences that can be quoted. */
function Lead({ input, entry: { facts, state } }: { input: RenderInput; entry: Entry }) {
  const words = useWords(entryWords);
  const language = useLanguage();
  const { name } = input.snapshot.organisation;
  const places = [...new Set((facts.locations ?? []).map((each) => placeName(each, language)))];
  return (
    <p class="lead">
      {words.lead(state, {
        company: <bdi>{facts.legalName ?? facts.name}</bdi>,
        home: homeOf(facts, language),
        name: <bdi>{name}</bdi>,
        nameClosed: <Closing text={name} />,
      })}
      {facts.description.length > longestPurpose
        ? null
        : words.purpose(
            <Closing text={facts.description} lang={useTextLang(facts, 'description')} />,
          )}
      {places.length === 0
        ? null
        : words.places(<Closing text={places.join(', ')} />, places.length)}
    </p>
  );
}

/** The end of a sentence: `Corp.` brings its own full stop. */
function Closing({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <>
      <bdi lang={lang}>{text}</bdi>
      {text.endsWith('.') ? '' : '.'}
    </>
  );
}

function EntryStamp({ input, entry }: { input: RenderInput; entry: Entry }) {
  const zone = input.snapshot.organisation.timeZone;
  const last = input.snapshot.recent.find(({ id }) => id === entry.lastChangeId);
  const imported = last?.claimedAt;
  const words = useWords(entryWords);
  const listed = <TimeOf at={entry.listedAt} zone={zone} prose />;
  return (
    <p class="stamp">
      <span class={`is is-${entry.state}`}>{useWords(registerWords).states[entry.state]}</span>
      {dot}
      <span>{imported === undefined ? words.listed(listed) : words.listedHere(listed)}</span>
      {dot}
      <span>
        {words.changed(
          <a href={`${input.place.pages}/changes/${entry.lastChangeId}`}>
            <TimeOf at={imported ?? entry.changedAt} zone={zone} prose />
          </a>,
        )}
        {imported === undefined ? '' : words.imported}
      </span>
    </p>
  );
}

function ContactBlock({ entry }: { entry: Entry }) {
  const { contact } = entry.facts;
  const person = publishedPerson(entry);
  if (contact === undefined && person === undefined) return null;
  const words = useWords(entryWords).contact;
  const lang = useContentLang();
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">{words.title}</h2>
      <dl class="facts">
        <Fact label={words.desk}>{contact?.role && <span lang={lang}>{contact.role}</span>}</Fact>
        <Reach point={contact} />
        <Fact label={words.person}>{person?.name}</Fact>
        <Fact label={words.position}>
          {person?.position && <span lang={lang}>{person.position}</span>}
        </Fact>
        <Reach point={person} />
      </dl>
    </section>
  );
}

function Reach({ point }: { point: { email?: string; url?: string } | undefined }) {
  const words = useWords(entryWords).contact;
  return (
    <>
      <Fact label={words.email}>{point?.email && <MailLink email={point.email} />}</Fact>
      <Fact label={words.web}>{point?.url && <WebLink url={point.url} />}</Fact>
    </>
  );
}

function CompletenessBlock({ entry }: { entry: Entry }) {
  const { missing } = publicCompleteness(entry);
  const words = useWords(entryWords);
  const total = annexThreeItems.length;
  return (
    <section class="block" aria-labelledby="complete">
      <h2 id="complete">{words.annexThree}</h2>
      <p class="small">
        {missing.length === 0
          ? words.complete(total)
          : words.incomplete(total - missing.length, total, missing)}
      </p>
    </section>
  );
}
