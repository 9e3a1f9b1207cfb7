import type { Child } from 'hono/jsx';
import { fieldLines, type Line, type Piece } from '../../changes/field-text.ts';
import { fieldLabels, valueWords } from '../../changes/words/values.ts';
import { countryName } from '../../core/countries.ts';
import { Time } from '../../http/dates.tsx';
import { useContentLang, useLanguage, useWords, useTextLang } from '../../http/language.tsx';
import { Fact, joined, Unstated, WebLink } from '../../http/facts.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import type { Facts } from '../model/facts.ts';
import { translatable } from '../model/translating.ts';
import { entryWords } from '../words/pages.ts';
import { Places } from './register-table.tsx';

type Props = { readonly input: RenderInput; readonly entry: Entry };

/** All that is stated, in the order who, what for, which data, where, for whom, under which contract, since when. */
export function EntryFacts({ input, entry }: Props) {
  const { facts } = entry;
  const { groups, ...words } = useWords(entryWords);
  return (
    <>
      <Group id="company" title={groups.company}>
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
      <Group id="processing" title={groups.processing}>
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
      <Group id="places" title={groups.places}>
        <Fact label={words.facts.where}>
          <Places locations={facts.locations ?? []} />
        </Fact>
        <Fields facts={facts} names={['transfers']} />
      </Group>
      <Group id="scope" title={groups.scope}>
        <ScopeFacts input={input} entry={entry} />
        <ChainFacts input={input} entry={entry} />
      </Group>
      <Group id="contract" title={groups.contract}>
        <Fields facts={facts} names={['contract', 'certifications', 'effectiveFrom']} />
        <Fact label={words.facts.ended}>
          {facts.effectiveUntil && words.facts.firstWithout(<Time day={facts.effectiveUntil} />)}
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
  const language = useLanguage();
  return (
    <>
      {names.map((name) => (
        <Fact label={fieldLabels[language](name)}>
          {joined(
            fieldLines(name, facts, [], valueWords[language]).map((line) => (
              <LineText line={line} lang={useFieldLang(facts, name)} />
            )),
            <br />,
          ) ?? (expected.includes(name) ? <Unstated /> : undefined)}
        </Fact>
      ))}
    </>
  );
}

// Names and addresses, which stand as their owners write them.
const asWritten: readonly (keyof Facts)[] = [
  'legalName',
  'legalAddress',
  'companyNumber',
  'parentGroup',
  'certifications',
];

/** What somebody wrote, and not closed lists, numbers and days. */
function useFieldLang(facts: Facts, name: keyof Facts): string | undefined {
  const content = useContentLang();
  if (asWritten.includes(name)) return content;
  const field = translatable.find((each) => each === name);
  return field === undefined || isNoneStated(facts[field]) ? undefined : useTextLang(facts, field);
}

function isNoneStated(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}

function LineText({ line, lang }: { line: Line; lang: string | undefined }) {
  const pieces = line.map((piece) => <PieceText piece={piece} />);
  return lang === undefined ? <>{pieces}</> : <span lang={lang}>{pieces}</span>;
}

function PieceText({ piece }: { piece: Piece }) {
  if (typeof piece === 'string') return <>{piece}</>;
  if ('day' in piece) return <Time day={piece.day} />;
  return 'country' in piece ? (
    <>{countryName(piece.country, useLanguage())}</>
  ) : (
    <WebLink url={piece.url} />
  );
}

const ownLinks = ['website', 'privacy', 'security'] as const;

function LinkFacts({ facts: { links } }: { facts: Facts }) {
  const words = useWords(entryWords).facts;
  return (
    <>
      {ownLinks.map((name) => (
        <Fact label={words[name]}>{links?.[name] && <WebLink url={links[name]} />}</Fact>
      ))}
    </>
  );
}

function ScopeFacts({ input, entry }: Props) {
  const { services = [], regions = [], plans = [] } = entry.facts.scope ?? {};
  const names = services.map(
    (slug) => input.snapshot.services.find((service) => service.slug === slug)?.name ?? slug,
  );
  const words = useWords(entryWords).facts;
  return (
    <>
      <Fact label={words.services}>
        {names.length === 0 ? words.all : <Written text={names.join(', ')} />}
      </Fact>
      <Fact label={words.regions}>
        {regions.length > 0 && <Written text={regions.join(', ')} />}
      </Fact>
      <Fact label={words.plans}>{plans.length > 0 && <Written text={plans.join(', ')} />}</Fact>
      <Optionality scope={entry.facts.scope ?? {}} />
    </>
  );
}

function Optionality({ scope: { optional, feature } }: { scope: NonNullable<Facts['scope']> }) {
  const words = useWords(entryWords).facts;
  const optionality = optional ? words.isOptional : words.isFixed;
  return (
    <>
      <Fact label={words.optional}>{optional === undefined ? '' : optionality}</Fact>
      <Fact label={optional ? words.switchedOnBy : words.feature}>
        {feature && <Written text={feature} />}
      </Fact>
    </>
  );
}

/** What the organisation wrote. */
function Written({ text }: { text: string }) {
  return <span lang={useContentLang()}>{text}</span>;
}

/** Upwards to the entry we engage ourselves, downwards to those it engages, and sideways to what it replaced. */
function ChainFacts({ input, entry }: Props) {
  const { entries, organisation } = input.snapshot;
  const { rank } = entry.facts;
  const engaged = entries.filter(({ facts }) => facts.parent === entry.slug);
  const byName = new Map(entries.map((each) => [each.slug, each]));
  const named = (slug: string | undefined) =>
    [byName.get(slug ?? '')].filter((each) => each !== undefined);
  const words = useWords(entryWords).facts;
  const ownList = entry.facts.links?.subprocessors;
  return (
    <>
      <Fact label={words.engagedBy}>{linksTo(input, ancestorsOf(entry, byName))}</Fact>
      <Fact label={words.engages}>{linksTo(input, engaged)}</Fact>
      <Fact label={words.rank}>{rank && words.rankOf(rank, organisation.name)}</Fact>
      <Fact label={words.ownList}>{ownList && <WebLink url={ownList} />}</Fact>
      <Fact label={words.replaces}>{linksTo(input, named(entry.replaces))}</Fact>
      <Fact label={words.replacedBy}>{linksTo(input, named(entry.replacedBy))}</Fact>
    </>
  );
}

function linksTo({ place }: RenderInput, entries: readonly Entry[]): Child {
  return joined(
    entries.map(({ slug, facts }) => (
      <a href={`${place.pages}/subprocessors/${slug}`}>
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
