import type { Child } from 'hono/jsx';
import { fieldLines, fieldWords, type Line, type Piece } from '../../changes/field-text.ts';
import { countryName } from '../../core/countries.ts';
import { Time } from '../../http/dates.tsx';
import { Fact, joined, WebLink } from '../../http/facts.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import type { Facts } from '../model/facts.ts';
import { Places } from './register-table.tsx';

type Props = { readonly input: RenderInput; readonly entry: Entry };

/** All that is stated, in the order who, what for, which data, where, for whom, under which contract, since when. */
export function EntryFacts({ input, entry }: Props) {
  const { facts } = entry;
  return (
    <>
      <Group id="company" title="Company">
        <Fields
          facts={facts}
          names={[
            'legalName',
            'legalAddress',
            'establishment',
            'companyNumber',
            'lei',
            'euid',
            'parentGroup',
            'kind',
          ]}
        />
        <LinkFacts facts={facts} />
      </Group>
      <Group id="processing" title="Processing">
        <Fields
          facts={facts}
          names={['description', 'category', 'responsibilities', 'nature', 'duration', 'frequency']}
        />
        <Fields
          facts={facts}
          names={[
            'dataCategories',
            'dataSubjects',
            'specialCategories',
            'protectedHealthInformation',
            'ai',
          ]}
        />
      </Group>
      <Group id="places" title="Places and transfer basis">
        <Fact label="Where">
          <Places locations={facts.locations ?? []} />
        </Fact>
        <Fields facts={facts} names={['transfers']} />
      </Group>
      <Group id="scope" title="Scope and chain">
        <ScopeFacts input={input} entry={entry} />
        <ChainFacts input={input} entry={entry} />
      </Group>
      <Group id="contract" title="Contract and dates">
        <Fields facts={facts} names={['contract', 'certifications', 'effectiveFrom']} />
        <Fact label="Ended">
          {facts.effectiveUntil && (
            <>
              <Time day={facts.effectiveUntil} />, the first day without processing
            </>
          )}
        </Fact>
        <Fields facts={facts} names={['disposal', 'lastReviewedOn', 'nextReviewDue']} />
      </Group>
    </>
  );
}

function Group({ id, title, children }: { id: string; title: string; children?: Child }) {
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl class="facts wide">{children}</dl>
    </section>
  );
}

// What Annex III asks for, and the contract: here silence is an answer too.
const expected: readonly (keyof Facts)[] = [
  'legalName',
  'legalAddress',
  'responsibilities',
  'dataCategories',
  'transfers',
  'contract',
];

function Fields({ facts, names }: { facts: Facts; names: readonly (keyof Facts)[] }) {
  return (
    <>
      {names.map((name) => (
        <Fact label={fieldWords[name].label}>
          {joined(
            fieldLines(name, facts).map((line) => <LineText line={line} />),
            <br />,
          ) ?? (expected.includes(name) ? <span class="quiet">Not stated</span> : undefined)}
        </Fact>
      ))}
    </>
  );
}

function LineText({ line }: { line: Line }) {
  return (
    <>
      {line.map((piece) => (
        <PieceText piece={piece} />
      ))}
    </>
  );
}

function PieceText({ piece }: { piece: Piece }) {
  if (typeof piece === 'string') return <>{piece}</>;
  if ('day' in piece) return <Time day={piece.day} />;
  return 'country' in piece ? <>{countryName(piece.country)}</> : <WebLink url={piece.url} />;
}

const linkWords = [
  ['website', 'Website'],
  ['privacy', 'Privacy notice'],
  ['security', 'Security'],
] as const;

function LinkFacts({ facts: { links } }: { facts: Facts }) {
  return (
    <>
      {linkWords.map(([name, label]) => (
        <Fact label={label}>{links?.[name] && <WebLink url={links[name]} />}</Fact>
      ))}
    </>
  );
}

function ScopeFacts({ input, entry }: Props) {
  const { services = [], regions = [], plans = [], optional, feature } = entry.facts.scope ?? {};
  const names = services.map(
    (slug) => input.snapshot.services.find((service) => service.slug === slug)?.name ?? slug,
  );
  const optionality = optional
    ? 'Optional; nothing is passed on until it is switched on'
    : 'Always part of the service';
  return (
    <>
      <Fact label="Services">{names.length === 0 ? 'All' : names.join(', ')}</Fact>
      <Fact label="Regions">{regions.join(', ')}</Fact>
      <Fact label="Plans">{plans.join(', ')}</Fact>
      <Fact label="Optional">{optional === undefined ? '' : optionality}</Fact>
      <Fact label={optional ? 'Switched on by' : 'Feature'}>{feature}</Fact>
    </>
  );
}

/** Upwards to the entry we engage ourselves, downwards to those it engages, and sideways to what it replaced. */
function ChainFacts({ input, entry }: Props) {
  const { entries, organisation } = input.snapshot;
  const { rank } = entry.facts;
  const engaged = entries.filter(({ facts }) => facts.parent === entry.slug);
  const byName = new Map(entries.map((each) => [each.slug, each]));
  const named = (slug: string | undefined) =>
    [byName.get(slug ?? '')].filter((each) => each !== undefined);
  const ownList = entry.facts.links?.subprocessors;
  return (
    <>
      <Fact label="Engaged by">{linksTo(input, ancestorsOf(entry, byName))}</Fact>
      <Fact label="Engages">{linksTo(input, engaged)}</Fact>
      <Fact label="Rank in the chain">{rank && `${rank}, where ${organisation.name} is 1`}</Fact>
      <Fact label="Its own list">{ownList && <WebLink url={ownList} />}</Fact>
      <Fact label="Replaces">{linksTo(input, named(entry.replaces))}</Fact>
      <Fact label="Replaced by">{linksTo(input, named(entry.replacedBy))}</Fact>
    </>
  );
}

function linksTo({ place }: RenderInput, entries: readonly Entry[]): Child {
  return joined(
    entries.map(({ slug, facts }) => (
      <a href={`${place.base}/subprocessors/${slug}`}>
        <bdi>{facts.name}</bdi>
      </a>
    )),
  );
}

function ancestorsOf(entry: Entry, bySlug: ReadonlyMap<string, Entry>): readonly Entry[] {
  const chain: Entry[] = [];
  let next = bySlug.get(entry.facts.parent ?? '');
  // Publishing refuses cycles; a page must end even so.
  while (next !== undefined && next !== entry && !chain.includes(next)) {
    chain.push(next);
    next = bySlug.get(next.facts.parent ?? '');
  }
  return chain;
}
