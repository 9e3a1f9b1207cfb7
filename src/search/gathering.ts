import { fieldLines, plainLineIn } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { listChanges } from '../changes/service.ts';
import { itemTitle, titleOf } from '../changes/words.ts';
import type { Stated } from '../controls/model.ts';
import { describeStated } from '../controls/service.ts';
import { type Language, languages } from '../core/language.ts';
import {
  isTranslated,
  type Translatable,
  translated,
  translationsIn,
} from '../core/translating.ts';
import type { Db } from '../db/client.ts';
import { valueWords } from '../changes/words/values.ts';
import type { Listed } from '../documents/model.ts';
import { listPublished } from '../documents/service/reading.ts';
import { kindsIn } from '../documents/words/kinds.ts';
import { type Service, siteLanguage } from '../organisation/model.ts';
import { getOrganisation, listServices } from '../organisation/service.ts';
import { plainPolicy } from '../policies/shown-text.tsx';
import type { ListedPolicy } from '../policies/model.ts';
import { describePolicies, findPublished } from '../policies/service.ts';
import { policyWords } from '../policies/words/pages.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { listEntries } from '../subprocessors/service/entries.ts';
import { plainMarkdown } from '../updates/markdown.ts';
import type { Post, Thread } from '../updates/model.ts';
import { listPostsOf, listThreads } from '../updates/service.ts';
import { topicWords } from '../updates/words.ts';
import type { Findable, Kind } from './model.ts';
import { inEachLanguage, isTranslatedIn, sentences, type Spoken, withoutMarks } from './spoken.ts';

/** The newest of what there is no end of; the pages of lists have all of them. */
const most = { change: 5_000, update: 1_000 } as const;
const perRead = 200;

/**
 * Everything that can be found: what is public now, of everything the text that holds. What was withdrawn, was
 * superseded or is a draft is not in it, nor are contact persons.
 */
export async function gather(db: Db): Promise<readonly Findable[]> {
  const services = await listServices(db);
  const first = siteLanguage((await getOrganisation(db)).value);
  const found = [
    ...(await listEntries(db)).map((entry) => ofEntry(entry, services)),
    ...(await changesOf(db)),
    ...ofStated(await describeStated(db, services)),
    ...(await listPublished(db)).map(ofDocument),
    ...(await policiesOf(db)),
    ...(await updatesOf(db)),
  ];
  return found.flatMap((each) => inEachLanguage(each, first)).map(withoutMarks);
}

/** In the order in which an entry is read; nothing of its contact. */
const shownFields: readonly (keyof Facts)[] = [
  'description',
  'legalName',
  'parentGroup',
  'category',
  'locations',
  'dataCategories',
  'dataSubjects',
  'responsibilities',
  'nature',
  'transfers',
  'establishment',
  'legalAddress',
  'ai',
  'companyNumber',
  'lei',
  'euid',
];

/** Those with words of their own in each language; people look for `Deutschland` too. */
const wordedFields: readonly (keyof Facts)[] = ['locations', 'establishment', 'transfers', 'kind'];

function ofEntry({ slug, facts }: Entry, services: readonly Service[]): Spoken {
  const isSaid = isTranslatedIn(facts, ['description']);
  const lines = (field: keyof Facts, language: Language) => {
    const words = valueWords[language];
    const said = translated(facts, language);
    return fieldLines(field, said, services, words).map((line) => plainLineIn(words, line));
  };
  // Of what has no translation, people look for `Deutschland` too.
  const inOthers = languages.flatMap((language) =>
    wordedFields.flatMap((field) => lines(field, language)),
  );
  return {
    kind: 'subprocessor',
    key: slug,
    isSaid,
    say: (language) => ({
      title: facts.name,
      body: sentences([
        ...shownFields.map((field) => lines(field, language).join(', ')),
        facts.certifications?.map(({ name }) => name).join(', '),
      ]),
      words: [slug, ...inOthers, ...lines('scope', language), ...translationsIn(facts)].join(' '),
    }),
  };
}

async function changesOf(db: Db): Promise<readonly Spoken[]> {
  const found: Spoken[] = [];
  for (let before: number | null | undefined; before !== null && found.length < most.change;) {
    const { items, next }: { items: readonly Change[]; next: number | null } = await listChanges(
      db,
      before === undefined ? {} : { before },
      perRead,
    );
    found.push(...items.map(ofChange));
    before = next;
  }
  return found;
}

function ofChange(change: Change): Spoken {
  const { id, reason, items, steps, emergency } = change;
  return {
    kind: 'change',
    key: String(id),
    // What happens is told by Annex, in each language.
    isSaid: () => true,
    say: (language) => ({
      title: titleOf(change, language),
      body: sentences([
        reason,
        emergency?.explanation,
        ...steps.flatMap((step) => [step.reason, step.materialChange]),
        ...items.map((item) => itemTitle(item, items, language)),
      ]),
      words: items.flatMap(({ slug, after }) => [slug, after.legalName ?? '']).join(' '),
    }),
  };
}

function ofStated({ attestations, controls, questions, laws }: Stated): readonly Spoken[] {
  return [
    ...controls.map(({ key, facts: written }) =>
      ofStatement('control', key, written, ['title', 'text'], (facts) => {
        const { tsc, iso27001, ccm } = facts.criteria;
        return {
          title: facts.title,
          body: [plainMarkdown(facts.text)],
          words: [facts.category, ...[tsc, iso27001, ccm].flatMap((numbers) => numbers ?? [])],
        };
      }),
    ),
    ...attestations.map(({ key, facts: written }) =>
      ofStatement('attestation', key, written, ['scope'], ({ name, scope, auditor }) => ({
        title: name,
        body: [scope, auditor],
      })),
    ),
    ...questions.map(({ key, facts: written }) =>
      ofStatement('question', key, written, ['question', 'answer'], ({ question, answer }) => ({
        title: question,
        body: [plainMarkdown(answer)],
      })),
    ),
    ...laws.map(({ key, facts: written }) =>
      ofStatement('law', key, written, ['text'], ({ law, fullName, text }) => ({
        title: law,
        body: [fullName, plainMarkdown(text)],
      })),
    ),
  ];
}

type Told = {
  readonly title: string;
  readonly body: readonly (string | undefined)[];
  readonly words?: readonly string[];
};

function ofStatement<T extends Translatable>(
  kind: Kind,
  key: string,
  written: T,
  texts: readonly (keyof T & string)[],
  tell: (facts: T) => Told,
): Spoken {
  return {
    kind,
    key,
    isSaid: isTranslatedIn(written, texts),
    say: (language) => {
      const { title, body, words = [] } = tell(translated(written, language));
      const others = translationsIn(written).map(plainMarkdown);
      return { title, body: sentences(body), words: [key, ...words, ...others].join(' ') };
    },
  };
}

function ofDocument(document: Listed): Spoken {
  const { slug, kind, edition } = document;
  const others = translationsIn(document).map(plainMarkdown);
  return {
    kind: 'document',
    key: slug,
    isSaid: isTranslatedIn(document, ['title', 'description']),
    say: (language) => {
      const { title, description } = translated(document, language);
      const said = description && plainMarkdown(description);
      return {
        title,
        body: sentences([kindsIn[language][kind], said, edition?.label]),
        words: [slug, ...Object.values(kindsIn).map((kinds) => kinds[kind]), ...others].join(' '),
      };
    },
  };
}

async function policiesOf(db: Db): Promise<readonly Spoken[]> {
  const found: Spoken[] = [];
  for (const { policy, current, announced } of (await describePolicies(db)).listed)
    for (const head of [current, announced])
      if (head !== undefined) found.push(...(await ofPolicy(db, policy, head.number)));
  return found;
}

/** The version in effect stands at the address of the policy; one that is announced, at its own. */
async function ofPolicy(
  db: Db,
  { slug, title, current, announced }: ListedPolicy['policy'],
  number: number,
): Promise<readonly Spoken[]> {
  const version = await findPublished(db, slug, number);
  if (version === undefined) return [];
  const isOwn = number === announced && current !== undefined;
  const { texts, announcement } = version;
  const plain = new Map(
    version.languages.map((language) => [language, plainPolicy(texts[language] ?? '')]),
  );
  const others = [...plain.values()];
  return [
    {
      kind: 'policy',
      key: isOwn ? `${slug}/versions/${number}` : slug,
      isSaid: (language) => plain.has(language),
      say: (language) => ({
        title: isOwn ? policyWords[language].versionTitle(title, number) : title,
        body: sentences([
          isOwn ? announcement?.summary : undefined,
          plain.get(language) ?? others[0],
        ]),
        words: [slug, ...others].join(' '),
      }),
    },
  ];
}

async function updatesOf(db: Db): Promise<readonly Spoken[]> {
  const found: Spoken[] = [];
  for (let before: number | null | undefined; before !== null && found.length < most.update;) {
    const { items, next }: { items: readonly Thread[]; next: number | null } = await listThreads(
      db,
      {},
      { before: before ?? Number.MAX_SAFE_INTEGER, limit: perRead },
    );
    const standing = items.filter(({ isWithdrawn }) => !isWithdrawn);
    const posts = await listPostsOf(
      db,
      standing.map(({ number }) => number),
    );
    found.push(...standing.map((thread) => ofUpdate(thread, posts.get(thread.number) ?? [])));
    before = next;
  }
  return found;
}

function ofUpdate(thread: Thread, posts: readonly Post[]): Spoken {
  const standing = posts.filter(({ withdrawal }) => withdrawal === undefined);
  const others = [thread, ...standing].flatMap(translationsIn).map(plainMarkdown);
  return {
    kind: 'update',
    key: String(thread.number),
    isSaid: (language) =>
      isTranslated(thread, 'title', language) &&
      standing.every((post) => isTranslated(post, 'body', language)),
    say: (language) => ({
      title: translated(thread, language).title,
      body: sentences(standing.map((post) => plainMarkdown(translated(post, language).body))),
      words: [topicWords[thread.topic], ...others].join(' '),
    }),
  };
}
