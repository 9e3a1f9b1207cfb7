import { Refusal } from '../../core/errors.ts';
import { TimeOf } from '../../http/dates.tsx';
import { Fact, MailLink, WebLink } from '../../http/facts.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { addressIn } from '../../publication/addresses.ts';
import { clocks } from '../../publication/asked.ts';
import type { Published, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { refusedPage } from '../../site/refused.tsx';
import { entryJson, noSuchEntry } from '../list-document.ts';
import { annexThreeItems } from '../model/completeness.ts';
import { type Entry, entryNamed } from '../model/entry.ts';
import type { EntryState } from '../model/facts.ts';
import { annexThreeWords, homeOf, placeName, stateWords } from '../model/words.ts';
import { publicCompleteness, publishedPerson } from '../present.ts';
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
    return renderPage(
      {
        input,
        title: entry.facts.name,
        description: `${entry.facts.name} as a sub-processor of ${input.snapshot.organisation.name}: ${entry.facts.description}`,
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: 'This entry as JSON',
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
  const { base } = input.place;
  const to = (path: string) => `${base}${addressIn(input.snapshot, path)}`;
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${base}${addressIn(input.snapshot, '/subprocessors')}#${entry.slug}`}>
            Sub-processors
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
            <h2 id="formats">In other formats</h2>
            <p class="inline small">
              <a href={to(`/subprocessors/${entry.slug}.json`)}>JSON</a>{' '}
              <a href={to('/subprocessors.csv')}>CSV of the register</a>
            </p>
            <p class="fine quiet">This address stays valid after the entry ends.</p>
          </section>
        </div>
      </div>
    </>
  );
}

// A longer one stands below, in the facts.
const longestPurpose = 160;

const verbs: Readonly<Record<EntryState, string>> = {
  announced: 'will process',
  current: 'processes',
  ended: 'processed',
  withdrawn: 'was to process',
};

/** Who, where and what for, in sentences that can be quoted. */
function Lead({ input, entry: { facts, state } }: { input: RenderInput; entry: Entry }) {
  const home = homeOf(facts);
  const verb = verbs[state];
  const places = [...new Set((facts.locations ?? []).map(placeName))];
  return (
    <p class="lead">
      <bdi>{facts.legalName ?? facts.name}</bdi>
      {home === undefined ? null : `, ${home},`} {verb} personal data for{' '}
      <Closing text={input.snapshot.organisation.name} />
      {facts.description.length > longestPurpose ? null : (
        <>
          {' '}
          Purpose: <Closing text={facts.description} />
        </>
      )}
      {places.length === 0 ? null : (
        <>
          {' '}
          {places.length === 1 ? 'Place' : 'Places'}: <Closing text={places.join(', ')} />
        </>
      )}
    </p>
  );
}

/** The end of a sentence: `Corp.` brings its own full stop. */
function Closing({ text }: { text: string }) {
  return (
    <>
      <bdi>{text}</bdi>
      {text.endsWith('.') ? '' : '.'}
    </>
  );
}

function EntryStamp({ input, entry }: { input: RenderInput; entry: Entry }) {
  const zone = input.snapshot.organisation.timeZone;
  const last = input.snapshot.recent.find(({ id }) => id === entry.lastChangeId);
  const imported = last?.claimedAt;
  return (
    <p class="stamp">
      <span class={`is is-${entry.state}`}>{stateWords[entry.state]}</span>{' '}
      <span>
        {imported === undefined ? 'Listed' : 'Listed here'}{' '}
        <TimeOf at={entry.listedAt} zone={zone} prose />
      </span>{' '}
      <span>
        Last changed{' '}
        <a href={`${input.place.base}/changes/${entry.lastChangeId}`}>
          <TimeOf at={imported ?? entry.changedAt} zone={zone} prose />
        </a>
        {imported === undefined ? '' : ', imported'}
      </span>
    </p>
  );
}

function ContactBlock({ entry }: { entry: Entry }) {
  const { contact } = entry.facts;
  const person = publishedPerson(entry);
  if (contact === undefined && person === undefined) return null;
  return (
    <section class="block" aria-labelledby="contact">
      <h2 id="contact">Contact at this company</h2>
      <dl class="facts">
        <Fact label="Desk">{contact?.role}</Fact>
        <Reach point={contact} />
        <Fact label="Person">{person?.name}</Fact>
        <Fact label="Position">{person?.position}</Fact>
        <Reach point={person} />
      </dl>
    </section>
  );
}

function Reach({ point }: { point: { email?: string; url?: string } | undefined }) {
  return (
    <>
      <Fact label="E-mail">{point?.email && <MailLink email={point.email} />}</Fact>
      <Fact label="Web">{point?.url && <WebLink url={point.url} />}</Fact>
    </>
  );
}

function CompletenessBlock({ entry }: { entry: Entry }) {
  const { missing } = publicCompleteness(entry);
  const total = annexThreeItems.length;
  return (
    <section class="block" aria-labelledby="complete">
      <h2 id="complete">Annex III</h2>
      <p class="small">
        {missing.length === 0
          ? `States all ${total} items that Annex III of the standard contractual clauses asks for.`
          : `States ${total - missing.length} of the ${total} items that Annex III of the standard contractual clauses asks for. Missing: ${missing.map((item) => annexThreeWords[item]).join(', ')}.`}
      </p>
    </section>
  );
}
